import { SoapFault, type SyncUpdateParameters, type UpdateInfo } from '../protocol/index.ts';
import type { ClientCatalog, ClientEntry } from './client-catalog.ts';

/** Updates in one answer: of those nothing stands on few, as captured servers do (W§4); a bound of our own for the rest. */
const mostRoots = 30;
const mostUpdates = 200;
/** Of InstalledNonLeafUpdateIDs (W§4). */
const mostInstalled = 400;

/** What one SyncUpdates finds. */
export interface Selection {
  readonly page: readonly ClientEntry[];
  readonly isTruncated: boolean;
  /** Ids the client has that it need not keep. */
  readonly outOfScope: readonly number[];
}

/**
 * Chooses what a client is sent (W§4): updates it does not have whose prerequisites are all among those it has found installed.
 * @throws SoapFault InvalidParameters
 */
export function selectUpdates({ entries, byRow, byId }: ClientCatalog, parameters: SyncUpdateParameters): Selection {
  const { installedNonLeafUpdateIds: installed = [], otherCachedUpdateIds: others = [], filterCategoryIds = [], skipSoftwareSync } = parameters;
  if (installed.length > mostInstalled) throw new SoapFault('InvalidParameters', 'parameters.InstalledNonLeafUpdateIDs');
  if (skipSoftwareSync) return { page: [], isTruncated: false, outOfScope: [] };
  const present = new Set(installed.flatMap((id) => byRow.get(id)?.updateId ?? []));
  const cached = new Set([...installed, ...others]);
  const wanted = filterCategoryIds.length > 0 ? under(filterCategoryIds.map((one) => one.id), entries, byId) : undefined;
  const isInScope = (entry: ClientEntry): boolean =>
    (wanted?.has(entry.updateId) ?? true) && entry.prerequisites.every((ids) => ids.some((id) => present.has(id)));
  const missing = entries.filter((entry) => !cached.has(entry.rowId) && isInScope(entry));
  const roots = missing.filter((entry) => entry.prerequisites.length === 0 && !entry.isLeaf);
  const page = roots.length > 0 ? roots.slice(0, mostRoots) : missing.slice(0, mostUpdates);
  const outOfScope = [...cached].filter((id) => {
    const entry = byRow.get(id);
    return !entry || !isInScope(entry);
  });
  return { page, isTruncated: page.length < missing.length, outOfScope };
}

/** The categories, what stands on them, and all that either stands on. */
function under(categories: readonly string[], entries: readonly ClientEntry[], byId: ReadonlyMap<string, ClientEntry>): ReadonlySet<string> {
  const found = new Set<string>();
  const stands = new Set(categories);
  const open = [...categories, ...entries.filter((entry) => entry.prerequisites.some((ids) => ids.some((id) => stands.has(id)))).map((entry) => entry.updateId)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...(byId.get(id)?.prerequisites.flat() ?? []));
  }
  return found;
}

/** An update as the client is told of it (W§4). */
export function updateInfo(entry: ClientEntry, xml: string): UpdateInfo {
  return { id: entry.rowId, deployment: deploymentOf(entry), isLeaf: entry.isLeaf, xml };
}

export function deploymentOf({ rowId, action, arrivedAt }: ClientEntry): UpdateInfo['deployment'] {
  const lastChangeTime = new Date(arrivedAt).toISOString().slice(0, 10);
  return { id: rowId, action, isAssigned: true, lastChangeTime, autoSelect: '0', autoDownload: '0', supersedenceBehavior: '0' };
}
