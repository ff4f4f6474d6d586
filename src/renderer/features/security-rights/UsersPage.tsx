import { Add16Regular, Delete16Regular, PersonSwap16Regular, ShieldKeyhole16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { SecurityUser } from '../../../contract/index.ts';
import { command, connectAs, explain, useActor, useGivingReason } from '../../data/index.ts';
import { openContextMenu, openDialog, useGridLayout, usePage, type Action } from '../../state/index.ts';
import { counted, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { commanded, useUsers } from './use-rights.ts';

const columns: GridColumn<SecurityUser>[] = [
  { id: 'name', header: 'User', width: 260, elastic: true, sortable: false, cell: (u) => <span className="with-icon"><ObjectIcon name="security-rights" />{u.name}</span> },
  { id: 'classes', header: 'Classes', width: 90, align: 'end', sortable: false, cell: (u) => u.classes },
  { id: 'instances', header: 'Instances', width: 90, align: 'end', sortable: false, cell: (u) => u.instances },
  { id: 'about', header: 'About', width: 320, sortable: false, cell: (u) => (u.account ? 'Account of the site server: it always has every right' : '') },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } };

/** Security Rights → Users. */
export default function UsersPage() {
  const users = useUsers();
  const actor = useActor();
  const [layout, setLayout] = useGridLayout('security-users', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const rows = users.data?.value ?? [];
  const chosen = rows.find((row) => selection.keys.has(row.name));
  const reason = useGivingReason('site', null);
  const verbsOf = (user: SecurityUser): Action[] => {
    const account = user.account ? 'it always has every right.' : null;
    return [
      { label: 'Connect As', icon: <PersonSwap16Regular />, run: () => connectAs(user.name), reason: user.name === actor ? 'the console acts as this user.' : null },
      { label: 'Change Rights…', icon: <ShieldKeyhole16Regular />, strong: true, run: () => openDialog({ kind: 'securityRights', user: user.name, class: null, object: null }), reason: account },
      { label: 'Remove User', icon: <Delete16Regular />, shortcut: 'Delete', run: () => void commanded(`${user.name} was removed`, () => command((e, call) => e.rights.removeUser({ call, name: user.name }))), reason: account ?? reason },
    ];
  };
  usePage({
    node: [{ label: 'New User…', icon: <Add16Regular />, run: () => openDialog({ kind: 'newSecurityUser' }), reason }],
    selection: chosen ? { title: chosen.name, actions: verbsOf(chosen) } : null,
    items: users.data ? counted(rows.length, 'user') : null,
    selected: selection.keys.size,
    readAt: users.dataUpdatedAt,
    refresh: () => void users.refetch(),
  });
  return (
    <>
      <PaneTitle icon="security-rights" title="Users" note={users.data ? counted(rows.length, 'user') : undefined} />
      {users.error && <div className="page-inset"><ErrorBlock error={explain(users.error)} onRetry={() => void users.refetch()} /></div>}
      <Grid single label="Users" columns={columns} layout={layout} onLayout={setLayout} total={users.data ? rows.length : null} row={(i) => rows[i]} keyOf={(u) => u.name} selection={selection} onSelection={setSelection}
        onOpen={(u) => !u.account && openDialog({ kind: 'securityRights', user: u.name, class: null, object: null })} onMenu={openContextMenu} />
    </>
  );
}
