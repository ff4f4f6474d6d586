import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { RepositoryNode, SearchCriterion, UpdateIcon, UpdateRow } from '../../../../contract/index.ts';
import { ask, explain, useRepositoryTree, useRows, useSettled } from '../../../data/index.ts';
import { count, counted, EmptyState, ErrorBlock, Grid, nothingSelected, ObjectIcon, Severity, type GridColumn, type IconName, type Selection } from '../../../ui/index.ts';
import { everything } from '../scope.ts';

const iconNames: Record<UpdateIcon, string> = { normal: 'Normal', superseded: 'Superseded', expired: 'Expired', invalid: 'Invalid' };

export const previewColumns: GridColumn<UpdateRow>[] = [
  { id: 'icon', header: 'Icon', width: 30, needs: 28, fixed: true, cell: (u) => <ObjectIcon name={`update-${u.icon}` as IconName} label={iconNames[u.icon]} /> },
  { id: 'bulletinId', header: 'Bulletin ID', width: 86, sortable: false, cell: (u) => u.bulletinId },
  { id: 'articleId', header: 'Article ID', width: 80, sortable: false, cell: (u) => u.articleId },
  { id: 'title', header: 'Title', width: 300, elastic: true, sortable: false, cell: (u) => u.title },
  { id: 'severity', header: 'Severity', width: 88, needs: 78, sortable: false, cell: (u) => <Severity name={u.severity} /> },
  { id: 'required', header: 'Required', width: 72, needs: 48, align: 'end', sortable: false, cell: (u) => (u.required === null ? null : count(u.required)) },
];
export const previewLayout = { order: previewColumns.map((column) => column.id), widths: {}, sort: { column: 'dateReleased', descending: true } };

const SETTLED_MS = 200;
const keyOf = (update: UpdateRow) => update.id;

/** What the criteria find now, counted anew while they change; a result that is being replaced stays, dimmed. */
export function Preview({ criteria, lookIn, onWhy }: { criteria: readonly SearchCriterion[]; lookIn: RepositoryNode | null; onWhy(update: UpdateRow | null): void }) {
  const wanted = JSON.stringify({ node: lookIn ?? everything, criteria });
  const asked = useSettled(wanted, SETTLED_MS);
  const [took, setTook] = useState<number | null>(null);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const all = useRepositoryTree().data?.value.updates;
  const rows = useRows<UpdateRow>(['updateRepository', 'compliance'], asked, async (offset, limit) => {
    const view = JSON.parse(asked) as { node: RepositoryNode; criteria: SearchCriterion[] };
    const began = performance.now();
    const { value } = await ask((e, call) => e.updateRepository.rows({ call, ...view, sort: { column: 'dateReleased', descending: true }, find: null, offset, limit }));
    setTook(performance.now() - began);
    return value;
  }, 'preview');
  useEffect(() => setSelection(nothingSelected()), [asked]);
  const old = rows.old || asked !== wanted;
  if (rows.error !== null && rows.total === null) return <ErrorBlock error={explain(rows.error)} onRetry={rows.refresh} />;
  return (
    <section className="criteria-preview" aria-label="Matching software updates" data-old={old}>
      <div className="criteria-found">
        <h3 role="status">{rows.total === null ? 'Finding software updates' : rows.total === 0 ? 'No software update matches' : `${counted(rows.total, 'software update')} ${rows.total === 1 ? 'matches' : 'match'}`}</h3>
        <span className="secondary">{took !== null && rows.total !== null && `found in ${Math.max(1, Math.round(took))} ms${all === undefined ? '' : `, of ${count(all)}`}`}</span>
        <span className="spacer" />
        <Button size="small" onClick={() => onWhy(selection.keys.size === 1 ? (rows.row(selection.focus) ?? null) : null)}>Why…</Button>
      </div>
      <Grid<UpdateRow, number>
        single label="Matching software updates" columns={previewColumns} layout={previewLayout} onLayout={() => {}} total={rows.total} row={rows.row} keyOf={keyOf} selection={selection} onSelection={setSelection}
        wanted={rows.wanted} onOpen={onWhy} faded={(u) => u.expired}
        empty={<EmptyState icon="search-folder" title="No software update matches" text="Why… says for any update which criterion leaves it out." />}
      />
    </section>
  );
}
