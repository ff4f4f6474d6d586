import { useState, type ReactNode } from 'react';
import { DocumentText16Regular, ErrorCircle16Filled, Info16Regular, Mail16Regular, Warning16Filled } from '@fluentui/react-icons';
import { explain, useAsked, useSite, useSoftwareUpdatePoint, useSynchronizationStatus } from '../../data/index.ts';
import { go, openContextMenu, openDialog, useGridLayout, usePage } from '../../state/index.ts';
import { dateTime, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';
import { useSynchronizationVerbs } from './actions.tsx';
import { Failure } from './SynchronizationPage.tsx';
import './synchronization.css';
import { reasons, sourceName } from './words.ts';

interface SiteRow {
  code: string;
  name: string;
  source: string;
  state: string;
  version: number;
  lastSuccess: number | null;
}

const columns: GridColumn<SiteRow>[] = [
  { id: 'site', header: 'Site', width: 190, sortable: false, cell: (s) => <span className="with-icon"><ObjectIcon name="site" />{s.code} – {s.name}</span> },
  { id: 'source', header: 'Source', width: 230, elastic: true, sortable: false, cell: (s) => s.source },
  { id: 'state', header: 'State', width: 260, sortable: false, cell: (s) => s.state },
  { id: 'version', header: 'Version', width: 64, align: 'end', sortable: false, cell: (s) => s.version },
  { id: 'lastSuccess', header: 'Last Successful (UTC)', width: 160, sortable: false, cell: (s) => (s.lastSuccess === null ? <span className="muted">Never</span> : dateTime(s.lastSuccess)) },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'site', descending: false } };
const icons = { Information: <Info16Regular style={{ color: 'var(--accent)' }} aria-label="Information" />, Warning: <Warning16Filled style={{ color: 'var(--warning-text)' }} aria-label="Warning" />, Error: <ErrorCircle16Filled style={{ color: 'var(--failed)' }} aria-label="Error" /> };

function LastMessages() {
  const messages = useAsked(['statusMessages', 'last'], (e, call) => e.statusMessages.list({ call, minimumSeverity: 'Information', component: 'SMS_WSUS_SYNC_MANAGER', find: '', offset: 0, limit: 10 }));
  return (
    <section className="status-messages">
      <h2>
        Last status messages of SMS_WSUS_SYNC_MANAGER <button type="button" className="link" onClick={() => go('status-messages')}>All</button>
      </h2>
      {messages.error && <ErrorBlock error={explain(messages.error)} />}
      {messages.data?.value.total === 0 && <p className="secondary">None yet.</p>}
      <ul>
        {messages.data?.value.rows.map((m) => (
          <li key={m.recordId}>
            {icons[m.severity]}
            <span>{m.messageId}</span>
            <span className="secondary">{dateTime(m.at)}</span>
            <span className="ellipsis" title={m.description}>{m.description}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** System Status → Synchronization Status: state of each site's synchronization. */
export default function SynchronizationStatusPage({ log }: { log: ReactNode }) {
  const status = useSynchronizationStatus();
  const site = useSite().data?.value;
  const point = useSoftwareUpdatePoint().data?.value;
  const verbs = useSynchronizationVerbs();
  const [layout, setLayout] = useGridLayout('synchronization-status', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>({ ...nothingSelected<string>(), keys: new Set(['CEN']), focus: 0, anchor: 0 });
  const value = status.data?.value;
  const run = value?.current ?? value?.last ?? null;
  const state = !run ? 'Not synchronized yet' : run.endedAt === null ? `WSUS Synchronization in progress` : run.state === 'done' ? 'WSUS Synchronization done' : run.state === 'failed' ? 'WSUS Synchronization failed' : 'WSUS Synchronization cancelled';
  const rows: SiteRow[] = site && value ? [{ code: site.code, name: site.name, source: point ? sourceName(point.settings.syncSettings) : '', state, version: value.contentVersion, lastSuccess: value.lastSucceededAt }] : [];
  const properties = () => openDialog({ kind: 'softwareUpdatePointProperties', tab: 'Sync Settings' });
  usePage({
    node: verbs,
    selection: rows[0] && selection.keys.has(rows[0].code) ? { title: `${rows[0].code} – ${rows[0].name}`, actions: [{ label: 'Open wsyncmgr.log', icon: <DocumentText16Regular />, strong: true, run: () => go('logs/wsyncmgr.log') }, { label: 'View Status Messages', icon: <Mail16Regular />, run: () => go('status-messages') }] } : null,
    items: rows.length > 0 ? '1 site' : null,
    selected: selection.keys.size,
    readAt: status.dataUpdatedAt,
    refresh: () => void status.refetch(),
    properties: { label: 'Properties', run: properties },
  });
  const general = point?.settings.general;
  return (
    <>
      <PaneTitle icon="software-update-point" title="Synchronization Status" note={rows.length > 0 ? '1 site' : undefined} />
      {status.error && <div className="page-inset"><ErrorBlock error={explain(status.error)} onRetry={() => void status.refetch()} /></div>}
      <div className="status-grid">
        <Grid single label="Synchronization Status" columns={columns} layout={layout} onLayout={setLayout} total={value ? rows.length : null} row={(i) => rows[i]} keyOf={(s) => s.code} selection={selection} onSelection={setSelection} onOpen={() => go('logs/wsyncmgr.log')} onMenu={openContextMenu} />
      </div>
      <div className="status-halves">
        <section>
          {run?.state === 'failed' && value && <Failure run={run} status={value} />}
          <dl className="facts">
            <dt>Software update point</dt>
            <dd>{site && general ? (general.role === 'none' ? 'None' : `${general.serverName || site.server}, port ${general.ssl ? general.sslPort : general.port}${general.ssl ? ', SSL' : ''}`) : ''}</dd>
            <dt>Last run</dt>
            <dd>{run ? `${run.kind} synchronization, ${reasons[run.reason]} of ${run.startedBy}, ${dateTime(run.startedAt)} UTC` : 'None yet'}</dd>
            <dt>Next scheduled</dt>
            <dd>{value?.nextScheduledAt ? `${dateTime(value.nextScheduledAt)} UTC, full synchronization` : 'No schedule'}</dd>
            <dt>Retry</dt>
            <dd>{value?.nextRetryAt ? `${dateTime(value.nextRetryAt)} UTC, from the start` : 'None planned'}</dd>
            <dt>Content version</dt>
            <dd>{value?.contentVersion}</dd>
            <dt>Last success</dt>
            <dd>{value?.lastSucceededAt ? `${dateTime(value.lastSucceededAt)} UTC` : 'Never'}</dd>
          </dl>
          <button type="button" className="link" onClick={() => go('synchronization')}>
            Open the Synchronization page
          </button>
        </section>
        <LastMessages />
      </div>
      {log}
    </>
  );
}
