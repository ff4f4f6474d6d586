import type { SiteComponent } from '../../../contract/index.ts';
import { useAsked } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { counted, dateTime, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';

const columns: GridColumn<SiteComponent>[] = [
  { id: 'name', header: 'Name', width: 300, cell: (c) => <span className="with-icon"><ObjectIcon name="component" />{c.name}</span> },
  { id: 'siteCode', header: 'Site Code', width: 80, cell: (c) => c.siteCode },
  { id: 'modifiedAt', header: 'Last Modified (UTC)', width: 170, order: (c) => c.modifiedAt ?? 0, cell: (c) => (c.modifiedAt === null ? <span className="muted">Never</span> : dateTime(c.modifiedAt)) },
  { id: 'modifiedBy', header: 'Modified By', width: 180, cell: (c) => c.modifiedBy },
];

/** Site Settings → Component Configuration. */
export default function ComponentConfigurationPage() {
  const components = useAsked(['site', 'components'], (e, call) => e.site.components({ call }));
  const list = useList<SiteComponent, string>('component-configuration', columns);
  const rows = useRowsInMemory(list, components.data?.value ?? null);
  const chosen = rows.rows.find((c) => list.selection.keys.has(c.name));
  const open = () => openDialog({ kind: 'softwareUpdatePointProperties' });
  usePage({
    ...listFacts(list, rows),
    node: [],
    selection: chosen ? { title: chosen.name, actions: [] } : null,
    readAt: components.dataUpdatedAt,
    refresh: () => void components.refetch(),
    properties: chosen ? { label: 'Properties', run: open } : null,
  });
  return (
    <>
      <PaneTitle icon="component" title="Component Configuration" note={components.data ? counted(components.data.value.length, 'item') : undefined} />
      <List single label="Component Configuration" list={list} rows={rows} error={components.error} onRetry={() => void components.refetch()} keyOf={(c) => c.name} onOpen={open} />
    </>
  );
}
