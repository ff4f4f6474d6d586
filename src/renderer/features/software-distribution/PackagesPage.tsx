import { Button } from '@fluentui/react-components';
import type { DistributionPackage } from '../../../contract/index.ts';
import { explain, usePackages } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { count, counted, dateTime, EmptyState, ErrorBlock, ObjectIcon, PaneTitle, type GridColumn } from '../../ui/index.ts';
import { newPackage, openPackage, packageProperties, packageVerbs } from './actions.tsx';

const columns: GridColumn<DistributionPackage>[] = [
  { id: 'name', header: 'Name', width: 220, elastic: true, cell: (p) => <span className="with-icon"><ObjectIcon name="deployment-package" />{p.name}</span> },
  { id: 'manufacturer', header: 'Manufacturer', width: 120, cell: (p) => p.manufacturer },
  { id: 'version', header: 'Version', width: 80, cell: (p) => p.version },
  { id: 'language', header: 'Language', width: 90, cell: (p) => p.language },
  { id: 'code', header: 'Package ID', width: 90, cell: (p) => p.code },
  { id: 'programs', header: 'Programs', width: 76, align: 'end', order: (p) => p.programs.length, cell: (p) => count(p.programs.length) },
  { id: 'source', header: 'Source Directory', width: 220, cell: (p) => p.source ?? <span className="muted">No source files</span> },
  { id: 'createdAt', header: 'Date Created (UTC)', width: 150, order: (p) => p.createdAt, cell: (p) => dateTime(p.createdAt) },
  { id: 'modifiedBy', header: 'Modified By', width: 130, cell: (p) => p.modifiedBy },
  { id: 'comment', header: 'Comment', width: 160, cell: (p) => p.comment },
];

/** Packages of software distribution. */
export default function PackagesPage() {
  const packages = usePackages();
  const list = useList<DistributionPackage, number>('packages', columns);
  const { find, setFind } = list;
  const all = packages.data?.value ?? null;
  const rows = useRowsInMemory(list, all);
  const chosen = rows.rows.find((row) => list.selection.keys.has(row.id));
  usePage({
    ...listFacts(list, rows, 'package'),
    node: [newPackage],
    selection: chosen ? { title: chosen.name, actions: [openPackage(chosen), ...packageVerbs(chosen)] } : null,
    readAt: packages.dataUpdatedAt,
    refresh: () => void packages.refetch(),
    properties: chosen ? packageProperties(chosen) : null,
  });
  return (
    <>
      <PaneTitle icon="deployment-package" title="Packages" note={all ? counted(all.length, 'package') : undefined} />
      {packages.error && <div className="page-inset"><ErrorBlock error={explain(packages.error)} onRetry={() => void packages.refetch()} /></div>}
      <List
        single label="Packages" list={list} rows={rows} keyOf={(p) => p.id} onOpen={(p) => go(`packages/${p.id}/programs`)}
        empty={find ? <EmptyState icon="deployment-package" title={`No package contains ${find.text}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} /> : <EmptyState icon="deployment-package" title="There are no packages yet" text="A package holds programs, which advertisements run on the computers of a collection. New Package makes one." action={<Button onClick={newPackage.run}>New Package…</Button>} />}
      />
    </>
  );
}
