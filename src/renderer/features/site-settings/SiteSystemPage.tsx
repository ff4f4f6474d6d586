import { DismissCircle16Regular } from '@fluentui/react-icons';
import type { SiteRole, SiteSystem, WsusConfiguration } from '../../../contract/index.ts';
import { useAsked, useSoftwareUpdatePoint } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage, type Action } from '../../state/index.ts';
import { Block, counted, dateTime, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { newPointVerb, newRoleVerb } from './actions.tsx';
import './site-systems.css';

type Role = SiteSystem['roles'][number];

const none: Role[] = [];

const names: Record<SiteRole, string> = {
  siteServer: 'ConfigMgr site server',
  siteDatabaseServer: 'ConfigMgr site database server',
  componentServer: 'ConfigMgr component server',
  softwareUpdatePoint: 'ConfigMgr software update point',
  distributionPoint: 'ConfigMgr distribution point',
  siteSystem: 'ConfigMgr site system',
};

const columns: GridColumn<Role>[] = [
  { id: 'name', header: 'Name', width: 280, cell: (r) => <span className="with-icon"><ObjectIcon name={r.role === 'softwareUpdatePoint' ? 'software-update-point' : 'site-system'} />{names[r.role]}</span> },
  { id: 'installedAt', header: 'Installed (UTC)', width: 170, order: (r) => r.installedAt ?? 0, cell: (r) => (r.installedAt === null ? <span className="muted">With the site</span> : dateTime(r.installedAt)) },
  { id: 'installedBy', header: 'Installed By', width: 180, cell: (r) => r.installedBy },
];

const states = { none: 'Nothing to configure', success: 'WSUS is configured as the site wants it', failed: 'WSUS could not be configured' };

/** How WSUS stands to the settings of the site, below the roles of the server that is active. */
function Configuration({ of }: { of: WsusConfiguration }) {
  return (
    <section className="site-system-configuration" aria-label="WSUS configuration">
      <h2>WSUS configuration</h2>
      {of.state === 'failed' && <Block intent="error" title={states.failed}>WCM.log tells why. It is tried again at the next hour.</Block>}
      <dl className="facts">
        <dt>State</dt>
        <dd>{states[of.state]}</dd>
        <dt>Last checked (UTC)</dt>
        <dd>{of.checkedAt === null ? 'Not yet' : dateTime(of.checkedAt)}</dd>
        <dt>Applied again (UTC)</dt>
        <dd>{of.nextAt === null ? 'Not planned' : `${dateTime(of.nextAt)}, then every hour`}</dd>
        <dt>Last corrected (UTC)</dt>
        <dd>{of.corrected ? `${dateTime(of.corrected.at)}: ${of.corrected.settings.join(', ')}` : 'Never: nothing was changed in WSUS by other hands'}</dd>
      </dl>
    </section>
  );
}

/** Site Settings → Site Systems → a server: its roles, and how its WSUS is configured (SYNC-17). */
export default function SiteSystemPage({ server }: { server: string }) {
  const systems = useAsked(['site', 'siteSystems'], (e, call) => e.siteSystems.list({ call }));
  const configuration = useAsked(['site', 'wsusConfiguration'], (e, call) => e.siteSystems.configuration({ call }));
  const general = useSoftwareUpdatePoint().data?.value.settings.general;
  const list = useList<Role, string>('site-system', columns);
  const system = systems.data?.value.find((one) => one.server.toLowerCase() === server.toLowerCase());
  const roles = system?.roles ?? none;
  const rows = useRowsInMemory(list, systems.data ? roles : null);
  const chosen = roles.find((row) => list.selection.keys.has(row.role));
  const hasPoint = roles.some((row) => row.role === 'softwareUpdatePoint');
  const isSiteServer = roles.some((row) => row.role === 'siteServer');
  const isActive = hasPoint && (general?.role === 'siteServer' ? isSiteServer : general?.role !== 'none' && general?.serverName.toLowerCase() === server.toLowerCase());
  const hasDistribution = roles.some((row) => row.role === 'distributionPoint');
  const openDistribution = () => openDialog({ kind: 'distributionPoint', server, known: true });
  const openPoint = () => openDialog({ kind: 'softwareUpdatePointProperties' });
  const remove: Action = {
    label: 'Remove Role',
    icon: <DismissCircle16Regular />,
    run: () => openDialog(chosen?.role === 'distributionPoint' ? { kind: 'removeDistributionPoint', server } : { kind: 'removeRole', server }),
    reason: chosen?.role === 'softwareUpdatePoint' || chosen?.role === 'distributionPoint' ? null : 'this role belongs to the site itself.',
    needs: ['siteSystems.removeSoftwareUpdatePoint'],
  };
  usePage({
    ...listFacts(list, rows, 'role'),
    node: [{ ...newRoleVerb(server), reason: hasPoint ? 'the server is a software update point already.' : null }, { ...newPointVerb(server), reason: hasDistribution ? 'the server is a distribution point already.' : null }],
    selection: chosen ? { title: names[chosen.role], actions: [remove] } : null,
    readAt: systems.dataUpdatedAt,
    refresh: () => void Promise.all([systems.refetch(), configuration.refetch()]),
    properties: chosen?.role === 'softwareUpdatePoint' ? { label: 'Properties', run: openPoint } : chosen?.role === 'distributionPoint' ? { label: 'Properties', run: openDistribution } : null,
  });
  return (
    <>
      <PaneTitle icon="site-system" title={server} note={systems.data ? counted(roles.length, 'role') : undefined} />
      <List single label="Roles" list={list} rows={rows} error={systems.error} onRetry={() => void systems.refetch()} keyOf={(r) => r.role} onOpen={(r) => (r.role === 'softwareUpdatePoint' ? openPoint() : r.role === 'distributionPoint' && openDistribution())} />
      {isActive && configuration.data && <Configuration of={configuration.data.value} />}
      {systems.data && !hasPoint && general?.role === 'none' && (
        <div className="site-system-configuration">
          <Block intent="information">This site has no active software update point: it does not synchronize and clients cannot scan. New Roles installs one with the settings that were kept.</Block>
        </div>
      )}
    </>
  );
}
