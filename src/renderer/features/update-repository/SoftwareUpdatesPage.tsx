import { Select } from '@fluentui/react-components';
import { useEffect, useMemo, useState } from 'react';
import type { ColumnId, Find, RepositoryTree, ScanStateName, UpdateRow } from '../../../contract/index.ts';
import { scanStateNames, updateName, useAsked, useClock, useRepositoryTree, useSynchronizationStatus } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { countCollection, go, openDialog, usePage, type Action } from '../../state/index.ts';
import { ComplianceBar, count, counted, dateTime, EmptyState, onlyKey, PaneTitle, StateMark, type GridColumn } from '../../ui/index.ts';
import { deployVerb, drillVerbs, updateListVerb } from './actions.tsx';
import { CollectionChoice, useCounted } from './CollectionChoice.tsx';
import { columnsFor } from './columns.tsx';
import { ComplianceOf } from './ComplianceOf.tsx';
import './home.css';
import { useKeptRow, useUpdates } from './use-updates.ts';

/** Wider than in a folder: fewer columns stand beside them. */
const of = (all: readonly GridColumn<UpdateRow>[], id: ColumnId) => {
  const column = all.find((one) => one.id === id)!;
  return { ...column, width: Math.max(column.width, id === 'bulletinId' ? 82 : 76) };
};
const shown = ['articleId', 'bulletinId', 'title', 'severity', 'deployed', 'installed', 'required', 'notRequired', 'unknown', 'percentCompliant'] as const;
const homeColumns = (collection: number | null, computers: number | null): GridColumn<UpdateRow>[] => {
  const all = columnsFor(collection);
  const total: GridColumn<UpdateRow> = { id: 'total', header: 'Total', width: 62, align: 'end', sortable: false, cell: () => computers !== null && count(computers) };
  const columns: GridColumn<UpdateRow>[] = shown.map((id) => of(all, id));
  return columns.toSpliced(shown.indexOf('installed'), 0, total);
};
const initial = { sort: { column: 'required', descending: true } };

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Vendors by id with the classifications they publish in. */
function vendorsOf(tree: RepositoryTree | undefined): [string, string][] {
  return [...new Map(tree?.classifications.flatMap((c) => c.vendors.map((v): [string, string] => [v.id, v.title])) ?? [])];
}

/** Updates of a month, a year, or always. */
function releasedIn(month: number | null, year: number | null) {
  if (year === null) return null;
  return { from: Date.UTC(year, month ?? 0, 1), to: month === null ? Date.UTC(year + 1, 0, 1) : Date.UTC(year, month + 1, 1) };
}

/** Software Updates: the installation status summary, live (REPO-02, D§1.2). */
export default function SoftwareUpdatesPage({ actions }: { actions: Action[] }) {
  const [vendor, setVendor] = useState<string | null>(null);
  const [classification, setClassification] = useState<string | null>(null);
  const [month, setMonth] = useState<number | null>(null);
  const [year, setYear] = useState<number | null>(null);
  const { collection, whose } = useCounted();

  const [computers, setComputers] = useState<number | null>(null);
  const columns = useMemo(() => homeColumns(collection, computers), [collection, computers]);
  const list = useList<UpdateRow, number>('software-updates', columns, initial);
  const { layout, find, setFind, selection, setSelection } = list;
  const tree = useRepositoryTree().data?.value;
  const { clock } = useClock();
  const now = new Date(clock?.now ?? 0).getUTCFullYear();
  // A vendor's folder lies in a classification: without one, the vendor of all of them is meant.
  const node = { classification, vendor, product: null };
  const updates = useUpdates(node, { column: layout.sort.column as ColumnId, descending: layout.sort.descending }, find as Find | null, { released: releasedIn(month, year), collection });
  const { rows, counts } = updates;
  useEffect(() => setComputers(counts.computers), [counts.computers]);
  const listed = useMemo(() => ({ ...rows, get total() { return rows.total; }, typeAhead: updates.typeAhead }), [rows, updates.typeAhead]);
  useKeptRow(updates, list.grid, selection, setSelection);
  const only = onlyKey(selection);
  const row = rows.row(selection.focus);
  const filtered = find !== null || collection !== null || vendor !== null || classification !== null || year !== null || month !== null;
  const reset = () => {
    setFind(null);
    countCollection(null);
    setVendor(null);
    setClassification(null);
    setMonth(null);
    setYear(null);
  };
  usePage({
    ...listFacts(list, rows),
    node: actions,
    selection: only !== null ? { title: row && row.id === only ? updateName(row) : 'Software update', actions: [updateListVerb(async () => [only]), deployVerb(async () => [only]), ...drillVerbs(only, counts.computers, collection)] } : null,
    readAt: rows.readAt,
    countsAsOf: counts.asOf,
    refresh: rows.refresh,
    properties: only === null ? null : { label: 'Properties', run: () => openDialog({ kind: 'updateProperties', id: only }) },
  });
  const filter = (
    <form className="find-bar" aria-label="Filter" onSubmit={(event) => event.preventDefault()}>
      <CollectionChoice />
      <label htmlFor="home-vendor">Vendor:</label>
      <Select id="home-vendor" size="small" value={vendor ?? ''} onChange={(_, data) => setVendor(data.value || null)}>
        <option value="">All</option>
        {vendorsOf(tree).map(([id, title]) => <option key={id} value={id}>{title}</option>)}
      </Select>
      <label htmlFor="home-classification">Update classification:</label>
      <Select id="home-classification" size="small" value={classification ?? ''} onChange={(_, data) => setClassification(data.value || null)}>
        <option value="">All</option>
        {tree?.classifications.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
      </Select>
      <label htmlFor="home-month">Month and year:</label>
      <Select id="home-month" size="small" value={month === null ? '' : String(month)} onChange={(_, data) => (setMonth(data.value === '' ? null : Number(data.value)), setYear((y) => y ?? now))}>
        <option value="">All</option>
        {months.map((name, n) => <option key={name} value={n}>{name}</option>)}
      </Select>
      <Select aria-label="Year" size="small" value={year === null ? '' : String(year)} onChange={(_, data) => (setYear(data.value === '' ? null : Number(data.value)), data.value === '' && setMonth(null))}>
        <option value="">All</option>
        {Array.from({ length: 15 }, (_, n) => now - n).map((one) => <option key={one}>{one}</option>)}
      </Select>
      {filtered && <button type="button" className="link" onClick={reset}>Reset</button>}
    </form>
  );
  return (
    <>
      <PaneTitle icon="software-updates" title="Software Update Installation Status Summary">
        <span className="secondary">{counts.computers === null ? 'No computers yet' : `${whose}, ${counted(counts.computers, 'computer')}`}</span>
      </PaneTitle>
      <List
        single label="Software updates" list={list} rows={listed} above={filter} error={rows.error} onRetry={rows.refresh} keyOf={(u) => u.id} keysBetween={updates.keysBetween}
        onOpen={(u) => openDialog({ kind: 'updateProperties', id: u.id })} faded={(u) => u.expired}
        empty={<EmptyState icon="software-updates" title="No software updates match" action={<button type="button" className="link" onClick={reset}>Reset the filter</button>} />}
      />
      <div className="home-cards">
        <UpdateCard row={only === null ? undefined : row} computers={counts.computers} collection={collection} whose={whose} />
        <SynchronizationCard />
        <ScanCard collection={collection} />
      </div>
    </>
  );
}

function UpdateCard({ row, computers, collection, whose }: { row: UpdateRow | undefined; computers: number | null; collection: number | null; whose: string }) {
  return (
    <section className="home-card" aria-label="Selected update">
      <h2>{row ? updateName(row) : 'Software update'}</h2>
      {row ? (
        <>
          <p className="secondary ellipsis" title={row.title}>{row.title}</p>
          <ComplianceOf id={row.id} collection={collection} whose={whose} />
        </>
      ) : (
        <p className="secondary">Select a software update to see how many computers have it.</p>
      )}
      {computers === null && collection === null && <p>The site has no clients yet. <button type="button" className="link" onClick={() => go('lab')}>Make a lab fleet</button></p>}
    </section>
  );
}

function SynchronizationCard() {
  const status = useSynchronizationStatus().data?.value;
  return (
    <section className="home-card" aria-label="Synchronization">
      <h2>Synchronization</h2>
      {status && (
        <dl className="facts is-tight">
          <dt>Last success</dt><dd>{status.lastSucceededAt === null ? 'never' : `${dateTime(status.lastSucceededAt)} UTC`}</dd>
          <dt>Content version</dt><dd>{status.contentVersion}</dd>
          <dt>Running now</dt><dd>{status.current ? 'yes' : 'no'}</dd>
        </dl>
      )}
      <button type="button" className="link home-more" onClick={() => go('synchronization-status')}>Synchronization status</button>
    </section>
  );
}

const scanMarks = { unknown: 'unknown', waitingForCatalogLocation: 'required', running: 'running', completed: 'installed', pendingRetry: 'required', failed: 'failed', completedWithErrors: 'required' } as const;

function ScanCard({ collection }: { collection: number | null }) {
  const scans = useAsked(['compliance', 'scans', collection], (e, call) => e.compliance.scans({ call, collection })).data?.value;
  const of = (...names: ScanStateName[]) => scans?.states.filter((one) => names.includes(one.state)).reduce((sum, one) => sum + one.computers, 0) ?? 0;
  return (
    <section className="home-card" aria-label="Scan">
      <h2>Scan</h2>
      {scans && scans.total > 0 ? (
        <>
          <ComplianceBar wide installed={of('completed')} notRequired={0} required={of('failed', 'pendingRetry', 'completedWithErrors', 'waitingForCatalogLocation', 'running')} unknown={of('unknown')} />
          <dl className="home-scans">
            {scans.states.map((one) => (
              <div key={one.state}><dt><StateMark state={scanMarks[one.state]} />{scanStateNames[one.state]}</dt><dd>{count(one.computers)}</dd></div>
            ))}
          </dl>
        </>
      ) : (
        <p className="secondary">No computer has scanned.</p>
      )}
    </section>
  );
}
