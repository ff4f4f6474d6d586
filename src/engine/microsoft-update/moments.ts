/** Microsoft publishes at 10:00 Pacific time; the catalog says 18:00 UTC all year round. */
const publicationHour = 18;

/** The moment of publication, in ms, of a day written yyyy-mm-dd. @throws RangeError for anything else. */
export function publicationOf(day: string): number {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!found) throw new RangeError(`"${day}" is not a day (yyyy-mm-dd).`);
  return Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]), publicationHour);
}

/** Second Tuesday of a month as a moment of publication; `month` counts from 0. */
export function patchTuesday(year: number, month: number): number {
  const first = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((2 - first + 7) % 7) + 7, publicationHour);
}

export const dayLength = 24 * 60 * 60 * 1000;
