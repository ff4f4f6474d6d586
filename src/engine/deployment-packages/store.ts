import type { Changed } from '../audit/index.ts';
import type { Selectable } from 'kysely';
import { deploymentPackageDraft, type AccessAccount, type DeploymentPackageDraft } from '../../contract/index.ts';
import type { Content } from '../content/index.ts';
import { sizeOf } from '../content/index.ts';
import { build, type Readable, type Tables, type Writable } from '../site-database/index.ts';

export type StoredPackage = Selectable<Tables['deployment_packages']>;
export type StoredPoint = Selectable<Tables['package_distribution_points']>;

/** What an administrator decided of a package, as the journal has it: not how far its files and copies are. */
export interface WholePackage {
  number: number;
  packageId: string;
  settings: DeploymentPackageDraft;
  sourceSite: string;
  createdAt: number;
  createdBy: string;
  /** Update id, content id, and where it comes from ('' the Internet, else a folder). */
  contents: [string, string, string][];
  /** Distribution points of this site. */
  servers: string[];
  accounts: AccessAccount[];
}

export const settingsOf = (row: Pick<StoredPackage, 'settings'>): DeploymentPackageDraft => deploymentPackageDraft.parse({ persist: false, ...(JSON.parse(row.settings) as object) });
export const findPackage = (db: Readable, id: string): StoredPackage | undefined => db.first(build.selectFrom('deployment_packages').selectAll().where('package_id', '=', id));
export const allPackages = (db: Readable): StoredPackage[] => db.all(build.selectFrom('deployment_packages').selectAll().orderBy('name').orderBy('number'));
export const accountsOf = (db: Readable, id: string): AccessAccount[] => db.prepare<AccessAccount>('SELECT account, access FROM package_access_accounts WHERE package_id = ? ORDER BY account').all(id);
export const pointsOf = (db: Readable, id: string): StoredPoint[] => db.all(build.selectFrom('package_distribution_points').selectAll().where('package_id', '=', id).orderBy('site_code').orderBy('server'));

export function wholePackage(db: Readable, row: StoredPackage, code: string): WholePackage {
  const contents = db.prepare('SELECT update_id, content_id, origin FROM package_contents WHERE package_id = ? ORDER BY update_id, content_id').raw().all(row.package_id) as [string, string, string][];
  const servers = pointsOf(db, row.package_id).filter((one) => one.site_code === code && one.state !== 'removing').map((one) => one.server);
  return { number: row.number, packageId: row.package_id, settings: settingsOf(row), sourceSite: row.source_site, createdAt: row.created_at, createdBy: row.created_by, contents, servers, accounts: accountsOf(db, row.package_id) };
}

/** The ID that a new package of this site gets. */
export function nextPackageId(db: Readable, code: string): { number: number; packageId: string } {
  const last = db.prepare<number>("SELECT seq FROM sqlite_sequence WHERE name = 'deployment_packages'").pluck().get() ?? 0;
  return { number: last + 1, packageId: `${code}${(last + 1).toString(16).toUpperCase().padStart(5, '0')}` };
}

type Head = Pick<WholePackage, 'packageId' | 'settings' | 'sourceSite' | 'createdAt' | 'createdBy'> & { number?: number };

export function putHead(db: Writable, head: Head, changed: Changed): void {
  const values = { name: head.settings.name, settings: JSON.stringify(head.settings), source_site: head.sourceSite, created_at: head.createdAt, created_by: head.createdBy, modified_at: changed.at, modified_by: changed.by, changed_revision: changed.revision };
  db.run(build.insertInto('deployment_packages').values({ ...(head.number !== undefined && { number: head.number }), package_id: head.packageId, source_version: 0, source_at: null, ...values }).onConflict((conflict) => conflict.column('package_id').doUpdateSet(values)));
}

export function putContent(db: Writable, { contentId, languages, files }: Content): void {
  db.prepare('INSERT OR IGNORE INTO contents (content_id, languages, size) VALUES (?, ?, ?)').run(contentId, JSON.stringify(languages), sizeOf(files));
  // Addresses may be others in a later revision.
  const put = db.prepare('INSERT INTO content_files (content_id, file_name, size, sha1, sha256, url) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET url = excluded.url');
  for (const file of files) put.run(contentId, file.fileName, file.size, file.sha1, file.sha256, file.url);
}

export function contentOf(db: Readable, id: string): Content {
  const languages = db.prepare<string>('SELECT languages FROM contents WHERE content_id = ?').pluck().get(id)!;
  const files = db.prepare<Content['files'][number]>('SELECT file_name AS fileName, size, sha1, sha256, url FROM content_files WHERE content_id = ? ORDER BY file_name').all(id);
  return { contentId: id, languages: JSON.parse(languages) as string[], files };
}

/** Puts a content of an update into a package; what is there already stays, what had failed is wanted again. */
export const wantContent = (db: Writable, id: string, [update, content, origin]: readonly [string, string, string]): void =>
  void db.prepare(
    `INSERT INTO package_contents (package_id, update_id, content_id, origin, state) VALUES (?, ?, ?, ?, iif(EXISTS (SELECT 1 FROM package_contents WHERE package_id = ? AND content_id = ? AND state = 'there'), 'there', 'wanted'))
       ON CONFLICT DO UPDATE SET origin = iif(state = 'there', origin, excluded.origin), state = iif(state = 'there', 'there', 'wanted'), problem = NULL`,
  ).run(id, update, content, origin, id, content);

export function putAccounts(db: Writable, id: string, accounts: readonly AccessAccount[]): void {
  db.prepare('DELETE FROM package_access_accounts WHERE package_id = ?').run(id);
  for (const { account, access } of accounts) db.prepare('INSERT OR REPLACE INTO package_access_accounts (package_id, account, access) VALUES (?, ?, ?)').run(id, account, access);
}

/** A distribution point of this site gets the package's present version, or everything of it anew. */
export const wantOn = (db: Writable, { code, id, server, at, everything = false }: { code: string; id: string; server: string; at: number; everything?: boolean }): void =>
  void db.prepare(
    `INSERT INTO package_distribution_points (package_id, site_code, server, state, version, wanted_version, everything, changed_at)
       SELECT package_id, ?, ?, 'waiting', 0, source_version, ?, ? FROM deployment_packages WHERE package_id = ?
       ON CONFLICT DO UPDATE SET state = 'waiting', wanted_version = excluded.wanted_version, everything = max(everything, excluded.everything), changed_at = excluded.changed_at, problem = NULL, retry_at = NULL`,
  ).run(code, server, everything ? 1 : 0, at, id);

/** Its copy is taken away from a distribution point of this site. */
export const takeFrom = (db: Writable, code: string, id: string, server: string, at: number): number =>
  db.prepare("UPDATE package_distribution_points SET state = 'removing', changed_at = ?, problem = NULL, retry_at = NULL WHERE package_id = ? AND site_code = ? AND server = ? AND state <> 'removing'").run(at, id, code, server).changes;

/** Makes a package what it was; how far its files and copies are stays where that is the same. */
export function putWhole(db: Writable, code: string, whole: WholePackage, changed: Changed): void {
  putHead(db, whole, changed);
  const id = whole.packageId;
  const stays = new Set(whole.contents.map(([update, content]) => `${update} ${content}`));
  const take = db.prepare('DELETE FROM package_contents WHERE package_id = ? AND update_id = ? AND content_id = ?');
  for (const [update, content] of db.prepare('SELECT update_id, content_id FROM package_contents WHERE package_id = ?').raw().all(id) as [string, string][]) if (!stays.has(`${update} ${content}`)) take.run(id, update, content);
  for (const row of whole.contents) wantContent(db, id, row);
  putAccounts(db, id, whole.accounts);
  const has = new Set(pointsOf(db, id).filter((one) => one.site_code === code && one.state !== 'removing').map((one) => one.server));
  for (const server of has) if (!whole.servers.includes(server)) takeFrom(db, code, id, server, changed.at);
  for (const server of whole.servers) if (!has.has(server)) wantOn(db, { code, id, server, at: changed.at });
}

export function deletePackage(db: Writable, code: string, id: string, at: number): void {
  for (const point of pointsOf(db, id)) if (point.site_code === code) takeFrom(db, code, id, point.server, at);
  db.prepare('DELETE FROM package_distribution_points WHERE package_id = ? AND site_code <> ?').run(id, code);
  db.prepare('DELETE FROM deployment_packages WHERE package_id = ?').run(id);
}

export const touchPackage = (db: Writable, id: string, { revision, at, by }: Changed): void =>
  void db.run(build.updateTable('deployment_packages').where('package_id', '=', id).set({ changed_revision: revision, modified_at: at, modified_by: by }));
