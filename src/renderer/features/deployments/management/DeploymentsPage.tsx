import { Button } from '@fluentui/react-components';
import { useMemo, type ReactNode } from 'react';
import type { Deployment, EnforcementSums } from '../../../../contract/index.ts';
import { explain, useAsked, useDeployments } from '../../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../../list/index.ts';
import { go, usePage } from '../../../state/index.ts';
import { count, counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../../ui/index.ts';
import { calendarText } from '../calendar.ts';
import { deploymentVerbs, openDeployment, propertiesOf } from './actions.tsx';

const order = [
  'name', 'id', 'deadline', 'collection', 'state', 'computers', 'compliant', 'failed', 'updates', 'expired', 'createdAt', 'createdBy', 'modifiedAt',
] as const;

/** A deployment with its computers; null: its collection is not at this site, or they are being counted. */
interface Row extends Deployment {
  sums: EnforcementSums | null;
}

const percent = ({ sums }: Row) => (sums && sums.computers > 0 ? sums.compliant / sums.computers : -1);
const numbered = (n: number | undefined, shown: ReactNode) => (n === undefined ? '' : n === 0 ? <span className="muted">0</span> : shown);

const columns: GridColumn<Row>[] = [
  { id: 'name', header: 'Deployment Name', width: 220, elastic: true, cell: (d) => <span className="with-icon"><ObjectIcon name={d.locked ? 'deployment-locked' : 'deployment'} label={d.locked ? `Read-only, from site ${d.sourceSite}` : undefined} />{d.name}</span> },
  { id: 'id', header: 'Deployment ID', width: 92, align: 'end', order: (d) => d.id, cell: (d) => d.id },
  { id: 'deadline', header: 'Deadline', width: 186, order: (d) => d.schedule.deadline ?? '', cell: (d) => d.schedule.deadline && `${calendarText(d.schedule.deadline)}${d.settings.utc ? ' UTC' : ''}` },
  { id: 'collection', header: 'Collection', width: 150, cell: (d) => d.collection?.name ?? `${d.settings.collection} (not at this site)` },
  { id: 'state', header: 'State', width: 72, cell: (d) => (d.enabled ? 'Enabled' : <span className="muted">Disabled</span>) },
  { id: 'computers', header: 'Computers', width: 78, align: 'end', order: ({ sums }) => sums?.computers ?? -1, cell: ({ sums }) => numbered(sums?.computers, count(sums?.computers ?? 0)) },
  // Rounded down: 100 % is said of all computers only.
  { id: 'compliant', header: '% Compliant', width: 84, align: 'end', order: percent, cell: (d) => (percent(d) < 0 ? '' : `${Math.floor(percent(d) * 100)} %`) },
  { id: 'failed', header: 'Failed', width: 62, align: 'end', order: ({ sums }) => sums?.failed ?? -1, cell: ({ sums }) => numbered(sums?.failed, <span className="deployment-failed">{count(sums?.failed ?? 0)}</span>) },
  { id: 'updates', header: 'Software Updates', width: 82, align: 'end', order: (d) => d.updates, cell: (d) => count(d.updates) },
  { id: 'expired', header: 'Contains Expired Updates', width: 124, cell: (d) => (d.expired > 0 ? 'Yes' : <span className="muted">No</span>) },
  { id: 'createdAt', header: 'Date Created (UTC)', width: 150, order: (d) => d.createdAt, cell: (d) => dateTime(d.createdAt) },
  { id: 'createdBy', header: 'Created By', width: 120, cell: (d) => d.createdBy },
  { id: 'modifiedAt', header: 'Date Modified (UTC)', width: 150, order: (d) => d.modifiedAt, cell: (d) => dateTime(d.modifiedAt) },
  { id: 'available', header: 'Available', width: 186, order: (d) => d.schedule.available ?? '', cell: (d) => (d.schedule.available ? `${calendarText(d.schedule.available)}${d.settings.utc ? ' UTC' : ''}` : 'As soon as possible') },
  { id: 'subcollections', header: 'Include Subcollections', width: 104, cell: (d) => (d.settings.includeSubcollections ? 'Yes' : <span className="muted">No</span>) },
  { id: 'superseded', header: 'Superseded Updates', width: 84, align: 'end', order: (d) => d.superseded, cell: (d) => count(d.superseded) },
  { id: 'modifiedBy', header: 'Modified By', width: 120, cell: (d) => d.modifiedBy },
  { id: 'sourceSite', header: 'Source Site', width: 82, cell: (d) => d.sourceSite },
  { id: 'description', header: 'Description', width: 180, cell: (d) => d.description },
];

/** Deployment Management: every deployment of the site (D§1.5). */
export default function DeploymentsPage() {
  const deployments = useDeployments();
  const sums = useAsked(['compliance', 'deployments', 'sums'], (e, call) => e.deployments.enforcementSums({ call })).data?.value;
  const list = useList<Row, number>('deployment-management', columns, { order });
  const { find, setFind } = list;
  const known = deployments.data?.value;
  const all = useMemo(() => {
    const byId = new Map(sums?.map((one) => [one.id, one]));
    return known?.map((one): Row => ({ ...one, sums: byId.get(one.id) ?? null })) ?? null;
  }, [known, sums]);
  const rows = useRowsInMemory(list, all);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  usePage({
    ...listFacts(list, rows, 'deployment'),
    node: [],
    selection: chosen ? { title: chosen.name, actions: [openDeployment(chosen), ...deploymentVerbs(chosen)] } : null,
    readAt: deployments.dataUpdatedAt,
    refresh: () => void deployments.refetch(),
    properties: chosen ? propertiesOf(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="deployment" title="Deployment Management" note={all ? counted(all.length, 'deployment') : undefined} />
      {deployments.error && <div className="page-inset"><ErrorBlock error={explain(deployments.error)} onRetry={() => void deployments.refetch()} /></div>}
      <List
        single label="Deployment Management" list={list} rows={rows} keyOf={(d) => d.id} onOpen={(d) => openDeployment(d).run()} faded={(d) => !d.enabled}
        empty={find ? <EmptyState icon="deployment" title={`No deployment contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="deployment" title="There are no deployments yet" text="A deployment is made from software updates: select some in the repository and choose Deploy Software Updates, or drag them here." action={<Button onClick={() => go('updates')}>Show All Updates</Button>} />}
      />
    </>
  );
}
