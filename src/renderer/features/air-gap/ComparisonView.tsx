import { useState } from 'react';
import type { Comparison } from '../../../contract/index.ts';
import { Block, count, dateTime } from '../../ui/index.ts';
import { DifferenceList, type Chosen } from './DifferenceList.tsx';
import { kindNames, kinds } from './words.ts';

type Group = Comparison['classifications'][number];

function Numbers({ of, within, title, onChoose }: { of: Comparison['total']; within: Chosen['within']; title: string; onChoose(chosen: Chosen): void }) {
  return kinds.map((kind) => (
    <td key={kind} className="number">
      {of[kind] === 0 ? (
        '0'
      ) : (
        <button type="button" className="link" aria-label={`${kindNames[kind]}, ${title}: ${count(of[kind])}`} onClick={() => onChoose({ kind, within, title })}>
          {count(of[kind])}
        </button>
      )}
    </td>
  ));
}

function Groups({ by, heading, groups, onChoose }: { by: 'classification' | 'product'; heading: string; groups: readonly Group[]; onChoose(chosen: Chosen): void }) {
  return groups.length === 0 ? null : (
    <>
      <tr>
        <th colSpan={5}>{heading}</th>
      </tr>
      {groups.map((group) => (
        <tr key={group.id ?? ''}>
          <td>{group.title || 'None'}</td>
          <Numbers of={group} within={{ by, id: group.id }} title={group.title || 'None'} onChoose={onChoose} />
        </tr>
      ))}
    </>
  );
}

/** What the import of a bundle would change, with the list behind each number (INSIGHT-03). */
export function ComparisonView({ comparison }: { comparison: Comparison }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { source, signedBy } = comparison;
  return (
    <>
      {!signedBy && <Block intent="warning" title="This bundle is not signed">Nobody vouches for what is in it.</Block>}
      <dl className="facts">
        <dt>From</dt>
        <dd>{source.site === null ? source.server : `${source.site}, ${source.server}`}</dd>
        <dt>Made</dt>
        <dd>{dateTime(comparison.createdAt)} UTC{comparison.expiresAt === null ? '' : `, expires ${dateTime(comparison.expiresAt)} UTC`}</dd>
        <dt>Signed by</dt>
        <dd>{signedBy ? `${signedBy.label} (${signedBy.fingerprint})` : 'Nobody'}</dd>
        <dt>Updates</dt>
        <dd>{count(comparison.updates)}, {count(comparison.unchanged)} of them here already</dd>
      </dl>
      <table className="air-gap-table" aria-label="Comparison">
        <thead>
          <tr>
            <th>Updates</th>
            {kinds.map((kind) => <th key={kind} className="number">{kindNames[kind]}</th>)}
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>All</td>
            <Numbers of={comparison.total} within={null} title="all updates" onChoose={setChosen} />
          </tr>
          <Groups by="classification" heading="Classifications" groups={comparison.classifications} onChoose={setChosen} />
          <Groups by="product" heading="Products" groups={comparison.products} onChoose={setChosen} />
        </tbody>
      </table>
      <p className="secondary">Gone: here, but not in the bundle. An import removes nothing.</p>
      {chosen && <DifferenceList key={JSON.stringify(chosen)} jobId={comparison.jobId} chosen={chosen} />}
    </>
  );
}
