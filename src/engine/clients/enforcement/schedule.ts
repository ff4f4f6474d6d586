import { weekdays, type InstallSchedule } from '../../../contract/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 1970 began on a Thursday; weekdays of the contract begin with Sunday. */
const FIRST_DAY = 4;

/** The next moment after `at` at which a user's schedule installs required updates (D§6.5); site time in ms. */
export function nextInstallation({ day, hour }: InstallSchedule, at: number): number {
  const today = Math.floor(at / DAY);
  const first = today * DAY + hour * HOUR > at ? today : today + 1;
  const wait = day === 'everyDay' ? 0 : (weekdays.indexOf(day) - ((first + FIRST_DAY) % 7) + 7) % 7;
  return (first + wait) * DAY + hour * HOUR;
}
