import type { DesktopUpdateState } from '../../../contract/index.ts';
import type { ComputerThere, DeploymentThere } from './computers.ts';
import { FINAL_WARNING, startable, troubleErrors, type Phase } from './model.ts';
import { remindersOf } from './reminders.ts';

/** An update of a deployment as its user finds it. */
export interface ShownUpdate {
  readonly update: number;
  readonly there: DeploymentThere;
  readonly state: DesktopUpdateState;
  readonly percent: number;
  readonly error: number;
  readonly startable: boolean;
}

/** What is asked for to show it. */
export interface Showing {
  readonly now: number;
  /** Hide all deployments from end users. */
  readonly hidden: boolean;
  /** How long an installation takes, ms. */
  takes(update: number): number;
  hasInstalled(update: number): boolean;
}

/** What every update of a deployment is in a phase, unless it is told apart. */
const stateOfPhase: Readonly<Record<Phase, DesktopUpdateState | null>> = {
  waiting: null, evaluating: null, offered: 'available', downloading: 'downloading', retrying: 'waitingForContent', downloaded: 'downloaded', downloadFailed: 'failed', scanning: 'downloaded',
  waitingForWindow: 'waitingForWindow', waitingForInstallation: 'waitingForInstallation', installing: 'waitingForInstallation', pendingRestart: 'waitingForWindow', waitingForRestart: 'waitingForWindow', verifying: 'installing', failed: 'failed', compliant: null,
};

/** Where what was attempted and is neither there nor waits for a restart has failed. */
const afterwards = new Set<Phase>(['installing', 'pendingRestart', 'waitingForRestart']);

const percentOf = (from: number, to: number, now: number) => (to <= from ? 100 : Math.max(0, Math.min(100, Math.floor(((now - from) / (to - from)) * 100))));

/** State and progress of one update that is still to be installed; null: it is not for the user to see yet. */
function stateOf(there: DeploymentThere, update: number, cached: boolean, { now, takes }: Showing): { state: DesktopUpdateState; percent: number } | null {
  const { phase, at, since, stuck, batch, attempted, restarting, rest } = there.state;
  if (restarting.includes(update)) return { state: 'pendingRestart', percent: 100 };
  if (rest.includes(update)) return { state: cached ? 'downloaded' : 'available', percent: 0 };
  if (phase === 'installing' && batch[0] === update) return { state: 'installing', percent: percentOf(at - takes(update), at, now) };
  if (afterwards.has(phase) && attempted.includes(update)) return { state: 'failed', percent: 0 };
  if (phase === 'downloading') return cached ? { state: 'downloaded', percent: 100 } : { state: 'downloading', percent: stuck > 0 ? 0 : percentOf(since, at, now) };
  const state = stateOfPhase[phase];
  return state && { state, percent: state === 'installing' ? 100 : 0 };
}

function updatesOf(there: DeploymentThere, cached: ReadonlySet<number>, showing: Showing): ShownUpdate[] {
  const { state } = there;
  const open = new Set([...state.todo, ...state.rest, ...state.restarting]);
  return there.assignment.updates.flatMap((update) => {
    if (!state.restarting.includes(update) && showing.hasInstalled(update)) return [{ update, there, state: 'installed' as const, percent: 100, error: 0, startable: false }];
    const found = open.has(update) ? stateOf(there, update, cached.has(update), showing) : null;
    if (!found) return [];
    const error = found.state === 'failed' ? state.error : found.state === 'waitingForContent' && state.trouble ? troubleErrors[state.trouble] : 0;
    return [{ update, there, ...found, error, startable: !showing.hidden && startable.has(state.phase) && found.state !== 'downloading' }];
  });
}

/** Of one update in several deployments the one with the earliest deadline. */
function once(all: readonly ShownUpdate[]): ShownUpdate[] {
  const first = new Map<number, ShownUpdate>();
  for (const one of all) {
    const known = first.get(one.update);
    if (!known || (one.there.deadline ?? Infinity) < (known.there.deadline ?? Infinity)) first.set(one.update, one);
  }
  return [...first.values()];
}

const isShown = ({ assignment }: DeploymentThere, hidden: boolean) => assignment.settings.displayNotifications && !hidden;
const waiting = new Set<DesktopUpdateState>(['available', 'downloading', 'waitingForContent', 'downloaded', 'waitingForWindow', 'waitingForInstallation', 'failed']);
/** While one of these goes on, nobody is reminded of it. */
const busy = new Set<Phase>(['installing', 'waitingForRestart', 'pendingRestart', 'verifying']);

/** What the user of a computer is shown at a moment (DEPLOY-11): worked out from what it remembers of its deployments. */
export function desktopOf(computer: ComputerThere, showing: Showing) {
  const { now, hidden } = showing;
  const cached = new Set(computer.cache.map((one) => one.update));
  const updates = once(computer.deployed.flatMap((there) => updatesOf(there, cached, showing)));
  const reminding = computer.deployed.map((there) => ({
    there, ...remindersOf({ since: busy.has(there.state.phase) ? 0 : there.state.offered, deadline: there.deadline, displayed: isShown(there, hidden) }, now),
  })).filter((one) => one.icon);
  const unseen = reminding.filter((one) => one.last > computer.seenAt);
  const reminded = updates.filter((one) => waiting.has(one.state) && unseen.some(({ there }) => there === one.there));
  const deadlines = unseen.flatMap(({ there }) => there.deadline ?? []);
  const next = Math.min(...reminding.flatMap((one) => one.next || []));
  const runs = updates.filter((one) => isShown(one.there, hidden) && (one.state === 'installing' || one.state === 'downloading'));
  const restarts = computer.deployed.filter((there) => isShown(there, hidden) && (there.state.phase === 'waitingForRestart' || there.state.phase === 'pendingRestart'));
  const restartAt = Math.min(...restarts.flatMap(({ state }) => (state.phase === 'waitingForRestart' ? state.at : [])));
  return {
    updates,
    icon: reminding.length > 0 || restarts.length > 0,
    reminder: reminded.length === 0 ? null : { at: Math.max(...unseen.map((one) => one.last)), updates: reminded.length, deadline: deadlines.length === 0 ? null : Math.min(...deadlines) },
    nextReminderAt: Number.isFinite(next) ? next : null,
    runs: runs.find((one) => one.state === 'installing') ?? runs[0] ?? null,
    left: updates.filter((one) => one.state === 'waitingForInstallation' || one.state === 'downloading').length,
    restart: restarts.length === 0 ? null : {
      at: Number.isFinite(restartAt) ? restartAt : null, finalWarning: restartAt - now <= FINAL_WARNING, updates: restarts.reduce((sum, { state }) => sum + state.restarting.length, 0),
    },
  };
}
