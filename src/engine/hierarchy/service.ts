import { createHash, timingSafeEqual } from 'node:crypto';
import type { Area, Commanded, HierarchySite, Link, NewSite, QueuedMessage } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { createLinks } from './links.ts';
import { exchangeRequest, type ExchangeAnswer, type LinkMessage, type Neighbours } from './model.ts';
import { checkNewSite, checkRemoval, childOf, forgetSite, keepSite, sitesBelow } from './sites.ts';
import { createUplink } from './uplink.ts';

export interface HierarchyParts {
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  neighbours: Neighbours;
  /** 32 random bytes, for the key a site on another machine joins with. */
  joinKey(): string;
  defer(run: () => void): void;
  touched(...areas: Area[]): void;
}

/** Applies a message in the transaction that takes it; what it returns runs after the commit. */
type Apply<K extends LinkMessage['kind']> = (db: Writable, message: Extract<LinkMessage, { kind: K }>, from: string) => (() => void) | void;

export interface Hierarchy {
  readonly parent: string | null;
  sites(): HierarchySite[];
  /** True when this site was opened for the first time: nothing was ever said to its parent. */
  introduces(): boolean;
  /** Codes of the direct children. */
  children(): string[];
  links(): Link[];
  backlog(neighbour: string): QueuedMessage[];
  addSite(call: Commanded, site: NewSite): { revision: number; value: { code: string; joinKey: string | null } };
  removeSite(call: Commanded, code: string): { revision: number; value: { setAside: string | null } };
  holdLink(call: Commanded, neighbour: string, held: boolean): { revision: number; value: Link };
  /** Queues a message in the caller's transaction and sends it after the commit. */
  tell(db: Writable, neighbour: string, message: LinkMessage): void;
  /** Queues a message for the parent, if there is one. */
  report(db: Writable, message: LinkMessage): void;
  /** Says what is done with messages of a kind. */
  on<K extends LinkMessage['kind']>(kind: K, apply: Apply<K>): void;
  /** Runs in the transaction that adds a child site. */
  onAdded(run: (db: Writable, code: string) => void): void;
  /** A child's exchange. Throws Failure for what is not a child, holds its link, or cannot be read. */
  answer(request: unknown): ExchangeAnswer;
  /** Resolves when there is something for the child, or the signal is aborted. */
  waiting(code: string, signal: AbortSignal): Promise<void>;
  /** Whether `key` is what a site elsewhere joins with. */
  mayJoin(code: string, key: string): boolean;
  /** Speaks with the parent and wakes the children of this program; called when all of them are open. */
  start(): void;
  /** The parent has something to say, or was heard of. */
  speak(): Promise<void>;
  close(): Promise<void>;
}

const digest = (key: string) => createHash('sha256').update(key).digest('hex');
const gone = (code: string) => new Failure('NOT_FOUND', { what: 'Nothing was exchanged.', why: `There is no link with ${code}.`, todo: 'Add the site at its parent.' });

/** The sites around one site, and the links that carry messages between them (SYNC-11). */
export function createHierarchy(parts: HierarchyParts): Hierarchy {
  const { database, clock, journal, neighbours } = parts;
  const own = database.first(build.selectFrom('site').select(['code', 'name', 'server', 'kind', 'parent']))!;
  const { code, parent } = own;
  const links = createLinks(parts);
  const handlers = new Map<LinkMessage['kind'], Apply<never>>();
  const added: ((db: Writable, code: string) => void)[] = [];
  const waiters = new Map<string, Set<() => void>>();
  const changed = () => parts.touched('hierarchy');

  /** After the present transaction; a lab clock does not run past a message on its way. */
  const wake = (neighbour: string, now = false) => {
    const release = clock.hold();
    parts.defer(() => {
      waiters.get(neighbour)?.forEach((tellIt) => tellIt());
      const spoken = neighbour === parent ? uplink?.speak(now) : childOf(database, code, neighbour)?.place === 'here' ? neighbours.wake(neighbour) : undefined;
      // A conversation with another program has no end to wait for.
      void (neighbour === parent && neighbours.parent?.waits ? Promise.resolve() : Promise.resolve(spoken)).finally(release);
    });
  };
  const tell: Hierarchy['tell'] = (db, neighbour, message) => {
    links.queue(db, neighbour, message);
    wake(neighbour);
  };
  const report: Hierarchy['report'] = (db, message) => {
    if (parent !== null) tell(db, parent, message);
  };

  const take = (neighbour: string, sent: Pick<ExchangeAnswer, 'received' | 'messages'>): number => {
    const after: (() => void)[] = [];
    const apply = (db: Writable) => (message: LinkMessage) => {
      const run = handlers.get(message.kind)?.(db, message as never, neighbour);
      if (run) after.push(run);
    };
    if (sent.messages.length === 0) {
      database.transaction((db) => links.take(db, neighbour, sent, apply(db)));
      return 0;
    }
    const { value } = journal.input({ name: 'hierarchy.received', actor: neighbour, input: { messages: sent.messages }, areas: ['hierarchy', 'softwareUpdatePoint'] }, (db) => links.take(db, neighbour, sent, apply(db)));
    after.forEach((run) => run());
    return value.applied;
  };

  const uplink = parent === null || neighbours.parent === null ? undefined : createUplink({ code, parent, way: neighbours.parent, links, clock, take: (answer) => take(parent, answer), changed });
  if (parent !== null) database.transaction((db) => links.make(db, parent, 'parent'));

  const on: Hierarchy['on'] = (kind, apply) => void handlers.set(kind, apply as unknown as Apply<never>);
  on('site', (db, { site }) => {
    // Seen from here its engine runs where the neighbour's does, or further away.
    keepSite(db, { ...site, place: neighbours.knows(site.code) ? 'here' : 'elsewhere' });
    report(db, { kind: 'site', site });
  });
  on('siteRemoved', (db, message) => {
    forgetSite(db, message.code);
    db.run(build.deleteFrom('software_update_points').where('site_code', '=', message.code));
    report(db, message);
  });

  const addSite: Hierarchy['addSite'] = (call, asked) => {
    const joinKey = asked.place === 'elsewhere' ? parts.joinKey() : null;
    const site: HierarchySite = { ...asked, parent: code };
    const { revision } = journal.command(call, { name: 'hierarchy.addSite', input: { site }, areas: ['hierarchy'] }, (db) => {
      checkNewSite(own, asked, (taken) => taken === code || neighbours.knows(taken) || sitesBelow(db, code).some((one) => one.code === taken));
      const why = asked.place === 'elsewhere' ? neighbours.whyNotElsewhere() : null;
      if (why !== null) throw new Failure('REFUSED', { what: 'The site was not made.', why, todo: 'Start Patchbay with `patchbay serve --listen`, or make the site in this program.' });
      keepSite(db, site, joinKey === null ? null : digest(joinKey));
      links.make(db, site.code, 'child');
      report(db, { kind: 'site', site });
      added.forEach((run) => run(db, site.code));
      return { value: undefined, after: site };
    });
    if (asked.place === 'here') neighbours.open({ ...asked, parent: code });
    return { revision, value: { code: asked.code, joinKey } };
  };

  const removeSite: Hierarchy['removeSite'] = (call, gone) => {
    const before = childOf(database, code, gone);
    const { revision } = journal.command(call, { name: 'hierarchy.removeSite', input: { code: gone }, areas: ['hierarchy', 'softwareUpdatePoint'] }, (db) => {
      checkRemoval(db, code, gone);
      forgetSite(db, gone);
      links.drop(db, gone);
      db.run(build.deleteFrom('software_update_points').where('site_code', '=', gone));
      report(db, { kind: 'siteRemoved', code: gone });
      return { value: undefined, before };
    });
    return { revision, value: { setAside: before?.place === 'here' ? neighbours.setAside(gone) : null } };
  };

  return {
    parent,
    introduces: () => {
      const up = parent === null ? undefined : links.find(parent);
      return up !== undefined && up.acknowledged + up.backlog === 0;
    },
    sites: () => [{ ...own, place: 'here' }, ...sitesBelow(database, code)],
    children: () => database.all(build.selectFrom('child_sites').select('code').where('parent', '=', code).orderBy('code')).map((site) => site.code),
    links: links.list,
    backlog: links.backlog,
    addSite,
    removeSite,
    holdLink: (call, neighbour, held) => {
      const { revision, value } = journal.command(call, { name: 'hierarchy.holdLink', input: { neighbour, held }, areas: ['hierarchy'] }, (db) => {
        if (!links.find(neighbour, db)) throw gone(neighbour);
        links.hold(db, neighbour, held);
        return { value: links.find(neighbour, db)!, before: !held, after: held };
      });
      if (!held) wake(neighbour, true);
      return { revision, value };
    },
    tell,
    report,
    on,
    onAdded: (run) => void added.push(run),
    answer: (request) => {
      const { from, to, wait: _, ...sent } = exchangeRequest.parse(request);
      const link = links.find(from);
      if (to !== code || !link || link.direction !== 'child') throw gone(from);
      if (link.state === 'held') throw new Failure('REFUSED', { what: 'Nothing was exchanged.', why: `The link is held at ${code}.`, todo: 'Release it there.' });
      take(from, sent);
      changed();
      return { ...links.outgoing(from), now: clock.now() };
    },
    waiting: (from, signal) =>
      new Promise((resolve) => {
        const all = waiters.get(from) ?? new Set();
        waiters.set(from, all);
        const done = () => {
          all.delete(done);
          resolve();
        };
        all.add(done);
        signal.addEventListener('abort', done, { once: true });
        if (signal.aborted || (links.find(from)?.backlog ?? 1) > 0) done();
      }),
    mayJoin: (from, key) => {
      const known = childOf(database, code, from)?.join_digest;
      return typeof known === 'string' && timingSafeEqual(Buffer.from(known), Buffer.from(digest(key)));
    },
    start: () => {
      void uplink?.speak(true);
      for (const link of links.list()) if (link.direction === 'child' && link.backlog > 0) wake(link.neighbour);
    },
    speak: async () => uplink?.speak(true),
    close: async () => {
      waiters.forEach((all) => all.forEach((done) => done()));
      await uplink?.close();
    },
  };
}
