import { z } from 'zod';
import { maintenanceWindow, type MaintenanceWindow } from '../../../../contract/index.ts';

/** Names a computer can have on a network. */
export const computerName = z.string().trim().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'A computer’s name is letters, digits, hyphens and underscores, 63 at most.');

const optional = z.string().trim().optional().transform((text) => (text === undefined || text === '' ? null : text));

/** A line of a list of computers (docs/estate.md). */
export const computerRow = z.object({
  computer: computerName,
  operating_system: optional,
  service_pack: optional.pipe(z.string().regex(/^(?:SP)?\d$/i, 'A service pack is a number from 0 to 9.').nullable()).transform((text) => (text === null ? null : Number(text.replace(/^SP/i, '')))),
  architecture: optional.pipe(z.enum(['x86', 'x64', 'ia64'], 'An architecture is x86, x64 or ia64.').nullable()),
  language: optional.pipe(z.string().regex(/^[a-z]{2,3}(?:-[a-z]{2,4})*$/i, 'A language is written as en-us.').nullable()).transform((text) => text?.toLowerCase() ?? null),
  patched_until: optional.pipe(z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'A day is written as 2013-01-31.').refine((text) => !Number.isNaN(Date.parse(text)), 'There is no such day.').nullable()).transform((text) => (text === null ? null : Date.parse(text))),
  /** Several separated by "|". */
  collection: optional.transform((text) => (text === null ? [] : [...new Set(text.split('|').map((name) => name.trim()).filter((name) => name !== ''))])),
});
export type ComputerRow = z.infer<typeof computerRow>;

const whole = (text: string | undefined, otherwise: number): number => (text === undefined || text === '' ? otherwise : /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN);

/** A line of a list of maintenance windows (docs/estate.md), or what is wrong with it. */
export function readWindowRow(cells: Readonly<Record<string, string>>): { collection: string; window: MaintenanceWindow } | { message: string } {
  const collection = cells['collection']?.trim() ?? '';
  if (collection === '') return { message: 'collection: Name the collection the window is for.' };
  const kind = cells['recurrence']?.trim().toLowerCase() || 'none';
  const every = whole(cells['every'], 1);
  const on = cells['on']?.trim().toLowerCase() ?? '';
  const recurrence = { none: { kind }, daily: { kind, every }, weekly: { kind, every, day: on || 'saturday' }, monthly: { kind, every, day: on === 'last' ? 0 : whole(on, 1) } }[kind];
  if (!recurrence) return { message: 'recurrence: A window recurs none, daily, weekly or monthly.' };
  const window = maintenanceWindow.safeParse({
    name: cells['window'], start: cells['start']?.trim().replace(' ', 'T'), minutes: whole(cells['minutes'], Number.NaN), utc: /^(?:yes|true|1|utc)$/i.test(cells['utc']?.trim() ?? ''), recurrence,
  });
  return window.success ? { collection, window: window.data } : { message: issueOf(window.error) };
}

/** The first thing wrong, with the column it is in. */
export function issueOf(error: z.ZodError): string {
  const { path, message } = error.issues[0]!;
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}
