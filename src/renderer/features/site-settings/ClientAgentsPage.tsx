import { useAsked } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { counted, dateTime, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';

interface ClientAgent {
  name: string;
  state: string;
  modifiedAt: number | null;
  modifiedBy: string | null;
}

const columns: GridColumn<ClientAgent>[] = [
  { id: 'name', header: 'Name', width: 300, cell: (a) => <span className="with-icon"><ObjectIcon name="component" />{a.name}</span> },
  { id: 'state', header: 'State', width: 90, cell: (a) => a.state },
  { id: 'modifiedAt', header: 'Last Modified (UTC)', width: 170, order: (a) => a.modifiedAt ?? 0, cell: (a) => (a.modifiedAt === null ? <span className="muted">Never</span> : dateTime(a.modifiedAt)) },
  { id: 'modifiedBy', header: 'Modified By', width: 180, cell: (a) => a.modifiedBy },
];

/** Site Settings → Client Agents. */
export default function ClientAgentsPage() {
  const agent = useAsked(['softwareUpdatesClientAgent', 'settings'], (e, call) => e.softwareUpdatesClientAgent.settings({ call }));
  const list = useList<ClientAgent, string>('client-agents', columns);
  const value = agent.data?.value;
  const rows = useRowsInMemory(list, value ? [{ name: 'Software Updates Client Agent', state: value.settings.enabled ? 'Enabled' : 'Disabled', modifiedAt: value.modifiedAt, modifiedBy: value.modifiedBy }] : null);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.name));
  const open = () => openDialog({ kind: 'softwareUpdatesClientAgent' });
  usePage({
    ...listFacts(list, rows),
    node: [],
    selection: chosen ? { title: chosen.name, actions: [] } : null,
    readAt: agent.dataUpdatedAt,
    refresh: () => void agent.refetch(),
    properties: chosen ? { label: 'Properties', run: open } : null,
  });
  return (
    <>
      <PaneTitle icon="component" title="Client Agents" note={rows.total === null ? undefined : counted(rows.total, 'item')} />
      <List single label="Client Agents" list={list} rows={rows} error={agent.error} onRetry={() => void agent.refetch()} keyOf={(a) => a.name} onOpen={open} />
    </>
  );
}
