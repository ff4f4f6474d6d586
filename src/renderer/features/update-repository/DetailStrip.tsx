import { ChevronDown16Regular, Copy16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { UpdateDetails } from '../../../contract/index.ts';
import { explain } from '../../data/index.ts';
import { copyText, togglePane } from '../../state/index.ts';
import { bytes, counted, date, ErrorBlock, IconButton, ObjectIcon, Severity, Tabs } from '../../ui/index.ts';
import { icons } from './columns.tsx';
import { ComplianceOf } from './ComplianceOf.tsx';
import './details.css';
import { ContentTable, RelatedTable } from './tables.tsx';
import { useDetails } from './use-details.ts';
import { restarts } from './words.ts';

function Details({ update, collection, whose }: { update: UpdateDetails; collection: number | null; whose: string }) {
  return (
    <div className="detail-columns">
      <section>
        <h2 className="detail-title">
          <ObjectIcon name={icons[update.icon].name} label={icons[update.icon].label} />
          {update.title}
        </h2>
        <p className="detail-text">{update.description}</p>
        <dl className="facts is-tight">
          {update.cves.length > 0 && (
            <>
              <dt>CVE</dt>
              <dd>{update.cves.join(', ')}</dd>
            </>
          )}
          <dt>Update ID</dt>
          <dd className="detail-id">
            <span className="mono">{update.updateId}</span>
            <IconButton label="Copy Update ID" icon={<Copy16Regular />} onClick={() => void copyText(update.updateId, 'Update ID')} />
          </dd>
        </dl>
      </section>
      <section>
        <dl className="facts is-tight">
          <dt>Severity</dt>
          <dd>
            <Severity name={update.severity} />
          </dd>
          <dt>Date Released</dt>
          <dd>{date(update.dateReleased)}</dd>
          <dt>Date Revised</dt>
          <dd>{date(update.dateRevised)}</dd>
          <dt>Maximum run time</dt>
          <dd>{counted(update.maximumRunTime, 'minute')}</dd>
          <dt>Restart</dt>
          <dd>{restarts[update.restart]}</dd>
          <dt>Size</dt>
          <dd>{update.files.length === 0 ? 'No files' : bytes(update.size)}</dd>
        </dl>
      </section>
      <section>
        <ComplianceOf id={update.id} collection={collection} whose={whose} />
        <dl className="facts is-tight">
          <dt>Classification</dt>
          <dd>{update.classification}</dd>
          <dt>Product</dt>
          <dd>{update.products.join(', ')}</dd>
          <dt>Vendor</dt>
          <dd>{update.vendor}</dd>
          <dt>Language</dt>
          <dd>{update.language || 'All'}</dd>
          <dt>Superseded by</dt>
          <dd>{update.supersededBy.length === 0 ? 'None' : counted(update.supersededBy.length, 'update')}</dd>
        </dl>
      </section>
    </div>
  );
}

const tabs = ['Details', 'Content', 'Supersedence'] as const;

/** What the one selected software update is, below the grid. */
export function DetailStrip({ id, count, height, collection, whose }: { id: number | null; count: number; height: number; collection: number | null; whose: string }) {
  const [tab, setTab] = useState<(typeof tabs)[number]>('Details');
  const details = useDetails(id);
  const update = id === null ? undefined : details.data?.value;
  return (
    <section className="detail-strip" style={{ height }} aria-label="Detail pane">
      <div className="detail-head">
        <Tabs label="Details" names={tabs} current={tab} onSelect={(name) => setTab(name)} />
        <span className="spacer" />
        <IconButton label="Hide Details" icon={<ChevronDown16Regular />} onClick={() => togglePane('detail')} />
      </div>
      <div className="detail-body" role="tabpanel" aria-label={tab} tabIndex={0}>
        {id === null && <p className="detail-hint secondary">{count > 1 ? `${counted(count, 'software update')} selected. Details are shown for one at a time.` : 'Select a software update to see what it is.'}</p>}
        {id !== null && details.error && (
          <div className="page-inset">
            <ErrorBlock error={explain(details.error)} onRetry={() => void details.refetch()} />
          </div>
        )}
        {update && !details.error && (
          <>
            {tab === 'Details' && <Details update={update} collection={collection} whose={whose} />}
            {tab === 'Content' && <ContentTable update={update} />}
            {tab === 'Supersedence' && (
              <div className="detail-halves">
                <RelatedTable title="Supersedes" none="It supersedes no other update." updates={update.supersedes} />
                <RelatedTable title="Superseded by" none="No update supersedes it." updates={update.supersededBy} />
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
}
