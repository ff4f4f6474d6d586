import { LayoutColumnThree16Regular, ArrowExportUp16Regular, LayoutRowTwo16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ColumnId, Find, RepositoryNode, SearchCriterion, UpdateRow } from '../../../contract/index.ts';
import { explain, notifyFailure, saveStream, updateName } from '../../data/index.ts';
import { bounds, dragUpdates, notify, openContextMenu, openDialog, resizePane, togglePane, useGridLayout, useLayout, usePage, type Action } from '../../state/index.ts';
import { ColumnsDialog, counted, EmptyState, ErrorBlock, ExportDialog, FindBar, Grid, IconButton, nothingSelected, PaneTitle, Splitter, type GridHandle, type IconName, type Selection } from '../../ui/index.ts';
import { drillVerbs, licenseTermsVerb, updateListVerb } from './actions.tsx';
import { CollectionChoice, useCounted } from './CollectionChoice.tsx';
import { columnIds, columnsFor, initialLayout } from './columns.tsx';
import { DetailStrip } from './DetailStrip.tsx';
import { useKeptRow, useUpdates } from './use-updates.ts';

const keyOf = (row: UpdateRow) => row.id;
const drag = { name: (n: number) => counted(n, 'software update'), onDrag: (ids: ReadonlySet<number> | null) => dragUpdates(ids && [...ids]) };
const expired = (row: UpdateRow) => row.expired;
const named = (row: UpdateRow | undefined, n: number) => (n > 1 ? counted(n, 'software update') : row ? updateName(row) : 'Software update');

const everything: RepositoryNode = { classification: null, vendor: null, product: null };

interface Props {
  gridId: string;
  title: string;
  /** Left out: the whole repository. */
  node?: RepositoryNode;
  /** Of the updates in the folder only those on this update list. */
  list?: number;
  icon?: IconName;
  /** Of the updates in the folder only those that meet these. */
  criteria?: SearchCriterion[];
  /** Verbs of the node. */
  actions?: Action[];
  /** Further verbs of the selected updates. */
  selected?(updates: readonly number[]): Action[];
  /** Properties of the node itself, while nothing is selected. */
  properties?: Action;
  /** Above the list. */
  notice?: ReactNode;
  empty?: ReactNode;
}

/** The software updates of one folder: find bar, grid, detail strip (REPO-03). */
export function UpdatesPage({ gridId, title, node = everything, list, icon = 'folder', criteria, actions = [], selected, properties, notice, empty: nothing }: Props) {
  const [layout, setLayout] = useGridLayout(gridId, initialLayout, columnIds);
  const [find, setFind] = useState<Find | null>(null);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const [dialog, setDialog] = useState<'columns' | 'export' | null>(null);
  const grid = useRef<GridHandle>(null);
  const findInput = useRef<HTMLInputElement>(null);
  const { detail, detailShown } = useLayout();
  const { collection, whose } = useCounted();
  const columns = useMemo(() => columnsFor(collection), [collection]);
  const updates = useUpdates(node, { column: layout.sort.column as ColumnId, descending: layout.sort.descending }, find, { list, criteria, collection });
  const { rows, view } = updates;
  useKeptRow(updates, grid, selection, setSelection);
  useEffect(() => setSelection((s) => ({ ...s, keys: new Set() })), [find]);

  const only = selection.keys.size === 1 ? [...selection.keys][0]! : null;
  const [last, setLast] = useState<UpdateRow>();
  const focusedRow = rows.row(selection.focus);
  useEffect(() => {
    if (focusedRow && selection.keys.has(focusedRow.id)) setLast(focusedRow);
  }, [focusedRow, selection]);

  const exportList = async (separator: 'tab' | 'comma') => {
    const name = `${title}.${separator === 'tab' ? 'txt' : 'csv'}`;
    try {
      const result = await saveStream(name, (e, call, signal) => e.updateRepository.exportList({ call, ...view, columns: layout.order as ColumnId[], separator }, { signal }));
      if (result === 'saved') notify({ intent: 'done', title: 'List exported', text: `${name}, ${counted(rows.total ?? 0, 'software update')}` });
    } catch (error) {
      notifyFailure(error);
    }
  };
  const open = (id: number) => openDialog({ kind: 'updateProperties', id });

  usePage({
    node: properties ? [...actions, { ...properties, divided: true }] : actions,
    selection: selection.keys.size > 0 ? { title: named(last, selection.keys.size), actions: [updateListVerb(selection.keys), licenseTermsVerb(selection.keys), ...(selected?.([...selection.keys]) ?? []), ...drillVerbs(only, updates.counts.computers, collection)] } : null,
    items: rows.total === null ? null : counted(rows.total, 'item'),
    selected: selection.keys.size,
    readAt: rows.readAt,
    countsAsOf: updates.counts.asOf,
    refresh: rows.refresh,
    exportList: () => setDialog('export'),
    properties: selection.keys.size === 0 ? (properties ?? null) : { label: 'Properties', run: () => (only !== null ? open(only) : openDialog({ kind: 'commonProperties', updates: [...selection.keys] })) },
    columns: () => setDialog('columns'),
    find: () => findInput.current?.focus(),
  });

  const problem = rows.error !== null && rows.total === null ? explain(rows.error) : null;
  const empty = find ? (
    <div className="empty">
      <p>
        No item contains <strong>{find.text}</strong> in {columns.find((c) => c.id === find.column)?.header ?? 'All Columns'}.
      </p>
      <button type="button" className="link" onClick={() => setFind(null)}>
        Clear
      </button>
    </div>
  ) : (
    (nothing ?? <EmptyState icon="folder" title="No software updates here" text="Nothing of this folder is in the site database." />)
  );

  return (
    <>
      <PaneTitle icon={icon} title={title} note={rows.total === null ? undefined : counted(rows.total, find ? 'software update found' : 'software update', find ? 'software updates found' : undefined)} />
      <FindBar columns={columns.filter((c) => layout.order.includes(c.id) && !c.fixed)} find={find} onFind={(next) => setFind(next as Find | null)} inputRef={findInput}>
        <CollectionChoice />
        <IconButton label="Add/Remove Columns" icon={<LayoutColumnThree16Regular />} onClick={() => setDialog('columns')} />
        <IconButton label="Export List" icon={<ArrowExportUp16Regular />} onClick={() => setDialog('export')} />
        <IconButton label="Show/Hide Details" icon={<LayoutRowTwo16Regular />} pressed={detailShown} onClick={() => togglePane('detail')} />
      </FindBar>
      {notice}
      {problem ? (
        <div className="page-inset">
          <ErrorBlock error={problem} onRetry={rows.refresh} />
        </div>
      ) : (
        <Grid
          ref={grid}
          label={title}
          columns={columns}
          layout={layout}
          onLayout={setLayout}
          total={rows.total}
          row={rows.row}
          keyOf={keyOf}
          selection={selection}
          onSelection={setSelection}
          wanted={rows.wanted}
          keysBetween={updates.keysBetween}
          typeAhead={updates.typeAhead}
          onOpen={(row) => open(row.id)}
          onMenu={openContextMenu}
          faded={expired}
          drag={drag}
          empty={empty}
        />
      )}
      {detailShown && (
        <>
          <Splitter label="Detail pane height" axis="horizontal" size={detail} bounds={bounds.detail} sign={-1} onSize={(size) => resizePane('detail', size)} />
          <DetailStrip collection={collection} whose={whose} id={only} count={selection.keys.size} height={detail} />
        </>
      )}
      {dialog === 'columns' && (
        <ColumnsDialog
          columns={columns.filter((c) => !c.fixed)}
          order={layout.order.filter((id) => id !== 'icon')}
          initial={initialLayout.order.slice(1)}
          onOrder={(order) => setLayout({ order: ['icon', ...order] })}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'export' && <ExportDialog rows={rows.total ?? 0} columns={layout.order.length} onExport={(separator) => void exportList(separator)} onClose={() => setDialog(null)} />}
    </>
  );
}
