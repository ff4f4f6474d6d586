import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { computersOf, rowsOf, setFaults, setFleet } from './support/fleet.ts';
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

const arrived = () => expect.poll(() => lab.clock.state().advancingTo, { timeout: 60_000 }).toBeNull();

test('[SYNC-05] goes on until a synchronization has ended, and stays there', async () => {
  const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
  lab.site.advanceClockUntil(lab.command(), 'synchronized');
  await lab.ended(value.jobId);
  await arrived();
  expect(lab.clock.now()).toBe(lab.site.softwareUpdatePoint.history(1)[0]!.endedAt);
  expect(journaled().some((row) => row.name === 'site.advanceClockUntil' && row.input === '{"until":"synchronized"}')).toBe(true);
});

test('[SCAN-02] goes on until every client has told of its scan of the present catalog, even one whose files come late', async () => {
  await lab.synchronize();
  await setFleet(lab, 40);
  setFaults(lab, { late: 100, oldAgent: 100 });
  const from = lab.clock.now();
  lab.site.advanceClockUntil(lab.command(), 'scanned');
  await arrived();
  const [row] = (await rowsOf(lab)).values();
  const computers = await computersOf(lab);
  expect(computers.every((computer) => ['completed', 'failed'].includes(computer.scanState!))).toBe(true);
  expect(row!.unknown).toBe(computers.filter((computer) => computer.scanState === 'failed').length);
  expect(lab.clock.now() - from).toBeLessThan(24 * 3_600_000);
});

test('[SCAN-02] what never comes about ends the wait after sixty days; an administrator ends it at once', async () => {
  lab.site.advanceClockUntil(lab.command(), 'synchronized');
  await arrived();
  expect(lab.clock.now()).toBe(LAB_START + 60 * DAY);
  const { promise: reached, resolve } = Promise.withResolvers<void>();
  lab.clock.schedule(lab.clock.now() + DAY, 'halt', () => {
    lab.site.haltClock(lab.command());
    resolve();
  });
  lab.site.advanceClock(lab.command(), lab.clock.now() + 300 * DAY);
  await reached;
  await arrived();
  expect(lab.clock.now()).toBe(LAB_START + 61 * DAY);
});
