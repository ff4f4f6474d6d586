import { DismissCircle16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { SiteRole, SiteSystem, WsusConfiguration } from '../../../contract/index.ts';
import { explain, useAsked, useSoftwareUpdatePoint } from '../../data/index.ts';
import { openContextMenu, openDialog, useGridLayout, usePage, type Action } from '../../state/index.ts';
import { Block, counted, dateTime, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { newRoleVerb } from './actions.tsx';
import './site-systems.css';

type Role = SiteSystem['roles'][number];

const names: Record<SiteRole, string> = {
  siteServer: 'ConfigMgr site server',
  siteDatabaseServer: 'ConfigMgr site database server',
  componentServer: 'ConfigMgr component server',
  softwareUpdatePoint: 'ConfigMgr software update point',
  siteSystem: 'ConfigMgr site system',
};

const columns: GridColumn<Role>[] = [
  { id: 'name', header: 'Name', width: 280, cell: (r) => <span className="with-icon"><ObjectIcon name={r.role === 'softwareUpdatePoint' ? 'software-update-point' : 'site-system'} />{names[r.role]}</span> },
  { id: 'installedAt', header: 'Installed (UTC)', width: 170, cell: (r) => (r.installedAt === null ? <span className="muted">With the site</span> : dateTime(r.installedAt)) },
  { id: 'installedBy', header: 'Installed By', width: 180, cell: (r) => r.installedBy },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } };

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
  const [layout, setLayout] = useGridLayout('site-system', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const system = systems.data?.value.find((one) => one.server.toLowerCase() === server.toLowerCase());
  const sign = layout.sort.descending ? -1 : 1;
  const rows = (system?.roles ?? []).toSorted((a, b) => sign * names[a.role].localeCompare(names[b.role]));
  const chosen = rows.find((row) => selection.keys.has(row.role));
  const hasPoint = rows.some((row) => row.role === 'softwareUpdatePoint');
  const isSiteServer = rows.some((row) => row.role === 'siteServer');
  const isActive = hasPoint && (general?.role === 'siteServer' ? isSiteServer : general?.role !== 'none' && general?.serverName.toLowerCase() === server.toLowerCase());
  const openPoint = () => openDialog({ kind: 'softwareUpdatePointProperties' });
  const remove: Action = {
    label: 'Remove Role',
    icon: <DismissCircle16Regular />,
    run: () => openDialog({ kind: 'removeRole', server }),
    reason: chosen?.role === 'softwareUpdatePoint' ? null : 'this role belongs to the site itself.',
    needs: ['siteSystems.removeSoftwareUpdatePoint'],
  };
  usePage({
    node: [{ ...newRoleVerb(server), reason: hasPoint ? 'the server has every role that can be installed.' : null }],
    selection: chosen ? { title: names[chosen.role], actions: [remove] } : null,
    items: systems.data ? counted(rows.length, 'role') : null,
    selected: selection.keys.size,
    readAt: systems.dataUpdatedAt,
    refresh: () => void Promise.all([systems.refetch(), configuration.refetch()]),
    properties: chosen?.role === 'softwareUpdatePoint' ? { label: 'Properties', run: openPoint } : null,
  });
  return (
    <>
      <PaneTitle icon="site-system" title={server} note={systems.data ? counted(rows.length, 'role') : undefined} />
      {systems.error ? (
        <div className="page-inset">
          <ErrorBlock error={explain(systems.error)} onRetry={() => void systems.refetch()} />
        </div>
      ) : (
        <Grid single label="Roles" columns={columns} layout={layout} onLayout={setLayout} total={systems.data ? rows.length : null} row={(i) => rows[i]} keyOf={(r) => r.role} selection={selection} onSelection={setSelection} onOpen={(r) => r.role === 'softwareUpdatePoint' && openPoint()} onMenu={openContextMenu} />
      )}
      {isActive && configuration.data && <Configuration of={configuration.data.value} />}
      {systems.data && !hasPoint && general?.role === 'none' && (
        <div className="site-system-configuration">
          <Block intent="information">This site has no active software update point: it does not synchronize and clients cannot scan. New Roles installs one with the settings that were kept.</Block>
        </div>
      )}
    </>
  );
}
