import { useState } from 'react';
import { useAsked } from '../../../data/index.ts';
import { go } from '../../../state/index.ts';
import { count, counted, dateTime } from '../../../ui/index.ts';

/** Computers shown behind a state. */
const SHOWN = 200;
const hex = (error: number) => (error === 0 ? '' : `0x${(error >>> 0).toString(16).toUpperCase()}`);

function Computers({ id, state }: { id: number; state: string }) {
  const found = useAsked(['compliance', 'deployments', 'computers', id, state], (e, call) => e.deployments.computers({ call, id, state, offset: 0, limit: SHOWN })).data?.value;
  if (!found) return null;
  return (
    <section aria-label={`Computers: ${state}`}>
      <table className="plain-table">
        <thead><tr><th scope="col">Computer</th><th scope="col">Since (UTC)</th><th scope="col">Error</th></tr></thead>
        <tbody>
          {found.rows.map((row) => (
            <tr key={row.id}>
              <td><button type="button" className="link" onClick={() => go(`computer/${row.id}`)}>{row.name}</button></td>
              <td>{row.since === null ? '' : dateTime(row.since)}</td>
              <td className="mono">{hex(row.error)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.total > SHOWN && <p className="secondary">The first {count(SHOWN)} of {counted(found.total, 'computer')}, by name.</p>}
    </section>
  );
}

/** How many computers are in which state with a deployment, and which they are (DEPLOY-12). */
export function EnforcementStates({ id }: { id: number }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const counts = useAsked(['compliance', 'deployments', 'enforcement', id], (e, call) => e.deployments.enforcement({ call, id })).data?.value;
  if (!counts) return null;
  if (counts.total === 0) return <p className="secondary">No computer has this deployment: its collection has no members, or is not at this site.</p>;
  return (
    <section aria-label="Enforcement states" className="deployment-states">
      <h2>Enforcement states</h2>
      <p className="secondary">{counted(counts.total, 'computer')}{counts.asOf === null ? ', which have told nothing yet' : `, as of ${dateTime(counts.asOf)} UTC`}. Choose a state to see its computers.</p>
      {counts.states.map(({ state, computers }) => (
        <button key={state} type="button" className="deployment-state" aria-pressed={chosen === state} onClick={() => setChosen(chosen === state ? null : state)}>
          <span>{state}</span>
          <span className="deployment-state-bar" aria-hidden="true"><span style={{ width: `${(computers / counts.total) * 100}%` }} /></span>
          <span className="deployment-state-count">{count(computers)}</span>
        </button>
      ))}
      {chosen !== null && counts.states.some(({ state }) => state === chosen) && <Computers id={id} state={chosen} />}
    </section>
  );
}
