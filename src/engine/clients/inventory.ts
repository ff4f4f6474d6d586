import type { InventoryClass } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';

/** Hardware inventory of a client, class by class (SCAN-14), as of its last cycle. */
export function readInventory(db: Readable, id: number): { collectedAt: number | null; classes: InventoryClass[] } {
  const row = db.first(build.selectFrom('clients').selectAll().where('client_id', '=', id));
  if (!row) return { collectedAt: null, classes: [] };
  const instance = (values: Record<string, string>) => Object.entries(values).map(([property, value]) => ({ property, value }));
  const of = (title: string, name: string, ...instances: Record<string, string>[]): InventoryClass => ({ title, name, instances: instances.map(instance) });
  return {
    collectedAt: row.registered_at,
    classes: [
      of('Operating System', 'Win32_OperatingSystem', { Caption: row.operating_system, Version: row.os_version, CSDVersion: row.service_pack === 0 ? '' : `Service Pack ${row.service_pack}`, OSLanguage: row.language, ProductType: String(row.product_type) }),
      of('Computer System', 'Win32_ComputerSystem', { Name: row.name, Domain: row.domain, SystemType: row.architecture === 'x86' ? 'X86-based PC' : 'x64-based PC' }),
      of('Windows Update Agent Version', 'Win32_WindowsUpdateAgentVersion', { Version: row.agent_version }),
    ],
  };
}
