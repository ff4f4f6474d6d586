import { Button, Select } from '@fluentui/react-components';
import { enforcingColumns, type EnforcingColumn, type EnforcingComputer } from '../../../../contract/index.ts';
import { ask, scanStateNames, useAsked, useRows } from '../../../data/index.ts';
import { List, listFacts, useList } from '../../../list/index.ts';
import { go, openDialog, usePage } from '../../../state/index.ts';
import { count, counted, dateTime, EmptyState, PaneTitle, type GridColumn } from '../../../ui/index.ts';
import { computersOf, errorText, iconOf, useDeployment } from './parts.tsx';

const never = <span className="muted">never</span>;
const columns: GridColumn<EnforcingComputer>[] = [
  { id: 'name', header: 'Name', width: 130, cell: (c) => c.name },
  { id: 'state', header: 'Enforcement State', width: 290, elastic: true, cell: (c) => c.state },
  { id: 'since', header: 'Since (UTC)', width: 146, cell: (c) => (c.since === null ? never : dateTime(c.since)) },
  { id: 'error', header: 'Error', width: 96, cell: (c) => <span className="mono">{errorText(c.error)}</span> },
  { id: 'operatingSystem', header: 'Operating System', width: 230, sortable: false, cell: (c) => c.operatingSystem },
  { id: 'servicePack', header: 'Service Pack', width: 70, sortable: false, align: 'end', cell: (c) => c.servicePack },
  { id: 'siteCode', header: 'Site', width: 44, sortable: false, cell: (c) => c.siteCode },
  { id: 'scanState', header: 'Last Scan State', width: 130, sortable: false, cell: (c) => scanStateNames[c.scanState] },
  { id: 'lastScanAt', header: 'Last Scan (UTC)', width: 146, sortable: false, cell: (c) => (c.lastScanAt === null ? never : dateTime(c.lastScanAt)) },
  { id: 'lastMessageAt', header: 'Last Message (UTC)', width: 146, sortable: false, cell: (c) => (c.lastMessageAt === null ? never : dateTime(c.lastMessageAt)) },
  { id: 'domain', header: 'Domain', width: 100, sortable: false, cell: (c) => c.domain },
  { id: 'agentVersion', header: 'Windows Update Agent', width: 130, sortable: false, cell: (c) => c.agentVersion },
];
const order = ['name', 'state', 'since', 'error', 'operatingSystem', 'servicePack', 'siteCode'] as const;

/** The computers of a deployment, all of them or those in one enforcement state (DEPLOY-12). */
export default function DeploymentComputersPage({ id, state }: { id: number; state: string | null }) {
  const d = useDeployment(id);
  const list = useList<EnforcingComputer, number>('deployment-computers', columns, { order });
  const { selection, layout } = list;
  const find = list.find?.text ?? '';
  const sort = { column: enforcingColumns.find((one) => one === layout.sort.column) ?? ('name' satisfies EnforcingColumn), descending: layout.sort.descending };
  const counts = useAsked(['compliance', 'deployments', 'enforcement', id], (e, call) => e.deployments.enforcement({ call, id })).data?.value;
  const rows = useRows<EnforcingComputer>(['compliance', 'deployments', 'collections', 'clients'], JSON.stringify([id, state, find, sort]), async (offset, limit) => (await ask((e, call) => e.deployments.computers({ call, id, state, find, sort, offset, limit }))).value, `${id} ${state}`);
  const chosen = rows.row(selection.focus);
  usePage({
    ...listFacts(list, rows, 'computer'),
    node: [{ label: 'Deployment Properties', run: () => openDialog({ kind: 'deployment', request: { verb: 'properties', id } }) }],
    selection: chosen && selection.keys.size > 0 ? { title: chosen.name, actions: [{ label: 'Open', strong: true, run: () => go(`computer/${chosen.id}`) }, { label: 'Open Client View', run: () => go(`desktop/${chosen.id}`), reason: chosen.origin === 'agent' ? 'It is not simulated: only its own user sees its desktop.' : null, needs: ['desktops.show'] }] } : null,
    readAt: rows.readAt,
    countsAsOf: counts?.asOf ?? null,
    refresh: rows.refresh,
  });
  if (!d) return null;
  const states = (counts?.states ?? []).map((one) => one.state);
  return (
    <>
      <PaneTitle icon={iconOf(d)} title={`Computers of ${d.name}`} note={counts && `${counted(counts.total, 'computer')} · ${d.collection?.name ?? d.settings.collection}`} />
      <List
        single label={`Computers of ${d.name}`} list={list} rows={rows} searched={[]} error={rows.error} onRetry={rows.refresh} keyOf={(c) => c.id} onOpen={(c) => go(`computer/${c.id}`)}
        bar={
          <Select aria-label="Enforcement state" size="small" value={state ?? ''} onChange={(_, { value }) => go(computersOf(id, value || null))}>
            <option value="">All states</option>
            {[...(state === null || states.includes(state) ? [] : [state]), ...states].map((one) => <option key={one} value={one}>{one} ({count(counts?.states.find((each) => each.state === one)?.computers ?? 0)})</option>)}
          </Select>
        }
        empty={<EmptyState icon="computer" title={find !== '' ? `No computer contains ${find}` : state === null ? 'No computer has this deployment' : `No computer is in this state any more`} text={find !== '' || state !== null ? undefined : 'Its collection has no members, or is not at this site.'} action={find !== '' ? <Button onClick={() => list.setFind(null)}>Clear</Button> : <Button onClick={() => go(state === null ? `deployment-management/${id}` : computersOf(id, null))}>{state === null ? 'Show the Deployment' : 'Show All Computers'}</Button>} />}
      />
    </>
  );
}
