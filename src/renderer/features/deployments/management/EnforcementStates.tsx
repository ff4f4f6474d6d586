import { useAsked } from '../../../data/index.ts';
import { go } from '../../../state/index.ts';
import { count, counted, dateTime } from '../../../ui/index.ts';
import { computersOf } from './parts.tsx';

/** How many computers are in which state with a deployment; each leads to which they are (DEPLOY-12). */
export function EnforcementStates({ id }: { id: number }) {
  const counts = useAsked(['compliance', 'deployments', 'enforcement', id], (e, call) => e.deployments.enforcement({ call, id })).data?.value;
  if (!counts) return null;
  if (counts.total === 0) return <p className="secondary">No computer has this deployment: its collection has no members, or is not at this site.</p>;
  return (
    <section aria-label="Enforcement states" className="deployment-states">
      <h2>Enforcement states</h2>
      <p className="secondary"><button type="button" className="link" onClick={() => go(computersOf(id, null))}>{counted(counts.total, 'computer')}</button>{counts.asOf === null ? ', which have told nothing yet' : `, as of ${dateTime(counts.asOf)} UTC`}. Choose a state to see its computers.</p>
      {counts.states.map(({ state, computers }) => (
        <button key={state} type="button" className="deployment-state" onClick={() => go(computersOf(id, state))}>
          <span>{state}</span>
          <span className="deployment-state-bar" aria-hidden="true"><span style={{ width: `${(computers / counts.total) * 100}%` }} /></span>
          <span className="deployment-state-count">{count(computers)}</span>
        </button>
      ))}
    </section>
  );
}
