import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { UpdateDetails } from '../../../../contract/index.ts';
import { explain, useAsked } from '../../../data/index.ts';
import { openHelp } from '../../../state/index.ts';
import { Block, bytes, counted, date, DialogWindow, ErrorBlock, Severity } from '../../../ui/index.ts';
import '../details.css';
import { ContentTable, RelatedTable } from '../tables.tsx';
import { restarts } from '../words.ts';
import { prettyXml } from './pretty-xml.ts';
import { SupersedenceTab } from './SupersedenceTab.tsx';

const LATER = 'It can be changed in a later version of Patchbay.';

function Facts({ of }: { of: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {of.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function UpdateDetailsTab({ update }: { update: UpdateDetails }) {
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

const tabs: { name: string; shown?(update: UpdateDetails): boolean; draw(update: UpdateDetails): ReactNode }[] = [
  { name: 'Update Details', draw: (u) => <UpdateDetailsTab update={u} /> },
  {
    name: 'Content Information',
    draw: (u) => (
      <>
        <p className="secondary" style={{ marginBottom: 10 }}>
          {counted(u.files.length, 'file')}, {bytes(u.size)}. Only this description is synchronized; the files themselves are not.
        </p>
        <ContentTable update={u} />
      </>
    ),
  },
  { name: 'Supersedence Information', draw: (u) => <SupersedenceTab id={u.id} /> },
  { name: 'Bundled Updates', shown: (u) => u.bundled.length > 0, draw: (u) => <RelatedTable title="Updates in this bundle" none="" updates={u.bundled} /> },
  {
    name: 'Maximum Run Time',
    draw: (u) => (
      <>
        <Facts of={[['Maximum run time', counted(u.maximumRunTime, 'minute')]]} />
        <div style={{ marginTop: 14 }}>
          <Block intent="information">The time an installation may take on a client before it is given up: 60 minutes for service packs, 20 for others. {LATER}</Block>
        </div>
      </>
    ),
  },
  {
    name: 'Custom Severity',
    draw: (u) => (
      <>
        <Facts of={[['Severity of the vendor', <Severity name={u.severity} />], ['Custom severity', <Severity name={u.customSeverity} />]]} />
        <div style={{ marginTop: 14 }}>
          <Block intent="information">A custom severity is this site's own rating beside the vendor's. {LATER}</Block>
        </div>
      </>
    ),
  },
  {
    name: 'License Terms',
    draw: (u) => <p>{u.licenceTerms ? 'This update has license terms that are accepted before it is deployed.' : 'This update has no license terms.'}</p>,
  },
  { name: 'Metadata', draw: (u) => (u.xml === null ? <p className="secondary">The catalog of the software update point holds no document of this update.</p> : <pre className="xml-view" tabIndex={0} aria-label="Update document">{prettyXml(u.xml)}</pre>) },
];

/** Properties of one software update (D§5.6); read-only in this version. */
export default function UpdateProperties({ id, tab, onClose }: { id: number; tab?: string; onClose(): void }) {
  const details = useAsked(['updateRepository', 'details', id], (e, call) => e.updateRepository.details({ call, id }));
  const [current, setCurrent] = useState(tab ?? tabs[0]!.name);
  const update = details.data?.value;
  const shown = tabs.filter((t) => !t.shown || (update && t.shown(update)));
  return (
    <DialogWindow
      icon="update-normal"
      title={update ? `${update.bulletinId ? `${update.bulletinId}: ` : ''}${update.title} Properties` : 'Properties'}
      width={940}
      height={600}
      onClose={onClose}
      tabs={{ names: shown.map((t) => t.name), current, onSelect: setCurrent }}
      footer={
        <>
          <Button appearance="primary" onClick={onClose}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled title="Nothing here can be changed in this version of Patchbay.">Apply</Button>
          <Button onClick={() => openHelp('update-properties')}>Help</Button>
        </>
      }
    >
      {details.error && <ErrorBlock error={explain(details.error)} onRetry={() => void details.refetch()} />}
      {update && !details.error && shown.find((t) => t.name === current)?.draw(update)}
    </DialogWindow>
  );
}
