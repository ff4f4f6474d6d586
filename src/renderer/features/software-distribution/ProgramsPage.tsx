import { Button } from '@fluentui/react-components';
import type { Program } from '../../../contract/index.ts';
import { explain, usePackages } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { openDialog, usePage } from '../../state/index.ts';
import { counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { newProgram, programProperties, programVerbs } from './actions.tsx';
import { afterNames, runNames } from './words.ts';

const columns: GridColumn<Program>[] = [
  { id: 'name', header: 'Name', width: 200, elastic: true, cell: (p) => <span className="with-icon"><ObjectIcon name="component" />{p.name}</span> },
  { id: 'commandLine', header: 'Command Line', width: 380, cell: (p) => p.commandLine },
  { id: 'run', header: 'Run', width: 76, cell: (p) => runNames[p.run] },
  { id: 'maximumRunTime', header: 'Maximum Run Time', width: 130, align: 'end', order: (p) => p.maximumRunTime, cell: (p) => counted(p.maximumRunTime, 'minute') },
  { id: 'afterRunning', header: 'After Running', width: 180, cell: (p) => afterNames[p.afterRunning] },
  { id: 'modifiedAt', header: 'Date Modified (UTC)', width: 150, order: (p) => p.modifiedAt, cell: (p) => dateTime(p.modifiedAt) },
  { id: 'comment', header: 'Comment', width: 160, cell: (p) => p.comment },
];

/** Programs of a package. */
export default function ProgramsPage({ id }: { id: number }) {
  const packages = usePackages();
  const list = useList<Program, number>('programs', columns);
  const { find, setFind } = list;
  const of = packages.data?.value.find((one) => one.id === id);
  const rows = useRowsInMemory(list, of?.programs ?? null);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  const make = newProgram(id);
  usePage({
    ...listFacts(list, rows, 'program'),
    node: [make],
    selection: chosen ? { title: chosen.name, actions: programVerbs(chosen) } : null,
    readAt: packages.dataUpdatedAt,
    refresh: () => void packages.refetch(),
    properties: chosen ? programProperties(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="component" title="Programs" note={of ? `${of.name} · ${counted(of.programs.length, 'program')}` : undefined} />
      {packages.error && <div className="page-inset"><ErrorBlock error={explain(packages.error)} onRetry={() => void packages.refetch()} /></div>}
      <List
        single label="Programs" list={list} rows={rows} keyOf={(p) => p.id} onOpen={(p) => openDialog({ kind: 'distribution', request: { verb: 'properties', of: 'program', id: p.id } })}
        empty={find ? <EmptyState icon="component" title={`No program contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="component" title="This package has no programs yet" text="A program is a command line that an advertisement runs. New Program makes one." action={<Button onClick={make.run}>New Program…</Button>} />}
      />
    </>
  );
}
