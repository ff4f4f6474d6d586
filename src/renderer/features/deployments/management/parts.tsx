import type { Deployment } from '../../../../contract/index.ts';
import { useDeployments } from '../../../data/index.ts';
import { Block, counted, type IconName } from '../../../ui/index.ts';
import { calendarText } from '../calendar.ts';

export const iconOf = ({ locked }: Deployment): IconName => (locked ? 'deployment-locked' : 'deployment');
export const useDeployment = (id: number) => useDeployments().data?.value.find((one) => one.id === id);

/** The node of its computers in a state; null: in any. */
export const computersOf = (id: number, state: string | null) => `deployment-management/${id}/computers${state === null ? '' : `/${state}`}`;

/** Signed 32 bits as errors are written; 0: none. */
export const errorText = (error: number) => (error === 0 ? '' : `0x${(error >>> 0).toString(16).toUpperCase().padStart(8, '0')}`);

/** Deadline and available time in words. */
export function scheduleInWords({ schedule, settings }: Pick<Deployment, 'schedule' | 'settings'>): [string, string][] {
  const times = settings.utc ? ' UTC' : ', client local time';
  const { available, deadline, wakeOnLan, ignoreMaintenanceWindows } = schedule;
  return [
    ['Available', available === null ? 'As soon as possible' : `${calendarText(available)}${times}`],
    ['Deadline', deadline === null ? 'None: the deployment is optional' : `${calendarText(deadline)}${times}`],
    ...(deadline === null ? [] : ([['At the deadline', [wakeOnLan && 'Wake On LAN', ignoreMaintenanceWindows && 'maintenance windows are ignored'].filter(Boolean).join('; ') || 'Maintenance windows are kept'] as [string, string]])),
  ];
}

/** Why computers have less of a deployment than it says. */
export const Warnings = ({ deployment: d }: { deployment: Deployment }) => (
  <>
    {!d.enabled && <Block intent="warning" title="The deployment is disabled.">No computer has it until it is enabled.</Block>}
    {d.collection === null && <Block intent="warning" title={`Its collection ${d.settings.collection} is not at this site.`}>{d.locked ? `It is one of site ${d.sourceSite}; collections are not handed down.` : 'It was deleted. Choose another one in Properties.'}</Block>}
    {d.expired > 0 && <Block intent="information">{counted(d.expired, 'update')} in it {d.expired === 1 ? 'is' : 'are'} expired: the deployment keeps working, and none can be added again.</Block>}
    {d.missing > 0 && <Block intent="information">{counted(d.missing, 'update')} in it {d.missing === 1 ? 'is' : 'are'} not in the repository of this site.</Block>}
  </>
);
