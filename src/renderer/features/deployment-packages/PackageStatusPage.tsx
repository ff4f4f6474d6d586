import { Button } from '@fluentui/react-components';
import type { PackageStatus } from '../../../contract/index.ts';
import { useAsked, useDeploymentPackages, useSite } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { Block, count, counted, dateTime, EmptyState, ObjectIcon, PaneTitle, Progress, type GridColumn } from '../../ui/index.ts';
import { packageVerbs, pointVerbs } from './actions.tsx';
import { contentText, statusText } from './words.ts';

const name = { id: 'server', header: 'Distribution Point', width: 220, cell: (s: PackageStatus) => <span className="with-icon"><ObjectIcon name="site-system" />{s.server}</span> };
const site = { id: 'siteCode', header: 'Site Code', width: 76, cell: (s: PackageStatus) => s.siteCode };
const version = { id: 'version', header: 'Version', width: 66, align: 'end' as const, order: (s: PackageStatus) => s.version, cell: (s: PackageStatus) => (s.version === 0 ? <span className="muted">None</span> : count(s.version)) };
const state: GridColumn<PackageStatus> = { id: 'state', header: 'State', width: 250, cell: (s) => (s.state === 'copying' && s.progress && s.progress.total > 0 ? <span className="with-icon"><Progress label={`Copying to ${s.server}`} share={s.progress.done / s.progress.total} width={60} />{statusText(s)}</span> : statusText(s)) };
const points: GridColumn<PackageStatus>[] = [name, site, version, state];
const status: GridColumn<PackageStatus>[] = [
  name, site, state,
  version,
  { id: 'wanted', header: 'Source Version', width: 100, align: 'end', order: (s) => s.wantedVersion, cell: (s) => count(s.wantedVersion) },
  { id: 'changedAt', header: 'Last Change (UTC)', width: 150, order: (s) => s.changedAt, cell: (s) => dateTime(s.changedAt) },
  { id: 'retryAt', header: 'Tried Again (UTC)', width: 150, order: (s) => s.retryAt ?? 0, cell: (s) => s.retryAt !== null && dateTime(s.retryAt) },
  { id: 'problem', header: 'Problem', width: 300, elastic: true, cell: (s) => s.problem },
];

/** A package → Distribution Points, or Package Status: which servers have it, and how far. */
export default function PackageStatusPage({ id, part }: { id: string; part: 'points' | 'status' }) {
  const found = useDeploymentPackages().data?.value.find((one) => one.id === id);
  const code = useSite().data?.value.code;
  const asked = useAsked(['deploymentPackages', 'status', id], (e, call) => e.deploymentPackages.status({ call, id }), { keepPrevious: false });
  const list = useList<PackageStatus, string>(`package-${part}`, part === 'points' ? points : status);
  const keyOf = (s: PackageStatus) => `${s.siteCode} ${s.server}`;
  const rows = useRowsInMemory(list, asked.data?.value ?? null);
  const chosen = rows.rows.filter((row) => list.selection.keys.has(keyOf(row)));
  const elsewhere = chosen.find((one) => one.siteCode !== code);
  const title = part === 'points' ? 'Distribution Points' : 'Package Status';
  const add = () => openDialog({ kind: 'copyPackage', id, verb: 'new' });
  usePage({
    ...listFacts(list, rows, 'distribution point'),
    node: found ? packageVerbs(found) : [],
    selection: found && chosen.length > 0 ? { title: chosen.length === 1 ? chosen[0]!.server : counted(chosen.length, 'distribution point'), actions: pointVerbs(found, chosen.map((one) => one.server), elsewhere ? `it belongs to site ${elsewhere.siteCode}: do it there.` : null) } : null,
    readAt: asked.dataUpdatedAt,
    refresh: () => void asked.refetch(),
  });
  return (
    <>
      <PaneTitle icon="deployment-package" title={title} note={found && (part === 'points' ? `${found.settings.name}, ${counted(found.distributionPoints.all, 'distribution point')}` : `${found.settings.name}, version ${found.version}: ${contentText(found)}`)} />
      <List
        label={title} list={list} rows={rows} error={asked.error} onRetry={() => void asked.refetch()} keyOf={keyOf}
        above={found && found.contents.failed > 0 && <div className="page-inset"><Block intent="warning" title={`${counted(found.contents.failed, 'content was', 'contents were')} not downloaded`}>Software Updates of the package says why of each. Download Again tries it once more.</Block></div>}
        empty={<EmptyState icon="site-system" title={list.find ? `No distribution point contains ${list.find.text}.` : 'The package is on no distribution point'} text={list.find ? undefined : 'Without one no client can get its updates.'} action={list.find ? <Button onClick={() => list.setFind(null)}>Clear</Button> : <Button onClick={add}>New Distribution Points…</Button>} />}
      />
    </>
  );
}
