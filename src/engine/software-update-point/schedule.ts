import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';

type SyncSchedule = SoftwareUpdatePointSettings['syncSchedule'];
type Custom = SyncSchedule['custom'];

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const lengths = { minutes: MINUTE, hours: HOUR, days: DAY, weeks: 7 * DAY };

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** Day of the month of the nth (1–4) or last weekday (0 is Sunday). */
function weekdayIn(year: number, month: number, weekday: number, week: number | 'last'): number {
  const first = 1 + ((weekday - new Date(Date.UTC(year, month, 1)).getUTCDay() + 7) % 7);
  if (week !== 'last') return first + 7 * (week - 1);
  return first + 7 * Math.floor((lastDay(year, month) - first) / 7);
}

/** The first of start, start + length, start + 2 × length … that is later than `after`. */
function stepped(start: number, length: number, after: number): number {
  return start > after ? start : start + (Math.floor((after - start) / length) + 1) * length;
}

/** A month without the day asked for (the 31st) runs on its last day. */
function monthly(custom: Custom, every: number, dayIn: (year: number, month: number) => number, after: number): number {
  const start = new Date(custom.startAt);
  const time = custom.startAt - Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), start.getUTCDate());
  for (let step = 0; ; step++) {
    const month = start.getUTCMonth() + step * every;
    const year = start.getUTCFullYear() + Math.floor(month / 12);
    const at = Date.UTC(year, month % 12, dayIn(year, month % 12)) + time;
    if (at > after && at >= custom.startAt) return at;
  }
}

function weekly(custom: Custom, every: number, weekday: number, after: number): number {
  const start = custom.startAt + ((weekday - new Date(custom.startAt).getUTCDay() + 7) % 7) * DAY;
  return stepped(start, every * 7 * DAY, after);
}

function nextCustom(custom: Custom, after: number): number | null {
  const { recurrence } = custom;
  switch (recurrence.kind) {
    case 'none':
      return custom.startAt > after ? custom.startAt : null;
    case 'interval':
      return stepped(custom.startAt, recurrence.every * lengths[recurrence.unit], after);
    case 'weekly':
      return weekly(custom, recurrence.every, recurrence.weekday, after);
    case 'monthly': {
      const { day } = recurrence;
      return monthly(custom, recurrence.every, (year, month) => (day === 'last' ? lastDay(year, month) : Math.min(day, lastDay(year, month))), after);
    }
    case 'monthlyByWeekday':
      return monthly(custom, recurrence.every, (year, month) => weekdayIn(year, month, recurrence.weekday, recurrence.week), after);
  }
}

/**
 * The next scheduled synchronization after `after`, or null when there is none (SYNC-03, D§2.6). A simple schedule counts
 * from `since`: the moment it was set. All moments are UTC milliseconds; `localOffset` is the site's distance from UTC,
 * used by custom schedules that are not in UTC.
 */
export function nextRun(schedule: SyncSchedule, since: number, after: number, localOffset = 0): number | null {
  if (!schedule.enabled) return null;
  if (schedule.kind === 'simple') return stepped(since + schedule.simple.every * lengths[schedule.simple.unit], schedule.simple.every * lengths[schedule.simple.unit], after);
  const shift = schedule.custom.utc ? 0 : localOffset;
  const next = nextCustom({ ...schedule.custom, startAt: schedule.custom.startAt }, after + shift);
  return next === null ? null : next - shift;
}
