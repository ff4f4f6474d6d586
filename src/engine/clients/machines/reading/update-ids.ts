import type { ListedUpdates } from './model.ts';

/** "KB2834904-v2_WM11", "Q147222", "943729", "KB982632-IE8 - Update": the number is the article. */
const whole = /^(?:KB|Q)?(\d{6,7})(?:-?v\d+)?(?:[-_](?:IE|WM|WMP)\w*)?(?: - .*)?$/i;
const begun = /^(?:KB|Q)\d{0,5}$/i;
/** Windows XP lists the files of an update before its own entry. */
const placeholder = /^File \d+$/;

export const namesUpdate = (entry: string): boolean => whole.test(entry.trim());

/**
 * The updates of a list of entries as the computer wrote them.
 * @param announced how many it said there are. Where entries are missing at the end, a last number of six digits among numbers of
 *   seven may have lost one, so it counts as cut.
 */
export function listUpdates(entries: readonly string[], announced: number | null): ListedUpdates {
  const found = new Set<string>();
  const [cut, unnamed]: [string[], string[]] = [[], []];
  const isIncomplete = announced !== null && entries.length < announced;
  const before = entries.slice(0, -1).findLast((entry) => whole.test(entry.trim()));
  for (const [at, raw] of entries.entries()) {
    const entry = raw.trim();
    const number = whole.exec(entry)?.[1];
    const isLast = at === entries.length - 1;
    if (number !== undefined && isLast && isIncomplete && lostDigit(number, before)) cut.push(entry);
    else if (number !== undefined) found.add(number);
    else if (begun.test(entry) || (isLast && /^\[?\d*\]?:?$/.test(entry))) cut.push(entry);
    else if (!placeholder.test(entry)) unnamed.push(entry);
  }
  return { articleIds: [...found].toSorted((a, b) => Number(a) - Number(b)), cut, unnamed, announced };
}

function lostDigit(number: string, before: string | undefined): boolean {
  const previous = whole.exec(before?.trim() ?? '')?.[1] ?? '';
  return number.length === 6 && previous.length === 7;
}
