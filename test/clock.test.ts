import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { ACTOR, LAB_START, openLab, type Lab } from './support/lab.ts';

const DAY = 86_400_000;

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [update({ kb: '1', product: ids.windowsXp, classification: ids.security })]);
});
afterEach(() => lab.close());

const journaled = () => lab.database.all(build.selectFrom('journal').selectAll().orderBy('revision'));

test('[SYNC-03] the lab’s clock is paused at first; its speed and its jumps are commands and stand in the journal', async () => {
  expect(lab.site.describe().clock).toEqual({ kind: 'lab', now: LAB_START, speed: 0, advancingTo: null });
  expect(lab.site.setClockSpeed(lab.command(), 3600).value).toMatchObject({ speed: 3600 });
  lab.site.advanceClock(lab.command(), LAB_START + DAY);
  expect(journaled().map((row) => [row.actor, row.name, row.input])).toEqual([
    [ACTOR, 'site.setClockSpeed', '{"speed":3600}'],
    [ACTOR, 'site.advanceClock', JSON.stringify({ to: LAB_START + DAY })],
  ]);
});

test('[SYNC-03] refuses to go back, to stand, or farther than five years, and says why', () => {
  for (const to of [LAB_START - 1, LAB_START, LAB_START + 6 * 366 * DAY]) {
    expect(() => lab.site.advanceClock(lab.command(), to)).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ todo: 'Choose a later moment within five years.' }) }));
  }
  expect(lab.clock.now()).toBe(LAB_START);
  expect(journaled()).toEqual([]);
});

test('[SYNC-05] stands still for the real time of a synchronization and spends its simulated one', async () => {
  lab.site.setClockSpeed(lab.command(), 3600);
  const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
  await lab.clock.tick(60_000);
  expect(lab.clock.now()).toBe(LAB_START);
  await lab.ended(value.jobId);
  const [run] = lab.site.softwareUpdatePoint.history(1);
  const took = run!.endedAt! - run!.startedAt;
  expect(took).toBeGreaterThan(120_000);
  expect(took).toBeLessThan(130_000);
  await lab.clock.tick(1000);
  expect(lab.clock.now()).toBe(run!.endedAt! + 3_600_000);
});

test('[SYNC-03] a jump waits for a synchronization that is under way', async () => {
  const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
  await Promise.resolve();
  const jump = lab.clock.advanceTo(LAB_START + DAY);
  expect(lab.clock.state().advancingTo).toBe(LAB_START + DAY);
  await lab.ended(value.jobId);
  await jump;
  expect(lab.site.softwareUpdatePoint.history(1)[0]!.endedAt).toBeLessThan(LAB_START + DAY);
  expect(lab.clock.now()).toBe(LAB_START + DAY);
});

test('[SYNC-05] goes on where it was when the site is opened again', async () => {
  await lab.clock.advanceTo(LAB_START + DAY);
  lab = await lab.reopen();
  expect(lab.clock.now()).toBe(LAB_START + DAY);
});

test('[SYNC-03] the end of a jump is told at once, however short it was', async () => {
  const seen: (number | null)[] = [];
  const stop = lab.site.changes.listen(() => seen.push(lab.site.describe().clock.advancingTo));
  await lab.clock.advanceTo(LAB_START + 60_000);
  stop();
  expect(seen[0]).toBe(LAB_START + 60_000);
  expect(seen.at(-1)).toBeNull();
});
