import { Button, Checkbox } from '@fluentui/react-components';
import { ArrowUndo16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { JournalEntry } from '../../../contract/index.ts';
import { ask, useAsked, useRows } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { bounds, openDialog, resizePane, useLayout, usePage, type Action } from '../../state/index.ts';
import { counted, dateTime, EmptyState, PaneTitle, Splitter, type GridColumn } from '../../ui/index.ts';
import { Differences } from './Differences.tsx';
import { changes, inWords } from './words.ts';

const undone = (e: JournalEntry) => (e.undoneBy !== null ? `by revision ${e.undoneBy}` : e.undoes !== null ? `undoes revision ${e.undoes}` : null);

const columns: GridColumn<JournalEntry>[] = [
  { id: 'revision', header: 'Revision', width: 92, align: 'end', sortable: false, cell: (e) => e.revision },
  { id: 'at', header: 'Date/Time (UTC)', width: 150, sortable: false, cell: (e) => dateTime(e.at) },
  { id: 'actor', header: 'Who', width: 130, sortable: false, cell: (e) => e.actor },
  { id: 'name', header: 'What', width: 290, sortable: false, cell: (e) => inWords(e.name) },
  { id: 'objects', header: 'Object', width: 260, elastic: true, sortable: false, cell: (e) => e.objects.map((one) => one.name).join(', ') },
  { id: 'undone', header: 'Undone', width: 150, sortable: false, cell: undone },
];

const undoVerb = (entry: JournalEntry): Action => ({
  label: 'Undo…', icon: <ArrowUndo16Regular />, strong: true, run: () => openDialog({ kind: 'undo', revision: entry.revision }),
  reason: entry.kind === 'input' ? 'it came from outside.' : entry.objects.length === 0 ? 'it started something or has no state to go back to.' : entry.undoneBy !== null ? `it is undone by revision ${entry.undoneBy}.` : null,
});

/** Before and after of the chosen entry; of one without objects what was asked for. */
function Detail({ entry }: { entry: JournalEntry | undefined }) {
  const details = useAsked(['journal', 'entry', entry?.revision], (e, call) => e.objects.entry({ call, revision: entry!.revision }), { enabled: entry !== undefined }).data?.value;
  if (!entry) return <p className="detail-hint secondary">Select a change to see what was before and after it.</p>;
  if (details?.revision !== entry.revision) return null;
  const raw: [string, string | null][] = details.changes.length > 0 ? [] : [['Input', details.input === '{}' ? null : details.input], ['Before', details.before], ['After', details.after]];
  return (
    <div className="message-detail">
      <h2>{inWords(details.name)}, revision {details.revision}</h2>
      {details.changes.map((change) => (
        <section key={`${change.kind} ${change.id}`} className="history-change" aria-label={change.name}>
          <h3>{change.noun} {change.name}: <span className="secondary">{changes[change.change]}</span></h3>
          <Differences label={`Before and after of ${change.name}`} from="Before" to="After" rows={change.differences} />
        </section>
      ))}
      {details.more > 0 && <p className="secondary">And {details.more} more.</p>}
      {raw.flatMap(([name, text]) => (text === null ? [] : [<section key={name} className="history-change"><h3>{name}</h3><pre className="history-raw">{text.slice(0, 4000)}</pre></section>]))}
    </div>
  );
}

/** System Status → History: the journal of the site (INSIGHT-05). */
export default function HistoryPage() {
  const [inputs, setInputs] = useState(false);
  const list = useList<JournalEntry, number>('history', columns, { sort: { column: 'revision', descending: true } });
  const { selection, setFind } = list;
  const find = list.find?.text ?? '';
  const { detail } = useLayout();
  const key = JSON.stringify([find, inputs]);
  const rows = useRows<JournalEntry>('journal', key, async (offset, limit) => (await ask((e, call) => e.objects.history({ call, find, inputs, of: null, offset, limit }))).value);
  const focused = rows.row(selection.focus);
  const chosen = focused && selection.keys.has(focused.revision) ? focused : undefined;
  usePage({
    ...listFacts(list, rows),
    node: [],
    selection: chosen ? { title: `Revision ${chosen.revision}`, actions: [undoVerb(chosen)] } : null,
    readAt: rows.readAt,
    refresh: rows.refresh,
  });
  const open = (entry: JournalEntry) => {
    const verb = undoVerb(entry);
    if (!verb.reason) verb.run();
  };
  return (
    <>
      <PaneTitle icon="history" title="History" note={rows.total === null ? undefined : counted(rows.total, 'change')} />
      <List
        single label="History" list={list} rows={rows} searched={[]} error={rows.error} onRetry={rows.refresh} keyOf={(e) => e.revision} onOpen={open} faded={(e) => e.undoneBy !== null}
        bar={<Checkbox label="Also what came from outside" checked={inputs} onChange={(_, data) => setInputs(data.checked === true)} />}
        empty={<EmptyState icon="history" title={find === '' ? 'Nothing was changed yet' : `Nobody and nothing is called ${find}.`} text={find === '' ? 'Every change an administrator makes is kept here, with what was before it.' : undefined} action={find === '' ? undefined : <Button onClick={() => setFind(null)}>Clear</Button>} />}
      />
      <Splitter label="Detail pane height" axis="horizontal" size={detail} bounds={bounds.detail} sign={-1} onSize={(size) => resizePane('detail', size)} />
      <section className="message-strip" style={{ height: detail }} aria-label="Detail pane" tabIndex={0}>
        <Detail entry={chosen} />
      </section>
    </>
  );
}
