import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ClientRow, ClientStateName, UnknownComputer, UnknownReason } from '../../../contract/index.ts';
import { ask, computersNode, reasonNames, scanStateNames, stateNames, updateName, useAsked, useCollections, useRows } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { go, openDialog, usePage } from '../../state/index.ts';
import { Block, count, dateTime, EmptyState, PaneTitle, Tabs, type GridColumn } from '../../ui/index.ts';
import './clients.css';
import { reasonText } from './words.ts';

type Row = ClientRow & { unknown: UnknownComputer | null };

const columns: GridColumn<Row>[] = [
  { id: 'name', header: 'Name', width: 120, sortable: false, cell: (c) => c.name },
  { id: 'operatingSystem', header: 'Operating System', width: 230, sortable: false, cell: (c) => c.operatingSystem },
  { id: 'servicePack', header: 'Service Pack', width: 70, sortable: false, align: 'end', cell: (c) => (c.servicePack === 0 ? <span className="muted">0</span> : c.servicePack) },
  { id: 'siteCode', header: 'Site', width: 44, sortable: false, cell: (c) => c.siteCode },
  { id: 'scanState', header: 'Last Scan State', width: 130, sortable: false, cell: (c) => scanStateNames[c.scanState] },
  { id: 'lastScanAt', header: 'Last Scan (UTC)', width: 146, sortable: false, cell: (c) => (c.lastScanAt === null ? <span className="muted">never</span> : dateTime(c.lastScanAt)) },
];
const why: GridColumn<Row> = { id: 'why', header: 'Why It Is Unknown', width: 320, elastic: true, sortable: false, cell: (c) => c.unknown && reasonText(c.unknown) };
const name: GridColumn<Row> = { ...columns[1]!, elastic: true };
const unknownColumns = [...columns, why];
const knownColumns = columns.map((column) => (column.id === 'operatingSystem' ? name : column));

const order: ClientStateName[] = ['installed', 'notRequired', 'required', 'unknown'];

/** The computers behind a count of an update, with the reason of each that is Unknown (SCAN-06). */
export default function ComputersPage({ update, state, reason, onlyFix, collection }: { update: number; state: ClientStateName; reason: UnknownReason | null; onlyFix: boolean; collection: number | null }) {
  const whose = useCollections().data?.value.find((one) => one.id === collection)?.name ?? 'All Systems';
  const used = state === 'unknown' ? unknownColumns : knownColumns;
  const list = useList<Row, number>(`computers/${state === 'unknown'}`, used);
  const find = list.find?.text ?? '';
  const { selection } = list;
  const details = useAsked(['updateRepository', 'details', update], (e, call) => e.updateRepository.details({ call, id: update })).data?.value;
  const counts = useAsked(['compliance', 'update', update, collection], (e, call) => e.compliance.update({ call, update, collection })).data?.value;
  const [asOf, setAsOf] = useState<number | null>(null);
  const rows = useRows<Row>(['compliance', 'clients'], JSON.stringify([update, state, reason, onlyFix, find, collection]), async (offset, limit) => {
    const { value } = await ask((e, call) => e.compliance.computers({ call, update, state, reason, onlyFix, collection, find, offset, limit }));
    setAsOf(value.asOf);
    return value;
  });
  const chosen = rows.row(selection.focus);
  const title = details ? updateName(details) : 'Computers';
  usePage({
    ...listFacts(list, rows, 'computer'),
    node: [{ label: 'Properties of the Update', run: () => openDialog({ kind: 'updateProperties', id: update }) }],
    selection: chosen && selection.keys.size > 0 ? { title: chosen.name, actions: [{ label: 'Open', strong: true, run: () => go(`computer/${chosen.id}`) }, { label: 'Open Client View', run: () => go(`desktop/${chosen.id}`), reason: chosen.origin === 'agent' ? 'It is not simulated: only its own user sees its desktop.' : null, needs: ['desktops.show'] }] } : null,
    readAt: rows.readAt,
    countsAsOf: asOf,
    refresh: rows.refresh,
  });
  const label = (name: ClientStateName) => (counts ? `${stateNames[name]} ${count(counts[name])}` : stateNames[name]);
  return (
    <>
      <PaneTitle icon="computer" title={title} note={details ? `${details.title} · ${whose}` : undefined} />
      <div className="computers-states">
        <Tabs label="State" names={order.map(label)} current={label(state)} onSelect={(chosenLabel) => go(computersNode(update, order.find((one) => label(one) === chosenLabel)!, collection))} />
      </div>
      {state === 'unknown' && counts && counts.reasons.length > 0 && (
        <div className="computers-reasons" role="group" aria-label="Reasons">
          {counts.reasons.map((one) => (
            <button key={one.reason} type="button" className="link" aria-pressed={reason === one.reason} onClick={() => go(computersNode(update, 'unknown', collection, reason === one.reason ? null : one.reason))}>
              {count(one.computers)} {reasonNames[one.reason]}
            </button>
          ))}
        </div>
      )}
      {onlyFix && (
        <div className="page-inset">
          <Block intent="information" actions={<Button onClick={() => go(computersNode(update, 'required', collection))}>Show All Required</Button>}>
            Only computers that require this update and neither require nor have one that supersedes it and is not expired: they lose their only approved fix when it is expired or declined.
          </Block>
        </div>
      )}
      <List
        single label={`Computers: ${stateNames[state]}`} list={list} rows={rows} searched={[]} error={rows.error} onRetry={rows.refresh} keyOf={(c) => c.id} onOpen={(c) => go(`computer/${c.id}`)}
        empty={<EmptyState icon="computer" title={find !== '' ? `No computer contains ${find}.` : `No computer is ${stateNames[state]}${reason ? ` because of this reason` : ''}`} />}
      />
    </>
  );
}
