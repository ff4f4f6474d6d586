import type { FieldDifference } from '../../../contract/index.ts';
import './history.css';

const shown = (text: string | null) => (text === null || text === '' ? <span className="muted">–</span> : text);

/** Field by field what was and what is. */
export function Differences({ label, from, to, rows }: { label: string; from: string; to: string; rows: readonly FieldDifference[] }) {
  if (rows.length === 0) return <p className="secondary">Nothing about it differs.</p>;
  return (
    <table className="differences" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">{from}</th>
          <th scope="col">{to}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.field}>
            <th scope="row">{row.field}</th>
            <td>{shown(row.from)}</td>
            <td>{shown(row.to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
