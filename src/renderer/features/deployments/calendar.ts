import type { DeploymentSettings } from '../../../contract/index.ts';
import { date, time } from '../../ui/index.ts';

/** Date and time of a calendar, as texts of the contract: "2013-01-21T08:00". */
export const calendarOf = (at: number) => new Date(at).toISOString().slice(0, 16);

/** As lists show it: 1/21/2013 8:00:00 AM. */
export function calendarText(text: string): string {
  const at = Date.parse(`${text}Z`);
  return `${date(at)} ${time(at)}`;
}

/** The date and time a duration later; a day that a month does not have becomes its last. */
export function later(text: string, { every, unit }: DeploymentSettings['duration']): string {
  const at = Date.parse(`${text}Z`);
  const n = Number.isNaN(every) ? 0 : every;
  if (unit !== 'months') return calendarOf(at + n * { hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 }[unit]);
  const d = new Date(at);
  const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n + 1, 0)).getUTCDate();
  return calendarOf(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + n, Math.min(d.getUTCDate(), last), d.getUTCHours(), d.getUTCMinutes()));
}
