import { LayoutRowTwo16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import type { ColumnId, Find, RepositoryNode, SearchCriterion, UpdateRow } from '../../../contract/index.ts';
import { openFor, updateName } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { bounds, dragUpdates, openDialog, resizePane, togglePane, useLayout, usePage, type Action, type Chosen } from '../../state/index.ts';
import { counted, EmptyState, IconButton, keysOf, onlyKey, PaneTitle, Splitter, type IconName, type Selection } from '../../ui/index.ts';
import { addToDeploymentVerb, deployVerb, downloadVerb, drillVerbs, licenseTermsVerb, updateListVerb } from './actions.tsx';
import { CollectionChoice, useCounted } from './CollectionChoice.tsx';
import { columnsFor, initialLayout } from './columns.tsx';
import { DetailStrip } from './DetailStrip.tsx';
import { useKeptRow, useUpdates } from './use-updates.ts';

const keyOf = (row: UpdateRow) => row.id;
const nameOfDragged = (n: number) => counted(n, 'software update');
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
  /** Only those in this deployment. */
  deployment?: number;
  /** Whose computers are counted; left out: those of the collection that the user chose. */
  counted?: { collection: number; name: string; note: string } | null;
  icon?: IconName;
  /** Of the updates in the folder only those that meet these. */
  criteria?: SearchCriterion[];
  /** Verbs of the node. */
  actions?: Action[];
  /** Further verbs of the selected updates. */
  selected?(updates: Chosen, only: number | null): Action[];
  /** Properties of the node itself, while nothing is selected. */
  properties?: Action;
  /** Above the list. */
  notice?: ReactNode;
  empty?: ReactNode;
}

/** The software updates of one folder: find bar, grid, detail strip (REPO-03). */
export function UpdatesPage({ gridId, title, node = everything, list, deployment, counted: fixed, icon = 'folder', criteria, actions = [], selected, properties, notice, empty: nothing }: Props) {
  const { detail, detailShown } = useLayout();
  const ofCollection = useCounted();
  const { collection, whose } = fixed ? { collection: fixed.collection, whose: fixed.name } : ofCollection;
  const columns = useMemo(() => columnsFor(collection), [collection]);
  const state = useList<UpdateRow, number>(gridId, columns, initialLayout);
  const { layout, find, setFind, selection, setSelection } = state;
  const updates = useUpdates(node, { column: layout.sort.column as ColumnId, descending: layout.sort.descending }, find as Find | null, { list, deployment, criteria, collection });
  const { rows, view } = updates;
  const listed = useMemo(() => ({ ...rows, get total() { return rows.total; }, typeAhead: updates.typeAhead }), [rows, updates.typeAhead]);
  useKeptRow(updates, state.grid, selection, setSelection);

  const only = onlyKey(selection);
  const idsOf = (some: Selection<number>): Chosen => () => keysOf(some, updates.everyKey);
  const chosen = idsOf(selection);
  const [last, setLast] = useState<UpdateRow>();
  const focusedRow = rows.row(selection.focus);
  useEffect(() => {
    if (focusedRow && selection.keys.has(focusedRow.id)) setLast(focusedRow);
  }, [focusedRow, selection]);

  const open = (id: number) => openDialog({ kind: 'updateProperties', id });

  usePage({
    ...listFacts(state, rows),
    node: properties ? [...actions, { ...properties, divided: true }] : actions,
    selection: selection.keys.size > 0 ? { title: named(last, selection.keys.size), actions: [updateListVerb(chosen), downloadVerb(chosen), deployVerb(chosen), addToDeploymentVerb(chosen), licenseTermsVerb(chosen), ...(selected?.(chosen, only) ?? []), ...drillVerbs(only, updates.counts.computers, collection)] } : null,
    readAt: rows.readAt,
    countsAsOf: updates.counts.asOf,
    refresh: rows.refresh,
    properties: selection.keys.size === 0 ? (properties ?? null) : { label: 'Properties', run: () => (only !== null ? open(only) : openFor(chosen, (ids) => ({ kind: 'commonProperties', updates: ids }))) },
  });

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
      <PaneTitle icon={icon} title={title} note={rows.total === null || rows.old ? undefined : counted(rows.total, find ? 'software update found' : 'software update', find ? 'software updates found' : undefined)} />
      <List
        list={state} rows={listed} label={title} error={rows.error} onRetry={rows.refresh} keyOf={keyOf} keysBetween={updates.keysBetween} onOpen={(row) => open(row.id)} faded={expired} drag={{ name: nameOfDragged, onDrag: (dragged) => dragUpdates(dragged && idsOf(dragged)) }} empty={empty} above={notice}
        exported={(separator) => (e, call, signal) => e.updateRepository.exportList({ call, ...view, columns: layout.order as ColumnId[], separator }, { signal })}
        bar={
          <>
            {fixed ? <span>Collection: {fixed.name}{fixed.note}</span> : <CollectionChoice />}
            <IconButton label="Show/Hide Details" icon={<LayoutRowTwo16Regular />} pressed={detailShown} onClick={() => togglePane('detail')} />
          </>
        }
      />
      {detailShown && (
        <>
          <Splitter label="Detail pane height" axis="horizontal" size={detail} bounds={bounds.detail} sign={-1} onSize={(size) => resizePane('detail', size)} />
          <DetailStrip collection={collection} whose={whose} id={only} count={selection.keys.size} height={detail} />
        </>
      )}
    </>
  );
}
