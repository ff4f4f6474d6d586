import { fitting, inOrder, reserved } from './batch.ts';
import {
  ASKED_AGAIN, COUNTDOWN, HASH_MISMATCH, NO_WINDOW, OUTSIDE_WINDOW, RETRIES_FOR, RETRY_EVERY, startable, STILL_REQUIRED, troubleErrors, USER_RETRIES_FOR, USER_RETRY_EVERY,
  type Around, type Deed, type Enforcement, type EnforcementEvent, type Phase, type Stepped, type Told, type Trouble,
} from './model.ts';

/** Topic 301 of each phase (D§6.6); null: the one before goes on. */
const enforcementStates: Readonly<Record<Phase, number | null>> = {
  waiting: null, evaluating: null, offered: null, downloading: 7, retrying: 7, downloaded: 8, downloadFailed: 9, scanning: null, waitingForWindow: 10, waitingForInstallation: 3,
  installing: 1, pendingRestart: 5, waitingForRestart: 2, verifying: null, failed: 6, compliant: null,
};
const installs = new Set<Phase>(['installing', 'pendingRestart', 'waitingForRestart', 'verifying']);
const COMPLIANT = 1;
const NON_COMPLIANT = 2;
const SUCCEEDED = 4;

/** What one event does: the state as it goes on, and what is gathered on the way. */
interface Run {
  state: Enforcement;
  readonly around: Around;
  readonly path: Phase[];
  readonly told: Told[];
  readonly deeds: Deed[];
}

const set = (run: Run, change: Partial<Enforcement>) => void (run.state = { ...run.state, ...change });
const tell = (run: Run, topic: Told['topic'], state: number, update = 0, error = 0) => void run.told.push({ topic, state, update, error });
const tellAll = (run: Run, updates: readonly number[], state: number, error = 0) => updates.forEach((update) => tell(run, 402, state, update, error));
const merged = (some: readonly number[], others: readonly number[]) => (others.length === 0 ? some : [...some, ...without(others, some)].sort((a, b) => a - b));
const without = (all: readonly number[], some: readonly number[]) => all.filter((one) => !some.includes(one));

function enforcement(run: Run, state: number, error: number) {
  if (run.state.enforcement !== state || (error !== 0 && error !== run.state.error)) tell(run, 301, state, 0, error);
  set(run, { enforcement: state, ...(error !== 0 && { error }) });
}
function compliance(run: Run, state: number) {
  if (run.state.compliance !== state) tell(run, 300, state);
  set(run, { compliance: state });
}
/** Enters a phase; `at` is when it ends by itself. */
function go(run: Run, phase: Phase, at = 0, error = 0) {
  if (run.state.phase !== phase) {
    run.path.push(phase);
    set(run, { since: run.around.at });
  }
  set(run, { phase, at });
  const state = enforcementStates[phase];
  if (state !== null) enforcement(run, state, error);
}
const isDue = ({ around }: Run) => around.deadline !== null && around.at >= around.deadline;

function evaluate(run: Run) {
  set(run, { trouble: null, tries: 0, stuck: 0, attempted: [], batch: [], restarting: [], error: 0, byUser: 0, rest: [], offered: 0, due: isDue(run), window: 0 });
  go(run, 'evaluating');
  tell(run, 302, 1);
  run.deeds.push({ kind: 'scan', initiator: isDue(run) ? 'deploymentDeadline' : 'deploymentActivation' });
}

function succeed(run: Run) {
  const did = run.state.attempted.length > 0;
  set(run, { todo: [], batch: [], attempted: [], trouble: null, stuck: 0, due: false, byUser: 0, rest: [], offered: 0, error: 0 });
  go(run, 'compliant');
  compliance(run, COMPLIANT);
  // What nothing was installed of any more, as after a supersedence, is compliant and not installed.
  enforcement(run, did ? SUCCEEDED : 0, 0);
}

/** What is required becomes the target (DEPLOY-05, DEPLOY-06). */
function target(run: Run, required: readonly number[]) {
  if (required.length === 0) return succeed(run);
  set(run, { todo: required, rest: [], offered: run.state.offered || run.around.at });
  compliance(run, NON_COMPLIANT);
  if (run.around.deadline === null && run.state.byUser === 0) return go(run, 'offered');
  download(run);
}

function download(run: Run) {
  const { around, state } = run;
  const asked = state.todo.map((update) => ({ update, content: around.content(update) }));
  const damaged = asked.filter(({ content }) => content === 'damaged').map(({ update }) => update);
  if (damaged.length > 0) return refuse(run, damaged);
  const missing = asked.filter(({ content }) => content !== 'cached');
  if (missing.length === 0) return ready(run);
  const updates = missing.map(({ update }) => update);
  const trouble = missing.map(({ content }) => content).find((content): content is Trouble => content !== 'found' && content !== 'cached' && content !== 'damaged') ?? (around.fits(updates) ? null : 'cacheFull');
  if (trouble) return retry(run, trouble, updates);
  set(run, { trouble: null, tries: 0, stuck: 0 });
  go(run, 'downloading', around.at + missing.reduce((sum, { update }) => sum + around.of(update).downloadTakes, 0));
  tellAll(run, updates, 12);
}

/** What is not what its hash says is taken out of the cache, and asked for anew (DEPLOY-15). */
function refuse(run: Run, damaged: readonly number[]) {
  tellAll(run, damaged, 14, HASH_MISMATCH);
  run.deeds.push({ kind: 'refused', updates: damaged });
  go(run, 'retrying', run.around.at + ASKED_AGAIN);
}

function retry(run: Run, trouble: Trouble, updates: readonly number[]) {
  const { at, deadline } = run.around;
  const { byUser } = run.state;
  if (run.state.trouble !== trouble) {
    set(run, { trouble, troubleSince: at });
    tellAll(run, updates, 2, troubleErrors[trouble]);
  }
  const [every, most, began] = byUser > 0 ? [USER_RETRY_EVERY, USER_RETRIES_FOR, byUser] : [RETRY_EVERY, RETRIES_FOR[trouble], run.state.troubleSince];
  set(run, { tries: run.state.tries + 1 });
  if (at - began < most) return go(run, 'retrying', Math.min(at + every, began + most));
  if (run.state.phase !== 'retrying') go(run, 'retrying');
  set(run, { trouble: null, tries: 0, byUser: 0, todo: merged(run.state.todo, run.state.rest), rest: [], error: troubleErrors[trouble] });
  tellAll(run, updates, 14, troubleErrors[trouble]);
  // What the user could not download, the deadline tries again.
  go(run, 'downloadFailed', byUser > 0 && deadline !== null && deadline > at ? deadline : 0, troubleErrors[trouble]);
}

/** A transfer without progress is given up like a distribution point that fails (D§6.4.3). */
function stick(run: Run, update: number) {
  if (run.state.phase !== 'downloading' || run.state.stuck > 0 || !run.state.todo.includes(update)) return;
  set(run, { stuck: run.around.at, at: run.around.at + RETRIES_FOR.failing });
}

/** A new job takes the place of the one that is stuck; what it had is fetched again. */
function beginAnew(run: Run) {
  set(run, { since: run.around.at, stuck: 0 });
  download(run);
}

function giveUp(run: Run) {
  const missing = run.state.todo.filter((update) => run.around.content(update) !== 'cached');
  set(run, { stuck: 0, byUser: 0, todo: merged(run.state.todo, run.state.rest), rest: [], error: troubleErrors.failing });
  tellAll(run, missing, 14, troubleErrors.failing);
  go(run, 'downloadFailed', 0, troubleErrors.failing);
}

/** Everything is in the cache. */
function ready(run: Run) {
  if (run.state.byUser > 0 || run.state.due) return install(run);
  if (!isDue(run)) return go(run, 'downloaded', run.around.deadline ?? 0);
  set(run, { due: true });
  go(run, 'scanning');
  run.deeds.push({ kind: 'scan', initiator: 'deploymentDeadline' });
}

/** Windows do not hold it back: there are none, it ignores them, or the user wants it. */
const isFree = ({ around, state }: Run) => around.window === null || around.ignoreWindows || state.byUser > 0;

/** May it install now? One batch in each window (D§6.4.6). */
function install(run: Run) {
  const { around, state } = run;
  if (around.busyUntil > around.at) return go(run, 'waitingForInstallation', around.busyUntil);
  if (isFree(run)) return begin(run, inOrder(around, state.todo));
  const wait = (after: number, error: number) => go(run, 'waitingForWindow', around.window!(after)?.start ?? 0, error);
  const window = around.window!(around.at);
  if (!window) return wait(around.at, NO_WINDOW);
  if (window.start > around.at) return wait(around.at, 0);
  if (state.window === window.start) return wait(window.end, 0);
  const left = window.end - around.at;
  const allotted = around.allotted(window);
  const batch = fitting(around, state.todo.filter((update) => allotted.includes(update)), left);
  set(run, { window: window.start });
  // Others may have been shorter; it is told of only what would not have fitted alone.
  if (batch.length === 0) return wait(window.end, fitting(around, state.todo, left).length === 0 ? OUTSIDE_WINDOW : 0);
  begin(run, batch);
}

function begin(run: Run, batch: readonly number[]) {
  const [first, ...rest] = batch;
  set(run, { batch, attempted: [], restarting: [], error: 0 });
  go(run, 'installing', run.around.at + run.around.of(first!).takes);
  tellAll(run, rest, 7);
  tell(run, 402, 8, first);
}

/** The first of the batch has ended. */
function installed(run: Run) {
  const { around } = run;
  const [done, next] = run.state.batch as [number, number | undefined];
  const { error, restarts } = around.of(done);
  set(run, { batch: run.state.batch.slice(1), attempted: [...run.state.attempted, done] });
  if (error !== 0) {
    set(run, { error });
    tell(run, 402, 11, done, error);
  } else if (restarts) {
    set(run, { restarting: [...run.state.restarting, done] });
    tell(run, 402, 9, done);
  } else {
    run.deeds.push({ kind: 'installed', updates: [done] });
    tell(run, 402, 10, done);
  }
  if (next === undefined || !stillFits(run, next)) return ended(run);
  set(run, { at: around.at + around.of(next).takes });
  tell(run, 402, 8, next);
}

/** An installation that overran its window lets no other one follow. */
function stillFits(run: Run, update: number): boolean {
  const { around } = run;
  if (isFree(run)) return true;
  const window = around.window!(around.at);
  return window !== null && window.start <= around.at && window.end - around.at >= reserved(around, update);
}

function ended(run: Run) {
  const { around, state } = run;
  set(run, { batch: [] });
  if (state.restarting.length === 0) return verify(run);
  if (around.suppressRestart) return go(run, 'pendingRestart');
  restart(run);
}

/** Ignoring windows lets nothing restart outside of them: that is a setting of its own (DEPLOY-09). */
function restart(run: Run) {
  const { around, state } = run;
  if (around.busyUntil > around.at) return go(run, 'pendingRestart', around.busyUntil);
  if (around.window === null || around.restartOutside || state.byUser > 0) return go(run, 'waitingForRestart', around.at + COUNTDOWN);
  const window = around.window(around.at);
  if (window && window.start <= around.at) return go(run, 'waitingForRestart', around.at + COUNTDOWN);
  go(run, 'pendingRestart', window?.start ?? 0);
}

function verify(run: Run) {
  go(run, 'verifying');
  run.deeds.push({ kind: 'scan', initiator: 'evaluationCycleAction' });
}

function verified(run: Run, required: readonly number[]) {
  if (required.length === 0) return succeed(run);
  const { attempted, error, rest } = run.state;
  set(run, { todo: required });
  compliance(run, NON_COMPLIANT);
  const waiting = without(without(required, attempted), rest);
  if (waiting.length > 0) {
    // What failed in this window waits for a re-evaluation with the others done.
    set(run, { todo: waiting });
    return install(run);
  }
  if (rest.some((update) => required.includes(update))) return leave(run, required);
  set(run, { error: error || STILL_REQUIRED, attempted: [], due: false, byUser: 0 });
  go(run, 'failed', 0, run.state.error);
}

/** What the user chose is done; the others wait for the user or the deadline as before. */
function leave(run: Run, required: readonly number[]) {
  set(run, { attempted: [], due: false, byUser: 0, trouble: null, tries: 0 });
  target(run, required);
  if (run.state.phase === 'offered') enforcement(run, 0, 0);
}

/** The user starts all of it, or what was chosen (DEPLOY-06). */
function start(run: Run, updates: readonly number[] | null) {
  const { phase, todo, rest } = run.state;
  if (!startable.has(phase)) return;
  const all = merged(todo, rest);
  const chosen = updates === null ? all : all.filter((update) => updates.includes(update));
  if (chosen.length === 0) return;
  set(run, { byUser: run.around.at, todo: chosen, rest: without(all, chosen), trouble: null, tries: 0 });
  if (phase !== 'downloading' || chosen.length < todo.length) download(run);
}

function clock(run: Run) {
  const { around } = run;
  const { phase, at } = run.state;
  if (phase === 'downloaded' || phase === 'downloadFailed') {
    if (!isDue(run) || (phase === 'downloadFailed' && (at === 0 || around.at < at))) return;
    set(run, { due: true });
    go(run, 'scanning');
    run.deeds.push({ kind: 'scan', initiator: 'deploymentDeadline' });
    return;
  }
  if (at === 0 || around.at < at) return;
  if (phase === 'waiting') evaluate(run);
  else if (phase === 'downloading' && run.state.stuck > 0) giveUp(run);
  else if (phase === 'downloading') {
    const missing = run.state.todo.filter((update) => around.content(update) !== 'cached');
    run.deeds.push({ kind: 'fetched', updates: missing });
    tellAll(run, missing, 13);
    enforcement(run, 8, 0);
    ready(run);
  } else if (phase === 'retrying' || phase === 'waitingForWindow' || phase === 'waitingForInstallation') download(run);
  else if (phase === 'installing') installed(run);
  else if (phase === 'pendingRestart') restart(run);
  else if (phase === 'waitingForRestart') run.deeds.push({ kind: 'restart' });
}

function scanned(run: Run, required: readonly number[]) {
  const { phase, todo } = run.state;
  if (phase === 'evaluating') tell(run, 302, 2);
  if (phase === 'evaluating' || phase === 'scanning') return target(run, required);
  if (phase === 'verifying') return verified(run, required);
  if (phase === 'waiting' || installs.has(phase)) return;
  if (required.length === 0) return phase === 'compliant' ? undefined : succeed(run);
  if (phase === 'compliant') return target(run, required);
  // What was superseded or removed meanwhile is left out; what came beside it is found at the deadline.
  const left = todo.filter((update) => required.includes(update));
  if (phase === 'downloading') return;
  if (left.length === 0 && run.state.rest.length > 0) return leave(run, required);
  set(run, { todo: left.length > 0 ? left : required, rest: run.state.rest.filter((update) => required.includes(update)) });
}

function policy(run: Run) {
  const { around } = run;
  if (installs.has(run.state.phase)) return;
  if (around.available <= around.at) return evaluate(run);
  if (run.state.phase === 'waiting') go(run, 'waiting', around.available);
}

/** The next state of a computer for a deployment, and what it tells and does. Pure. */
export function step(state: Enforcement, event: EnforcementEvent, around: Around): Stepped {
  const run: Run = { state, around, path: [], told: [], deeds: [] };
  const { phase } = state;
  if (event.kind === 'policy') policy(run);
  else if (event.kind === 'scanned') scanned(run, event.required);
  else if (event.kind === 'scanFailed') {
    if (phase === 'evaluating' || phase === 'scanning' || phase === 'verifying') tell(run, 302, 3, 0, event.error);
  } else if (event.kind === 'clock') clock(run);
  else if (event.kind === 'reevaluation') {
    if (phase === 'failed' || phase === 'downloadFailed') evaluate(run);
  } else if (event.kind === 'user') start(run, event.updates);
  else if (event.kind === 'transferStuck') stick(run, event.update);
  else if (event.kind === 'transfersReset') {
    if (state.stuck > 0) beginAnew(run);
  }
  else if (phase === 'pendingRestart' || phase === 'waitingForRestart') {
    run.deeds.push({ kind: 'installed', updates: state.restarting });
    tellAll(run, state.restarting, 10);
    set(run, { restarting: [] });
    verify(run);
  }
  return { state: run.state, path: run.path, told: run.told, deeds: run.deeds };
}
