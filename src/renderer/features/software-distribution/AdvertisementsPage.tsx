import { Button } from '@fluentui/react-components';
import type { Advertisement } from '../../../contract/index.ts';
import { explain, useAdvertisements } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { count, counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { advertisementProperties, advertisementVerbs, newAdvertisement } from './actions.tsx';
import { rerunNames } from './words.ts';

const gone = <span className="muted">Gone</span>;
const columns: GridColumn<Advertisement>[] = [
  { id: 'name', header: 'Name', width: 200, elastic: true, cell: (a) => <span className="with-icon"><ObjectIcon name="deployment" />{a.name}</span> },
  { id: 'package', header: 'Package', width: 150, cell: (a) => a.packageName ?? gone },
  { id: 'program', header: 'Program', width: 130, cell: (a) => a.programName ?? gone },
  { id: 'collection', header: 'Collection', width: 150, cell: (a) => a.collectionName ?? gone },
  { id: 'startAt', header: 'Available After (UTC)', width: 150, order: (a) => a.startAt, cell: (a) => dateTime(a.startAt) },
  { id: 'mandatory', header: 'Mandatory Assignment (UTC)', width: 180, order: (a) => a.mandatory ?? 0, cell: (a) => (a.mandatory === null ? 'As soon as possible' : dateTime(a.mandatory)) },
  { id: 'targeted', header: 'Targeted', width: 74, align: 'end', order: (a) => a.computers.targeted, cell: (a) => count(a.computers.targeted) },
  { id: 'received', header: 'Received', width: 74, align: 'end', order: (a) => a.computers.received, cell: (a) => count(a.computers.received) },
  { id: 'running', header: 'Running', width: 70, align: 'end', order: (a) => a.computers.running, cell: (a) => count(a.computers.running) },
  { id: 'succeeded', header: 'Succeeded', width: 82, align: 'end', order: (a) => a.computers.succeeded, cell: (a) => count(a.computers.succeeded) },
  { id: 'failed', header: 'Failed', width: 62, align: 'end', order: (a) => a.computers.failed, cell: (a) => count(a.computers.failed) },
  { id: 'rerun', header: 'Program Rerun Behavior', width: 200, cell: (a) => rerunNames[a.rerun] },
  { id: 'code', header: 'Advertisement ID', width: 120, cell: (a) => a.code },
  { id: 'comment', header: 'Comment', width: 160, cell: (a) => a.comment },
];

/** Advertisements, and how far the computers are with each. */
export default function AdvertisementsPage() {
  const advertisements = useAdvertisements();
  const list = useList<Advertisement, number>('advertisements', columns);
  const { find, setFind } = list;
  const all = advertisements.data?.value ?? null;
  const rows = useRowsInMemory(list, all);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  const make = newAdvertisement(null);
  usePage({
    ...listFacts(list, rows, 'advertisement'),
    node: [make],
    selection: chosen ? { title: chosen.name, actions: advertisementVerbs(chosen) } : null,
    readAt: advertisements.dataUpdatedAt,
    refresh: () => void advertisements.refetch(),
    properties: chosen ? advertisementProperties(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="deployment" title="Advertisements" note={all ? counted(all.length, 'advertisement') : undefined} />
      {advertisements.error && <div className="page-inset"><ErrorBlock error={explain(advertisements.error)} onRetry={() => void advertisements.refetch()} /></div>}
      <List
        single label="Advertisements" list={list} rows={rows} keyOf={(a) => a.id} onOpen={(a) => openDialog({ kind: 'distribution', request: { verb: 'properties', of: 'advertisement', id: a.id } })}
        empty={find ? <EmptyState icon="deployment" title={`No advertisement contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="deployment" title="There are no advertisements yet" text="An advertisement runs a program of a package on the computers of a collection. Make a package with a program, then choose New Advertisement." action={<Button onClick={make.run}>New Advertisement…</Button>} />}
      />
    </>
  );
}
