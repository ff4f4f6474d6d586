import type { ClockGoal, ClockState, Commanded } from '../contract/index.ts';
import type { Journal } from './audit/index.ts';
import { Failure, type Clock, type LabClock } from './kernel/index.ts';

const isLab = (clock: Clock | LabClock): clock is LabClock => 'advanceTo' in clock;

/** The farthest a lab clock goes in one step: five years. */
const LONGEST_ADVANCE_MS = 5 * 366 * 86_400_000;

/** The farthest it goes for something that may never come about: sixty days. */
const LONGEST_WAIT_MS = 60 * 86_400_000;

type ClockAnswer = { revision: number; value: ClockState };

function labClock(clock: Clock | LabClock): LabClock {
  if (isLab(clock)) return clock;
  if (clock.state().kind === 'lab') throw new Failure('REFUSED', { what: 'The clock was not changed.', why: 'This site follows the clock of its parent.', todo: 'Change the clock at the top of the hierarchy.' });
  throw new Failure('REFUSED', { what: 'The clock was not changed.', why: 'This site runs on the system’s clock.', todo: 'Rehearse in a lab site, whose clock can be moved.' });
}

function checkAdvance(now: number, to: number) {
  if (to > now && to - now <= LONGEST_ADVANCE_MS) return;
  const why = to <= now ? 'Time goes forward only, and that moment has passed.' : 'That is more than five years away.';
  throw new Failure('REFUSED', { what: 'The clock was not moved.', why, todo: 'Choose a later moment within five years.' });
}

/** Commands of the lab clock; each is journaled, since a replay needs it. */
export interface ClockCommands {
  setClockSpeed(call: Commanded, speed: ClockState['speed']): ClockAnswer;
  advanceClock(call: Commanded, to: number): ClockAnswer;
  /** Advances until something has come about, sixty days at most. */
  advanceClockUntil(call: Commanded, until: ClockGoal): ClockAnswer;
  /** Ends an advance where it is. */
  haltClock(call: Commanded): ClockAnswer;
}

export interface ClockParts {
  clock: Clock | LabClock;
  journal: Journal;
  /** When the last synchronization ended; null: never. */
  lastSynchronization: () => number | null;
  /** Clients that have not told how a scan of the present catalog ended. */
  unscanned: () => number;
}

export function createClockCommands({ clock, journal, lastSynchronization, unscanned }: ClockParts): ClockCommands {
  const goals: Record<ClockGoal, () => () => boolean> = {
    synchronized: () => {
      const before = lastSynchronization();
      return () => lastSynchronization() !== before;
    },
    scanned: () => () => unscanned() === 0,
  };
  return {
    setClockSpeed: (call, speed) =>
      journal.command(call, { name: 'site.setClockSpeed', input: { speed }, areas: ['site'] }, () => {
        const lab = labClock(clock);
        const before = lab.state();
        lab.setSpeed(speed);
        return { value: lab.state(), before, after: lab.state() };
      }),
    advanceClock: (call, to) => {
      const lab = labClock(clock);
      const { revision } = journal.command(call, { name: 'site.advanceClock', input: { to }, areas: ['site'] }, () => {
        checkAdvance(lab.now(), to);
        return { value: undefined, before: lab.state() };
      });
      void lab.advanceTo(to);
      return { revision, value: lab.state() };
    },
    advanceClockUntil: (call, until) => {
      const lab = labClock(clock);
      const { revision } = journal.command(call, { name: 'site.advanceClockUntil', input: { until }, areas: ['site'] }, () => ({ value: undefined, before: lab.state() }));
      void lab.advanceTo(lab.now() + LONGEST_WAIT_MS, goals[until]());
      return { revision, value: lab.state() };
    },
    haltClock: (call) =>
      journal.command(call, { name: 'site.haltClock', input: {}, areas: ['site'] }, () => {
        const lab = labClock(clock);
        const before = lab.state();
        lab.halt();
        return { value: lab.state(), before, after: lab.state() };
      }),
  };
}

/** Tells the console of a moving clock four times a second, and of another speed or the end of an advance at once. */
export function tellClock(clock: Clock, monotonic: () => number, tell: () => void) {
  let at = -Infinity;
  let known = '';
  clock.onMoved(() => {
    const { speed, advancingTo } = clock.state();
    const state = `${speed} ${advancingTo}`;
    if (state === known && monotonic() - at < 250) return;
    known = state;
    at = monotonic();
    tell();
  });
}
