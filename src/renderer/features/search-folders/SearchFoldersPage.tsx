import { Button } from '@fluentui/react-components';
import { FolderOpen16Regular } from '@fluentui/react-icons';
import { useMemo, useRef, useState } from 'react';
import type { SearchFolder } from '../../../contract/index.ts';
import { explain, useSearchFolders, useSite } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { counted, dateTime, EmptyState, ErrorBlock, FindBar, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type IconName, type Selection } from '../../ui/index.ts';
import { folderVerbs, newSearchFolder, placeVerbs, propertiesOf } from './actions.tsx';
import { useChoices } from './criteria/use-choices.ts';
import { sentence, type Choices } from './criteria/words.ts';

const iconOf = ({ kind, locked }: SearchFolder): IconName => `${kind === 'searchFolder' ? 'search-folder' : 'folder'}${locked ? '-locked' : ''}` as const;
const criteriaText = (folder: SearchFolder, names: Choices) => (folder.kind === 'folder' ? '' : folder.criteria.map((one) => sentence(one, names)).join(' and ') || 'Every software update');

const columnsFor = (names: Choices): GridColumn<SearchFolder>[] => [
  { id: 'name', header: 'Name', width: 240, cell: (f) => <span className="with-icon"><ObjectIcon name={iconOf(f)} label={f.locked ? `Read-only, made at ${f.sourceSite}` : undefined} />{f.name}</span> },
  { id: 'criteria', header: 'Search Criteria', width: 380, elastic: true, sortable: false, cell: (f) => criteriaText(f, names) },
  { id: 'sourceSite', header: 'Source Site', width: 92, cell: (f) => f.sourceSite },
  { id: 'changedAt', header: 'Modified (UTC)', width: 150, cell: (f) => (f.changedAt === null ? null : dateTime(f.changedAt)) },
  { id: 'changedBy', header: 'Modified By', width: 120, cell: (f) => f.changedBy },
];
const layout = { order: ['name', 'criteria', 'sourceSite', 'changedAt', 'changedBy'], widths: {}, sort: { column: 'name', descending: false } };

function sorted(folders: readonly SearchFolder[], { column, descending }: { column: string; descending: boolean }): SearchFolder[] {
  const text = (f: SearchFolder) => (column === 'changedAt' ? String(f.changedAt ?? 0).padStart(16, '0') : column === 'sourceSite' ? f.sourceSite : column === 'changedBy' ? (f.changedBy ?? '') : f.name.toLowerCase());
  const sign = descending ? -1 : 1;
  return folders.toSorted((a, b) => (a.kind === b.kind ? sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0) : a.kind === 'folder' ? -1 : 1));
}

/** What stands in one folder, or (null) below Search Folders itself. */
export default function SearchFoldersPage({ folder, title, icon }: { folder: number | null; title: string; icon: IconName }) {
  const folders = useSearchFolders();
  const secondary = useSite().data?.value.kind === 'secondary';
  const { names } = useChoices();
  const columns = useMemo(() => columnsFor(names), [names]);
  const [kept, setLayout] = useGridLayout('search-folders', layout, layout.order);
  const [find, setFind] = useState<{ text: string; column: string | null } | null>(null);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const input = useRef<HTMLInputElement>(null);
  const all = folders.data?.value;
  const own = all?.find((one) => one.id === folder);
  const inside = (all ?? []).filter((one) => one.parent === folder);
  const found = inside.filter((one) => !find || [one.name, criteriaText(one, names)].some((text) => text.toLowerCase().includes(find.text.toLowerCase())));
  const rows = sorted(found, kept.sort);
  const chosen = rows.find((row) => selection.keys.has(row.id));
  const place = placeVerbs(own, secondary);
  const properties = propertiesOf(chosen);
  usePage({
    node: own ? [...place, ...folderVerbs(own).map((verb, at) => ({ ...verb, divided: at === 0 }))] : place,
    selection: chosen ? { title: chosen.name, actions: [{ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`search-folders/${chosen.id}`) }, ...folderVerbs(chosen)] } : null,
    items: all ? counted(rows.length, 'item') : null,
    selected: selection.keys.size,
    readAt: folders.dataUpdatedAt,
    refresh: () => void folders.refetch(),
    properties,
    find: () => input.current?.focus(),
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
      <FindBar columns={[]} find={find} onFind={setFind} inputRef={input} />
      {folders.error && <div className="page-inset"><ErrorBlock error={explain(folders.error)} onRetry={() => void folders.refetch()} /></div>}
      <Grid
        single label={title} columns={columns} layout={kept} onLayout={setLayout} total={all ? rows.length : null} row={(i) => rows[i]} keyOf={(one) => one.id} selection={selection} onSelection={setSelection}
        typeAhead={async (text, after) => [...rows.keys()].map((i) => (after + 1 + i) % rows.length).find((i) => rows[i]!.name.toLowerCase().startsWith(text.toLowerCase())) ?? -1}
        onOpen={(one) => go(`search-folders/${one.id}`)} onMenu={openContextMenu} empty={nothing}
      />
    </>
  );
}
