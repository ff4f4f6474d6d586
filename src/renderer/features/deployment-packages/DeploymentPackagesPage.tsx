import { Button } from '@fluentui/react-components';
import type { DeploymentPackage } from '../../../contract/index.ts';
import { explain, useDeploymentPackages } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { bytes, count, counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { downloadSettingsVerb, openPackage, packageVerbs, propertiesOf } from './actions.tsx';
import { contentText, priorityNames } from './words.ts';

const columns: GridColumn<DeploymentPackage>[] = [
  { id: 'name', header: 'Name', width: 220, elastic: true, cell: (p) => <span className="with-icon"><ObjectIcon name={p.locked ? 'deployment-package-locked' : 'deployment-package'} label={p.locked ? `Read-only, from site ${p.sourceSite}` : undefined} />{p.settings.name}</span> },
  { id: 'id', header: 'Package ID', width: 90, cell: (p) => p.id },
  { id: 'sourceSite', header: 'Source Site', width: 82, cell: (p) => p.sourceSite },
  { id: 'source', header: 'Package Source Path', width: 220, cell: (p) => p.settings.source },
  { id: 'version', header: 'Version', width: 66, align: 'end', order: (p) => p.version, cell: (p) => count(p.version) },
  { id: 'size', header: 'Size', width: 82, align: 'end', order: (p) => p.size, cell: (p) => bytes(p.size) },
  { id: 'refreshedAt', header: 'Last Refresh (UTC)', width: 150, order: (p) => p.refreshedAt ?? 0, cell: (p) => (p.refreshedAt === null ? <span className="muted">Never</span> : dateTime(p.refreshedAt)) },
  { id: 'updates', header: 'Software Updates', width: 116, align: 'end', order: (p) => p.updates, cell: (p) => count(p.updates) },
  { id: 'content', header: 'Content', width: 190, cell: (p) => contentText(p) },
  { id: 'points', header: 'Distribution Points', width: 130, order: (p) => p.distributionPoints.all, cell: (p) => (p.distributionPoints.all === 0 ? <span className="muted">None</span> : `${p.distributionPoints.installed} of ${p.distributionPoints.all} installed`) },
  { id: 'priority', header: 'Sending Priority', width: 110, cell: (p) => priorityNames[p.settings.priority] },
  { id: 'description', header: 'Description', width: 160, cell: (p) => p.settings.description },
];

/** Deployment Packages: all of the site (D§1.6). */
export default function DeploymentPackagesPage() {
  const packages = useDeploymentPackages();
  const list = useList<DeploymentPackage, string>('deployment-packages', columns);
  const all = packages.data?.value ?? null;
  const rows = useRowsInMemory(list, all);
  const { find, setFind } = list;
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  usePage({
    ...listFacts(list, rows, 'deployment package'),
    node: [downloadSettingsVerb],
    selection: chosen ? { title: chosen.settings.name, actions: [openPackage(chosen), ...packageVerbs(chosen)] } : null,
    readAt: packages.dataUpdatedAt,
    refresh: () => void packages.refetch(),
    properties: chosen ? propertiesOf(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="deployment-package" title="Deployment Packages" note={all ? counted(all.length, 'deployment package') : undefined} />
      {packages.error && <div className="page-inset"><ErrorBlock error={explain(packages.error)} onRetry={() => void packages.refetch()} /></div>}
      <List
        single label="Deployment Packages" list={list} rows={rows} keyOf={(p) => p.id} onOpen={(p) => go(`deployment-packages/${p.id}`)}
        empty={find ? <EmptyState icon="deployment-package" title={`No deployment package contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="deployment-package" title="There are no deployment packages yet" text="A package is made when updates are downloaded: select some in the repository and choose Download Software Updates." action={<Button onClick={() => go('updates')}>Show All Updates</Button>} />}
      />
    </>
  );
}
