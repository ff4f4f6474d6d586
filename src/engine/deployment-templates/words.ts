import type { DeploymentSettings } from '../../contract/index.ts';
import { collectionNameOf } from '../collections/index.ts';
import type { Readable } from '../site-database/index.ts';

const yes = (value: boolean) => (value ? 'Yes' : 'No');
const installs = (value: DeploymentSettings['slowBoundary']) => (value === 'doNotInstall' ? 'Do not install' : 'Download and install');
const points = { doNotInstall: 'Do not install', installFromPoint: 'Install from distribution point', downloadAndInstall: 'Download and install' } as const;

/** The settings that templates and deployments have, as the history names them. */
export const settingsInWords = (db: Readable, s: DeploymentSettings): Record<string, string> => ({
  Collection: s.collection === null ? 'None' : (collectionNameOf(db, s.collection) ?? s.collection),
  'Include members of subcollections': yes(s.includeSubcollections),
  'Display notifications': yes(s.displayNotifications),
  Times: s.utc ? 'UTC' : 'Client local time',
  Duration: `${s.duration.every} ${s.duration.unit}`,
  'Suppress restart': [s.suppressRestart.servers && 'Servers', s.suppressRestart.workstations && 'Workstations'].filter(Boolean).join(', ') || 'No',
  'Restart outside maintenance windows': yes(s.restartOutsideWindows),
  'Disable Operations Manager alerts': yes(s.disableAlerts),
  'Operations Manager alert on failure': yes(s.alertOnFailure),
  'Slow or unreliable boundary': installs(s.slowBoundary),
  'Protected distribution point without content': installs(s.unprotectedPoint),
  'Deploy to SMS 2003 clients': yes(s.sms2003.deploy),
  'Collect hardware inventory immediately': yes(s.sms2003.collectInventory),
  'SMS 2003, distribution point locally available': points[s.sms2003.localPoint],
  'SMS 2003, no local distribution point': points[s.sms2003.remotePoint],
});
