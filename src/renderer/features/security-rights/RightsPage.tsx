import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useMemo, useRef, useState } from 'react';
import type { GivenRights } from '../../../contract/index.ts';
import { command, explain, useGivingReason } from '../../data/index.ts';
import { openContextMenu, openDialog, useGridLayout, usePage } from '../../state/index.ts';
import { counted, EmptyState, ErrorBlock, FindBar, Grid, nothingSelected, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { commanded, useGiven } from './use-rights.ts';
import { classOf, origins, permissions } from './words.ts';

type Row = GivenRights & { key: string };

const texts: Record<string, (row: Row) => string> = {
  user: (r) => r.user, class: classOf, instance: (r) => r.object?.name ?? '(All instances)', permissions: (r) => permissions(r.rights), by: (r) => origins[r.by],
};
const column = (id: string, header: string, width: number, elastic = false): GridColumn<Row> => ({ id, header, width, elastic, cell: texts[id]! });
const columns = [column('user', 'User', 190), column('class', 'Class', 150), column('instance', 'Instance', 180), column('permissions', 'Permissions', 320, true), column('by', 'Because', 180)];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'user', descending: false } };

/** Security Rights → Rights: every right that was given, by user, class and instance. */
export default function RightsPage() {
  const given = useGiven({ user: null, object: null });
  const [layout, setLayout] = useGridLayout('security-rights', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const [find, setFind] = useState<{ text: string; column: string | null } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { sort } = layout;
  const rows = useMemo(() => {
    const all = (given.data?.value ?? []).map((row): Row => ({ ...row, key: `${row.user} ${row.class} ${row.object?.kind} ${row.object?.id}` }));
    const shown = all.filter((row) => !find || columns.some(({ id }) => (find.column === null || find.column === id) && texts[id]!(row).toLowerCase().includes(find.text.toLowerCase())));
    return shown.toSorted((a, b) => (sort.descending ? -1 : 1) * texts[sort.column]!(a).localeCompare(texts[sort.column]!(b)));
  }, [given.data, find, sort]);
  const chosen = rows.find((row) => selection.keys.has(row.key));
  const reason = useGivingReason(chosen?.class ?? null, chosen?.object ?? null);
  const open = (row: Row) => row.by !== 'account' && openDialog({ kind: 'securityRights', user: row.user, class: row.class, object: row.object });
  const remove = ({ user, class: of, object }: Row) =>
    void commanded(`Rights of ${user} were taken away`, () => command((e, call) => e.rights.set({ call, user, class: of, object: object && { kind: object.kind, id: object.id }, rights: [] })));
  const account = chosen?.by === 'account' ? 'the account of the site server always has every right.' : null;
  usePage({
    node: [{ label: 'New Rights…', icon: <Add16Regular />, run: () => openDialog({ kind: 'securityRights', user: null, class: null, object: null }) }],
    selection: chosen ? { title: `${chosen.user}: ${classOf(chosen)}`, actions: [{ label: 'Delete', icon: <Delete16Regular />, shortcut: 'Delete', run: () => remove(chosen), reason: account ?? reason }] } : null,
    items: given.data ? counted(rows.length, 'item') : null,
    selected: selection.keys.size,
    readAt: given.dataUpdatedAt,
    refresh: () => void given.refetch(),
    properties: chosen ? { label: 'Properties', run: () => open(chosen), reason: account } : null,
    find: () => input.current?.focus(),
  });
  return (
    <>
      <PaneTitle icon="security-rights" title="Rights" note={given.data ? counted(rows.length, 'right') : undefined} />
      <FindBar columns={columns} find={find} onFind={setFind} inputRef={input} />
      {given.error ? (
        <div className="page-inset"><ErrorBlock error={explain(given.error)} onRetry={() => void given.refetch()} /></div>
      ) : (
        <Grid single label="Rights" columns={columns} layout={layout} onLayout={setLayout} total={given.data ? rows.length : null} row={(i) => rows[i]} keyOf={(r) => r.key} selection={selection} onSelection={setSelection}
          onOpen={open} onMenu={openContextMenu} empty={<EmptyState icon="security-rights" title={find ? `No right contains ${find.text}.` : 'No rights were given'} text={find ? undefined : 'New Rights gives a user rights on a class.'} />} />
      )}
    </>
  );
}
