import { Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useAsked } from '../../data/index.ts';
import { dateTime, EmptyState } from '../../ui/index.ts';

const MOST = 500;

/** A client's log, made from what it told the site (simulated clients write no files). */
export function ClientLog({ id }: { id: number }) {
  const [name, setName] = useState('WUAHandler.log');
  const log = useAsked(['compliance', 'log', id, name], (e, call) => e.clients.log({ call, id, name, offset: 0, limit: MOST })).data?.value;
  return (
    <div className="client-log">
      <div className="client-log-head">
        <label htmlFor="client-log-name">Log</label>
        <Select id="client-log-name" size="small" value={name} onChange={(_, data) => setName(data.value)}>
          {(log?.names ?? [name]).map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Select>
        <span className="secondary">Made from the state messages this computer sent; times by its clock, UTC.</span>
      </div>
      {log && log.lines.length === 0 && <EmptyState icon="log" title="Nothing in this log yet" text="Lines come with the computer’s first scan." />}
      {log && log.lines.length > 0 && (
        <ol className="client-log-lines" aria-label={name}>
          {log.lines.map((line) => (
            <li key={line.number} className={`is-${line.severity}`}>
              <span className="log-side">{dateTime(line.at)}</span> {line.text}
            </li>
          ))}
        </ol>
      )}
      {log && log.total > MOST && <p className="secondary">The first {MOST} of {log.total} lines.</p>}
    </div>
  );
}
