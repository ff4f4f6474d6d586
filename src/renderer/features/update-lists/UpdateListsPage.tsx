import { Button } from '@fluentui/react-components';
import { useMemo, useRef, useState } from 'react';
import type { UpdateList } from '../../../contract/index.ts';
import { explain, useUpdateLists } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { count, counted, dateTime, EmptyState, ErrorBlock, FindBar, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { listVerbs, openList, propertiesOf } from './actions.tsx';

const columns: GridColumn<UpdateList>[] = [
  { id: 'name', header: 'Name', width: 260, elastic: true, cell: (l) => <span className="with-icon"><ObjectIcon name={l.locked ? 'update-list-locked' : 'update-list'} label={l.locked ? `Read-only, from site ${l.sourceSite}` : undefined} />{l.name}</span> },
  { id: 'updates', header: 'Software Updates', width: 82, align: 'end', cell: (l) => count(l.updates) },
  { id: 'expired', header: 'Expired', width: 66, align: 'end', cell: (l) => count(l.expired) },
  { id: 'superseded', header: 'Superseded', width: 84, align: 'end', cell: (l) => count(l.superseded) },
  { id: 'sourceSite', header: 'Source Site', width: 82, cell: (l) => l.sourceSite },
  { id: 'createdAt', header: 'Date Created (UTC)', width: 150, cell: (l) => dateTime(l.createdAt) },
  { id: 'modifiedAt', header: 'Date Modified (UTC)', width: 150, cell: (l) => dateTime(l.modifiedAt) },
  { id: 'modifiedBy', header: 'Modified By', width: 110, cell: (l) => l.modifiedBy },
  { id: 'description', header: 'Description', width: 160, cell: (l) => l.description },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } };

function sorted(lists: readonly UpdateList[], { column, descending }: { column: string; descending: boolean }): UpdateList[] {
  const value = (list: UpdateList) => list[column as keyof UpdateList];
  const compare = (a: UpdateList, b: UpdateList) => {
    const [left, right] = [value(a), value(b)];
    return typeof left === 'number' && typeof right === 'number' ? left - right : String(left).localeCompare(String(right));
  };
  return lists.toSorted((a, b) => (descending ? -1 : 1) * compare(a, b));
}

const searched = columns.filter(({ id }) => ['name', 'sourceSite', 'modifiedBy', 'description'].includes(id));

function found(list: UpdateList, { text, column }: { text: string; column: string | null }): boolean {
  return searched.some(({ id }) => (column === null || column === id) && String(list[id as keyof UpdateList]).toLowerCase().includes(text.toLowerCase()));
}

/** Update Lists: all of the site (D§5.1). */
export default function UpdateListsPage() {
  const lists = useUpdateLists();
  const [layout, setLayout] = useGridLayout('update-lists', initial, initial.order);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const all = lists.data?.value;
  const [find, setFind] = useState<{ text: string; column: string | null } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const rows = useMemo(() => sorted((all ?? []).filter((list) => !find || found(list, find)), layout.sort), [all, find, layout.sort]);
  const chosen = rows.find((row) => selection.keys.has(row.id));
  usePage({
    node: [],
    selection: chosen ? { title: chosen.name, actions: [openList(chosen), ...listVerbs(chosen)] } : null,
    items: all ? counted(rows.length, 'update list') : null,
    selected: selection.keys.size,
    readAt: lists.dataUpdatedAt,
    refresh: () => void lists.refetch(),
    properties: chosen ? propertiesOf(chosen) : null,
    find: () => input.current?.focus(),
  });
  return (
    <>
      <PaneTitle icon="update-list" title="Update Lists" note={all ? counted(rows.length, 'update list') : undefined} />
      <FindBar columns={searched} find={find} onFind={setFind} inputRef={input} />
      {lists.error && <div className="page-inset"><ErrorBlock error={explain(lists.error)} onRetry={() => void lists.refetch()} /></div>}
      <Grid
        single label="Update Lists" columns={columns} layout={layout} onLayout={setLayout} total={all ? rows.length : null} row={(i) => rows[i]} keyOf={(l) => l.id}
        selection={selection} onSelection={setSelection} onOpen={(l) => go(`update-lists/${l.id}`)} onMenu={openContextMenu}
        typeAhead={async (text, after) => [...rows.keys()].map((i) => (after + 1 + i) % rows.length).find((i) => rows[i]!.name.toLowerCase().startsWith(text.toLowerCase())) ?? -1}
        empty={find ? <EmptyState icon="update-list" title={`No update list contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="update-list" title="There are no update lists yet" text="A list is made from software updates: select some in the repository and choose Update List." action={<Button onClick={() => go('updates')}>Show All Updates</Button>} />}
      />
    </>
  );
}
