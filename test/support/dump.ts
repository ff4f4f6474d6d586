import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { ids, publish, update } from './catalog.ts';
import { setFaults, setFleet } from './fleet.ts';
import { LAB_START, openLab, type Lab } from './lab.ts';

type Read = { all(...values: unknown[]): unknown[] };

/** Every table of a database file with every row, read over a connection of its own; in an order of their own. */
function tablesOf(file: string, leaveOut: readonly string[] = []): Record<string, unknown[]> {
  const db = new Sqlite(file, { readonly: true });
  const tables = (db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").pluck().all() as string[]).filter((table) => !leaveOut.includes(table));
  const rows = tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row)).sort()]);
  db.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

/** Digest of a database file by its content, table by table. */
export const fileHash = (file: string): string => hashOf(tablesOf(file));

/** What tells of a failed synchronization, and the collections, whose members are found anew by their own schedule; everything else must be as before it. */
const telling = ['journal', 'jobs', 'status_messages', 'synchronizations', 'site', 'collections'];

/** Digest of both stores, table by table: staged rows that were not taken back are in it too. */
export function contentHash(lab: Lab): string {
  const { catalog_version, content_version, last_synchronized_at } = lab.database.prepare('SELECT * FROM site').get() as Record<string, unknown>;
  const told = tablesOf(lab.database.file, telling);
  return hashOf([tablesOf(lab.catalog.file), told, catalog_version, content_version, last_synchronized_at]);
}

/** Everything a site has written: every table of its database with every row, the journal among them, its log and its catalog. */
export function dumpOf(lab: Lab): Record<string, unknown> {
  const prepare = (sql: string) => lab.database.prepare(sql) as Read;
  const tables = (prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all() as { name: string }[]).map((row) => row.name);
  const rows = Object.fromEntries(
    tables.map((table) => {
      const columns = (prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[]).map((row) => row.name);
      return [table, prepare(`SELECT * FROM ${table} ORDER BY ${columns.join(', ')}`).all()];
    }),
  );
  return {
    ...rows,
    log: lab.site.logs.list().map(({ name }) => [...lab.site.logs.text(name, 'cmtrace')].join('')),
    catalog: [...lab.catalog.currentUpdates()].map((row) => [row, lab.catalog.getXml(row.rowId), lab.catalog.filesOf(row.rowId)]),
    settings: ['account_guid', 'synchronized', 'catalog_version'].map((key) => lab.catalog.setting(key) ?? null),
  };
}

export const hashOf = (dump: unknown) => createHash('sha256').update(JSON.stringify(dump)).digest('hex');

const xp = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, severity: 'Critical', bulletin: 'MS12-001', ...more });

/** Some days of a site: synchronizations, changed settings, a failure with its retry. Answers with all it has written. */
export async function someDays(seed: string): Promise<Record<string, unknown>> {
  const lab = await openLab({ seed });
  try {
    publish(lab.upstream, Array.from({ length: 40 }, (_, i) => xp(String(100_000 + i))));
    await lab.synchronize();
    await lab.clock.advanceTo(LAB_START + 86_400_000);
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, products: [...settings.products, ids.sqlServer2005] });
    publish(lab.upstream, [xp('200001', { supersedes: ['100001', '100002'] }), xp('100003', { revision: 101 }), update({ kb: '300001', product: ids.sqlServer2005, classification: ids.security })], LAB_START);
    await lab.synchronize();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: '127.0.0.1', port: 9, ssl: false } } });
    await lab.synchronize();
    lab.site.softwareUpdatePoint.change(lab.command(), settings);
    await lab.clock.advanceTo(lab.clock.now() + 86_400_000);
    return dumpOf(lab);
  } finally {
    await lab.close();
  }
}

/** Thirty days of a site with clients and every fault of the lab, a Patch Tuesday among them. Answers with all it has written. */
export async function thirtyDays(seed: string): Promise<Record<string, unknown>> {
  const lab = await openLab({ seed });
  try {
    const seven = (kb: string) => update({ kb, windows: '6.1', product: ids.windows7, classification: ids.security, severity: 'Critical' });
    publish(lab.upstream, [xp('100001', { windows: '5.1' }), seven('100002')]);
    await lab.synchronize();
    await setFleet(lab, 60);
    setFaults(lab, { away: 50, roaming: 50, oldAgent: 30, scanFails: 100, lost: 50, late: 50, corrupt: 50, clockDrift: 100 });
    await lab.clock.advanceTo(LAB_START + 2 * 86_400_000);
    publish(lab.upstream, [seven('100003')], lab.clock.now());
    await lab.synchronize();
    await lab.clock.advanceTo(LAB_START + 30 * 86_400_000);
    await lab.site.clients.settle();
    return dumpOf(lab);
  } finally {
    await lab.close();
  }
}
