import type { UpdateDetails } from '../../../../contract/index.ts';
import { bytes, counted, date, Severity } from '../../../ui/index.ts';
import { ContentTable } from '../tables.tsx';
import { restarts } from '../words.ts';
import { Facts } from './Facts.tsx';
import { prettyXml } from './pretty-xml.ts';

export function UpdateDetailsTab({ update }: { update: UpdateDetails }) {
  return (
    <Facts
      of={[
        ['Title', <strong>{update.title}</strong>],
        ['Description', update.description],
        ['Bulletin ID', update.bulletinId || 'None'],
        ['Article ID', update.articleId || 'None'],
        ['Severity', <Severity name={update.severity} />],
        ['Date Released', date(update.dateReleased)],
        ['Date Revised', date(update.dateRevised)],
        ['Classification', update.classification],
        ['Product', update.products.join(', ')],
        ['Vendor', update.vendor],
        ['Language', update.languages.join(', ') || 'All'],
        ['Restart', restarts[update.restart]],
        ...(update.cves.length > 0 ? [['CVE', update.cves.join(', ')] as const] : []),
        ['Article', update.articleUrl ?? 'None'],
        ...(update.moreInfoUrls.length > 0 ? [['More information', update.moreInfoUrls.join(', ')] as const] : []),
        ['Update ID', <span className="mono">{update.updateId}</span>],
        ['Revision', String(update.revisionNumber)],
      ]}
    />
  );
}

export function ContentTab({ update }: { update: UpdateDetails }) {
  return (
    <>
      <p className="secondary" style={{ marginBottom: 10 }}>
        {counted(update.files.length, 'file')}, {bytes(update.size)}. Only this description is synchronized; the files themselves are not.
      </p>
      <ContentTable update={update} />
    </>
  );
}

export function MetadataTab({ update }: { update: UpdateDetails }) {
  if (update.xml === null) return <p className="secondary">The catalog of the software update point holds no document of this update.</p>;
  return <pre className="xml-view" tabIndex={0} aria-label="Update document">{prettyXml(update.xml)}</pre>;
}
