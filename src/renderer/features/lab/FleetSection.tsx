import { Button, Input } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { FleetFaults } from '../../../contract/index.ts';
import { command, useAsked, useJobs } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { count, counted, Progress } from '../../ui/index.ts';

const MOST = 200_000;
const DEFAULT = 500;

const faultNames: Record<keyof FleetFaults, [string, string]> = {
  away: ['Off or away', 'computers, a day at a time'],
  roaming: ['In another network', 'computers, a day at a time; the site cannot be reached from there'],
  oldAgent: ['Windows Update Agent too old', 'computers; they cannot scan'],
  scanFails: ['Scans that fail', 'scans'],
  lost: ['State message files lost', 'files'],
  late: ['State message files late', 'files, by 1 to 12 hours'],
  corrupt: ['State message files damaged', 'files'],
  clockDrift: ['Clock wrong', 'computers, by up to 20 minutes'],
  installFails: ['Installations that fail', 'software updates on a computer, a day at a time'],
  noPoint: ['Distribution point not found', 'computers, a day at a time; they try for up to 5 days'],
  pointFails: ['Distribution point fails', 'computers, a day at a time; they try for up to 10 days'],
  noRestart: ['Restarts put off', 'computers; they wait for Restart Computer'],
};
const names = Object.keys(faultNames) as (keyof FleetFaults)[];

/** The lab's computers: how many there are, and what goes wrong with them. */
export function FleetSection({ busy, run }: { busy: boolean; run(act: () => Promise<unknown>): Promise<void> }) {
  const fleet = useAsked(['clients', 'fleet'], (e, call) => e.lab.fleet({ call })).data?.value;
  const job = useJobs((s) => s.running.find((one) => one.kind === 'fleet'));
  const [size, setSize] = useState('');
  const [faults, setFaults] = useState<FleetFaults | null>(null);
  const generated = fleet?.generated;
  useEffect(() => setSize(generated ? String(generated) : String(DEFAULT)), [generated]);
  useEffect(() => setFaults(fleet?.faults ?? null), [fleet?.faults]);
  if (!fleet || !faults) return null;

  const wanted = Number(size);
  const wrongSize = !Number.isInteger(wanted) || wanted < 0 || wanted > MOST ? `A whole number from 0 to ${count(MOST)}.` : null;
  const changed = names.some((name) => faults[name] !== fleet.faults[name]);
  const wrongFault = names.find((name) => !Number.isInteger(faults[name]) || faults[name] < 0 || faults[name] > 1000);
  const apply = () => run(() => command((e, call) => e.lab.setFleet({ call, computers: wanted })));
  const fewer = wanted < fleet.generated ? fleet.generated - wanted : 0;

  return (
    <>
      <section aria-label="Computers">
        <h2>Computers</h2>
        <p className="secondary">Simulated clients with a Configuration Manager agent. They poll policy, scan the synchronized catalog by its applicability rules and send state messages.</p>
        <form className="lab-row" onSubmit={(event) => (event.preventDefault(), !wrongSize && void apply())}>
          <label htmlFor="fleet-size">Fleet size</label>
          <Input id="fleet-size" inputMode="numeric" style={{ width: 110 }} value={size} onChange={(_, data) => setSize(data.value)} aria-invalid={wrongSize !== null} />
          <Button type="submit" appearance={fleet.generated === 0 ? 'primary' : 'secondary'} disabled={busy || job !== undefined || wrongSize !== null || wanted === fleet.generated}>
            {fleet.generated === 0 ? 'Make the Fleet' : fewer > 0 ? `Remove ${counted(fewer, 'Computer')}` : 'Grow the Fleet'}
          </Button>
          <span role="status">
            {wrongSize ?? (fleet.computers === 0 ? 'None here.' : `${counted(fleet.computers, 'computer')}, ${counted(fleet.waitingFiles, 'state message file')} waiting at the management point.`)}
          </span>
          {fleet.computers > 0 && <button type="button" className="link" onClick={() => go('software-updates')}>Show their compliance</button>}
        </form>
        {fewer > 0 && <p className="secondary">The newest {counted(fewer, 'computer')} and everything they told go; the same seed makes the same computers again.</p>}
        {job && (
          <div className="lab-row">
            <Progress label={job.title} share={job.total ? job.done / job.total : null} width={220} />
            <span role="status">{job.title}: {count(job.done)}{job.total === null ? '' : ` of ${count(job.total)}`}</span>
            <Button size="small" disabled={!job.cancellable} onClick={() => void run(() => command((e, call) => e.jobs.cancel({ call, id: job.id })))}>Cancel</Button>
          </div>
        )}
      </section>
      <section aria-label="Faults">
        <h2>Faults of the fleet</h2>
        <p className="secondary">In a thousand. Which computers, scans and files they meet follows from the seed.</p>
        <form className="lab-faults" onSubmit={(event) => (event.preventDefault(), void run(() => command((e, call) => e.lab.setFaults({ call, faults }))))}>
          {names.map((name) => (
            <div key={name} className="lab-fault">
              <label htmlFor={`fault-${name}`}>{faultNames[name][0]}</label>
              <Input id={`fault-${name}`} size="small" inputMode="numeric" style={{ width: 70 }} value={String(faults[name])} onChange={(_, data) => setFaults({ ...faults, [name]: data.value === '' ? 0 : Number(data.value) })} />
              <span className="secondary">{faultNames[name][1]}</span>
            </div>
          ))}
          <div className="lab-row">
            <Button type="submit" disabled={busy || !changed || wrongFault !== undefined}>Set the Faults</Button>
            <Button disabled={!changed} onClick={() => setFaults(fleet.faults)}>Discard</Button>
            {wrongFault && <span role="status">{faultNames[wrongFault][0]}: a whole number from 0 to 1,000.</span>}
          </div>
        </form>
      </section>
    </>
  );
}
