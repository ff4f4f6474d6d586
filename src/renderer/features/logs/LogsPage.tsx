import { DocumentText16Regular } from '@fluentui/react-icons';
import type { LogFile } from '../../../contract/index.ts';
import { useAsked } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { bytes, count, counted, dateTime, EmptyState, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';

const columns: GridColumn<LogFile>[] = [
  { id: 'name', header: 'Name', width: 200, cell: (l) => <span className="with-icon"><ObjectIcon name="log" />{l.name}</span> },
  { id: 'component', header: 'Component', width: 240, cell: (l) => l.component },
  { id: 'lines', header: 'Lines', width: 80, align: 'end', order: (l) => l.lines, cell: (l) => count(l.lines) },
  { id: 'bytes', header: 'Size', width: 90, align: 'end', order: (l) => l.bytes, cell: (l) => bytes(l.bytes) },
  { id: 'lastAt', header: 'Last Written (UTC)', width: 170, order: (l) => l.lastAt ?? 0, cell: (l) => (l.lastAt === null ? null : dateTime(l.lastAt)) },
];

/** Tools → Logs: the logs of the site. */
export default function LogsPage() {
  const logs = useAsked(['logs', 'list'], (e, call) => e.logs.list({ call }));
  const list = useList<LogFile, string>('logs', columns);
  const rows = useRowsInMemory(list, logs.data?.value ?? null);
  const chosen = rows.rows.find((log) => list.selection.keys.has(log.name));
  usePage({
    ...listFacts(list, rows),
    node: [],
    selection: chosen ? { title: chosen.name, actions: [{ label: 'Open', icon: <DocumentText16Regular />, strong: true, run: () => go(`logs/${chosen.name}`) }] } : null,
    readAt: logs.dataUpdatedAt,
    refresh: () => void logs.refetch(),
  });
  return (
    <>
      <PaneTitle icon="log" title="Logs" note={logs.data ? counted(logs.data.value.length, 'log') : undefined} />
      <List
        single label="Logs" list={list} rows={rows} error={logs.error} onRetry={() => void logs.refetch()} keyOf={(l) => l.name} onOpen={(l) => go(`logs/${l.name}`)}
        empty={<EmptyState icon="log" title={list.find ? `No log contains ${list.find.text}.` : 'No log has been written yet'} text={list.find ? undefined : 'wsyncmgr.log is written by the first synchronization.'} />}
      />
    </>
  );
}
