const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** 18:00 UTC of the first second-Tuesday-of-a-month after `at`: when Microsoft publishes (10:00 Pacific Standard Time). */
export function nextPatchTuesday(at: number): number {
  const start = new Date(at);
  for (let month = start.getUTCMonth(); ; month++) {
    const first = new Date(Date.UTC(start.getUTCFullYear(), month, 1));
    const tuesday = 1 + ((2 - first.getUTCDay() + 7) % 7) + 7;
    const moment = Date.UTC(start.getUTCFullYear(), month, tuesday, 18);
    if (moment > at) return moment;
  }
}

/** Value of a datetime-local input, read as UTC; null when it is not a moment. */
export function parseUtc(text: string): number | null {
  const at = Date.parse(`${text}Z`);
  return Number.isNaN(at) ? null : at;
}

/** For a datetime-local input, to the minute. */
export const inputValue = (at: number) => new Date(at).toISOString().slice(0, 16);
