import type { Area } from '../../contract/index.ts';
import type { Breath, Clock, Feed } from '../kernel/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';
import { updateMembership } from './membership.ts';
import { allCollections, everyOf, type StoredCollection } from './store.ts';

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
    } finally {
      present = [];
      running = null;
      release();
      if (!closed) plan();
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
  const plan = (): void => {
    cancelPlan();
    const moments = allCollections(database).map(dueAt).filter((at) => at !== null);
    if (moments.length === 0) return;
    cancelPlan = clock.schedule(Math.min(...moments), 'collections', async () => {
      request(allCollections(database).filter((row) => (dueAt(row) ?? Infinity) <= clock.now()).map((row) => row.collection_id));
      await running;
    });
  };

  const clientsKey = (): string => JSON.stringify(database.prepare('SELECT max(client_id), count(removed_at) FROM clients').raw().get());
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
