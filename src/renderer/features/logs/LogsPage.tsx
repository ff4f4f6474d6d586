import { DocumentText16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { LogFile } from '../../../contract/index.ts';
import { explain, useAsked } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { bytes, count, counted, dateTime, EmptyState, ErrorBlock, Grid, nothingSelected, ObjectIcon, PaneTitle, type GridColumn, type Selection } from '../../ui/index.ts';

const columns: GridColumn<LogFile>[] = [
  { id: 'name', header: 'Name', width: 200, cell: (l) => <span className="with-icon"><ObjectIcon name="log" />{l.name}</span> },
  { id: 'component', header: 'Component', width: 240, cell: (l) => l.component },
  { id: 'lines', header: 'Lines', width: 80, align: 'end', cell: (l) => count(l.lines) },
  { id: 'bytes', header: 'Size', width: 90, align: 'end', cell: (l) => bytes(l.bytes) },
  { id: 'lastAt', header: 'Last Written (UTC)', width: 170, cell: (l) => (l.lastAt === null ? null : dateTime(l.lastAt)) },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'name', descending: false } };
const known = initial.order;

const value = (log: LogFile, column: string): string | number => (log as unknown as Record<string, string | number | null>)[column] ?? 0;

/** Tools → Logs: the logs of the site. */
export default function LogsPage() {
  const logs = useAsked(['logs', 'list'], (e, call) => e.logs.list({ call }));
  const [layout, setLayout] = useGridLayout('logs', initial, known);
  const [selection, setSelection] = useState<Selection<string>>(nothingSelected);
  const { column, descending } = layout.sort;
  const rows = (logs.data?.value ?? []).toSorted((a, b) => (value(a, column) < value(b, column) ? -1 : 1) * (descending ? -1 : 1));
  const chosen = rows.find((log) => selection.keys.has(log.name));
  usePage({
    node: [],
    selection: chosen ? { title: chosen.name, actions: [{ label: 'Open', icon: <DocumentText16Regular />, strong: true, run: () => go(`logs/${chosen.name}`) }] } : null,
    items: logs.data ? counted(rows.length, 'item') : null,
    selected: selection.keys.size,
    readAt: logs.dataUpdatedAt,
    refresh: () => void logs.refetch(),
  });
  return (
    <>
      <PaneTitle icon="log" title="Logs" note={logs.data ? counted(rows.length, 'log') : undefined} />
      {logs.error ? (
        <div className="page-inset">
          <ErrorBlock error={explain(logs.error)} onRetry={() => void logs.refetch()} />
        </div>
      ) : (
        <Grid single label="Logs" columns={columns} layout={layout} onLayout={setLayout} total={logs.data ? rows.length : null} row={(i) => rows[i]} keyOf={(l) => l.name} selection={selection} onSelection={setSelection} onOpen={(l) => go(`logs/${l.name}`)} onMenu={openContextMenu} empty={<EmptyState icon="log" title="No log has been written yet" text="wsyncmgr.log is written by the first synchronization." />} />
      )}
    </>
  );
}
