import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remindersOf, type Reminding } from './reminders.ts';
import { DAY, HOUR, MINUTE, START } from './test-world.ts';

const shown = (more: Partial<Reminding>): Reminding => ({ since: START, deadline: START + 2 * DAY, displayed: true, ...more });
/** Reminders from one moment to another, in ms since the start, as a user who waits sees them. */
function seen(reminding: Reminding, from: number, to: number): number[] {
  const all: number[] = [];
  for (let now = START + from; ; ) {
    const { last, next } = remindersOf(reminding, now);
    if (last === now) all.push(now - START);
    if (next === 0 || next > START + to) return all;
    now = next;
  }
}

describe('reminders of software updates', () => {
  it('[DEPLOY-11] come every three hours while the deadline is more than 24 hours away', () => {
    expect(seen(shown({}), 0, 23 * HOUR)).toEqual([0, 3, 6, 9, 12, 15, 18, 21].map((hour) => hour * HOUR));
  });

  it('[DEPLOY-11] come every hour from 24 hours before it, every 15 minutes from one hour before it', () => {
    const all = seen(shown({ since: START + 22 * HOUR }), 22 * HOUR, 2 * DAY - 1);
    expect(all).toEqual([22 * HOUR, ...Array.from({ length: 24 }, (_, i) => (24 + i) * HOUR), ...[15, 30, 45].map((minutes) => 47 * HOUR + minutes * MINUTE)]);
  });

  it('[DEPLOY-11] go on every 15 minutes after the deadline until everything is installed', () => {
    expect(seen(shown({}), 2 * DAY, 2 * DAY + HOUR)).toEqual([0, 15, 30, 45, 60].map((minutes) => 2 * DAY + minutes * MINUTE));
    expect(remindersOf(shown({ since: 0 }), START + 3 * DAY)).toEqual({ icon: false, last: 0, next: 0 });
  });

  it('[DEPLOY-11] are not there before the updates are offered, with notifications suppressed or with all deployments hidden', () => {
    const nothing = { icon: false, last: 0, next: 0 };
    expect(remindersOf(shown({ since: START + HOUR }), START)).toEqual(nothing);
    expect(remindersOf(shown({ displayed: false }), START + DAY)).toEqual(nothing);
  });

  it('[DEPLOY-11] without a deadline there is one, and the icon stays', () => {
    expect(remindersOf(shown({ deadline: null }), START + 9 * DAY)).toEqual({ icon: true, last: START, next: 0 });
  });

  it('[DEPLOY-11] offered an hour before its deadline, a deployment is reminded of every 15 minutes at once', () => {
    expect(seen(shown({ deadline: START + HOUR }), 0, HOUR - 1)).toEqual([0, 15, 30, 45].map((minutes) => minutes * MINUTE));
  });

  it('[DEPLOY-11] the last is never later than now, the next never earlier, and no two are nearer than 15 minutes but where the cadence changes', () => {
    fc.assert(fc.property(fc.nat(60 * 24 * 60), fc.nat(60 * 24 * 60), (deadline, minutes) => {
      const now = START + minutes * MINUTE;
      const { last, next } = remindersOf(shown({ deadline: START + deadline * MINUTE }), now);
      expect(last).toBeLessThanOrEqual(now);
      expect(next).toBeGreaterThan(now);
      expect(next - last).toBeLessThanOrEqual(3 * HOUR);
      expect(remindersOf(shown({ deadline: START + deadline * MINUTE }), next).last).toBe(next);
    }), { numRuns: 300 });
  });
});
