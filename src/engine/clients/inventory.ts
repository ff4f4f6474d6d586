import type { InventoryClass } from '../../contract/index.ts';
import { build, type Readable, type Writable } from '../site-database/index.ts';
import type { Inventoried } from './fleet/model.ts';

/** What `clients.machine` holds that inventory shows. */
interface Hardware {
  readonly manufacturer?: string;
  readonly model?: string;
  readonly memoryMb?: number;
}

/** In the caller's transaction: what hardware inventories found. */
export function keepInventories(db: Writable, found: readonly Inventoried[]) {
  const put = db.prepare(
    'INSERT INTO hardware_inventory (client_id, collected_at, agent_version) VALUES (?, ?, ?) ON CONFLICT (client_id) DO UPDATE SET collected_at = excluded.collected_at, agent_version = excluded.agent_version',
  );
  const putInstalled = db.prepare('INSERT INTO installed_updates (client_id, installed) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET installed = excluded.installed');
  for (const { clientId, at, agentVersion, installed } of found) {
    put.run(clientId, at, agentVersion);
    if (installed) putInstalled.run(clientId, Buffer.from(Uint32Array.from(installed).buffer));
  }
}

function installedUpdates(db: Readable, body: Uint8Array | null): { HotFixID: string; Description: string }[] {
  const update = db.prepare<{ article_id: string; title: string }>('SELECT article_id, title FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1');
  return Array.from(new Uint32Array(new Uint8Array(body ?? []).buffer), (id) => update.get(id)).flatMap((row) => (row ? [{ HotFixID: row.article_id === '' ? '' : `KB${row.article_id}`, Description: row.title }] : []));
}

/** The last hardware inventory of a client, class by class (SCAN-14); none before its first. */
export function readInventory(db: Readable, id: number): { collectedAt: number | null; classes: InventoryClass[] } {
  const row = db.first(build.selectFrom('clients').selectAll().where('client_id', '=', id));
  const inventory = db.first(build.selectFrom('hardware_inventory').selectAll().where('client_id', '=', id));
  const installed = db.first(build.selectFrom('installed_updates').selectAll().where('client_id', '=', id))?.installed ?? null;
  if (!row || !inventory) return { collectedAt: null, classes: [] };
  const { manufacturer = '', model = '', memoryMb } = (row.machine === null ? {} : JSON.parse(row.machine)) as Hardware;
  const instance = (values: Record<string, string>) => Object.entries(values).map(([property, value]) => ({ property, value }));
  const of = (title: string, name: string, ...instances: Record<string, string>[]): InventoryClass => ({ title, name, instances: instances.map(instance) });
  return {
    collectedAt: inventory.collected_at,
    classes: [
      of('Operating System', 'Win32_OperatingSystem', { Caption: row.operating_system, Version: row.os_version, CSDVersion: row.service_pack === 0 ? '' : `Service Pack ${row.service_pack}`, OSLanguage: row.language, ProductType: String(row.product_type) }),
      of('Computer System', 'Win32_ComputerSystem', { Name: row.name, Domain: row.domain, Manufacturer: manufacturer, Model: model, SystemType: row.architecture === 'x86' ? 'X86-based PC' : 'x64-based PC', TotalPhysicalMemory: memoryMb === undefined ? '' : `${memoryMb} MB` }),
      of('Windows Update Agent Version', 'Win32_WindowsUpdateAgentVersion', { Version: inventory.agent_version }),
      of('Quick Fix Engineering', 'Win32_QuickFixEngineering', ...installedUpdates(db, installed)),
    ],
  };
}
