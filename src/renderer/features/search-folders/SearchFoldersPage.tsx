import { Button } from '@fluentui/react-components';
import { FolderOpen16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import type { SearchFolder } from '../../../contract/index.ts';
import { explain, useSearchFolders, useSite } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn, type IconName } from '../../ui/index.ts';
import { folderVerbs, newSearchFolder, placeVerbs, propertiesOf } from './actions.tsx';
import { useChoices } from './criteria/use-choices.ts';
import { sentence, type Choices } from './criteria/words.ts';

const iconOf = ({ kind, locked }: SearchFolder): IconName => `${kind === 'searchFolder' ? 'search-folder' : 'folder'}${locked ? '-locked' : ''}` as const;
const criteriaText = (folder: SearchFolder, names: Choices) => (folder.kind === 'folder' ? '' : folder.criteria.map((one) => sentence(one, names)).join(' and ') || 'Every software update');

const columnsFor = (names: Choices): GridColumn<SearchFolder>[] => [
  { id: 'name', header: 'Name', width: 240, cell: (f) => <span className="with-icon"><ObjectIcon name={iconOf(f)} label={f.locked ? `Read-only, made at ${f.sourceSite}` : undefined} />{f.name}</span> },
  { id: 'criteria', header: 'Search Criteria', width: 380, elastic: true, sortable: false, cell: (f) => criteriaText(f, names) },
  { id: 'sourceSite', header: 'Source Site', width: 92, cell: (f) => f.sourceSite },
  { id: 'changedAt', header: 'Modified (UTC)', width: 150, order: (f) => f.changedAt ?? 0, cell: (f) => (f.changedAt === null ? null : dateTime(f.changedAt)) },
  { id: 'changedBy', header: 'Modified By', width: 120, cell: (f) => f.changedBy },
];

/** Folders stand before search folders, whatever the order. */
const isFolder = (one: SearchFolder) => one.kind === 'folder';

/** What stands in one folder, or (null) below Search Folders itself. */
export default function SearchFoldersPage({ folder, title, icon }: { folder: number | null; title: string; icon: IconName }) {
  const folders = useSearchFolders();
  const secondary = useSite().data?.value.kind === 'secondary';
  const { names } = useChoices();
  const columns = useMemo(() => columnsFor(names), [names]);
  const list = useList<SearchFolder, number>('search-folders', columns);
  const { find, setFind } = list;
  const all = folders.data?.value;
  const own = all?.find((one) => one.id === folder);
  const inside = useMemo(() => (all ?? []).filter((one) => one.parent === folder), [all, folder]);
  const rows = useRowsInMemory(list, all ? inside : null, { first: isFolder });
  const chosen = inside.find((row) => list.selection.keys.has(row.id));
  const place = placeVerbs(own, secondary);
  const properties = propertiesOf(chosen);
  usePage({
    ...listFacts(list, rows),
    node: own ? [...place, ...folderVerbs(own).map((verb, at) => ({ ...verb, divided: at === 0 }))] : place,
    selection: chosen ? { title: chosen.name, actions: [{ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`search-folders/${chosen.id}`) }, ...folderVerbs(chosen)] } : null,
    readAt: folders.dataUpdatedAt,
    refresh: () => void folders.refetch(),
    properties,
  });
  const create = newSearchFolder(folder);
  const nothing = find ? (
    <EmptyState icon={icon} title={`No item contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} />
  ) : (
    <EmptyState
      icon="search-folder" title={folder === null ? 'There are no search folders yet' : 'There is nothing in this folder'}
      text="A search folder keeps criteria and lists the software updates that match them each time it is opened."
      action={place[0]!.reason ? undefined : <Button appearance="primary" onClick={create.run}>New Search Folder</Button>}
    />
  );
  return (
    <>
      <PaneTitle icon={icon} title={title} note={all && counted(inside.length, 'item')} />
      {folders.error && <div className="page-inset"><ErrorBlock error={explain(folders.error)} onRetry={() => void folders.refetch()} /></div>}
      <List single label={title} list={list} rows={rows} keyOf={(one) => one.id} onOpen={(one) => go(`search-folders/${one.id}`)} empty={nothing} />
    </>
  );
}
