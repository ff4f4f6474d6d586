import { Button } from '@fluentui/react-components';
import type { AccessAccount } from '../../../contract/index.ts';
import { useDeploymentPackages } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { counted, EmptyState, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { packageVerbs, removeAccount } from './actions.tsx';
import { accessNames } from './words.ts';

const columns: GridColumn<AccessAccount>[] = [
  { id: 'account', header: 'Name', width: 280, elastic: true, cell: (a) => <span className="with-icon"><ObjectIcon name="security-rights" />{a.account}</span> },
  { id: 'access', header: 'Access', width: 120, cell: (a) => accessNames[a.access] },
];

/** A package → Access Accounts: who may read the copies on distribution points, beside users and administrators. */
export default function PackageAccountsPage({ id }: { id: string }) {
  const packages = useDeploymentPackages();
  const found = packages.data?.value.find((one) => one.id === id);
  const list = useList<AccessAccount, string>('package-accounts', columns);
  const rows = useRowsInMemory(list, found?.accounts ?? null);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.account));
  const open = (account: string | null) => openDialog({ kind: 'accessAccount', id, account });
  usePage({
    ...listFacts(list, rows, 'access account'),
    node: found ? packageVerbs(found) : [],
    selection: found && chosen ? { title: chosen.account, actions: [removeAccount(found, chosen.account)] } : null,
    readAt: packages.dataUpdatedAt,
    refresh: () => void packages.refetch(),
    properties: chosen ? { label: 'Properties', run: () => open(chosen.account) } : null,
  });
  return (
    <>
      <PaneTitle icon="deployment-package" title="Access Accounts" note={found && `${found.settings.name}, ${counted(found.accounts.length, 'access account')}`} />
      <List
        single label="Access Accounts" list={list} rows={rows} keyOf={(a) => a.account} onOpen={(a) => open(a.account)}
        empty={<EmptyState icon="security-rights" title={list.find ? `No access account contains ${list.find.text}.` : 'No access accounts beside the default ones'} text={list.find ? undefined : 'Users may read the copies of the package and Administrators have full control, as long as nothing else is said here.'} action={list.find || !found || found.locked ? undefined : <Button onClick={() => open(null)}>New Access Account…</Button>} />}
      />
    </>
  );
}
