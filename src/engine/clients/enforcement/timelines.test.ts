import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MaintenanceWindow } from '../../../contract/index.ts';
import { arrows, type Trouble } from './model.ts';
import { createWorld, DAY, HOUR, MINUTE, START, type Plan } from './test-world.ts';
import { windowAt } from './windows.ts';

const nightly = (start: string, minutes: number): MaintenanceWindow => ({ name: 'Nightly', start: `2013-01-07T${start}`, utc: true, minutes, recurrence: { kind: 'daily', every: 1 } });
const one = { 1: {} };
const four = { 1: {}, 2: {}, 3: {}, 4: {} };

type World = ReturnType<typeof createWorld>;
/** Each with the row and the words of the reference it is from; its lines stand in test/golden/enforcement.txt. */
const situations: Record<string, { plan: Plan; run: (world: World) => void }> = {
  'DEPLOY-05 nothing is required': { plan: { deadline: DAY, updates: {} }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-06 mandatory: downloads at once, installs at the deadline': { plan: { deadline: DAY, updates: one }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-05 available later: nothing before': { plan: { available: 6 * HOUR, deadline: DAY, updates: one }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-06 optional: only when the user starts it': {
    plan: { updates: one },
    run: (w) => {
      w.to(2 * DAY);
      w.happen({ kind: 'user', updates: null });
      w.to(3 * DAY);
    },
  },
  'DEPLOY-06 optional, then a deadline: downloads when the change comes': {
    plan: { updates: one },
    run: (w) => {
      w.to(DAY);
      w.plan.deadline = 2 * DAY;
      w.happen({ kind: 'policy' });
      w.to(3 * DAY);
    },
  },
  'DEPLOY-09 deadline in the day, window at night': { plan: { deadline: 12 * HOUR, windows: [nightly('22:00', 120)], updates: one }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 three of four fit a window of two hours': { plan: { deadline: HOUR, windows: [nightly('22:00', 120)], updates: four }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 shortest maximum run time first': { plan: { deadline: HOUR, windows: [nightly('22:00', 80)], updates: { 1: { maximum: 60 * MINUTE }, 2: { maximum: 10 * MINUTE } } }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 a window too short never installs': { plan: { deadline: HOUR, windows: [nightly('22:00', 30)], updates: one }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 a running installation overruns its window': { plan: { deadline: HOUR, windows: [nightly('22:00', 80)], updates: { 1: { takes: 100 * MINUTE }, 2: { maximum: 25 * MINUTE } } }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 windows are ignored, the restart is not': { plan: { deadline: 12 * HOUR, ignoreWindows: true, windows: [nightly('22:00', 120)], updates: { 1: { restarts: true } } }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 windows are ignored, restart outside windows': { plan: { deadline: 12 * HOUR, ignoreWindows: true, restartOutside: true, windows: [nightly('22:00', 120)], updates: { 1: { restarts: true } } }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 no window any more': { plan: { deadline: 12 * HOUR, windows: [{ ...nightly('02:00', 120), recurrence: { kind: 'none' } }], updates: one }, run: (w) => w.to(3 * DAY) },
  'DEPLOY-09 restart after a countdown': { plan: { deadline: HOUR, updates: { 1: { restarts: true }, 2: {} } }, run: (w) => w.to(DAY) },
  'DEPLOY-10 restart suppressed: pending until somebody restarts it': {
    plan: { deadline: HOUR, suppressRestart: true, updates: { 1: { restarts: true } } },
    run: (w) => {
      w.to(2 * DAY);
      w.scan();
      w.to(3 * DAY);
      w.happen({ kind: 'restarted' });
      w.to(4 * DAY);
    },
  },
  'DEPLOY-08 no distribution point for 5 days': { plan: { deadline: DAY, content: () => 'noLocation', updates: one }, run: (w) => w.to(20 * DAY) },
  'DEPLOY-08 distribution point fails for 10 days': { plan: { deadline: DAY, content: () => 'failing', updates: one }, run: (w) => w.to(20 * DAY) },
  'DEPLOY-07 cache full for 18 tries of 4 hours': { plan: { deadline: DAY, content: () => 'cacheFull', updates: one }, run: (w) => w.to(20 * DAY) },
  'DEPLOY-08 a distribution point gets it after two days': { plan: { deadline: DAY, content: (_update, at) => (at < 2 * DAY ? 'noLocation' : 'found'), updates: one }, run: (w) => w.to(5 * DAY) },
  'DEPLOY-08 the user starts it: each hour for 4 hours': {
    plan: { content: () => 'failing', updates: one },
    run: (w) => {
      w.to(DAY);
      w.happen({ kind: 'user', updates: null });
      w.to(2 * DAY);
    },
  },
  'DEPLOY-09 superseded before the deadline': {
    plan: { deadline: 2 * DAY, updates: one },
    run: (w) => {
      w.to(DAY);
      w.plan.updates = {};
      w.to(3 * DAY);
    },
  },
  'DEPLOY-07 content gone from the cache is downloaded again': {
    plan: { deadline: 2 * DAY, updates: one },
    run: (w) => {
      w.to(DAY);
      w.cached.clear();
      w.to(3 * DAY);
    },
  },
  'DEPLOY-15 what the cache holds is damaged: it is refused and fetched again': {
    plan: { deadline: 2 * DAY, updates: one },
    run: (w) => {
      w.to(DAY);
      w.damaged.add(1);
      w.to(3 * DAY);
    },
  },
  'DEPLOY-11 the user chooses one of two updates before the deadline; the other one waits for it': {
    plan: { deadline: 2 * DAY, updates: { 1: {}, 2: { restarts: true } } },
    run: (w) => {
      w.to(DAY);
      w.happen({ kind: 'user', updates: [2] });
      w.to(3 * DAY);
    },
  },
  'DEPLOY-11 the user chooses one of two optional updates': {
    plan: { updates: { 1: {}, 2: {} } },
    run: (w) => {
      w.to(DAY);
      w.happen({ kind: 'user', updates: [1] });
      w.to(3 * DAY);
    },
  },
  'DEPLOY-09 another installation runs at the deadline': { plan: { deadline: HOUR, busyUntil: 90 * MINUTE, updates: one }, run: (w) => w.to(DAY) },
  'DEPLOY-06 off over the deadline': {
    plan: { deadline: DAY, updates: one },
    run: (w) => {
      w.to(12 * HOUR);
      w.to(5 * DAY, true);
      w.to(6 * DAY);
    },
  },
  'DEPLOY-12 an installation fails, the other goes on; re-evaluation tries again': {
    plan: { deadline: HOUR, updates: { 1: { error: 0x80070643 | 0 }, 2: {} } },
    run: (w) => {
      w.to(DAY);
      w.plan.updates = one;
      w.happen({ kind: 'reevaluation' });
      w.to(2 * DAY);
    },
  },
  'DEPLOY-07 its content made way after the tombstone; removed by hand, it is downloaded and installed again': {
    plan: { deadline: HOUR, updates: one },
    run: (w) => {
      w.to(3 * DAY);
      w.cached.clear();
      w.has.clear();
      w.scan();
      w.to(4 * DAY);
    },
  },
  'DEPLOY-09 the Windows Update Agent is too old until it is repaired': {
    plan: { deadline: 2 * HOUR, updates: one, scanFails: (at) => (at < 3 * HOUR ? 0x80040154 | 0 : 0) },
    run: (w) => w.to(4 * DAY),
  },
  'DEPLOY-09 its clock is put forward over the deadline': {
    plan: { deadline: 3 * DAY, updates: one },
    run: (w) => {
      w.to(DAY);
      w.turnClock(5 * DAY);
      w.to(8 * DAY);
    },
  },
  'DEPLOY-09 its clock is put back before the deadline: by its own clock nothing is installed early': {
    plan: { deadline: DAY, updates: one },
    run: (w) => {
      w.to(20 * HOUR);
      w.turnClock(-10 * HOUR);
      w.to(3 * DAY);
    },
  },
  'DEPLOY-08 content gone from the cache and from every distribution point before the deadline': {
    plan: { deadline: 2 * DAY, updates: one, content: (_update, at) => (at > DAY && at < 4 * DAY ? 'noLocation' : 'found') },
    run: (w) => {
      w.to(DAY + HOUR);
      w.cached.clear();
      w.to(6 * DAY);
    },
  },
  'DEPLOY-16 a transfer that is stuck is given up after 10 days': {
    plan: { deadline: DAY, updates: one },
    run: (w) => {
      w.to(4 * MINUTE);
      w.happen({ kind: 'transferStuck', update: 1 });
      w.to(20 * DAY);
    },
  },
  'DEPLOY-17 its deadline has passed when it comes, and there is no window: installed at once': { plan: { deadline: -HOUR, updates: one }, run: (w) => w.to(DAY) },
  'DEPLOY-09 removed later, installed again': {
    plan: { deadline: HOUR, updates: one },
    run: (w) => {
      w.to(2 * DAY);
      w.has.clear();
      w.scan();
      w.to(3 * DAY);
    },
  },
};

/** "# title" and the lines below it. */
const golden = new Map(
  readFileSync(new URL('../../../../test/golden/enforcement.txt', import.meta.url), 'utf8').split(/^# /m).slice(1).map((part) => {
    const [title, ...lines] = part.trimEnd().split('\n');
    return [title!, lines.filter((line) => line !== '')];
  }),
);

describe('timelines', () => {
  it.each(Object.entries(situations))('[DEPLOY-09] %s', (title, { plan, run }) => {
    const world = createWorld({ ...plan });
    world.happen({ kind: 'policy' });
    run(world);
    expect(world.lines).toEqual(golden.get(title));
  });
});

const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((n) => n * MINUTE);
const update = fc.record({ maximum: fc.integer({ min: 5, max: 90 }).map((n) => n * MINUTE), takes: minutes(120), downloadTakes: minutes(60), restarts: fc.boolean(), error: fc.constantFrom(0, 0, 0, 0x80070643 | 0) });
const plan = fc.record({
  available: fc.integer({ min: 0, max: 30 }).map((n) => n * HOUR), after: fc.option(fc.integer({ min: 1, max: 60 }).map((n) => n * HOUR)), ignoreWindows: fc.boolean(), restartOutside: fc.boolean(), suppressRestart: fc.boolean(),
  windows: fc.option(fc.array(fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 10, max: 400 })).map(([hour, length]) => nightly(`${String(hour).padStart(2, '0')}:00`, length)), { maxLength: 3 }), { nil: undefined }),
  updates: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), update), troubled: fc.integer({ min: 0, max: 96 }).map((n) => n * HOUR), trouble: fc.constantFrom<Trouble>('noLocation', 'failing', 'cacheFull'),
});
const happenings = fc.array(fc.tuple(fc.integer({ min: 1, max: 48 }), fc.constantFrom('user', 'some', 'restarted', 'reevaluation', 'policy', 'scan', 'gone', 'damaged', 'stuck', 'transfersReset')), { maxLength: 8 });

describe('one computer and one deployment', () => {
  it('[DEPLOY-09] goes only where the drawing has an arrow, and installs outside of a window only when told so', () => {
    fc.assert(
      fc.property(plan, happenings, ({ after, troubled, trouble, ...facts }, all) => {
        const world = createWorld({ ...facts, deadline: after === null ? null : facts.available + after, content: (_update, at) => (at < troubled ? trouble : 'found') });
        world.happen({ kind: 'policy' });
        let at = 0;
        for (const [hours, what] of all) {
          world.to((at += hours * HOUR));
          if (what === 'scan') world.scan();
          else if (what === 'stuck') world.happen({ kind: 'transferStuck', update: 1 });
          else if (what === 'gone') world.cached.clear();
          else if (what === 'damaged') world.cached.forEach((one) => world.damaged.add(one));
          else if (what === 'user' || what === 'some') world.happen({ kind: 'user', updates: what === 'some' ? [1, 3] : null });
          else world.happen({ kind: what as 'policy' });
        }
        world.to(at + 10 * DAY);
        for (const [from, to] of world.went) expect(arrows[from], `${from} to ${to}`).toContain(to);
        for (const { at: began, byUser } of world.begun) {
          const window = facts.windows && windowAt(facts.windows, began);
          expect(facts.windows === undefined || facts.ignoreWindows || byUser || (window && window.start <= began)).toBeTruthy();
          expect(began).toBeGreaterThanOrEqual(START + facts.available);
          expect(byUser || (after !== null && began >= START + facts.available + after)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
