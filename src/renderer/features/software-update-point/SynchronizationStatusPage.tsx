import { useEffect, useState, type ReactNode } from 'react';
import { DocumentText16Regular, ErrorCircle16Filled, Info16Regular, Mail16Regular, PlugConnected16Regular, Warning16Filled } from '@fluentui/react-icons';
import type { HierarchySite, SoftwareUpdatePointStatus } from '../../../contract/index.ts';
import { connectTo, explain, useAsked, useLinks, useSession, useSites, useSynchronizationStatus } from '../../data/index.ts';
import { go, openContextMenu, openDialog, useGridLayout, usePage } from '../../state/index.ts';
import { Block, count, counted, dateTime, duration, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, Progress, type GridColumn, type Selection } from '../../ui/index.ts';
import { useSynchronizationVerbs } from './actions.tsx';
import { Failure } from './SynchronizationPage.tsx';
import './synchronization.css';

const POLL_MS = 500;

interface Row extends SoftwareUpdatePointStatus {
  key: string;
  site: HierarchySite | undefined;
  level: number;
  /** Nothing was reported yet, and its parent is at work. */
  waitingFor: string | null;
}

const stateText = (s: Row): string => {
  if (s.state === 'running') return s.total ? `${s.phase}, ${Math.floor((100 * s.done) / s.total)}%` : s.phase;
  if (s.waitingFor !== null) return `Waiting for ${s.waitingFor}`;
  return { never: 'Not synchronized yet', done: 'WSUS Synchronization done', failed: 'WSUS Synchronization failed', cancelled: 'WSUS Synchronization cancelled' }[s.state];
};

function State({ of }: { of: Row }) {
  const tag = { never: '', running: '', done: 'is-done', failed: 'is-failed', cancelled: 'is-cancelled' }[of.state];
  return (
    <span className="with-icon">
      {of.state === 'running' && <Progress label={of.phase} share={of.total ? of.done / of.total : null} width={56} />}
      <span className={tag === '' ? undefined : `tag ${tag}`}>{stateText(of)}</span>
    </span>
  );
}

const columns: GridColumn<Row>[] = [
  { id: 'site', header: 'Site', width: 210, sortable: false, cell: (s) => <span className="with-icon" style={{ paddingLeft: s.level * 18 }}><ObjectIcon name="site" />{s.siteCode}{s.site ? ` – ${s.site.name}` : ''}</span> },
  { id: 'server', header: 'Software Update Point', width: 160, sortable: false, cell: (s) => `${s.server}${s.role === 'internetFacing' ? ' (Internet-based)' : ''}` },
  { id: 'source', header: 'Source', width: 190, elastic: true, sortable: false, cell: (s) => s.source },
  { id: 'state', header: 'State', width: 260, sortable: false, cell: (s) => <State of={s} /> },
  { id: 'version', header: 'Version', width: 64, align: 'end', sortable: false, cell: (s) => (s.site?.kind === 'secondary' ? <span className="muted">none</span> : s.contentVersion) },
  { id: 'lastSuccess', header: 'Last Successful (UTC)', width: 160, sortable: false, cell: (s) => (s.lastSucceededAt === null ? <span className="muted">Never</span> : dateTime(s.lastSucceededAt)) },
  { id: 'duration', header: 'Duration', width: 72, align: 'end', sortable: false, cell: (s) => (s.duration === null ? '' : duration(s.duration)) },
  { id: 'error', header: 'Last Error', width: 200, sortable: false, cell: (s) => s.error?.message ?? '' },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'site', descending: false } };
const icons = { Information: <Info16Regular style={{ color: 'var(--accent)' }} aria-label="Information" />, Warning: <Warning16Filled style={{ color: 'var(--warning-text)' }} aria-label="Warning" />, Error: <ErrorCircle16Filled style={{ color: 'var(--failed)' }} aria-label="Error" /> };

function LastMessages({ site }: { site: string | undefined }) {
  const messages = useAsked(['statusMessages', 'last', site], (e, call) => e.statusMessages.list({ call: site === undefined ? call : { ...call, site }, minimumSeverity: 'Information', component: 'SMS_WSUS_SYNC_MANAGER', find: '', offset: 0, limit: 10 }), { keepPrevious: false });
  return (
    <section className="status-messages">
      <h2>
        Last status messages of SMS_WSUS_SYNC_MANAGER {site === undefined ? <button type="button" className="link" onClick={() => go('status-messages')}>All</button> : <span className="secondary">{site}</span>}
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

/** Every software update point of the hierarchy in the order of its sites. */
function useRowsOfHierarchy(): { rows: Row[] | null; readAt: number; error: unknown; refetch(): void } {
  const statuses = useAsked(['softwareUpdatePoint', 'statuses'], (e, call) => e.softwareUpdatePoint.statuses({ call }));
  const sites = useSites().data?.value ?? [];
  const value = statuses.data?.value;
  const { refetch } = statuses;
  const running = value?.some((s) => s.state === 'running') ?? false;
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => void refetch(), POLL_MS);
    return () => clearInterval(timer);
  }, [running, refetch]);
  const level = (site: HierarchySite | undefined): number => (!site || !sites.some((s) => s.code === site.parent) ? 0 : 1 + level(sites.find((s) => s.code === site.parent)));
  const rowOf = (status: SoftwareUpdatePointStatus): Row => {
    const site = sites.find((s) => s.code === status.siteCode);
    const parent = status.role === 'active' ? value?.find((s) => s.siteCode === site?.parent && s.role === 'active') : undefined;
    return { ...status, key: `${status.siteCode} ${status.role}`, site, level: level(site), waitingFor: status.state !== 'running' && parent?.state === 'running' ? parent.siteCode : null };
  };
  const order = (row: Row) => sites.findIndex((s) => s.code === row.siteCode);
  return { rows: value?.map(rowOf).toSorted((a, b) => order(a) - order(b)) ?? null, readAt: statuses.dataUpdatedAt, error: statuses.error, refetch: () => void refetch() };
}

const chips = [['done', 'is-done'], ['running', ''], ['failed', 'is-failed'], ['cancelled', 'is-cancelled'], ['never', '']] as const;

function Chips({ rows }: { rows: readonly Row[] }) {
  return chips.map(([state, tag]) => {
    const n = rows.filter((row) => row.state === state).length;
    return n === 0 ? null : <span key={state} className={`tag ${tag}`}>{n} {state === 'never' ? 'not yet' : state}</span>;
  });
}

/** `scheduledAt`: undefined for a site that has no schedule of its own. */
function Facts({ row, scheduledAt }: { row: Row; scheduledAt: number | null | undefined }) {
  const link = useLinks().data?.value.find((l) => l.neighbour === row.siteCode || (l.direction === 'parent' && l.neighbour === row.site?.parent));
  return (
    <dl className="facts">
      <dt>Software update point</dt>
      <dd>{row.server}, {row.role === 'active' ? 'active' : 'Internet-based'}</dd>
      <dt>Source</dt>
      <dd>{row.source}</dd>
      <dt>Last run</dt>
      <dd>{row.startedAt === null ? 'None yet' : `Started ${dateTime(row.startedAt)} UTC${row.duration === null ? '' : `, ${duration(row.duration)}`}`}</dd>
      <dt>Progress</dt>
      <dd>{row.state === 'running' && row.total !== null ? `${count(row.done)} of ${count(row.total)}` : stateText(row)}</dd>
      {scheduledAt !== undefined && (
        <>
          <dt>Next scheduled</dt>
          <dd>{scheduledAt === null ? 'No schedule' : `${dateTime(scheduledAt)} UTC, full synchronization`}</dd>
        </>
      )}
      <dt>Retry</dt>
      <dd>{row.nextRetryAt === null ? 'None planned' : `${dateTime(row.nextRetryAt)} UTC, from the start`}</dd>
      <dt>Content version</dt>
      <dd>{row.site?.kind === 'secondary' ? 'None: a secondary site has no site database' : row.contentVersion}</dd>
      <dt>Last success</dt>
      <dd>{row.lastSucceededAt === null ? 'Never' : `${dateTime(row.lastSucceededAt)} UTC`}</dd>
      {link && (
        <>
          <dt>Link with {link.neighbour}</dt>
          <dd>{link.state === 'healthy' ? 'Healthy' : `${counted(link.backlog, 'message')} waiting${link.lastError === null ? '' : `: ${link.lastError}`}`}</dd>
        </>
      )}
    </dl>
  );
}

/** System Status → Synchronization Status: every software update point of the hierarchy, followed while they synchronize. */
export default function SynchronizationStatusPage({ log }: { log(site: string | undefined): ReactNode }) {
  const { rows, readAt, error, refetch } = useRowsOfHierarchy();
  const own = useSession((s) => s.site);
  const status = useSynchronizationStatus().data?.value;
  const verbs = useSynchronizationVerbs();
  const [layout, setLayout] = useGridLayout('synchronization-status', initial, initial.order);
  const [selection, setSelection] = useState<Selection<string>>({ ...nothingSelected<string>(), keys: new Set([`${own} active`]), focus: 0, anchor: 0 });
  const row = rows?.find((r) => selection.keys.has(r.key)) ?? rows?.[0];
  const mine = row === undefined || row.siteCode === own;
  const elsewhere = row?.site?.place === 'elsewhere';
  const title = row ? `${row.siteCode}${row.site ? ` – ${row.site.name}` : ''}` : '';
  usePage({
    node: verbs,
    selection: row && {
      title,
      actions: mine
        ? [{ label: 'Open wsyncmgr.log', icon: <DocumentText16Regular />, strong: true, run: () => go('logs/wsyncmgr.log') }, { label: 'View Status Messages', icon: <Mail16Regular />, run: () => go('status-messages') }]
        : [{ label: 'Connect to Site', icon: <PlugConnected16Regular />, strong: true, run: () => connectTo(row.siteCode), reason: elsewhere ? 'it runs in another program; open its console there.' : null }],
    } || null,
    items: rows ? counted(rows.length, 'software update point') : null,
    selected: selection.keys.size,
    readAt,
    refresh: refetch,
    properties: mine ? { label: 'Properties', run: () => openDialog({ kind: 'softwareUpdatePointProperties', tab: 'Sync Settings' }) } : null,
  });
  const failed = mine && status && !status.current && status.last?.state === 'failed' ? status.last : null;
  const site = mine ? undefined : row.siteCode;
  return (
    <>
      <PaneTitle icon="software-update-point" title="Synchronization Status" note={rows ? counted(rows.length, 'software update point') : undefined}>
        {rows && <Chips rows={rows} />}
      </PaneTitle>
      {error !== null && error !== undefined && <div className="page-inset"><ErrorBlock error={explain(error)} onRetry={refetch} /></div>}
      <div className="status-grid" style={{ height: 53 + 26 * Math.min(Math.max(rows?.length ?? 1, 1), 8) }}>
        <Grid single label="Synchronization Status" columns={columns} layout={layout} onLayout={setLayout} total={rows?.length ?? null} row={(i) => rows?.[i]} keyOf={(s) => s.key} selection={selection} onSelection={setSelection} onOpen={(s) => (s.siteCode === own ? go('logs/wsyncmgr.log') : s.site?.place === 'here' && connectTo(s.siteCode))} onMenu={openContextMenu} />
      </div>
      {rows?.length === 0 ? (
        <div className="page-inset"><Block intent="information">This site has no software update point. Choose one on the General tab of the Software Update Point Component.</Block></div>
      ) : (
        <>
          <div className="status-halves">
            <section>
              {failed && status && <Failure run={failed} status={status} />}
              {!failed && row?.error && <Block intent="error" title={`${row.siteCode}: ${stateText(row)}`}><p>{row.error.message}</p><p className="secondary">Source: {row.error.source}</p></Block>}
              {row && <Facts row={row} scheduledAt={mine && row.site?.parent === null ? status?.nextScheduledAt : undefined} />}
              {mine && <button type="button" className="link" onClick={() => go('synchronization')}>Open the Synchronization page</button>}
            </section>
            {elsewhere ? <section><p className="secondary">Status messages and log of {row!.siteCode} are in its own program.</p></section> : <LastMessages site={site} />}
          </div>
          {!elsewhere && log(site)}
        </>
      )}
    </>
  );
}
