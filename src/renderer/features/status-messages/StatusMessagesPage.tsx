import { Button, Input, Select } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { StatusMessage, StatusSeverity } from '../../../contract/index.ts';
import { ask, explain, useRows } from '../../data/index.ts';
import { bounds, openContextMenu, resizePane, useGridLayout, useLayout, usePage } from '../../state/index.ts';
import { counted, dateTime, EmptyState, ErrorBlock, Grid, nothingSelected, PaneTitle, Splitter, type Selection } from '../../ui/index.ts';
import { columns, initialLayout, severityIcon } from './columns.tsx';

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
  const [text, setText] = useState('');
  const [find, setFind] = useState('');
  const [components, setComponents] = useState<string[]>([]);
  const [layout, setLayout] = useGridLayout('status-messages', initialLayout, initialLayout.order);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const input = useRef<HTMLInputElement>(null);
  const { detail } = useLayout();
  const key = JSON.stringify([severity, component, find]);
  const rows = useRows<StatusMessage>('statusMessages', key, async (offset, limit) => {
    const { value } = await ask((e, call) => e.statusMessages.list({ call, minimumSeverity: severity, component: component || null, find, offset, limit }));
    setComponents((before) => (before.join() === value.components.join() ? before : value.components));
    return value;
  });
  const chosen = rows.row(selection.focus);
  const clear = () => {
    setText('');
    setFind('');
    setSeverity('Information');
    setComponent('');
  };
  const filtered = find !== '' || severity !== 'Information' || component !== '';
  usePage({ node: [], selection: chosen ? { title: `Status message ${chosen.messageId}`, actions: [] } : null, items: rows.total === null ? null : counted(rows.total, 'item'), selected: selection.keys.size, readAt: rows.readAt, refresh: rows.refresh, find: () => input.current?.focus() });
  return (
    <>
      <PaneTitle icon="status-message" title="Status Messages" note={rows.total === null ? undefined : counted(rows.total, 'message')} />
      <form className="find-bar" role="search" onSubmit={(event) => (event.preventDefault(), setFind(text.trim()))}>
        <label htmlFor="message-find">Look for:</label>
        <Input id="message-find" ref={input} size="small" maxLength={200} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => setText(data.value)} />
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
        <Button size="small" type="submit" disabled={text.trim() === find}>
          Find Now
        </Button>
        <Button size="small" type="button" disabled={!filtered && text === ''} onClick={clear}>
          Clear
        </Button>
      </form>
      {rows.error !== null && rows.total === null ? (
        <div className="page-inset">
          <ErrorBlock error={explain(rows.error)} onRetry={rows.refresh} />
        </div>
      ) : (
        <Grid single label="Status Messages" columns={columns} layout={layout} onLayout={setLayout} total={rows.total} row={rows.row} keyOf={(m) => m.recordId} selection={selection} onSelection={setSelection} wanted={rows.wanted} onMenu={openContextMenu} empty={<EmptyState icon="status-message" title={filtered ? 'No status message matches' : 'No status messages yet'} text={filtered ? undefined : 'Components report here when they work, the first one being a synchronization.'} action={filtered ? <Button onClick={clear}>Clear</Button> : undefined} />} />
      )}
      <Splitter label="Detail pane height" axis="horizontal" size={detail} bounds={bounds.detail} sign={-1} onSize={(size) => resizePane('detail', size)} />
      <section className="message-strip" style={{ height: detail }} aria-label="Detail pane" tabIndex={0}>
        <Detail message={chosen} />
      </section>
    </>
  );
}
