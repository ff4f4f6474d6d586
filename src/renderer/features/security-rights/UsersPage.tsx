import { Add16Regular, Delete16Regular, PersonSwap16Regular, ShieldKeyhole16Regular } from '@fluentui/react-icons';
import type { SecurityUser } from '../../../contract/index.ts';
import { command, connectAs, useActor, useGivingReason } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage, type Action } from '../../state/index.ts';
import { counted, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { commanded, useUsers } from './use-rights.ts';

const columns: GridColumn<SecurityUser>[] = [
  { id: 'name', header: 'User', width: 260, elastic: true, cell: (u) => <span className="with-icon"><ObjectIcon name="security-rights" />{u.name}</span> },
  { id: 'classes', header: 'Classes', width: 90, align: 'end', cell: (u) => u.classes },
  { id: 'instances', header: 'Instances', width: 90, align: 'end', cell: (u) => u.instances },
  { id: 'about', header: 'About', width: 320, cell: (u) => (u.account ? 'Account of the site server: it always has every right' : '') },
];

/** Security Rights → Users. */
export default function UsersPage() {
  const users = useUsers();
  const actor = useActor();
  const list = useList<SecurityUser, string>('security-users', columns);
  const rows = useRowsInMemory(list, users.data?.value ?? null, { asGiven: true });
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.name));
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
    ...listFacts(list, rows, 'user'),
    node: [{ label: 'New User…', icon: <Add16Regular />, run: () => openDialog({ kind: 'newSecurityUser' }), reason }],
    selection: chosen ? { title: chosen.name, actions: verbsOf(chosen) } : null,
    readAt: users.dataUpdatedAt,
    refresh: () => void users.refetch(),
  });
  return (
    <>
      <PaneTitle icon="security-rights" title="Users" note={users.data ? counted(users.data.value.length, 'user') : undefined} />
      <List
        single label="Users" list={list} rows={rows} error={users.error} onRetry={() => void users.refetch()} keyOf={(u) => u.name}
        onOpen={(u) => !u.account && openDialog({ kind: 'securityRights', user: u.name, class: null, object: null })}
      />
    </>
  );
}
