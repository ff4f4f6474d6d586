import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import { publishPolicy } from '../policy/index.ts';
import { build, type Writable } from '../site-database/index.ts';
import { activateUpdates } from '../site-systems/index.ts';
import { activePoint } from './active-point.ts';

/**
 * In the transaction that ends a synchronization well: the updates can be used (SYNC-18), and when the content version
 * rose, or clients would scan elsewhere than before, a machine policy tells them (SYNC-13).
 */
export function afterSuccess(db: Writable, { general }: SoftwareUpdatePointSettings, site: { code: string; server: string; clock: { now(): number } }) {
  activateUpdates(db);
  const { content_version: contentVersion } = db.first(build.selectFrom('site').select('content_version'))!;
  // Nothing to scan for yet, or a role that was given up while the synchronization ran.
  if (general.role === 'none' || contentVersion === 0) return;
  publishPolicy(db, site.code, site.clock.now(), { ...activePoint(general, site.server), contentVersion });
}
