import { assignmentNumber, type Assignment } from '../../deployments/index.ts';
import { encodeEnforcement, REQUIRED, type EnforcementTopic } from '../../state-messages/index.ts';
import type { ScanInitiator } from '../agent/scan-rules.ts';
import type { Piece, ScanResult } from '../fleet/results.ts';
import { hasRoom, MEGABYTE, noteDone, put, type Cached, type CacheLimits } from './cache.ts';
import { unknownYet, type Around, type Enforcement, type EnforcementEvent, type Installable, type Trouble } from './model.ts';
import { step } from './step.ts';
import { nextInstallation } from './schedule.ts';
import { allot, inTurn, keepsUntil, type Allotment } from './turns.ts';
import { windowAt } from './windows.ts';
import type { ClientUserSettings, MaintenanceWindow } from '../../../contract/index.ts';

/** What the site and the machines know that a computer's enforcement asks for. */
export interface EnforcementParts {
  /** Another number whenever the assignments of anybody may be others, and those of one computer. */
  assignments: { version(): number; of(clientId: number): readonly Assignment[] };
  /** Maintenance windows of the computer; none: it may install at any time. */
  windowsOf(clientId: number): readonly MaintenanceWindow[];
  isServer(clientId: number): boolean;
  /** How an installation goes on a computer, and how large its contents are; `located`: a distribution point has all of them. */
  of(clientId: number, update: number, at: number): Installable & { readonly bytes: number; readonly located: boolean; readonly persists: boolean };
  /** What its user set in the Control Panel. */
  settingsOf(clientId: number): ClientUserSettings;
  /** What stands against every download of the computer at a moment. */
  troubleOf(clientId: number, at: number): Trouble | null;
  /** Its user puts restarts off. */
  putsOff(clientId: number): boolean;
  /** The installation of an update failed. */
  failed(clientId: number, at: number, update: number, deployment: string, error: number): void;
  /** Ms by which deployments are enforced before their deadline together with one that is due; 0: each at its own (D§6.1). */
  enforceWithin(): number;
  scan(clientId: number, at: number, initiator: ScanInitiator): void;
  /** The next moment of the computer; 0: none. */
  plan(clientId: number, at: number): void;
  tell(clientId: number, at: number, piece: Piece): void;
  installed(clientId: number, at: number, updates: readonly number[]): void;
}

interface Deployed {
  /** As state messages name it. */
  readonly number: number;
  assignment: Assignment;
  state: Enforcement;
}

const deployedBy = (assignment: Assignment, state: Enforcement): Deployed => ({ number: assignmentNumber(assignment.uniqueId), assignment, state });

interface Computer {
  deployed: Map<number, Deployed>;
  cache: readonly Cached[];
  /** When the user's schedule installs what is downloaded; 0: never. */
  installAt: number;
  /** Until when the user has seen reminders. */
  seenAt: number;
  /** What the maintenance window that was used last was given to. */
  allotment: Allotment | null;
}

/** A deployment as it stands on a computer; moments are site time in ms, `deadline` null: optional. */
export interface DeploymentThere {
  readonly assignment: Assignment;
  readonly state: Enforcement;
  readonly deadline: number | null;
}

/** What a computer has, for its user. */
export interface ComputerThere {
  readonly deployed: readonly DeploymentThere[];
  readonly cache: readonly Cached[];
  readonly installAt: number;
  readonly seenAt: number;
}

/** How a computer is remembered. */
export interface SavedComputer {
  readonly client: number;
  readonly deployed: readonly { readonly id: number; readonly revision: number; readonly state: Enforcement }[];
  readonly cache: readonly Cached[];
  readonly installAt?: number;
  readonly seenAt?: number;
  readonly allotment?: Allotment | null;
}

/** What the computers of a fleet do for their deployments. One without any costs a comparison at its poll and nothing else. */
export interface Enforcing {
  polled(clientId: number, at: number): void;
  scanned(clientId: number, at: number, result: ScanResult): void;
  scanFailed(clientId: number, at: number, error: number): void;
  /** Whether a deployment waits for the end of a scan. */
  waitsForScan(clientId: number): boolean;
  /** The planned moment has come; `restarted`, `user` and `reevaluation` come from outside. */
  happen(clientId: number, at: number, event: EnforcementEvent): void;
  /** What its user is shown; null: nothing was ever deployed to it. */
  there(clientId: number): ComputerThere | null;
  /** The user has seen the reminders up to a moment. */
  see(clientId: number, at: number): void;
  /** What its user set may be other than before. */
  settingsChanged(clientId: number, at: number): void;
  /** Takes contents out of the cache, or damages them there (DEPLOY-15); answers with those it was done to. */
  changeCache(clientId: number, how: 'clear' | 'damage', mayBe: (one: Cached) => boolean): readonly Cached[];
  /** All of a computer's states, for a full report. */
  report(clientId: number, at: number): Piece[];
  /** The maintenance windows of anybody may be others. */
  windowsChanged(at: number): void;
  forget(clientId: number): void;
  save(): SavedComputer[];
  restore(saved: SavedComputer, at: number): void;
  /** Whether the assignments are others than the computer knows. */
  differs(clientId: number): boolean;
}

const NOTHING: readonly number[] = [];
const nothing = (): Computer => ({ deployed: new Map(), cache: [], installAt: 0, seenAt: 0, allotment: null });
/** Topic 402 (D§6.6). */
const INSTALL_FAILED = 11;
const waitsForTurn = new Set<Enforcement['phase']>(['waitingForWindow', 'waitingForInstallation']);
const moment = (calendar: string) => Date.parse(`${calendar}Z`);
const deadlineOf = ({ schedule }: Assignment): number | null => (schedule.deadline === null ? null : moment(schedule.deadline));
const availableOf = ({ schedule, createdAt }: Assignment): number => (schedule.available === null ? createdAt : moment(schedule.available));

/** What of a deployment a scan found required; computers with the same result share it. */
function createRequired(): (result: ScanResult, assignment: Assignment) => readonly number[] {
  const known = new WeakMap<Assignment, WeakMap<ScanResult, readonly number[]>>();
  return (result, assignment) => {
    let ofAssignment = known.get(assignment);
    if (!ofAssignment) known.set(assignment, (ofAssignment = new WeakMap()));
    let found = ofAssignment.get(result);
    if (!found) {
      const required = new Set([...result.cells].filter((cell) => cell % 4 === REQUIRED).map((cell) => Math.floor(cell / 4)));
      found = assignment.updates.filter((update) => required.has(update));
      ofAssignment.set(result, (found = found.length === 0 ? NOTHING : found));
    }
    return found;
  };
}

export function createEnforcing(parts: EnforcementParts): Enforcing {
  const computers = new Map<number, Computer>();
  const seen = new Map<number, number>();
  const required = createRequired();

  /** With “enforce all mandatory deployments” the deadline of one that comes shortly before (D§6.4.8), when it is available by then. */
  const enforcedAt = (computer: Computer, { assignment }: Deployed): number | null => {
    const own = deadlineOf(assignment);
    const within = parts.enforceWithin();
    if (own === null || within === 0) return own;
    const from = Math.max(own - within, availableOf(assignment));
    const others = [...computer.deployed.values()].flatMap((one) => deadlineOf(one.assignment) ?? []);
    return Math.min(...others.filter((other) => other >= from), own);
  };
  const limits = (client: number, at: number): CacheLimits => ({ bytes: parts.settingsOf(client).cacheMegabytes * MEGABYTE, persists: (update) => parts.of(client, update, at).persists });
  const around = (client: number, at: number, computer: Computer, one: Deployed): Around => {
    const { settings, schedule } = one.assignment;
    const windows = parts.windowsOf(client);
    const others = [...computer.deployed.values()].filter((other) => other !== one);
    const suppresses = ({ assignment }: Deployed) => parts.putsOff(client) || (parts.isServer(client) ? assignment.settings.suppressRestart.servers : assignment.settings.suppressRestart.workstations);
    const asking = (of: Deployed) => ({ id: of.assignment.id, state: of.state, suppressRestart: suppresses(of) });
    let held: Map<number, Cached> | undefined;
    const cachedOf = (update: number) => (held ??= new Map(computer.cache.map((cached) => [cached.update, cached]))).get(update);
    return {
      at, available: availableOf(one.assignment), deadline: enforcedAt(computer, one), ignoreWindows: schedule.ignoreMaintenanceWindows, restartOutside: settings.restartOutsideWindows,
      suppressRestart: suppresses(one),
      window: windows.length === 0 ? null : (from) => windowAt(windows, from),
      allotted: (window) => {
        const waiting = others.filter(({ assignment, state }) => waitsForTurn.has(state.phase) && !assignment.schedule.ignoreMaintenanceWindows && state.byUser === 0 && state.window !== window.start);
        computer.allotment = allot(computer.allotment, asking(one), waiting.map(asking), at, window, (update) => parts.of(client, update, at));
        return computer.allotment.updates;
      },
      busyUntil: Math.max(0, ...others.map(({ state }) => keepsUntil(state, at))),
      of: (update) => parts.of(client, update, at),
      content: (update) => {
        const cached = cachedOf(update);
        if (cached) return cached.damaged ? 'damaged' : 'cached';
        const { located } = parts.of(client, update, at);
        return (located ? parts.troubleOf(client, at) : 'noLocation') ?? 'found';
      },
      fits: (updates) => hasRoom(computer.cache, updates.reduce((sum, update) => sum + parts.of(client, update, at).bytes, 0), at, limits(client, at)),
    };
  };
  const tell = (client: number, at: number, { number }: Deployed, { topic, state, update, error }: { topic: EnforcementTopic; state: number; update: number; error: number }) =>
    parts.tell(client, at, encodeEnforcement({ topic, state, update, error, assignment: number, at }));

  const dispatch = (client: number, at: number, computer: Computer, one: Deployed, event: EnforcementEvent) => {
    const { state, told, deeds } = step(one.state, event, around(client, at, computer, one));
    one.state = state;
    for (const message of told) {
      tell(client, at, one, message);
      if (message.topic === 402 && message.state === INSTALL_FAILED) parts.failed(client, at, message.update, one.assignment.name, message.error);
    }
    for (const deed of deeds) {
      if (deed.kind === 'scan') parts.scan(client, at, deed.initiator);
      else if (deed.kind === 'restart') everyone(client, at, computer, { kind: 'restarted' });
      else if (deed.kind === 'fetched') computer.cache = put(computer.cache, deed.updates.map((update) => ({ update, bytes: parts.of(client, update, at).bytes })), at, limits(client, at));
      else if (deed.kind === 'refused') computer.cache = computer.cache.filter((one) => !deed.updates.includes(one.update));
      else {
        computer.cache = noteDone(computer.cache, deed.updates, at);
        parts.installed(client, at, deed.updates);
      }
    }
  };
  const turns = (client: number, at: number, computer: Computer) => inTurn([...computer.deployed.values()], (update) => parts.of(client, update, at).maximum);
  const everyone = (client: number, at: number, computer: Computer, event: EnforcementEvent) => {
    for (const one of turns(client, at, computer)) dispatch(client, at, computer, one, event);
  };
  /** Mandatory, and here before its deadline: the user's schedule installs it. */
  const waits = ({ assignment, state }: Deployed) => state.phase === 'downloaded' && deadlineOf(assignment) !== null;
  const plan = (client: number, computer: Computer, now: number) => {
    const { schedule } = parts.settingsOf(client);
    if (!schedule || ![...computer.deployed.values()].some(waits)) computer.installAt = 0;
    else if (computer.installAt === 0) computer.installAt = nextInstallation(schedule, now);
    let next = computer.installAt || Infinity;
    for (const one of computer.deployed.values()) {
      // One that is enforced with another may be due before its own moment.
      const early = one.state.phase === 'downloaded' ? enforcedAt(computer, one) : null;
      const at = early !== null ? Math.min(one.state.at, early) : one.state.at;
      if (at > 0 && at < next) next = at;
    }
    parts.plan(client, next === Infinity ? 0 : next);
  };

  const polled = (client: number, at: number) => {
    const version = parts.assignments.version();
    if (seen.get(client) === version || (version === 0 && !computers.has(client))) return;
    seen.set(client, version);
    const now = parts.assignments.of(client);
    const computer = computers.get(client) ?? nothing();
    if (now.length === 0 && computer.deployed.size === 0) return;
    computers.set(client, computer);
    const ids = new Set(now.map(({ id }) => id));
    for (const id of computer.deployed.keys()) if (!ids.has(id)) computer.deployed.delete(id);
    const news: Deployed[] = [];
    for (const assignment of now) {
      const one = computer.deployed.get(assignment.id);
      const changed = one?.assignment.revision !== assignment.revision;
      const next = one ? Object.assign(one, { assignment }) : deployedBy(assignment, unknownYet);
      computer.deployed.set(assignment.id, next);
      if (changed) news.push(next);
    }
    for (const one of news) dispatch(client, at, computer, one, { kind: 'policy' });
    plan(client, computer, at);
  };

  const withComputer = (client: number, at: number, run: (computer: Computer) => void) => {
    const computer = computers.get(client);
    if (!computer) return;
    run(computer);
    plan(client, computer, at);
  };
  /** What the user's schedule has come for. */
  const installOnSchedule = (client: number, at: number, computer: Computer) => {
    if (computer.installAt === 0 || at < computer.installAt) return;
    computer.installAt = 0;
    for (const one of computer.deployed.values()) if (waits(one)) dispatch(client, at, computer, one, { kind: 'user', updates: null });
  };
  const scanning = new Set<Enforcement['phase']>(['evaluating', 'scanning', 'verifying']);

  return {
    polled,
    scanned: (client, at, result) =>
      withComputer(client, at, (computer) => {
        for (const one of turns(client, at, computer)) dispatch(client, at, computer, one, { kind: 'scanned', required: required(result, one.assignment) });
      }),
    scanFailed: (client, at, error) => withComputer(client, at, (computer) => everyone(client, at, computer, { kind: 'scanFailed', error })),
    waitsForScan: (client) => [...(computers.get(client)?.deployed.values() ?? [])].some((one) => scanning.has(one.state.phase)),
    happen: (client, at, event) => withComputer(client, at, (computer) => {
        everyone(client, at, computer, event);
        if (event.kind === 'clock') installOnSchedule(client, at, computer);
      }),
    there: (client) => {
      const computer = computers.get(client);
      return computer ? { ...computer, deployed: [...computer.deployed.values()].map((one) => ({ ...one, deadline: enforcedAt(computer, one) })) } : null;
    },
    see: (client, at) => {
      const computer = computers.get(client);
      if (computer) computer.seenAt = at;
    },
    settingsChanged: (client, at) =>
      withComputer(client, at, (computer) => {
        computer.installAt = 0;
      }),
    changeCache: (client, how, mayBe) => {
      const computer = computers.get(client);
      if (!computer) return [];
      const changed = computer.cache.filter(mayBe);
      computer.cache = how === 'clear' ? computer.cache.filter((one) => !changed.includes(one)) : computer.cache.map((one) => (changed.includes(one) ? { ...one, damaged: true } : one));
      return changed;
    },
    report: (client, at) =>
      [...(computers.get(client)?.deployed.values() ?? [])].flatMap(({ number: assignment, state }) => {
        const message = { assignment, update: 0, at: state.since || at };
        const topics: [EnforcementTopic, number][] = [[300, state.compliance], [301, state.enforcement]];
        return topics.map(([topic, number]) => encodeEnforcement({ ...message, topic, state: number, error: topic === 301 ? state.error : 0 }));
      }),
    windowsChanged: (at) => {
      for (const [client, computer] of computers) {
        const waiting = [...computer.deployed.values()].filter(({ state }) => state.phase === 'waitingForWindow' || (state.phase === 'pendingRestart' && state.at > 0));
        for (const one of waiting) one.state = { ...one.state, at };
        if (waiting.length > 0) plan(client, computer, at);
      }
    },
    forget: (client) => {
      computers.delete(client);
      seen.delete(client);
    },
    save: () =>
      [...computers].map(([client, { deployed, ...computer }]) => ({ client, ...computer, deployed: [...deployed.values()].map(({ assignment, state }) => ({ id: assignment.id, revision: assignment.revision, state })) })),
    restore: ({ client, deployed, cache, installAt = 0, seenAt = 0, allotment = null }, at) => {
      const now = new Map(parts.assignments.of(client).map((assignment) => [assignment.id, assignment]));
      const known = deployed.flatMap(({ id, revision, state }) => {
        const assignment = now.get(id);
        return assignment ? [[id, deployedBy({ ...assignment, revision }, { ...unknownYet, ...state })] as const] : [];
      });
      const computer: Computer = { deployed: new Map<number, Deployed>(known), cache, installAt, seenAt, allotment };
      for (const [id, one] of computer.deployed) if (now.get(id)!.revision === one.assignment.revision) one.assignment = now.get(id)!;
      computers.set(client, computer);
      plan(client, computer, at);
    },
    differs: (client) => {
      const deployed = computers.get(client)?.deployed;
      const now = parts.assignments.of(client);
      return now.length !== (deployed?.size ?? 0) || now.some(({ id, revision }) => deployed?.get(id)?.assignment.revision !== revision);
    },
  };
}
