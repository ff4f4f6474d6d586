import { sql } from 'kysely';
import type { Link, QueuedMessage } from '../../contract/index.ts';
import type { Clock } from '../kernel/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { linkMessage, MESSAGES_PER_EXCHANGE, TEXT_PER_EXCHANGE, type ExchangeAnswer, type LinkMessage } from './model.ts';

type Sent = Pick<ExchangeAnswer, 'received' | 'messages'>;

/** The queues to neighbours and the numbers received from them, in the site database. */
export interface Links {
  make(db: Writable, neighbour: string, direction: Link['direction']): void;
  drop(db: Writable, neighbour: string): void;
  queue(db: Writable, neighbour: string, message: LinkMessage): void;
  /** What goes to a neighbour in the next exchange. */
  outgoing(neighbour: string): Sent;
  /**
   * Takes what a neighbour sent: forgets what it has, applies what is new in order, each once. One transaction of the caller.
   * Answers with the number applied. Numbers left out are of messages that a restored database cannot send any more.
   */
  take(db: Writable, neighbour: string, sent: Sent, apply: (message: LinkMessage) => void): number;
  /** Notes a failed try; `take` is the good one. */
  failed(neighbour: string, error: string, nextAttemptAt: number): void;
  hold(db: Writable, neighbour: string, held: boolean): void;
  find(neighbour: string, db?: Readable): Link | undefined;
  list(): Link[];
  backlog(neighbour: string): QueuedMessage[];
}

const said: { [K in LinkMessage['kind']]: (message: Extract<LinkMessage, { kind: K }>) => string } = {
  site: ({ site }) => `Site ${site.code} – ${site.name}`,
  siteRemoved: ({ code }) => `Site ${code} was removed`,
  synchronizationSettings: () => 'Synchronization settings of the central site',
  synchronize: () => 'Synchronize from the parent',
  softwareUpdatePoint: ({ status }) => `Software update point of ${status.siteCode}: ${status.state === 'running' ? status.phase : status.state}`,
  clients: ({ clients }) => `Clients: ${clients.length}`,
  catalog: ({ updates }) => `Updates in the catalog of the site: ${updates.length}`,
  stateMessages: ({ files }) => `State message files of clients: ${files.length}`,
  updateList: ({ list, put, take }) => `Update list “${list.name}”: ${put.length} put on, ${take.length} taken off`,
  updateSettings: ({ settings }) => `Properties of software updates: ${settings.length}`,
  updateListDeleted: () => 'An update list was deleted',
  deploymentTemplate: ({ template }) => `Deployment template “${template.name}”`,
  deploymentTemplateDeleted: () => 'A deployment template was deleted',
  deployment: ({ deployment, put, take }) => `Deployment “${deployment.name}”: ${put.length} put in, ${take.length} taken out`,
  deploymentDeleted: () => 'A deployment was deleted',
  clientAgentSettings: () => 'Settings of client agents',
  searchFolder: ({ folder }) => `Search folder “${folder.name}”`,
  searchFolderDeleted: () => 'A search folder was deleted',
  package: ({ package: one, put, take }) => `Deployment package “${one.settings.name}”, version ${one.version}: ${put.length} contents put in, ${take.length} taken out`,
  packageDeleted: ({ packageId }) => `Deployment package ${packageId} was deleted`,
  packageStatus: ({ packageId, server, status }) => `Package ${packageId} on ${server}: ${status?.state ?? 'removed'}`,
  softwareUpdatePointRemoved: (gone) => `Software update point of ${gone.siteCode} was removed`,
};

/** One line for people. */
export const what = (message: LinkMessage) => (said[message.kind] as (message: LinkMessage) => string)(message);

export function createLinks({ database, clock }: { database: SiteDatabase; clock: Clock }): Links {
  const one = (db: Readable, neighbour: string) => db.first(build.selectFrom('links').selectAll().where('neighbour', '=', neighbour));
  const queued = (db: Readable, neighbour: string) =>
    db.first(build.selectFrom('link_queue').where('neighbour', '=', neighbour).select(({ fn }) => [fn.countAll<number>().as('n'), fn.min('queued_at').as('oldest'), fn.min('number').as('first')]))!;

  const shown = (db: Readable, row: NonNullable<ReturnType<typeof one>>): Link => {
    const { n, oldest } = queued(db, row.neighbour);
    const state = row.held ? 'held' : row.attempts > 0 ? 'failing' : row.last_exchange_at === null ? 'never' : n > 0 ? 'waiting' : 'healthy';
    return {
      neighbour: row.neighbour, direction: row.direction, state, backlog: n, oldestQueuedAt: oldest, acknowledged: row.next_number - 1 - n, received: row.received,
      lastExchangeAt: row.last_exchange_at, attempts: row.attempts, lastError: row.last_error, nextAttemptAt: row.next_attempt_at,
    };
  };
  const set = (db: Writable, neighbour: string, values: Partial<Omit<NonNullable<ReturnType<typeof one>>, 'neighbour' | 'direction'>>) =>
    void db.run(build.updateTable('links').where('neighbour', '=', neighbour).set(values));

  return {
    make: (db, neighbour, direction) =>
      void db.run(build.insertInto('links').values({ neighbour, direction, next_number: 1, received: 0, held: 0, last_exchange_at: null, attempts: 0, last_error: null, next_attempt_at: null }).onConflict((c) => c.doNothing())),
    drop: (db, neighbour) => void db.run(build.deleteFrom('links').where('neighbour', '=', neighbour)),
    queue: (db, neighbour, message) => {
      const number = one(db, neighbour)!.next_number;
      db.run(build.insertInto('link_queue').values({ neighbour, number, message: JSON.stringify(message), queued_at: clock.now() }));
      set(db, neighbour, { next_number: number + 1 });
    },
    outgoing: (neighbour) => {
      const rows = database.all(build.selectFrom('link_queue').select(['number', 'message']).where('neighbour', '=', neighbour).orderBy('number').limit(MESSAGES_PER_EXCHANGE));
      let text = 0;
      const fitting = rows.filter((row, i) => (text += row.message.length) <= TEXT_PER_EXCHANGE || i === 0);
      return { received: one(database, neighbour)!.received, messages: fitting.map((row) => ({ number: row.number, message: linkMessage.parse(JSON.parse(row.message)) })) };
    },
    take: (db, neighbour, sent, apply) => {
      const row = one(db, neighbour)!;
      db.run(build.deleteFrom('link_queue').where('neighbour', '=', neighbour).where('number', '<=', sent.received));
      // A neighbour that knows more than was ever said here speaks of a later life of this database: go on after that.
      set(db, neighbour, { next_number: Math.max(row.next_number, sent.received + 1) });
      let received = row.received;
      let applied = 0;
      for (const { number, message } of sent.messages) {
        if (number <= received) continue;
        apply(message);
        received = number;
        applied++;
      }
      set(db, neighbour, { received, last_exchange_at: clock.now(), attempts: 0, last_error: null, next_attempt_at: null });
      return applied;
    },
    failed: (neighbour, error, nextAttemptAt) =>
      database.transaction((db) => set(db, neighbour, { attempts: (one(db, neighbour)?.attempts ?? 0) + 1, last_error: error, next_attempt_at: nextAttemptAt })),
    hold: (db, neighbour, held) => set(db, neighbour, { held: held ? 1 : 0, next_attempt_at: null }),
    find: (neighbour, db = database) => {
      const row = one(db, neighbour);
      return row && shown(db, row);
    },
    list: () => database.all(build.selectFrom('links').selectAll().orderBy('direction', 'desc').orderBy('neighbour')).map((row) => shown(database, row)),
    backlog: (neighbour) =>
      database
        .all(build.selectFrom('link_queue').selectAll().where('neighbour', '=', neighbour).orderBy('number').limit(sql.lit(500)))
        .map((row) => {
          const message = linkMessage.parse(JSON.parse(row.message));
          return { number: row.number, kind: message.kind, what: what(message), queuedAt: row.queued_at };
        }),
  };
}
