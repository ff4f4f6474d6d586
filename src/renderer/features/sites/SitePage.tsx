import { Button } from '@fluentui/react-components';
import type { Link } from '../../../contract/index.ts';
import { connectTo, explain, useAsked, useLinks, useSites } from '../../data/index.ts';
import { go, usePage } from '../../state/index.ts';
import { Block, count, counted, dateTime, ErrorBlock, PaneTitle } from '../../ui/index.ts';
import { useSiteVerbs } from './actions.tsx';
import './sites.css';
import { fullName, kindNames, linkNames, linkTags, placeNames } from './words.ts';

function Backlog({ link }: { link: Link }) {
  const backlog = useAsked(['hierarchy', 'backlog', link.neighbour], (e, call) => e.hierarchy.backlog({ call, neighbour: link.neighbour }));
  const rows = backlog.data?.value ?? [];
  return (
    <section>
      <h2>Waiting for {link.neighbour}</h2>
      {backlog.error && <ErrorBlock error={explain(backlog.error)} onRetry={() => void backlog.refetch()} />}
      {backlog.data && rows.length === 0 && <p className="secondary">Nothing: every message was acknowledged.</p>}
      {rows.length > 0 && (
        <table className="sites-table" aria-label="Backlog">
          <thead>
            <tr>
              <th className="number">Number</th>
              <th>Message</th>
              <th>Queued (UTC)</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.number}>
                <td className="number">{count(row.number)}</td>
                <td>{row.what}</td>
                <td>{dateTime(row.queuedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {link.backlog > rows.length && rows.length > 0 && <p className="secondary">{count(link.backlog - rows.length)} more wait behind these.</p>}
    </section>
  );
}

function LinkFacts({ link }: { link: Link }) {
  return (
    <section>
      <h2>Replication link</h2>
      {link.state === 'failing' && (
        <Block intent="warning" title="Messages cannot be delivered">
          <p>
            {link.lastError} {link.nextAttemptAt === null ? '' : `Tried again at ${dateTime(link.nextAttemptAt)} UTC.`} Nothing is lost meanwhile.
          </p>
        </Block>
      )}
      {link.state === 'held' && <Block intent="information">The link is held here. Messages queue up until it is released.</Block>}
      <dl className="facts">
        <dt>State</dt>
        <dd><span className={`tag ${linkTags[link.state]}`}>{linkNames[link.state]}</span></dd>
        <dt>Backlog</dt>
        <dd>{counted(link.backlog, 'message')}{link.oldestQueuedAt === null ? '' : `, the oldest since ${dateTime(link.oldestQueuedAt)} UTC`}</dd>
        <dt>Acknowledged</dt>
        <dd>{counted(link.acknowledged, 'message')} sent, {counted(link.received, 'message')} received</dd>
        <dt>Last exchange</dt>
        <dd>{link.lastExchangeAt === null ? 'Never' : `${dateTime(link.lastExchangeAt)} UTC`}</dd>
        {link.attempts > 0 && (
          <>
            <dt>Failed tries</dt>
            <dd>{count(link.attempts)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** A site below the connected one: what it is, and the link to it with its backlog. */
export default function SitePage({ code }: { code: string }) {
  const sites = useSites();
  const links = useLinks();
  const site = sites.data?.value.find((s) => s.code === code);
  const link = links.data?.value.find((l) => l.neighbour === code);
  const verbs = useSiteVerbs(site);
  usePage({ node: verbs.filter((verb) => verb.label !== 'Link and Backlog'), selection: null, items: null, selected: 0, readAt: links.dataUpdatedAt, refresh: () => void links.refetch() });
  if (!site) return <PaneTitle icon="site" title={code} />;
  return (
    <>
      <PaneTitle icon="site" title={fullName(site)} note={kindNames[site.kind]} />
      <div className="page-scroll sites" tabIndex={0} role="group" aria-label={fullName(site)}>
        <section>
          <dl className="facts">
            <dt>Site server</dt>
            <dd>{site.server}</dd>
            <dt>Parent</dt>
            <dd>{site.parent}</dd>
            <dt>Runs in</dt>
            <dd>{placeNames[site.place]}</dd>
            <dt>Holds</dt>
            <dd>{site.kind === 'secondary' ? 'A WSUS replica and its log; no site database' : 'Its own site database, WSUS catalog and logs'}</dd>
          </dl>
          <div className="sites-row">
            {site.place === 'here' && <Button onClick={() => (connectTo(site.code), go('site-management'))}>Connect to Site</Button>}
            <Button onClick={() => go('synchronization-status')}>Synchronization Status</Button>
          </div>
        </section>
        {link ? <LinkFacts link={link} /> : links.data && <p className="secondary">Its link is with its parent {site.parent}; connect to that site to see it.</p>}
        {link && <Backlog link={link} />}
      </div>
    </>
  );
}
