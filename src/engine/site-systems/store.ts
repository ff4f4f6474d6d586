import type { SiteRole, SiteSystem } from '../../contract/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';

const order: readonly SiteRole[] = ['siteServer', 'siteDatabaseServer', 'componentServer', 'softwareUpdatePoint', 'distributionPoint', 'siteSystem'];

/** Servers by name with their roles; the site server comes first. */
export function listSiteSystems(db: Readable): SiteSystem[] {
  const rows = db.all(build.selectFrom('site_system_roles').selectAll().orderBy('server'));
  const servers = new Map<string, SiteSystem>();
  for (const row of rows) {
    const system = servers.get(row.server.toLowerCase()) ?? { server: row.server, roles: [] };
    servers.set(row.server.toLowerCase(), system);
    system.roles.push({ role: row.role as SiteRole, installedAt: row.installed_at, installedBy: row.installed_by });
  }
  const isSiteServer = (system: SiteSystem) => system.roles.some(({ role }) => role === 'siteServer');
  const systems = [...servers.values()];
  for (const { roles } of systems) roles.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  return [...systems.filter(isSiteServer), ...systems.filter((system) => !isSiteServer(system))];
}

/** Names of the servers that hold a role. */
export const holdersOf = (db: Readable, role: SiteRole): string[] => db.all(build.selectFrom('site_system_roles').select('server').where('role', '=', role)).map((row) => row.server);

/** In the caller's transaction; a server that had none becomes a site system with it. */
export function putRole(db: Writable, row: { server: string; role: SiteRole; at: number | null; by: string | null; settings: unknown }) {
  const put = (role: SiteRole, settings: unknown) =>
    db.run(
      build
        .insertInto('site_system_roles')
        .values({ server: row.server, role, installed_at: row.at, installed_by: row.by, settings: JSON.stringify(settings) })
        .onConflict((conflict) => conflict.columns(['server', 'role']).doNothing()),
    );
  put('siteSystem', {});
  put(row.role, row.settings);
}

/** In the caller's transaction; a server that is left with nothing but being a site system goes too. */
export function dropRole(db: Writable, server: string, role: SiteRole) {
  db.prepare('DELETE FROM site_system_roles WHERE server = ? AND role = ?').run(server, role);
  const left = db.prepare<{ n: number }>("SELECT count(*) AS n FROM site_system_roles WHERE server = ? AND role <> 'siteSystem'").get(server)!.n;
  if (left === 0) db.prepare('DELETE FROM site_system_roles WHERE server = ?').run(server);
}

/** A site that has no servers listed yet gets its site server, and the software update point its settings name. A secondary site has no site database (SYNC-11). */
export function seedSiteSystems(database: SiteDatabase, server: string, secondary: boolean, softwareUpdatePoint: string | null) {
  if (holdersOf(database, 'siteServer').length > 0) return;
  database.transaction((db) => {
    const put = (on: string, role: SiteRole) => putRole(db, { server: on, role, at: null, by: null, settings: {} });
    put(server, 'siteServer');
    put(server, 'componentServer');
    if (!secondary) put(server, 'siteDatabaseServer');
    if (softwareUpdatePoint !== null) put(softwareUpdatePoint, 'softwareUpdatePoint');
  });
}

/** In the caller's transaction: the updates in the site database wait for the first synchronization of a new software update point (SYNC-18). */
export const carryOverUpdates = (db: Writable) => void db.prepare('UPDATE site SET updates_carried_over = 1 WHERE EXISTS (SELECT 1 FROM software_updates)').run();

/** In the transaction that ends a synchronization well. */
export const activateUpdates = (db: Writable) => void db.prepare('UPDATE site SET updates_carried_over = 0').run();
