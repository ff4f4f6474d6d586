import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';

export type SupersedenceRule = SoftwareUpdatePointSettings['supersedence'];

/** The same moment so many months later; a day the month does not have becomes its last. */
function addMonths(at: number, months: number): number {
  const d = new Date(at);
  const last = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + months + 1, 0)).getUTCDate();
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + months, Math.min(d.getUTCDate(), last), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
}

/** Whether a superseded update has expired by the site's rule (SYNC-09); `replacedAt` is when its first replacement was released. */
export function hasExpired(rule: SupersedenceRule, replacedAt: number | null, now: number): boolean {
  if (rule.expire === 'never' || replacedAt === null) return false;
  return rule.expire === 'immediately' || addMonths(replacedAt, rule.months) <= now;
}
