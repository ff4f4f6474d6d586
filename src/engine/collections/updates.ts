import type { Area } from '../../contract/index.ts';
import type { Breath, Clock, Feed } from '../kernel/index.ts';
import { SiteDatabaseError, type SiteDatabase } from '../site-database/index.ts';
import { updateMembership } from './membership.ts';
import { allCollections, everyOf, type StoredCollection } from './store.ts';

/** Ms until a schedule tries again what failed. */
const AFTER_FAILURE = 300_000;

/** Updates of memberships: asked for, by schedule, and when clients come or go. */
export interface Updates {
  request(ids: readonly number[]): void;
  waits(id: number): boolean;
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface UpdatesParts {
  database: SiteDatabase;
  clock: Clock;
  changes: Feed<{ areas: Area[] }>;
  touched: (...areas: Area[]) => void;
  breath: () => Breath;
}

/** All that waits is found in one pass; what is asked for meanwhile waits for the next. The clock stands still during a pass. */
export function createUpdates({ database, clock, changes, touched, breath }: UpdatesParts): Updates {
  const waiting = new Set<number>();
  let present: readonly number[] = [];
  let running: Promise<void> | null = null;
  let closed = false;
  let cancelPlan: () => void = () => {};

  const run = async (): Promise<void> => {
    const release = clock.hold();
    let notBefore = 0;
    try {
      // Let a command that asks in its transaction end first.
      await Promise.resolve();
      while (waiting.size > 0) {
        present = [...waiting].toSorted((a, b) => a - b);
        waiting.clear();
        await updateMembership(database, present, clock.now(), breath());
        present = [];
        if (!closed) touched('collections', 'compliance');
      }
    } catch (error) {
      // A disk that is full leaves the members as they were found last.
      if (!(error instanceof SiteDatabaseError)) throw error;
      notBefore = clock.now() + AFTER_FAILURE;
    } finally {
      present = [];
      running = null;
      release();
      if (!closed) plan(notBefore);
    }
  };
  const request = (ids: readonly number[]): void => {
    if (closed) return;
    for (const id of ids) waiting.add(id);
    if (waiting.size > 0) running ??= run();
  };
  const dueAt = (row: StoredCollection): number | null => {
    const every = everyOf(row);
    return every === null || row.updated_at === null ? null : row.updated_at + every;
  };
  const plan = (notBefore = 0): void => {
    cancelPlan();
    const moments = allCollections(database).map(dueAt).filter((at) => at !== null);
    if (moments.length === 0) return;
    cancelPlan = clock.schedule(Math.max(notBefore, Math.min(...moments)), 'collections', async () => {
      const due = allCollections(database).filter((row) => (dueAt(row) ?? Infinity) <= clock.now()).map((row) => row.collection_id);
      // What was due may have been deleted meanwhile.
      if (due.length === 0) plan();
      request(due);
      await running;
    });
  };

  const clientsKey = (): string => JSON.stringify(database.prepare('SELECT (SELECT max(client_id) FROM clients), (SELECT count(*) FROM clients WHERE removed_at IS NOT NULL)').raw().get());
  let known = clientsKey();
  const stopListening = changes.listen(({ areas }) => {
    if (!areas.includes('clients')) return;
    const key = clientsKey();
    if (key === known) return;
    known = key;
    request(allCollections(database).filter((row) => row.dynamic === 1).map((row) => row.collection_id));
  });

  request(allCollections(database).filter((row) => row.updated_at === null).map((row) => row.collection_id));
  plan();
  return {
    request,
    waits: (id) => waiting.has(id) || present.includes(id),
    settled: () => running ?? Promise.resolve(),
    close: async () => {
      closed = true;
      waiting.clear();
      stopListening();
      cancelPlan();
      await running;
    },
  };
}
