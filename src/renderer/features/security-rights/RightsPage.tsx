import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import type { GivenRights } from '../../../contract/index.ts';
import { command, useGivingReason } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { counted, EmptyState, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { commanded, useGiven } from './use-rights.ts';
import { classOf, origins, permissions } from './words.ts';

type Row = GivenRights & { key: string };

const texts: Record<string, (row: Row) => string> = {
  user: (r) => r.user, class: classOf, instance: (r) => r.object?.name ?? '(All instances)', permissions: (r) => permissions(r.rights), by: (r) => origins[r.by],
};
const column = (id: string, header: string, width: number, elastic = false): GridColumn<Row> => ({ id, header, width, elastic, cell: texts[id]! });
const columns = [column('user', 'User', 190), column('class', 'Class', 150), column('instance', 'Instance', 180), column('permissions', 'Permissions', 320, true), column('by', 'Because', 180)];

/** Security Rights → Rights: every right that was given, by user, class and instance. */
export default function RightsPage() {
  const given = useGiven({ user: null, object: null });
  const list = useList<Row, string>('security-rights', columns);
  const { find } = list;
  const value = given.data?.value;
  const rows = useRowsInMemory(list, useMemo(() => value?.map((row): Row => ({ ...row, key: `${row.user} ${row.class} ${row.object?.kind} ${row.object?.id}` })) ?? null, [value]));
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.key));
  const reason = useGivingReason(chosen?.class ?? null, chosen?.object ?? null);
  const open = (row: Row) => row.by !== 'account' && openDialog({ kind: 'securityRights', user: row.user, class: row.class, object: row.object });
  const remove = ({ user, class: of, object }: Row) =>
    void commanded(`Rights of ${user} were taken away`, () => command((e, call) => e.rights.set({ call, user, class: of, object: object && { kind: object.kind, id: object.id }, rights: [] })));
  const account = chosen?.by === 'account' ? 'the account of the site server always has every right.' : null;
  usePage({
    ...listFacts(list, rows),
    node: [{ label: 'New Rights…', icon: <Add16Regular />, run: () => openDialog({ kind: 'securityRights', user: null, class: null, object: null }) }],
    selection: chosen ? { title: `${chosen.user}: ${classOf(chosen)}`, actions: [{ label: 'Delete', icon: <Delete16Regular />, shortcut: 'Delete', run: () => remove(chosen), reason: account ?? reason }] } : null,
    readAt: given.dataUpdatedAt,
    refresh: () => void given.refetch(),
    properties: chosen ? { label: 'Properties', run: () => open(chosen), reason: account } : null,
  });
  return (
    <>
      <PaneTitle icon="security-rights" title="Rights" note={value ? counted(value.length, 'right') : undefined} />
      <List
        single label="Rights" list={list} rows={rows} error={given.error} onRetry={() => void given.refetch()} keyOf={(r) => r.key} onOpen={open}
        empty={<EmptyState icon="security-rights" title={find ? `No right contains ${find.text}.` : 'No rights were given'} text={find ? undefined : 'New Rights gives a user rights on a class.'} />}
      />
    </>
  );
}
