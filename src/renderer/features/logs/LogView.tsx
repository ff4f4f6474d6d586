import { Button, Checkbox, Input, Select } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular, Search16Regular } from '@fluentui/react-icons';
import { useEffect, useState, type Ref } from 'react';
import type { LogSeverity } from '../../../contract/index.ts';
import { explain } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { bytes, counted, EmptyState, ErrorBlock, IconButton, ObjectIcon } from '../../ui/index.ts';
import './log.css';
import { LogLines } from './LogLines.tsx';
import { useLog } from './use-log.ts';

/** A log with find, severity filter and live follow; compact below another page's content. `site`: of another site of the program. */
export function LogView({ name, site, compact = false, findRef }: { name: string; site?: string; compact?: boolean; findRef?: Ref<HTMLInputElement> }) {
  const [severity, setSeverity] = useState<LogSeverity>('information');
  const [find, setFind] = useState('');
  const [nth, setNth] = useState(0);
  const [follow, setFollow] = useState(true);
  const [chosen, setChosen] = useState(-1);
  const { rows, bytes: size, matches } = useLog(name, site, severity, find, follow);
  const at = matches.length === 0 ? -1 : Math.min(nth, matches.length - 1);
  const next = (step: number) => {
    if (matches.length === 0) return;
    setFollow(false);
    setChosen(-1);
    setNth((at + step + matches.length) % matches.length);
  };
  useEffect(() => setChosen(-1), [severity, find]);

  const problem = rows.error !== null && rows.total === null ? explain(rows.error) : null;
  const line = chosen >= 0 ? rows.row(chosen) : undefined;
  return (
    <div className="log-view">
      <div className={`log-bar${compact ? ' is-compact' : ''}`}>
        <ObjectIcon name="log" />
        {compact ? <h2>{name}</h2> : <h1>{name}</h1>}
        <span className="secondary">{site === undefined ? '' : `${site}, `}{rows.total === null ? '' : `${counted(rows.total, 'line')}, ${bytes(size)}`}</span>
        {compact && site === undefined && (
          <button type="button" className="link" onClick={() => go(`logs/${name}`)}>
            Open
          </button>
        )}
        <span className="spacer" />
        <label htmlFor="log-find">Look for:</label>
        <Input
          id="log-find"
          ref={findRef}
          size="small"
          className="log-find"
          maxLength={200}
          contentBefore={<Search16Regular />}
          contentAfter={find === '' ? undefined : <span className="secondary" role="status">{matches.length === 0 ? 'none' : `${at + 1} of ${matches.length}`}</span>}
          value={find}
          onChange={(_, data) => (setFind(data.value), setNth(0), data.value !== '' && setFollow(false))}
          onKeyDown={(event) => {
            if (event.key === 'Enter') next(event.shiftKey ? -1 : 1);
            if (event.key === 'Escape') setFind('');
          }}
        />
        <IconButton label="Previous" icon={<ArrowUp16Regular />} reason={matches.length === 0 ? 'nothing is found' : null} onClick={() => next(-1)} />
        <IconButton label="Next" icon={<ArrowDown16Regular />} reason={matches.length === 0 ? 'nothing is found' : null} onClick={() => next(1)} />
        <Select size="small" aria-label="Severity" value={severity} onChange={(_, data) => setSeverity(data.value as LogSeverity)}>
          <option value="information">All severities</option>
          <option value="warning">Warnings and errors</option>
          <option value="error">Errors</option>
        </Select>
        <Checkbox label="Follow" checked={follow} onChange={(_, data) => setFollow(data.checked === true)} />
      </div>
      {problem && problem.code === 'NOT_FOUND' ? (
        <EmptyState icon="log" title={`${name} has not been written yet`} text="Its first lines come with the first synchronization." action={<Button onClick={rows.refresh}>Refresh</Button>} />
      ) : problem ? (
        <div className="page-inset">
          <ErrorBlock error={problem} onRetry={rows.refresh} />
        </div>
      ) : (
        <LogLines label={name} rows={rows} find={find} current={chosen >= 0 ? chosen : at < 0 ? -1 : matches[at]!} follow={follow} onScrolledUp={() => setFollow(false)} onChoose={(index) => (setFollow(false), setChosen(index))} compact={compact} />
      )}
      {!compact && line && (
        <div className="log-whole mono" tabIndex={0} aria-label="Selected line">
          {line.text}
        </div>
      )}
    </div>
  );
}
