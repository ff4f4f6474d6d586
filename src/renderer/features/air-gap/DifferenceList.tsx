import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { DifferenceKind } from '../../../contract/index.ts';
import { explain, useAsked } from '../../data/index.ts';
import { count, ErrorBlock } from '../../ui/index.ts';
import { kindNames } from './words.ts';

const PAGE = 100;

export interface Chosen {
  kind: DifferenceKind;
  within: { by: 'classification' | 'product'; id: string | null } | null;
  title: string;
}

/** The updates behind one number of a comparison, a page at a time. */
export function DifferenceList({ jobId, chosen }: { jobId: string; chosen: Chosen }) {
  const [offset, setOffset] = useState(0);
  const { kind, within } = chosen;
  const section = useRef<HTMLElement>(null);
  useEffect(() => section.current?.scrollIntoView(), []);
  const page = useAsked(['airGap', 'differences', jobId, kind, within, offset], (e, call) => e.airGap.differences({ call, jobId, kind, within, offset, limit: PAGE }));
  const total = page.data?.value.total ?? 0;
  return (
    <section ref={section} aria-label="Updates behind the number">
      <h2>
        {kindNames[kind]}, {chosen.title}: {count(total)}
      </h2>
      {page.error && <ErrorBlock error={explain(page.error)} />}
      <table className="air-gap-table">
        <thead>
          <tr>
            <th>Title</th>
            <th className="number">Revision</th>
            <th>Update ID</th>
          </tr>
        </thead>
        <tbody>
          {page.data?.value.rows.map((row) => (
            <tr key={row.updateId}>
              <td>{row.title}</td>
              <td className="number">{row.revisionNumber}</td>
              <td>{row.updateId}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {total > PAGE && (
        <div className="air-gap-row">
          <Button disabled={offset === 0} onClick={() => setOffset(offset - PAGE)}>Previous</Button>
          <span className="secondary">{`${count(offset + 1)} to ${count(Math.min(offset + PAGE, total))} of ${count(total)}`}</span>
          <Button disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>Next</Button>
        </div>
      )}
    </section>
  );
}
