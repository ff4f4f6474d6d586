import type { MaintenanceWindow } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { membersWithSubcollections, type Members } from './membership.ts';
import { allCollections, windowsOf } from './store.ts';

export interface WindowedCollection {
  readonly members: Members;
  readonly windows: readonly MaintenanceWindow[];
}

/** Collections with maintenance windows; what stands below them does not inherit them (D§6.4.6). `key` is another one whenever any of it may be. */
export function collectionsWithWindows(db: Readable): { key: string; collections: WindowedCollection[] } {
  const rows = allCollections(db).map((row) => ({ row, windows: windowsOf(row) })).filter(({ windows }) => windows.length > 0);
  return {
    key: JSON.stringify(rows.map(({ row }) => [row.collection_id, row.membership_version, row.maintenance_windows])),
    collections: rows.map(({ row, windows }) => ({ windows, members: membersWithSubcollections(db, row.collection_id, false) })),
  };
}
