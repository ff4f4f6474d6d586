import { weekdays, type MaintenanceWindow } from '../../../contract/index.ts';

/** A maintenance window once; ms. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const stepped = (first: number, every: number, after: number): number => (first > after ? first : first + (Math.floor((after - first) / every) + 1) * every);

function monthly(first: number, every: number, day: number, after: number): number {
  const start = new Date(first);
  const time = first % DAY;
  for (let month = start.getUTCMonth(); ; month += every) {
    const last = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const at = Date.UTC(start.getUTCFullYear(), month, day === 0 ? last : Math.min(day, last)) + time;
    if (at > after && at >= first) return at;
  }
}

/** The first time it opens after a moment. Clients of a lab live in UTC, so that "of each client" is UTC too. */
function opensAfter({ start, recurrence }: MaintenanceWindow, after: number): number | null {
  const first = Date.parse(`${start}Z`);
  switch (recurrence.kind) {
    case 'none': return first > after ? first : null;
    case 'daily': return stepped(first, recurrence.every * DAY, after);
    case 'weekly': return stepped(first + ((weekdays.indexOf(recurrence.day) - new Date(first).getUTCDay() + 7) % 7) * DAY, recurrence.every * 7 * DAY, after);
    case 'monthly': return monthly(first, recurrence.every, recurrence.day, after);
  }
}

/** Of several windows (D§6.4.6) the one that is open at a moment, the longest open one, else the one that opens next; null: none does. */
export function windowAt(windows: readonly MaintenanceWindow[], at: number): Window | null {
  let found: Window | null = null;
  for (const window of windows) {
    const length = window.minutes * MINUTE;
    // One that is open began less than its length ago.
    const start = opensAfter(window, at - length);
    if (start === null) continue;
    const one = { start, end: start + length };
    const [opensBy, foundBy] = [Math.max(at, start), Math.max(at, found?.start ?? Infinity)];
    if (!found || opensBy < foundBy || (opensBy === foundBy && one.end > found.end)) found = one;
  }
  return found;
}
