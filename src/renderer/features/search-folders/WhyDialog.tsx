import { Button, Input } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, Search16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { RepositoryNode, SearchCriterion, UpdateRow } from '../../../contract/index.ts';
import { ask, explain, updateName, useAsked, useRows, useSettled } from '../../data/index.ts';
import { DialogWindow, EmptyState, ErrorBlock, Grid, nothingSelected, type Selection } from '../../ui/index.ts';
import { previewColumns, previewLayout } from './criteria/Preview.tsx';
import { useChoices } from './criteria/use-choices.ts';
import { sentence } from './criteria/words.ts';
import { everything } from './scope.ts';
import './search-folders.css';

const columns = previewColumns.filter(({ id }) => id !== 'severity' && id !== 'required');
const layout = { ...previewLayout, order: columns.map(({ id }) => id) };
const SETTLED_MS = 200;

const marks = { true: <CheckmarkCircle16Filled className="why-met" />, false: <DismissCircle16Filled className="why-not-met" />, null: <SubtractCircle16Regular /> };
const words = { true: 'met', false: 'not met', null: 'not evaluated' };

/** Each criterion with what the update shows there. */
function Explanation({ update, criteria, lookIn }: { update: UpdateRow; criteria: readonly SearchCriterion[]; lookIn: RepositoryNode | null }) {
  const choices = useChoices();
  const asked = useAsked(['updateRepository', 'explain', update.id, criteria, lookIn], (e, call) => e.searchFolders.explain({ call, update: update.id, criteria: [...criteria], lookIn }), { keepPrevious: false });
  const found = asked.data?.value;
  if (asked.error) return <ErrorBlock error={explain(asked.error)} onRetry={() => void asked.refetch()} />;
  if (!found) return null;
  const lines = [
    ...(lookIn === null ? [] : [{ text: 'It lies in the folder that is searched', matched: found.inFolder, value: '' }]),
    ...criteria.map((criterion, at) => ({ text: sentence(criterion, choices.names), matched: found.criteria[at]!.matched, value: found.criteria[at]!.value })),
  ];
  return (
    <>
      <h3 role="status">{updateName(update)} {found.matches ? 'is in the search folder' : 'is not in the search folder'}</h3>
      <table className="why-table" aria-label="Criteria">
        <thead>
          <tr><th>Criterion</th><th>Met</th><th>The update has</th></tr>
        </thead>
        <tbody>
          {lines.map(({ text, matched, value }, at) => (
            <tr key={at}>
              <td className="why-text">{text}</td>
              <td><span className="with-icon">{marks[`${matched}`]}{words[`${matched}`]}</span></td>
              <td className="why-text">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length === 0 && <p className="secondary">Nothing is asked for: every software update matches.</p>}
    </>
  );
}

/** Why a software update is in a search folder or not; any one can be chosen, also what is left out. */
export function WhyDialog({ criteria, lookIn, update: first, onClose }: { criteria: readonly SearchCriterion[]; lookIn: RepositoryNode | null; update: UpdateRow | null; onClose(): void }) {
  const [text, setText] = useState(first ? first.articleId || first.title : '');
  const [chosen, setChosen] = useState(first);
  const [selection, setSelection] = useState<Selection<number>>(first ? { ...nothingSelected<number>(), keys: new Set([first.id]) } : nothingSelected());
  const find = useSettled(text.trim(), SETTLED_MS);
  const rows = useRows<UpdateRow>('updateRepository', find, async (offset, limit) => (await ask((e, call) => e.updateRepository.rows({ call, node: everything, sort: { column: 'dateReleased', descending: true }, find: find === '' ? null : { text: find, column: null }, offset, limit }))).value);
  const select = (next: Selection<number>) => {
    setSelection(next);
    const row = rows.row(next.focus);
    if (row && next.keys.has(row.id)) setChosen(row);
  };
  return (
    <DialogWindow icon="search-folder" title="Why Is It Here or Not" width={760} height={600} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className="why-dialog">
        <Input aria-label="Look for a software update" placeholder="Look for a software update" maxLength={200} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => setText(data.value)} />
        {rows.error !== null && rows.total === null ? (
          <ErrorBlock error={explain(rows.error)} onRetry={rows.refresh} />
        ) : (
          <div className="why-list">
            <Grid single label="All software updates" columns={columns} layout={layout} onLayout={() => {}} total={rows.total} row={rows.row} keyOf={(u) => u.id} selection={selection} onSelection={select} wanted={rows.wanted} empty={<EmptyState icon="folder" title="No software update contains that" />} />
          </div>
        )}
        <section className="why-explained" aria-label="Why" tabIndex={0}>
          {chosen ? <Explanation update={chosen} criteria={criteria} lookIn={lookIn} /> : <p className="secondary">Choose a software update to see which criteria it meets.</p>}
        </section>
      </div>
    </DialogWindow>
  );
}
