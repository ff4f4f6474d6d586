import { FolderOpen16Regular } from '@fluentui/react-icons';
import { useMemo, useRef, useState } from 'react';
import { go, openContextMenu, useGridLayout, usePage, type Action } from '../../state/index.ts';
import { count, counted, EmptyState, FindBar, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type IconName, type Selection } from '../../ui/index.ts';

export interface FolderEntry {
  id: string;
  label: string;
  icon: IconName;
  /** Software updates in it; null where that means nothing. */
  updates: number | null;
}

const columns: GridColumn<FolderEntry>[] = [
  { id: 'name', header: 'Name', width: 320, cell: (e) => <span className="with-icon"><ObjectIcon name={e.icon} />{e.label}</span> },
  { id: 'updates', header: 'Software Updates', width: 120, align: 'end', cell: (e) => (e.updates === null ? null : count(e.updates)) },
];
const nameOnly = columns.slice(0, 1);

const keyOf = (entry: FolderEntry) => entry.id;

/** A node that holds other nodes: its children as rows. */
export function FolderPage({ node, entries, actions = [] }: { node: { id: string; label: string; icon: IconName }; entries: readonly FolderEntry[]; actions?: Action[] }) {
  const used = entries.some((e) => e.updates !== null) ? columns : nameOnly;
  const [layout, setLayout] = useGridLayout(`folder/${node.id}`, { order: used.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } }, used.map((c) => c.id));
  const [find, setFind] = useState<{ text: string; column: string | null } | null>(null);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const input = useRef<HTMLInputElement>(null);
  const touched = layout.sort.column !== 'name' || layout.sort.descending;
  const rows = useMemo(() => {
    const found = entries.filter((e) => !find || e.label.toLowerCase().includes(find.text.toLowerCase()));
    if (!touched) return found;
    const sign = layout.sort.descending ? -1 : 1;
    return found.toSorted((a, b) => sign * (layout.sort.column === 'updates' ? (a.updates ?? -1) - (b.updates ?? -1) : a.label.localeCompare(b.label)));
  }, [entries, find, touched, layout.sort]);
  const chosen = entries.find((e) => selection.keys.has(e.id));
  usePage({
    node: actions,
    selection: chosen ? { title: chosen.label, actions: [{ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(chosen.id) }] } : null,
    items: counted(rows.length, 'item'),
    selected: selection.keys.size,
    find: () => input.current?.focus(),
  });
  return (
    <>
      <PaneTitle icon={node.icon} title={node.label} note={counted(entries.length, 'item')} />
      <FindBar columns={[{ id: 'name', header: 'Name' }]} find={find} onFind={setFind} inputRef={input} />
      <Grid
        single
        label={node.label}
        columns={used}
        layout={layout}
        onLayout={setLayout}
        total={rows.length}
        row={(i) => rows[i]}
        keyOf={keyOf}
        selection={selection}
        onSelection={setSelection}
        typeAhead={async (text, after) => [...rows.keys()].map((i) => (after + 1 + i) % rows.length).find((i) => rows[i]!.label.toLowerCase().startsWith(text.toLowerCase())) ?? -1}
        onOpen={(entry) => go(entry.id)}
        onMenu={openContextMenu}
        empty={<EmptyState icon={node.icon} title={find ? `No item contains ${find.text}.` : 'There are no items here'} />}
      />
    </>
  );
}
