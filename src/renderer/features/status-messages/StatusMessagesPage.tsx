import { Button, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { StatusMessage, StatusSeverity } from '../../../contract/index.ts';
import { ask, useRows } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { bounds, resizePane, useLayout, usePage } from '../../state/index.ts';
import { counted, dateTime, EmptyState, PaneTitle, Splitter } from '../../ui/index.ts';
import { columns, severityIcon } from './columns.tsx';

function Detail({ message }: { message: StatusMessage | undefined }) {
  if (!message) return <p className="detail-hint secondary">Select a status message to read all of it.</p>;
  return (
    <div className="message-detail">
      <h2>
        {severityIcon[message.severity]} {message.messageId}
      </h2>
      <p className="message-text">{message.description}</p>
      <dl className="facts">
        <dt>Component</dt>
        <dd>{message.component}</dd>
        <dt>System</dt>
        <dd>{message.system}</dd>
        <dt>Site</dt>
        <dd>{message.siteCode}</dd>
        <dt>Date/Time</dt>
        <dd>{dateTime(message.at)} UTC</dd>
        <dt>Record</dt>
        <dd>{message.recordId}</dd>
        {message.insertionStrings.some((s) => s !== '') && (
          <>
            <dt>Insertion strings</dt>
            <dd>{message.insertionStrings.filter((s) => s !== '').join(' · ')}</dd>
          </>
        )}
      </dl>
    </div>
  );
}

/** System Status → Status Messages: what the site's components reported, newest first. */
export default function StatusMessagesPage() {
  const [severity, setSeverity] = useState<StatusSeverity>('Information');
  const [component, setComponent] = useState('');
  const [components, setComponents] = useState<string[]>([]);
  const list = useList<StatusMessage, number>('status-messages', columns, { sort: { column: 'at', descending: true } });
  const find = list.find?.text ?? '';
  const { detail } = useLayout();
  const key = JSON.stringify([severity, component, find]);
  const rows = useRows<StatusMessage>('statusMessages', key, async (offset, limit) => {
    const { value } = await ask((e, call) => e.statusMessages.list({ call, minimumSeverity: severity, component: component || null, find, offset, limit }));
    setComponents((before) => (before.join() === value.components.join() ? before : value.components));
    return value;
  });
  const chosen = rows.row(list.selection.focus);
  const clear = () => {
    list.setFind(null);
    setSeverity('Information');
    setComponent('');
  };
  const filtered = find !== '' || severity !== 'Information' || component !== '';
  usePage({ ...listFacts(list, rows), node: [], selection: chosen && list.selection.keys.size > 0 ? { title: `Status message ${chosen.messageId}`, actions: [] } : null, readAt: rows.readAt, refresh: rows.refresh });
  const bar = (
    <>
      <Select size="small" aria-label="Severity" value={severity} onChange={(_, data) => setSeverity(data.value as StatusSeverity)}>
        <option value="Information">All severities</option>
        <option value="Warning">Warnings and errors</option>
        <option value="Error">Errors</option>
      </Select>
      <Select size="small" aria-label="Component" value={component} onChange={(_, data) => setComponent(data.value)}>
        <option value="">All components</option>
        {components.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </Select>
    </>
  );
  return (
    <>
      <PaneTitle icon="status-message" title="Status Messages" note={rows.total === null ? undefined : counted(rows.total, 'message')} />
      <List
        single label="Status Messages" list={list} rows={rows} searched={[]} bar={bar} error={rows.error} onRetry={rows.refresh} keyOf={(m) => m.recordId}
        empty={<EmptyState icon="status-message" title={filtered ? 'No status message matches' : 'No status messages yet'} text={filtered ? undefined : 'Components report here when they work, the first one being a synchronization.'} action={filtered ? <Button onClick={clear}>Clear</Button> : undefined} />}
      />
      <Splitter label="Detail pane height" axis="horizontal" size={detail} bounds={bounds.detail} sign={-1} onSize={(size) => resizePane('detail', size)} />
      <section className="message-strip" style={{ height: detail }} aria-label="Detail pane" tabIndex={0}>
        <Detail message={chosen} />
      </section>
    </>
  );
}
