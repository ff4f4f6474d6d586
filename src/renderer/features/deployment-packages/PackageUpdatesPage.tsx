import type { PackagedUpdate } from '../../../contract/index.ts';
import { useAsked, useDeploymentPackages } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { bytes, count, counted, EmptyState, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { packageVerbs, removeUpdates } from './actions.tsx';
import { updateStates } from './words.ts';

const columns: GridColumn<PackagedUpdate>[] = [
  { id: 'icon', header: 'Icon', fixed: true, width: 28, cell: (u) => <ObjectIcon name={`update-${u.state === 'failed' ? 'invalid' : u.icon}`} /> },
  { id: 'bulletinId', header: 'Bulletin ID', width: 86, cell: (u) => u.bulletinId },
  { id: 'articleId', header: 'Article ID', width: 80, cell: (u) => u.articleId },
  { id: 'title', header: 'Title', width: 320, elastic: true, cell: (u) => u.title },
  { id: 'state', header: 'State', width: 150, cell: (u) => updateStates[u.state] },
  { id: 'problem', header: 'Problem', width: 260, cell: (u) => u.problem },
  { id: 'files', header: 'Files', width: 60, align: 'end', order: (u) => u.files, cell: (u) => count(u.files) },
  { id: 'size', header: 'Size', width: 80, align: 'end', order: (u) => u.size, cell: (u) => bytes(u.size) },
  { id: 'languages', header: 'Languages', width: 110, cell: (u) => (u.languages.length === 0 ? 'All languages' : u.languages.join(', ')) },
];

/** A package → Software Updates: whose files are in it, and which did not come. */
export default function PackageUpdatesPage({ id }: { id: string }) {
  const found = useDeploymentPackages().data?.value.find((one) => one.id === id);
  const updates = useAsked(['deploymentPackages', 'updates', id], (e, call) => e.deploymentPackages.updates({ call, id }), { keepPrevious: false });
  const list = useList<PackagedUpdate, string>('package-updates', columns, { sort: { column: 'articleId', descending: false } });
  const rows = useRowsInMemory(list, updates.data?.value ?? null);
  const chosen = rows.rows.filter((row) => list.selection.keys.has(row.updateId));
  const only = chosen.length === 1 ? chosen[0]! : null;
  const open = (u: PackagedUpdate) => u.id !== null && openDialog({ kind: 'updateProperties', id: u.id, tab: 'Content Information' });
  usePage({
    ...listFacts(list, rows, 'software update'),
    node: found ? packageVerbs(found) : [],
    selection: found && chosen.length > 0 ? { title: only ? `KB${only.articleId}` : counted(chosen.length, 'software update'), actions: [removeUpdates(found, chosen.map((one) => one.updateId))] } : null,
    readAt: updates.dataUpdatedAt,
    refresh: () => void updates.refetch(),
    properties: only && only.id !== null ? { label: 'Properties', run: () => open(only) } : null,
  });
  return (
    <>
      <PaneTitle icon="deployment-package" title="Software Updates" note={found && `${counted(found.updates, 'software update')} of ${found.settings.name}`} />
      <List
        label="Software Updates" list={list} rows={rows} error={updates.error} onRetry={() => void updates.refetch()} keyOf={(u) => u.updateId} onOpen={open}
        empty={<EmptyState icon="deployment-package" title={list.find ? `No software update contains ${list.find.text}.` : 'No software update is in this package'} text={list.find ? undefined : 'Download updates into it: select some in the repository and choose Download Software Updates.'} />}
      />
    </>
  );
}
