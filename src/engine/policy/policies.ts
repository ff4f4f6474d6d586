import type { Selectable } from 'kysely';
import type { MachinePolicy } from '../../contract/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';

/** Where clients scan, and the content version they compare their cached catalog with. */
export type ScanLocation = Pick<MachinePolicy, 'server' | 'port' | 'ssl' | 'contentVersion'>;

const fromRow = (row: Selectable<Tables['machine_policies']>): MachinePolicy => ({
  policyId: row.policy_id,
  version: row.version,
  server: row.server,
  port: row.port,
  ssl: row.ssl === 1,
  contentVersion: row.content_version,
  publishedAt: row.published_at,
  withdrawnAt: row.withdrawn_at,
});

/** Newest first. */
export function listMachinePolicies(db: Readable, limit: number): MachinePolicy[] {
  return db.all(build.selectFrom('machine_policies').selectAll().orderBy('version', 'desc').limit(limit)).map(fromRow);
}

/** The policy clients read now; undefined when there is none. */
export function currentPolicy(db: Readable): MachinePolicy | undefined {
  const row = db.first(build.selectFrom('machine_policies').selectAll().where('withdrawn_at', 'is', null).orderBy('version', 'desc').limit(1));
  return row && fromRow(row);
}

/** In the caller's transaction: clients of the site find nothing to scan with any more. */
export function withdrawPolicy(db: Writable, at: number) {
  db.run(build.updateTable('machine_policies').where('withdrawn_at', 'is', null).set({ withdrawn_at: at }));
}

/** In the caller's transaction: a new version in place of the current one, unless that says the same already. True when one was published. */
export function publishPolicy(db: Writable, site: string, at: number, location: ScanLocation): boolean {
  const now = currentPolicy(db);
  if (now && now.server === location.server && now.port === location.port && now.ssl === location.ssl && now.contentVersion === location.contentVersion) return false;
  withdrawPolicy(db, at);
  const version = (db.first(build.selectFrom('machine_policies').select(build.fn.max<number | null>('version').as('last')))?.last ?? 0) + 1;
  const { server, port, ssl, contentVersion } = location;
  db.run(build.insertInto('machine_policies').values({ policy_id: `SoftwareUpdateSource-${site}`, version, server, port, ssl: ssl ? 1 : 0, content_version: contentVersion, published_at: at, withdrawn_at: null }));
  return true;
}
