import type { DeploymentSettings } from '../../../contract/index.ts';
import { counted } from '../../ui/index.ts';

export const unitNames: readonly (readonly [DeploymentSettings['duration']['unit'], string])[] = [['hours', 'Hours'], ['days', 'Days'], ['weeks', 'Weeks'], ['months', 'Months']];

const installs = (value: DeploymentSettings['slowBoundary'], from: string) => (value === 'doNotInstall' ? 'Do not install' : `Download from ${from} and install`);
export const localPointNames = { installFromPoint: 'Run from distribution point', downloadAndInstall: 'Download from distribution point and run locally' } as const;
export const remotePointNames = { doNotInstall: 'Do not run', installFromPoint: 'Run from a remote distribution point', downloadAndInstall: 'Download from a remote distribution point and run locally' } as const;

export const durationInWords = ({ every, unit }: DeploymentSettings['duration']) => counted(every, unit.slice(0, -1));

/** The settings as Summary and Confirmation list them. */
export function settingsInWords(s: DeploymentSettings, collection: string | null, sms2003 = true): [name: string, text: string][] {
  const suppressed = [s.suppressRestart.servers && 'servers', s.suppressRestart.workstations && 'workstations'].filter(Boolean).join(' and ');
  return [
    ['Collection', collection === null ? 'None: chosen when the template is used' : `${collection}${s.includeSubcollections ? ', with members of subcollections' : ''}`],
    ['User notifications', s.displayNotifications ? 'Allow display notifications on clients' : 'Suppress display notifications on clients'],
    ['Times', s.utc ? 'UTC' : 'Client local time'],
    ['Duration', durationInWords(s.duration)],
    ['System restart', `${suppressed === '' ? 'Not suppressed' : `Suppressed on ${suppressed}`}${s.restartOutsideWindows ? '; allowed outside of maintenance windows' : ''}`],
    ['Operations Manager', [s.disableAlerts && 'alerts disabled while updates install', s.alertOnFailure && 'alert when an installation fails'].filter(Boolean).join('; ') || 'Nothing is done'],
    ['Slow or unreliable boundary', installs(s.slowBoundary, 'distribution point')],
    ['Protected distribution point without content', installs(s.unprotectedPoint, 'unprotected distribution point')],
    ...(sms2003 ? [['SMS 2003 clients', s.sms2003.deploy ? `Deployed to${s.sms2003.collectInventory ? '; hardware inventory is collected immediately' : ''}` : 'Not deployed to'] as [string, string]] : []),
  ];
}
