import type { Desktop, DesktopUpdate, DesktopUpdateState } from '../../../contract/index.ts';
import { counted, date } from '../../ui/index.ts';

export const stateNames: Record<DesktopUpdateState, string> = {
  available: 'Available', downloading: 'Downloading', waitingForContent: 'Waiting for content', downloaded: 'Downloaded', waitingForWindow: 'Waiting for a maintenance window',
  waitingForInstallation: 'Waiting for another installation', installing: 'Installing', pendingRestart: 'Pending system restart', failed: 'Failed', installed: 'Installed',
};

export const dayNames = { everyDay: 'Every day', sunday: 'Sunday', monday: 'Monday', tuesday: 'Tuesday', wednesday: 'Wednesday', thursday: 'Thursday', friday: 'Friday', saturday: 'Saturday' } as const;

/** "9:05 AM" of a moment in UTC. */
export function clockTime(at: number): string {
  const moment = new Date(at);
  const hour = moment.getUTCHours();
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(moment.getUTCMinutes()).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`;
}
export const dayAndTime = (at: number) => `${date(at)} ${clockTime(at)}`;

export const isOpen = (one: DesktopUpdate) => one.state !== 'installed';
export const isMandatory = (one: DesktopUpdate) => one.deadline !== null;

/** What the balloon says. */
export function reminderText({ updates, deadline }: NonNullable<Desktop['reminder']>): { title: string; text: string } {
  if (deadline === null) return { title: 'Software updates are available', text: `${counted(updates, 'software update')} can be installed on this computer. Click here to choose.` };
  return { title: 'Software updates are required', text: `${counted(updates, 'software update')} will be installed at ${dayAndTime(deadline)}. Click here to install now or to choose a time.` };
}
