import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSmallSite, START, type SmallSite } from '../../../test/support/small-site.ts';
import type { Job } from '../../contract/index.ts';
import { createJobs, type Running } from './index.ts';

let site: SmallSite;
let real = 0;
beforeEach(() => {
  site = openSmallSite();
  real = 0;
});
afterEach(() => site.close());

const open = () => createJobs({ database: site.database, clock: site.clock, ids: site.ids, monotonic: () => real });
const about = { kind: 'synchronization' as const, title: 'Synchronization', startedBy: 'CORP\\a' };

async function ended(jobs: ReturnType<typeof open>, work: (running: Running) => Promise<void>): Promise<{ job: Job; seen: Job[] }> {
  const seen: Job[] = [];
  const stop = jobs.feed.listen((job) => seen.push(job));
  const end = new Promise<Job>((resolve) => jobs.feed.listen((job) => job.endedAt !== null && resolve(job)));
  jobs.start(about, work);
  const job = await end;
  stop();
  return { job, seen };
}

test('[SYNC-04] a job has a row from its start, tells its phases and ends as done', async () => {
  const jobs = open();
  const { job, seen } = await ended(jobs, async (running) => {
    running.phase('One');
    running.progress(1, 2);
    running.progress(2, 2);
    running.phase('Two');
    await site.clock.spend(5000);
  });
  expect(job).toMatchObject({ ...about, state: 'done', phase: 'Two', startedAt: START, endedAt: START + 5000, message: null, cancellable: false });
  expect(seen.map((one) => `${one.phase} ${one.done}/${one.total} ${one.state}`)).toEqual([' 0/null running', 'One 0/null running', 'One 2/2 running', 'Two 0/null running', 'Two 0/null done']);
  expect(jobs.list()).toEqual([job]);
});

test('[SYNC-04] progress is told ten times a second of real time at most, the end of a phase always', async () => {
  const jobs = open();
  const { seen } = await ended(jobs, async (running) => {
    running.phase('Counting');
    for (let i = 1; i <= 1000; i++) {
      real += 1;
      running.progress(i, 1000);
    }
  });
  const told = seen.filter((one) => one.phase === 'Counting' && one.state === 'running' && one.done > 0);
  expect(told.length).toBeLessThanOrEqual(11);
  expect(told.length).toBeGreaterThan(5);
  expect(told.at(-1)!.done).toBe(1000);
});

test('[SYNC-10] work that throws fails the job with its message', async () => {
  const { job } = await ended(open(), () => Promise.reject(new Error('The disk is full.')));
  expect(job).toMatchObject({ state: 'failed', message: 'The disk is full.' });
});

test('[SYNC-04] cancel aborts the signal; the job is cancelled once the work has stopped', async () => {
  const jobs = open();
  const { job, seen } = await ended(jobs, (running) => {
    const stopped = new Promise<void>((_, reject) => running.signal.addEventListener('abort', () => reject(running.signal.reason as Error)));
    expect(jobs.cancel(running.id)).toMatchObject({ state: 'cancelling', cancellable: false });
    return stopped;
  });
  expect(job).toMatchObject({ state: 'cancelled', message: 'Cancelled by the administrator.' });
  expect(seen.map((one) => one.state)).toContain('cancelling');
  expect(() => jobs.cancel(job.id)).toThrow(/not running any more/);
  expect(() => jobs.cancel('unknown')).toThrow(/not running any more/);
});

test('[SYNC-10] a job that ran when the process ended is told as failed at the next start', () => {
  const jobs = open();
  const { id } = jobs.start(about, () => new Promise<void>(() => {}));
  site.reopen();
  expect(open().list()).toEqual([expect.objectContaining({ id, state: 'failed', endedAt: START, message: expect.stringMatching(/ended while this was running/) })]);
});

test('[SYNC-04] closing stops what runs and waits for it', async () => {
  const jobs = open();
  let stopped = false;
  jobs.start(about, async (running) => {
    await new Promise<void>((resolve) => running.signal.addEventListener('abort', () => resolve()));
    stopped = true;
    running.signal.throwIfAborted();
  });
  await Promise.resolve();
  await jobs.close();
  expect(stopped).toBe(true);
  expect(jobs.list()[0]).toMatchObject({ state: 'cancelled', message: 'The site is closing.' });
});

test('[DEPLOY-03] a site that makes the ids of its last start again starts its jobs all the same', async () => {
  const guids = ['one', 'one', 'two'];
  const same = () => createJobs({ database: site.database, clock: site.clock, ids: { guid: () => guids.shift()! }, monotonic: () => real });
  same().start(about, async () => {});
  expect(same().start(about, async () => {}).id).toBe('two');
});
