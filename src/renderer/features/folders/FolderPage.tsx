import { FolderOpen16Regular } from '@fluentui/react-icons';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage, type Action } from '../../state/index.ts';
import { count, counted, EmptyState, ObjectIcon, PaneTitle, type GridColumn, type IconName } from '../../ui/index.ts';

export interface FolderEntry {
  id: string;
  label: string;
  icon: IconName;
  /** Software updates in it; null where that means nothing. */
  updates: number | null;
}

const columns: GridColumn<FolderEntry>[] = [
  { id: 'name', header: 'Name', width: 320, cell: (e) => <span className="with-icon"><ObjectIcon name={e.icon} />{e.label}</span> },
  { id: 'updates', header: 'Software Updates', width: 120, align: 'end', order: (e) => e.updates ?? -1, cell: (e) => (e.updates === null ? null : count(e.updates)) },
];
const nameOnly = columns.slice(0, 1);

const keyOf = (entry: FolderEntry) => entry.id;

/** A node that holds other nodes: its children as rows. */
export function FolderPage({ node, entries, actions = [] }: { node: { id: string; label: string; icon: IconName }; entries: readonly FolderEntry[]; actions?: Action[] }) {
  const used = entries.some((e) => e.updates !== null) ? columns : nameOnly;
  const list = useList<FolderEntry, string>(`folder/${node.id}`, used);
  const rows = useRowsInMemory(list, entries, { asGiven: true });
  const chosen = entries.find((e) => list.selection.keys.has(e.id));
  usePage({
    ...listFacts(list, rows),
    node: actions,
    selection: chosen ? { title: chosen.label, actions: [{ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(chosen.id) }] } : null,
  });
  return (
    <>
      <PaneTitle icon={node.icon} title={node.label} note={counted(entries.length, 'item')} />
      <List
        single label={node.label} list={list} rows={rows} keyOf={keyOf} onOpen={(entry) => go(entry.id)}
        empty={<EmptyState icon={node.icon} title={list.find ? `No item contains ${list.find.text}.` : 'There are no items here'} />}
      />
    </>
  );
}
