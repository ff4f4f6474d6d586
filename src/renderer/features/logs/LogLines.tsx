import { ErrorCircle16Filled, Warning16Filled } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useRef } from 'react';
import type { LogLine } from '../../../contract/index.ts';
import type { Rows } from '../../data/index.ts';
import { logTime } from '../../ui/index.ts';

const HEIGHT = 20;

function Marked({ text, find }: { text: string; find: string }) {
  if (find === '') return text;
  const pieces: (string | { found: string })[] = [];
  const lower = text.toLowerCase();
  const sought = find.toLowerCase();
  let at = 0;
  for (let hit = lower.indexOf(sought); hit >= 0; hit = lower.indexOf(sought, at)) {
    pieces.push(text.slice(at, hit), { found: text.slice(hit, hit + sought.length) });
    at = hit + sought.length;
  }
  return [...pieces, text.slice(at)].map((piece, n) => (typeof piece === 'string' ? piece : <mark key={n}>{piece.found}</mark>));
}

const Line = memo(function Line({ line, index, top, find, current, compact }: { line: LogLine | undefined; index: number; top: number; find: string; current: boolean; compact: boolean }) {
  if (!line) return <div className="log-line" style={{ transform: `translateY(${top}px)` }} />;
  return (
    <div role="row" aria-rowindex={index + 2} data-index={index} className={`log-line is-${line.severity}${current ? ' is-current' : ''}`} style={{ transform: `translateY(${top}px)` }}>
      <span role="cell" className="log-icon">
        {line.severity === 'error' && <ErrorCircle16Filled aria-label="Error" />}
        {line.severity === 'warning' && <Warning16Filled aria-label="Warning" />}
      </span>
      <span role="cell" className="log-text" title={line.text}>
        <Marked text={line.text} find={find} />
      </span>
      {!compact && (
        <span role="cell" className="log-side">
          {line.component}
        </span>
      )}
      <span role="cell" className="log-side">
        {logTime(line.at)}
      </span>
      <span role="cell" className="log-side">
        {line.thread} (0x{line.thread.toString(16).toUpperCase()})
      </span>
    </div>
  );
});

interface Props {
  label: string;
  rows: Rows<LogLine>;
  find: string;
  /** Line to be shown, such as the current match; -1 for none. */
  current: number;
  /** Stay at the end as lines are written; `onScrolledUp` when the user leaves it. */
  follow: boolean;
  onScrolledUp(): void;
  onChoose(index: number): void;
  compact?: boolean;
}

/** Lines of a log, any number of them, coloured by severity. */
export function LogLines({ label, rows, find, current, follow, onScrolledUp, onChoose, compact = false }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const total = rows.total ?? 0;
  const virtual = useVirtualizer({ count: total, getScrollElement: () => scroller.current, estimateSize: () => HEIGHT, overscan: 20 });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 60;
  const { wanted } = rows;
  useEffect(() => wanted(first, last), [wanted, first, last, total]);
  useEffect(() => {
    const element = scroller.current;
    if (follow && element) element.scrollTop = element.scrollHeight;
  }, [follow, total]);
  useEffect(() => {
    if (current >= 0) virtual.scrollToIndex(current, { align: 'center' });
  }, [current, virtual]);
  return (
    <div
      ref={scroller}
      className={`log-lines${compact ? ' is-compact' : ''}`}
      role="table"
      aria-label={label}
      aria-rowcount={total + 1}
      tabIndex={0}
      data-pane-focus
      onWheel={(event) => event.deltaY < 0 && onScrolledUp()}
      onKeyDown={(event) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && onScrolledUp()}
      onClick={(event) => {
        const line = (event.target as HTMLElement).closest<HTMLElement>('.log-line');
        if (line?.dataset['index']) onChoose(Number(line.dataset['index']));
      }}
    >
      <div role="rowgroup" className="log-head">
        <div role="row" className="log-columns">
          <span role="columnheader">
            <span className="visually-hidden">Severity</span>
          </span>
          <span role="columnheader">Log Text</span>
          {!compact && <span role="columnheader">Component</span>}
          <span role="columnheader">Date/Time</span>
          <span role="columnheader">Thread</span>
        </div>
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => (
          <Line key={item.index} line={rows.row(item.index)} index={item.index} top={item.start} find={find} current={item.index === current} compact={compact} />
        ))}
      </div>
    </div>
  );
}
