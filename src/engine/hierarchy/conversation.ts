import type { Area } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { what, type Links } from './links.ts';
import type { ExchangeAnswer, ExchangeRequest, LinkMessage, Neighbours } from './model.ts';
import { childOf } from './sites.ts';
import { createUplink } from './uplink.ts';

/** Applies a message in the transaction that takes it; what it returns runs after the commit. */
export type Apply<K extends LinkMessage['kind']> = (db: Writable, message: Extract<LinkMessage, { kind: K }>, from: string) => (() => void) | void;

/** What is said to the neighbours and heard from them. */
export interface Conversation {
  /** Queues a message in the caller's transaction and sends it after the commit. */
  tell(db: Writable, neighbour: string, message: LinkMessage): void;
  /** Queues a message for the parent, if there is one. */
  report(db: Writable, message: LinkMessage): void;
  /** Says what is done with messages of a kind. */
  on<K extends LinkMessage['kind']>(kind: K, apply: Apply<K>): void;
  /** Something waits for a neighbour; `now`: also when its last try failed and the next is planned for later. */
  wake(neighbour: string, now?: boolean): void;
  /** A child's exchange. Throws Failure for what is not a child or holds its link. */
  answer(request: ExchangeRequest): ExchangeAnswer;
  /** Resolves when there is something for the child, or the signal is aborted. */
  waiting(code: string, signal: AbortSignal): Promise<void>;
  /** Speaks with the parent; resolves when both have said all. */
  speak(): Promise<void>;
  close(): Promise<void>;
}

export interface ConversationParts {
  code: string;
  parent: string | null;
  links: Links;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  neighbours: Neighbours;
  defer(run: () => void): void;
  touched(...areas: Area[]): void;
}

/** What the journal keeps of a message: state messages have a journal of their own. */
const journaled = ({ number, message }: ExchangeAnswer['messages'][number]) =>
  message.kind === 'clients' || message.kind === 'catalog' || message.kind === 'stateMessages' ? { number, message: { kind: message.kind, what: what(message) } } : { number, message };

export const noLink = (code: string) => new Failure('NOT_FOUND', { what: 'Nothing was exchanged.', why: `There is no link with ${code}.`, todo: 'Add the site at its parent.' });

/** Children of other programs that wait for something to be said to them. */
function createWaiters(isWaiting: (code: string) => boolean) {
  const waiters = new Map<string, Set<() => void>>();
  return {
    tell: (code: string) => waiters.get(code)?.forEach((done) => done()),
    wait: (code: string, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const all = waiters.get(code) ?? new Set();
        waiters.set(code, all);
        const done = () => {
          all.delete(done);
          resolve();
        };
        all.add(done);
        signal.addEventListener('abort', done, { once: true });
        if (signal.aborted || isWaiting(code)) done();
      }),
    close: () => waiters.forEach((all) => all.forEach((done) => done())),
  };
}

export function createConversation(parts: ConversationParts): Conversation {
  const { code, parent, links, database, clock, journal, neighbours } = parts;
  const handlers = new Map<LinkMessage['kind'], Apply<never>>();
  const waiters = createWaiters((child) => (links.find(child)?.backlog ?? 1) > 0);
  const changed = () => parts.touched('hierarchy');

  const take = (neighbour: string, sent: Pick<ExchangeAnswer, 'received' | 'messages'>): number => {
    const after: (() => void)[] = [];
    const taken = (db: Writable) =>
      links.take(db, neighbour, sent, (message) => {
        const run = handlers.get(message.kind)?.(db, message as never, neighbour);
        if (run) after.push(run);
      });
    // An exchange without news is no input of the site; only the link remembers it.
    if (sent.messages.length === 0) return database.transaction(taken);
    const { value } = journal.input({ name: 'hierarchy.received', actor: neighbour, input: { messages: sent.messages.map(journaled) }, areas: ['hierarchy', 'softwareUpdatePoint'] }, taken);
    after.forEach((run) => run());
    return value;
  };
  const way = parent === null ? null : neighbours.parent;
  const uplink = parent === null || way === null ? undefined : createUplink({ code, parent, way, links, clock, take: (answer) => take(parent, answer), changed });

  const reach = async (neighbour: string, now: boolean): Promise<void> => {
    if (neighbour !== parent) {
      waiters.tell(neighbour);
      if (childOf(database, code, neighbour)?.place === 'here') await neighbours.wake(neighbour);
      return;
    }
    const spoken = uplink?.speak(now);
    // A conversation with another program has no end to wait for.
    if (!way?.waits) await spoken;
  };
  const wake: Conversation['wake'] = (neighbour, now = false) => {
    // After the present transaction; a lab clock does not run past a message on its way.
    const release = clock.hold();
    parts.defer(() => void reach(neighbour, now).finally(release));
  };
  const tell: Conversation['tell'] = (db, neighbour, message) => {
    links.queue(db, neighbour, message);
    wake(neighbour);
  };

  return {
    tell,
    wake,
    report: (db, message) => {
      if (parent !== null) tell(db, parent, message);
    },
    on: (kind, apply) => void handlers.set(kind, apply as unknown as Apply<never>),
    answer: ({ from, to, received, messages }) => {
      const link = links.find(from);
      if (to !== code || link?.direction !== 'child') throw noLink(from);
      if (link.state === 'held') throw new Failure('REFUSED', { what: 'Nothing was exchanged.', why: `The link is held at ${code}.`, todo: 'Release it there.' });
      take(from, { received, messages });
      changed();
      return { ...links.outgoing(from), now: clock.now() };
    },
    waiting: waiters.wait,
    speak: async () => uplink?.speak(true),
    close: async () => {
      waiters.close();
      await uplink?.close();
    },
  };
}
