import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { DeploymentSummary } from '../../../../contract/index.ts';
import { useAsked } from '../../../data/index.ts';
import { count, counted, dateTime } from '../../../ui/index.ts';
import { areas, shareAt, sumNames, sumOrder, sumsOf } from './over-time.ts';

const HOUR = 3_600_000;
/** Units of the picture, which is as wide as its place. */
const [WIDTH, HEIGHT] = [720, 150];

const Mark = ({ sum }: { sum: (typeof sumOrder)[number] }) => <span className={`over-time-mark is-${sum}`} aria-hidden="true" />;

function Picture({ points, label }: { points: readonly DeploymentSummary[]; label: string }) {
  const hatch = useId();
  return (
    <svg className="over-time-picture" role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none">
      <defs>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" className="is-unknown" /></pattern>
      </defs>
      {areas(points, WIDTH, HEIGHT).map(({ sum, path }) => <path key={sum} d={path} className={`over-time-area is-${sum}`} fill={sum === 'unknown' ? `url(#${hatch})` : undefined} />)}
    </svg>
  );
}

/** The same numbers: a row for each moment at which they were others, a column for each state there was. */
function Numbers({ points }: { points: readonly DeploymentSummary[] }) {
  const columns = sumOrder.flatMap((sum) => [...new Set(points.flatMap(({ states }) => states.filter((one) => one.sum === sum).map((one) => one.state)))].toSorted().map((state) => ({ sum, state })));
  return (
    <div className="over-time-numbers" tabIndex={0} role="group" aria-label="Enforcement states over time as a table">
      <table className="plain-table">
        <thead><tr><th scope="col">Time (UTC)</th>{columns.map(({ sum, state }) => <th key={state} scope="col" className="is-number"><Mark sum={sum} />{state}</th>)}</tr></thead>
        <tbody>
          {points.toReversed().map(({ at, states }) => (
            <tr key={at}>
              <th scope="row">{dateTime(at)}</th>
              {columns.map(({ state }) => <td key={state} className="is-number">{count(states.find((one) => one.state === state)?.computers ?? 0)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How the computers of a deployment went from state to state (DEPLOY-12): counted at full hours, and now. */
export function EnforcementOverTime({ id }: { id: number }) {
  const [asTable, setAsTable] = useState(false);
  const points = useAsked(['compliance', 'deployments', 'overTime', id], (e, call) => e.deployments.overTime({ call, id })).data?.value;
  const [first, last] = [points?.[0], points?.at(-1)];
  if (!points || !first || !last || last.states.length === 0) return null;
  const now = sumsOf(last);
  const middle = Math.round((first.at + last.at) / 2 / HOUR) * HOUR;
  const inWords = sumOrder.map((sum) => `${sumNames[sum]} ${counted(now[sum], 'computer')}`).join(', ');
  return (
    <section aria-label="Enforcement over time" className="over-time">
      <div className="over-time-head">
        <h2>Enforcement over time</h2>
        {points.length > 1 && <Button size="small" onClick={() => setAsTable(!asTable)}>{asTable ? 'Show as Picture' : 'Show as Table'}</Button>}
      </div>
      {points.length === 1 && <p className="secondary">Computers are counted at every full hour of the site; the first hour since the deployment was made is not over yet.</p>}
      {points.length > 1 && asTable && <Numbers points={points} />}
      {points.length > 1 && !asTable && (
        <figure>
          <Picture points={points} label={`From ${dateTime(first.at)} to ${dateTime(last.at)} UTC. Now: ${inWords}.`} />
          <div className="over-time-axis" aria-hidden="true"><span>{dateTime(first.at)}</span><span>{dateTime(middle)}</span><span>{dateTime(last.at)} UTC</span></div>
          <figcaption className="over-time-legend">
            {sumOrder.map((sum) => <span key={sum}><Mark sum={sum} />{sumNames[sum]} {count(now[sum])} ({shareAt(last, sum)} %)</span>)}
          </figcaption>
        </figure>
      )}
    </section>
  );
}
