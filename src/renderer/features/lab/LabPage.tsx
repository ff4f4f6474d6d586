import { Button, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { ClockGoal } from '../../../contract/index.ts';
import { command, queryClient, useAttempt, useClock, useSite } from '../../data/index.ts';
import { usePage } from '../../state/index.ts';
import { Block, dateTime, ErrorBlock, PaneTitle } from '../../ui/index.ts';
import { EstateSection } from './EstateSection.tsx';
import { FleetSection } from './FleetSection.tsx';
import './lab.css';
import { MigratedUpdates } from './MigratedUpdates.tsx';
import { DAY, inputValue, nextPatchTuesday, parseUtc } from './moments.ts';

const speeds = [
  { value: 0, label: 'Paused' },
  { value: 1, label: '1×, as real time' },
  { value: 60, label: '60×, a minute a second' },
  { value: 3600, label: '3,600×, an hour a second' },
] as const;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** The clock of the lab site, and what of the lab is simulated. */
export default function LabPage() {
  const { clock } = useClock();
  const site = useSite().data?.value;
  const [to, setTo] = useState('');
  const { busy, problem, attempt } = useAttempt();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['site'] });
  usePage({ node: [], selection: null, items: null, selected: 0, refresh: () => void refresh() });

  const run = async (act: () => Promise<unknown>) => {
    await attempt(act);
    void refresh();
  };
  const advance = (at: number) => run(() => command((e, call) => e.site.advanceClock({ call, to: at })));
  const until = (goal: ClockGoal) => run(() => command((e, call) => e.site.advanceClockUntil({ call, until: goal })));
  const typed = parseUtc(to);

  return (
    <>
      <PaneTitle icon="lab" title="Lab" note={clock ? `${weekdays[new Date(clock.now).getUTCDay()]}, ${dateTime(clock.now)} UTC` : undefined} />
      <div className="page-scroll lab">
        {problem && <ErrorBlock error={problem} />}
        {clock?.kind === 'live' && <Block intent="information">This site runs on the time of its computer. Only a lab's clock can be set.</Block>}
        {clock?.kind === 'lab' && (
          <>
            <section>
              <h2>Speed of the site clock</h2>
              <RadioGroup aria-label="Speed of the site clock" value={String(clock.speed)} disabled={busy} onChange={(_, data) => void run(() => command((e, call) => e.site.setClockSpeed({ call, speed: Number(data.value) as 0 | 1 | 60 | 3600 })))}>
                {speeds.map((s) => (
                  <Radio key={s.value} value={String(s.value)} label={s.label} />
                ))}
              </RadioGroup>
              <p className="secondary">While a synchronization runs the clock stands still and then takes the time it would have needed.</p>
            </section>
            <section>
              <h2>Advance to</h2>
              <p className="secondary">Everything that falls due on the way is done in its order.</p>
              <div className="lab-row">
                <Button disabled={busy} onClick={() => void advance(clock.now + DAY / 24)}>+ 1 hour</Button>
                <Button disabled={busy} onClick={() => void advance(clock.now + DAY)}>+ 1 day</Button>
                <Button disabled={busy} onClick={() => void advance(nextPatchTuesday(clock.now))}>Next Patch Tuesday, {dateTime(nextPatchTuesday(clock.now))} UTC</Button>
              </div>
              <form className="lab-row" onSubmit={(event) => (event.preventDefault(), typed !== null && void advance(typed))}>
                <label htmlFor="advance-to">Date and time (UTC)</label>
                <Input id="advance-to" type="datetime-local" min={inputValue(clock.now)} value={to} onChange={(_, data) => setTo(data.value)} />
                <Button type="submit" disabled={busy || typed === null || typed <= clock.now} title={typed !== null && typed <= clock.now ? 'The clock only moves forward.' : undefined}>
                  Advance
                </Button>
              </form>
              <div className="lab-row">
                <span>Or until</span>
                <Button disabled={busy || clock.advancingTo !== null} onClick={() => void until('synchronized')}>The Next Synchronization Has Ended</Button>
                {site?.kind !== 'secondary' && <Button disabled={busy || clock.advancingTo !== null} onClick={() => void until('scanned')}>Every Computer Has Scanned</Button>}
                <span className="secondary">60 days at most</span>
              </div>
              {clock.advancingTo !== null && (
                <div className="lab-row">
                  <p role="status">On the way to {dateTime(clock.advancingTo)} UTC at the latest.</p>
                  <Button size="small" onClick={() => void run(() => command((e, call) => e.site.haltClock({ call })))}>Stop Here</Button>
                </div>
              )}
            </section>
            {site?.kind !== 'secondary' && <FleetSection busy={busy} run={run} />}
            {site?.kind !== 'secondary' && <EstateSection busy={busy} run={run} />}
            {site?.kind !== 'secondary' && <MigratedUpdates busy={busy} run={run} />}
          </>
        )}
        <section>
          <h2>What is simulated here</h2>
          <dl className="facts">
            <dt>Site</dt>
            <dd>{site ? `${site.code} – ${site.name}` : 'This'} is a lab site on this computer. Its servers exist as names only; the synchronization between them speaks the real protocol over the loopback interface.</dd>
            <dt>Time</dt>
            <dd>Simulated. The lab starts on Monday, 1/7/2013, the day before a Patch Tuesday. Microsoft Update publishes by this clock.</dd>
            <dt>Computers</dt>
            <dd>Simulated. Windows versions, languages and installed updates come from outputs of real computers; the mix of a year, Office, Internet Explorer, .NET and files are generated.</dd>
            <dt>Real in the catalog</dt>
            <dd>Knowledge Base numbers, bulletins, severities, release dates, supersedence, CVEs and products; many update IDs, file names, sizes and digests.</dd>
            <dt>Generated in the catalog</dt>
            <dd>Titles in the known pattern, applicability rules, and IDs, files and digests where the real ones are not known.</dd>
          </dl>
        </section>
      </div>
    </>
  );
}
