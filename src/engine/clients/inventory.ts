import type { InventoryClass } from '../../contract/index.ts';
import { build, type Readable } from '../site-database/index.ts';

/** What `clients.machine` holds that inventory shows. */
interface Hardware {
  readonly manufacturer?: string;
  readonly model?: string;
  readonly memoryMb?: number;
}

/**
 * Hardware inventory of a client, class by class (SCAN-14): what the site knows of it.
 * @param installed articles of the updates it has told are installed
 */
export function readInventory(db: Readable, id: number, installed: readonly { articleId: string; title: string }[]): { collectedAt: number | null; classes: InventoryClass[] } {
  const row = db.first(build.selectFrom('clients').selectAll().where('client_id', '=', id));
  if (!row) return { collectedAt: null, classes: [] };
  const { manufacturer = '', model = '', memoryMb } = (row.machine === null ? {} : JSON.parse(row.machine)) as Hardware;
  const instance = (values: Record<string, string>) => Object.entries(values).map(([property, value]) => ({ property, value }));
  const of = (title: string, name: string, ...instances: Record<string, string>[]): InventoryClass => ({ title, name, instances: instances.map(instance) });
  return {
    collectedAt: row.registered_at,
    classes: [
      of('Operating System', 'Win32_OperatingSystem', { Caption: row.operating_system, Version: row.os_version, CSDVersion: row.service_pack === 0 ? '' : `Service Pack ${row.service_pack}`, OSLanguage: row.language, ProductType: String(row.product_type) }),
      of('Computer System', 'Win32_ComputerSystem', { Name: row.name, Domain: row.domain, Manufacturer: manufacturer, Model: model, SystemType: row.architecture === 'x86' ? 'X86-based PC' : 'x64-based PC', TotalPhysicalMemory: memoryMb === undefined ? '' : `${memoryMb} MB` }),
      of('Windows Update Agent Version', 'Win32_WindowsUpdateAgentVersion', { Version: row.agent_version }),
      of('Quick Fix Engineering', 'Win32_QuickFixEngineering', ...installed.map(({ articleId, title }) => ({ HotFixID: articleId === '' ? '' : `KB${articleId}`, Description: title }))),
    ],
  };
}
