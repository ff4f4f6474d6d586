import type { Area, Change } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { InTurn } from '../clients/index.ts';
import { linkMessage, type Hierarchy } from '../hierarchy/index.ts';
import type { Breath, Feed } from '../kernel/index.ts';
import { SiteDatabaseError, type Writable } from '../site-database/index.ts';
import { createReceiver, type News, type ReceiverParts } from './receive.ts';
import { nextMessage } from './tell.ts';

export interface ClientsOfChildSites {
  /** Tells the parent what it does not know yet, after the present stretch of work. */
  tell(): void;
  /** Sites below whose link does not bring what their clients told: it is held, or more files were announced than came. */
  behind(): string[];
  /** The newest state message file the parent was told of; without a parent there is none to wait for. */
  toldUpTo(): number;
  /** Called when the sites around it are open. */
  start(): void;
  close(): Promise<void>;
}

export interface ClientsOfChildSitesParts extends ReceiverParts {
  hierarchy: Hierarchy;
  journal: Journal;
  changes: Feed<Change>;
  breath: () => Breath;
  inTurn: InTurn;
  defer: (run: () => void) => void;
  touched: (...areas: Area[]) => void;
  /** Counts may be other ones now. */
  applied: () => void;
}

/** Messages for the parent in the link's queue at a time: what waits longer waits in the site's own journal. */
const MOST_QUEUED = 16;
const RETRY_AFTER = 60_000;
/** Stands for the removal of a site among what came from it, so that it is taken in after that. */
const REMOVED = 'removed';

export function createClientsOfChildSites(parts: ClientsOfChildSitesParts): ClientsOfChildSites {
  const { database, clock, hierarchy, journal } = parts;
  let receiver = createReceiver(parts);
  let closed = false;
  let planned = false;
  let taking: Promise<void> | null = null;

  const queued = () => hierarchy.links().find((link) => link.direction === 'parent')?.backlog ?? MOST_QUEUED;
  const tellOne = (): boolean =>
    database.transaction((db) => {
      const message = nextMessage(db);
      if (message) hierarchy.report(db, message);
      return message !== null;
    });
  const tell = () => {
    if (hierarchy.parent === null || planned || closed) return;
    planned = true;
    // A lab clock does not run past what is on its way.
    const release = clock.hold();
    parts.defer(() => {
      planned = false;
      try {
        for (let room = closed ? 0 : MOST_QUEUED - queued(); room > 0 && tellOne(); room--);
      } finally {
        release();
      }
    });
  };
  const stopListening = parts.changes.listen(({ areas }) => (areas.includes('hierarchy') || areas.includes('clients') || areas.includes('softwareUpdatePoint')) && tell());

  const takeOne = (row: { number: number; site: string; message: string }) => {
    const done = (db: Writable) => void db.prepare('DELETE FROM from_child_sites WHERE number = ?').run(row.number);
    if (row.message !== REMOVED) {
      const news = linkMessage.parse(JSON.parse(row.message)) as News;
      receiver.take(row.site, news, done);
      if (news.kind === 'clients') parts.touched('clients');
      return;
    }
    let computers = 0;
    receiver.removeSite(row.site, (db, left) => {
      computers = left;
      done(db);
    });
    journal.input({ name: 'clients.siteRemoved', actor: row.site, input: { site: row.site, computers }, areas: ['clients', 'compliance'] }, () => {});
  };
  const takeAll = async () => {
    const release = clock.hold();
    const breath = parts.breath();
    const oldest = () => (closed ? undefined : database.prepare<{ number: number; site: string; message: string }>('SELECT number, site_code AS site, message FROM from_child_sites ORDER BY number LIMIT 1').get());
    try {
      for (let row = oldest(); row; row = oldest()) {
        const one = row;
        await parts.inTurn(() => takeOne(one));
        parts.applied();
        await breath();
      }
    } catch (error) {
      // No room on the disk, as an example: what came is kept and taken in later.
      if (!(error instanceof SiteDatabaseError)) throw error;
      // What it remembers may not have been committed.
      receiver = createReceiver(parts);
      clock.schedule(clock.now() + RETRY_AFTER, 'news of child sites', take);
    } finally {
      release();
    }
  };
  const take = () => void (closed || (taking ??= takeAll().finally(() => (taking = null))));
  const keep = (db: Writable, site: string, message: string) => void db.prepare('INSERT INTO from_child_sites (site_code, message) VALUES (?, ?)').run(site, message);

  for (const kind of ['clients', 'catalog', 'stateMessages'] as const)
    hierarchy.on(kind, (db, message, from) => {
      keep(db, from, JSON.stringify(message));
      return take;
    });
  hierarchy.onRemoved((db, site) => {
    keep(db, site, REMOVED);
    parts.defer(take);
  });

  return {
    tell,
    toldUpTo: () => (hierarchy.parent === null ? Infinity : database.prepare<number>('SELECT file_number FROM told_to_parent').pluck().get()!),
    behind: () => {
      const sites = hierarchy.sites();
      const filesLeft = new Set(database.prepare<string>('SELECT code FROM child_sites WHERE files_left > 0').pluck().all());
      const codes = new Set(hierarchy.links().filter((link) => link.direction === 'child' && (link.state === 'held' || filesLeft.has(link.neighbour))).map((link) => link.neighbour));
      // Parents come first.
      for (const site of sites) if (site.parent !== null && codes.has(site.parent)) codes.add(site.code);
      return [...codes];
    },
    start: () => {
      take();
      tell();
    },
    close: async () => {
      closed = true;
      stopListening();
      await taking;
    },
  };
}
