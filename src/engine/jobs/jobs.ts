import type { Job } from '../../contract/index.ts';
import { createFeed, Failure, type Clock, type Feed, type Ids } from '../kernel/index.ts';
import { build, SiteDatabaseError, type Readable, type SiteDatabase, type Tables } from '../site-database/index.ts';
import type { Selectable } from 'kysely';

/** What running work sees of its job. */
export interface Running {
  readonly id: string;
  /** Aborted when an administrator cancels or the site closes. */
  readonly signal: AbortSignal;
  phase(text: string): void;
  progress(done: number, total: number | null): void;
}

export interface Jobs {
  readonly feed: Feed<Job>;
  /** Starts `work` and answers with the job's row. Work that throws fails the job; after a cancel it counts as cancelled. */
  start(job: { kind: Job['kind']; title: string; startedBy: string }, work: (running: Running) => Promise<void>): Job;
  list(): Job[];
  cancel(id: string): Job;
  /** Stops everything that runs and waits for it. */
  close(): Promise<void>;
}

const fromRow = (row: Selectable<Tables['jobs']>): Job => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  state: row.state,
  phase: row.phase,
  done: row.done,
  total: row.total,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  startedBy: row.started_by,
  message: row.message,
  cancellable: row.state === 'running',
});

function listJobs(db: Readable): Job[] {
  return db.all(build.selectFrom('jobs').selectAll().orderBy('started_at', 'desc').orderBy('id').limit(200)).map(fromRow);
}

export function createJobs(site: { database: SiteDatabase; clock: Clock; ids: Ids; monotonic: () => number }): Jobs {
  const { database, clock, ids, monotonic } = site;
  const feed = createFeed<Job>();
  const running = new Map<string, { job: Job; abort: AbortController; ended: Promise<void> }>();

  const save = (job: Job) => {
    try {
      database.transaction((db) =>
        db.run(build.updateTable('jobs').where('id', '=', job.id).set({ state: job.state, phase: job.phase, done: job.done, total: job.total, ended_at: job.endedAt, message: job.message })),
      );
    } catch (error) {
      // A full disk ends the job, not the engine; the next start tells that its row was left behind.
      if (!(error instanceof SiteDatabaseError)) throw error;
    }
    feed.publish({ ...job });
  };

  database.transaction((db) =>
    db.run(
      build
        .updateTable('jobs')
        .where('state', 'in', ['running', 'cancelling'])
        .set({ state: 'failed', ended_at: clock.now(), message: 'Patchbay ended while this was running. What it had staged was taken back; run it again.' }),
    ),
  );

  /** Ids come from a seed and the site's revision: a process killed before the next change makes the same ones again after its start. */
  const freshId = (): string => {
    for (;;) {
      const id = ids.guid();
      if (!database.first(build.selectFrom('jobs').select('id').where('id', '=', id))) return id;
    }
  };

  return {
    feed,
    list: () => listJobs(database).map((row) => running.get(row.id)?.job ?? row),
    start: ({ kind, title, startedBy }, work) => {
      const abort = new AbortController();
      const job: Job = { id: freshId(), kind, title, state: 'running', phase: '', done: 0, total: null, startedAt: clock.now(), endedAt: null, startedBy, message: null, cancellable: true };
      database.transaction((db) =>
        db.run(
          build.insertInto('jobs').values({ id: job.id, kind, title, state: 'running', phase: '', done: 0, total: null, started_at: job.startedAt, ended_at: null, started_by: startedBy, message: null }),
        ),
      );
      let published = -Infinity;
      const tell = (now: boolean) => {
        if (!now && monotonic() - published < 100) return;
        published = monotonic();
        feed.publish({ ...job });
      };
      const handle: Running = {
        id: job.id,
        signal: abort.signal,
        phase: (text) => {
          job.phase = text;
          job.done = 0;
          job.total = null;
          tell(true);
        },
        progress: (done, total) => {
          job.done = done;
          job.total = total;
          tell(done === total);
        },
      };
      const end = (state: Job['state'], message: string | null) => {
        running.delete(job.id);
        Object.assign(job, { state, message, endedAt: clock.now(), cancellable: false });
        save(job);
      };
      const ended = Promise.resolve()
        .then(() => work(handle))
        .then(
          () => end('done', null),
          (error: Error) => end(abort.signal.aborted ? 'cancelled' : 'failed', error.message),
        );
      running.set(job.id, { job, abort, ended });
      feed.publish({ ...job });
      return { ...job };
    },
    cancel: (id) => {
      const found = running.get(id);
      if (!found) throw new Failure('NOT_FOUND', { what: 'The job was not cancelled.', why: 'It is not running any more.', todo: 'Look at its result.' });
      Object.assign(found.job, { state: 'cancelling', cancellable: false });
      save(found.job);
      found.abort.abort(new Error('Cancelled by the administrator.'));
      return { ...found.job };
    },
    close: async () => {
      const all = [...running.values()];
      all.forEach(({ abort }) => abort.abort(new Error('The site is closing.')));
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
