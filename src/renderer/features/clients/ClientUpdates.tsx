import { useState } from 'react';
import type { ClientDetails, ClientStateName, ClientUpdate } from '../../../contract/index.ts';
import { ask, stateNames, useRows } from '../../data/index.ts';
import { openDialog, useGridLayout } from '../../state/index.ts';
import { count, date, EmptyState, Grid, nothingSelected, Severity, Tabs, type GridColumn, type Selection } from '../../ui/index.ts';

const columns: GridColumn<ClientUpdate>[] = [
  { id: 'bulletinId', header: 'Bulletin ID', width: 80, sortable: false, cell: (u) => u.bulletinId },
  { id: 'articleId', header: 'Article ID', width: 70, sortable: false, cell: (u) => u.articleId },
  { id: 'title', header: 'Title', width: 320, elastic: true, sortable: false, cell: (u) => u.title },
  { id: 'severity', header: 'Severity', width: 90, sortable: false, cell: (u) => <Severity name={u.severity} /> },
  { id: 'dateReleased', header: 'Date Released', width: 80, align: 'end', sortable: false, cell: (u) => date(u.dateReleased) },
];
const initial = { order: columns.map((c) => c.id), widths: {}, sort: { column: 'dateReleased', descending: true } };
const order: ClientStateName[] = ['required', 'installed', 'notRequired', 'unknown'];

/** The updates of one computer, state by state. */
export function ClientUpdates({ id, counts }: { id: number; counts: ClientDetails | undefined }) {
  const [state, setState] = useState<ClientStateName>('required');
  const [layout, setLayout] = useGridLayout('client-updates', initial, initial.order);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const rows = useRows<ClientUpdate>(['compliance', 'updateRepository'], JSON.stringify([id, state]), async (offset, limit) => (await ask((e, call) => e.clients.updates({ call, id, state, find: '', offset, limit }))).value);
  const label = (one: ClientStateName) => (counts ? `${stateNames[one]} ${count(counts[one])}` : stateNames[one]);
  return (
    <div className="client-updates">
      <Tabs label="State" names={order.map(label)} current={label(state)} onSelect={(chosen) => setState(order.find((one) => label(one) === chosen)!)} />
      <Grid single label={`Software updates: ${stateNames[state]}`} columns={columns} layout={layout} onLayout={setLayout} total={rows.total} row={rows.row} keyOf={(u) => u.id} selection={selection} onSelection={setSelection} wanted={rows.wanted} onOpen={(u) => openDialog({ kind: 'updateProperties', id: u.id })} empty={<EmptyState icon="update-repository" title={`No software update is ${stateNames[state]} on this computer`} />} />
    </div>
  );
}
