import { Button } from '@fluentui/react-components';
import type { UpdateList } from '../../../contract/index.ts';
import { explain, useUpdateLists } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { count, counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { listVerbs, openList, propertiesOf } from './actions.tsx';

const columns: GridColumn<UpdateList>[] = [
  { id: 'name', header: 'Name', width: 260, elastic: true, cell: (l) => <span className="with-icon"><ObjectIcon name={l.locked ? 'update-list-locked' : 'update-list'} label={l.locked ? `Read-only, from site ${l.sourceSite}` : undefined} />{l.name}</span> },
  { id: 'updates', header: 'Software Updates', width: 82, align: 'end', order: (l) => l.updates, cell: (l) => count(l.updates) },
  { id: 'expired', header: 'Expired', width: 66, align: 'end', order: (l) => l.expired, cell: (l) => count(l.expired) },
  { id: 'superseded', header: 'Superseded', width: 84, align: 'end', order: (l) => l.superseded, cell: (l) => count(l.superseded) },
  { id: 'sourceSite', header: 'Source Site', width: 82, cell: (l) => l.sourceSite },
  { id: 'createdAt', header: 'Date Created (UTC)', width: 150, order: (l) => l.createdAt, cell: (l) => dateTime(l.createdAt) },
  { id: 'modifiedAt', header: 'Date Modified (UTC)', width: 150, order: (l) => l.modifiedAt, cell: (l) => dateTime(l.modifiedAt) },
  { id: 'modifiedBy', header: 'Modified By', width: 110, cell: (l) => l.modifiedBy },
  { id: 'description', header: 'Description', width: 160, cell: (l) => l.description },
];

/** Update Lists: all of the site (D§5.1). */
export default function UpdateListsPage() {
  const lists = useUpdateLists();
  const list = useList<UpdateList, number>('update-lists', columns);
  const { find, setFind } = list;
  const all = lists.data?.value ?? null;
  const rows = useRowsInMemory(list, all);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  usePage({
    ...listFacts(list, rows, 'update list'),
    node: [],
    selection: chosen ? { title: chosen.name, actions: [openList(chosen), ...listVerbs(chosen)] } : null,
    readAt: lists.dataUpdatedAt,
    refresh: () => void lists.refetch(),
    properties: chosen ? propertiesOf(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="update-list" title="Update Lists" note={all ? counted(all.length, 'update list') : undefined} />
      {lists.error && <div className="page-inset"><ErrorBlock error={explain(lists.error)} onRetry={() => void lists.refetch()} /></div>}
      <List
        single label="Update Lists" list={list} rows={rows} keyOf={(l) => l.id} onOpen={(l) => go(`update-lists/${l.id}`)}
        empty={find ? <EmptyState icon="update-list" title={`No update list contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="update-list" title="There are no update lists yet" text="A list is made from software updates: select some in the repository and choose Update List." action={<Button onClick={() => go('updates')}>Show All Updates</Button>} />}
      />
    </>
  );
}
