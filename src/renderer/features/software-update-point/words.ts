import type { SoftwareUpdatePointSettings, Synchronization } from '../../../contract/index.ts';

/** The source as settings name it. */
export function sourceName(sync: SoftwareUpdatePointSettings['syncSettings']): string {
  switch (sync.source) {
    case 'microsoftUpdate':
      return sync.microsoftUpdate.endpoint === 'bundled' ? 'Microsoft Update, as bundled with Patchbay' : `Microsoft Update, ${sync.microsoftUpdate.url}`;
    case 'upstream':
      return `Upstream update server ${sync.upstream.serverName}, port ${sync.upstream.port}${sync.upstream.ssl ? ', SSL' : ''}`;
    case 'none':
      return 'None: the catalog of the software update point as it is';
  }
}

export const stateNames: Record<Synchronization['state'], string> = { running: 'Running', cancelling: 'Cancelling', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' };

export const stateTag: Record<Synchronization['state'], string> = { running: '', cancelling: 'is-cancelled', done: 'is-done', failed: 'is-failed', cancelled: 'is-cancelled' };

export const reasons: Record<Synchronization['reason'], string> = { 'local request': 'on local request', 'regular schedule': 'on schedule', 'retry schedule': 'on retry schedule', 'parent request': 'on request of the parent site' };

export const kinds: Record<Synchronization['kind'], string> = { full: 'Full', delta: 'Delta' };

const two = (n: number) => String(n).padStart(2, '0');

/** As wsyncmgr.log writes a duration: 0d00h07m32s. */
export function logDuration(ms: number): string {
  const s = Math.round(ms / 1000);
  return `${Math.floor(s / 86_400)}d${two(Math.floor(s / 3600) % 24)}h${two(Math.floor(s / 60) % 60)}m${two(s % 60)}s`;
}
