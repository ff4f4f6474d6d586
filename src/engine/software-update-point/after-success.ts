import { softwareUpdatePointSettings } from '../../contract/index.ts';
import { publishPolicy } from '../policy/index.ts';
import { build, type Writable } from '../site-database/index.ts';
import { activateUpdates } from '../site-systems/index.ts';
import { COMPONENT } from './model.ts';

/**
 * In the transaction that ends a synchronization well: the updates can be used (SYNC-18), and when the content version
 * rose, or clients would scan elsewhere than before, a machine policy tells them (SYNC-13).
 */
export function afterSuccess(db: Writable, site: { code: string; server: string; clock: { now(): number } }) {
  activateUpdates(db);
  const { general } = softwareUpdatePointSettings.parse(JSON.parse(db.first(build.selectFrom('components').select('settings').where('name', '=', COMPONENT))!.settings));
  const { content_version: contentVersion } = db.first(build.selectFrom('site').select('content_version'))!;
  // Nothing to scan for yet, or a role that was given up while the synchronization ran.
  if (general.role === 'none' || contentVersion === 0) return;
  publishPolicy(db, site.code, site.clock.now(), { server: general.role === 'siteServer' ? site.server : general.serverName, port: general.ssl ? general.sslPort : general.port, ssl: general.ssl, contentVersion });
}
