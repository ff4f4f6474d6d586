import { useState } from 'react';
import type { SiteComponent } from '../../../contract/index.ts';
import { explain, useAsked } from '../../data/index.ts';
import { openContextMenu, openDialog, useGridLayout, usePage } from '../../state/index.ts';
import { counted, dateTime, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';

const columns: GridColumn<SiteComponent>[] = [
  { id: 'name', header: 'Name', width: 300, cell: (c) => <span className="with-icon"><ObjectIcon name="component" />{c.name}</span> },
  { id: 'siteCode', header: 'Site Code', width: 80, cell: (c) => c.siteCode },
  { id: 'modifiedAt', header: 'Last Modified (UTC)', width: 170, cell: (c) => (c.modifiedAt === null ? <span className="muted">Never</span> : dateTime(c.modifiedAt)) },
  { id: 'modifiedBy', header: 'Modified By', width: 180, cell: (c) => c.modifiedBy },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } };

/** Site Settings → Component Configuration. */
export default function ComponentConfigurationPage() {
  const components = useAsked(['site', 'components'], (e, call) => e.site.components({ call }));
  const [layout, setLayout] = useGridLayout('component-configuration', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const rows = (components.data?.value ?? []).toSorted((a, b) => a.name.localeCompare(b.name) * (layout.sort.descending ? -1 : 1));
  const chosen = rows.find((c) => selection.keys.has(c.name));
  const open = () => openDialog({ kind: 'softwareUpdatePointProperties' });
  usePage({
    node: [],
    selection: chosen ? { title: chosen.name, actions: [] } : null,
    items: components.data ? counted(rows.length, 'item') : null,
    selected: selection.keys.size,
    readAt: components.dataUpdatedAt,
    refresh: () => void components.refetch(),
    properties: chosen ? { label: 'Properties', run: open } : null,
  });
  return (
    <>
      <PaneTitle icon="component" title="Component Configuration" note={components.data ? counted(rows.length, 'item') : undefined} />
      {components.error ? (
        <div className="page-inset">
          <ErrorBlock error={explain(components.error)} onRetry={() => void components.refetch()} />
        </div>
      ) : (
        <Grid single label="Component Configuration" columns={columns} layout={layout} onLayout={setLayout} total={components.data ? rows.length : null} row={(i) => rows[i]} keyOf={(c) => c.name} selection={selection} onSelection={setSelection} onOpen={open} onMenu={openContextMenu} />
      )}
    </>
  );
}
