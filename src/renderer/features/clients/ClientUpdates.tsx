import { useState } from 'react';
import type { ClientDetails, ClientStateName, ClientUpdate } from '../../../contract/index.ts';
import { ask, stateNames, useRows } from '../../data/index.ts';
import { List, useList } from '../../list/index.ts';
import { openDialog } from '../../state/index.ts';
import { count, date, EmptyState, Severity, Tabs, type GridColumn } from '../../ui/index.ts';

const columns: GridColumn<ClientUpdate>[] = [
  { id: 'bulletinId', header: 'Bulletin ID', width: 80, sortable: false, cell: (u) => u.bulletinId },
  { id: 'articleId', header: 'Article ID', width: 70, sortable: false, cell: (u) => u.articleId },
  { id: 'title', header: 'Title', width: 320, elastic: true, sortable: false, cell: (u) => u.title },
  { id: 'severity', header: 'Severity', width: 90, sortable: false, text: (u) => u.severity, cell: (u) => <Severity name={u.severity} /> },
  { id: 'dateReleased', header: 'Date Released', width: 80, align: 'end', sortable: false, cell: (u) => date(u.dateReleased) },
];
const order: ClientStateName[] = ['required', 'installed', 'notRequired', 'unknown'];

/** The updates of one computer, state by state. */
export function ClientUpdates({ id, counts }: { id: number; counts: ClientDetails | undefined }) {
  const [state, setState] = useState<ClientStateName>('required');
  const list = useList<ClientUpdate, number>('client-updates', columns, { sort: { column: 'dateReleased', descending: true } });
  const find = list.find?.text ?? '';
  const rows = useRows<ClientUpdate>(['compliance', 'updateRepository'], JSON.stringify([id, state, find]), async (offset, limit) => (await ask((e, call) => e.clients.updates({ call, id, state, find, offset, limit }))).value);
  const label = (one: ClientStateName) => (counts ? `${stateNames[one]} ${count(counts[one])}` : stateNames[one]);
  return (
    <div className="client-updates">
      <Tabs label="State" names={order.map(label)} current={label(state)} onSelect={(chosen) => setState(order.find((one) => label(one) === chosen)!)} />
      <List single label={`Software updates: ${stateNames[state]}`} list={list} rows={rows} searched={[]} error={rows.error} onRetry={rows.refresh} keyOf={(u) => u.id} onOpen={(u) => openDialog({ kind: 'updateProperties', id: u.id })} empty={<EmptyState icon="update-repository" title={find === '' ? `No software update is ${stateNames[state]} on this computer` : `No software update contains ${find}.`} />} />
    </div>
  );
}
