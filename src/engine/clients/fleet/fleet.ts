import { encodeScan, SCAN_COMPLETED, SCAN_FAILED, writeFile } from '../../state-messages/index.ts';
import { AGENT_VERSION, decideScan, isForced, isOlder, LEAST_AGENT_VERSION, OLD_AGENT_VERSION, SPREAD_MS } from '../agent/scan-rules.ts';
import { createCalendar, MINUTE, type Due } from './calendar.ts';
import { purpose } from './chance.ts';
import { createPrograms } from '../programs/running.ts';
import { resultOf } from '../programs/rules.ts';
import { createEnforcing } from '../enforcement/computers.ts';
import { createMemory, forget, grownMemory } from './memory.ts';
import {
  initiatorNumbers, MOST_TRIES, OLD_AGENT_ERROR, RETRY_AFTER, scanErrors, SEND_EVERY, UNREACHABLE_ERROR, type FailedUpdate, type Installed, type Inventoried,
} from './model.ts';
import { createResults, installedIn, type Piece, type ScanResult } from './results.ts';
import type { Fleet, FleetParts } from './parts.ts';

const what = { poll: 1, scan: 2, scanned: 3, send: 4, schedule: 5, reevaluate: 6, deliver: 7, inventory: 8, enforce: 9, program: 10 } as const;
const DAY = 86_400_000;
/** Agents that cannot scan (SCAN-09); compared once, not at every scan. */
const tooOld = new Set([AGENT_VERSION, OLD_AGENT_VERSION].filter((version) => isOlder(version, LEAST_AGENT_VERSION)));

export function createFleet(parts: FleetParts): Fleet {
  const { clock, chance } = parts;
  const calendar = createCalendar();
  const results = createResults();
  let { faults, settings } = parts;
  let memory = createMemory(1024);
  let guidChecks = new Uint32Array(1024);
  let size = 0;
  /** What each client has told; undefined: forgotten in a restart. */
  const reported: (ScanResult | null | undefined)[] = [];
  const pending = new Map<number, Piece[]>();
  const late = new Map<number, Uint8Array[]>();
  let arrived: Uint8Array[] = [];
  let inventories: Inventoried[] = [];
  let installs: Installed[] = [];
  let failed: FailedUpdate[] = [];
  /** Clients that installed something and have not scanned since. */
  const unscanned = new Set<number>();
  /** What the last inventory of each client found, since the start. */
  const inventoried: (ScanResult | undefined)[] = [];

  const agentVersion = (client: number) => (chance.happens(faults.oldAgent, client, purpose.oldAgent, 0) ? (parts.agents.get(client) ?? OLD_AGENT_VERSION) : AGENT_VERSION);
  const draw = (client: number) => memory.draws[client]!++;
  const phase = (client: number, kind: number, every: number, after: number) => {
    const offset = chance.below(every, client, kind, 0);
    return after + every - ((((after - offset) % every) + every) % every);
  };
  const plan = (column: 'pollAt' | 'scanAt' | 'scannedAt' | 'sendAt' | 'scheduleAt' | 'reevaluateAt' | 'inventoryAt' | 'enforceAt', client: number, at: number, kind: number) => {
    memory[column][client] = at;
    calendar.add(at, client, kind);
  };

  /** The next morning of a computer that is off or away, or roams, today; undefined: it is there. */
  const backFrom = (fault: 'away' | 'roaming', client: number, at: number): number | undefined => {
    if (faults[fault] === 0) return undefined;
    const day = Math.floor(at / DAY);
    if (!chance.happens(faults[fault], client, purpose[fault], day)) return undefined;
    return (day + 1) * DAY + chance.below(9 * 3_600_000, client, purpose[fault], -day - 1);
  };

  const clientNow = (client: number, at: number) =>
    chance.happens(faults.clockDrift, client, purpose.drift, 0) ? at + (chance.below(40, client, purpose.driftBy, 0) - 20) * MINUTE : at;

  const queue = (client: number, at: number, piece: Piece) => {
    if (piece.count === 0) return;
    const pieces = pending.get(client);
    if (pieces) pieces.push(piece);
    else pending.set(client, [piece]);
    if (memory.sendAt[client]! <= at) plan('sendAt', client, phase(client, purpose.sendPhase, SEND_EVERY, at), what.send);
  };
  const tellScan = (client: number, at: number, state: number, error: number) =>
    queue(client, at, encodeScan({ state, contentVersion: memory.cached[client]!, error, at: clientNow(client, at) }));

  const scanWithin = (client: number, at: number, initiator: number) => {
    const planned = memory.scanAt[client]!;
    const wanted = at + chance.below(SPREAD_MS, client, purpose.scanDelay, draw(client));
    const waits = planned > at;
    // Two plans become one, at the earlier moment, for the reason that a young scan does not spare.
    if (!waits || !isForced(initiatorNumbers[memory.scanFor[client]!]!)) memory.scanFor[client] = initiator;
    if (waits && planned <= wanted) return;
    plan('scanAt', client, wanted, what.scan);
  };
  /** A scan without a wait; one that is under way serves as well. */
  const scanNow = (client: number, at: number, initiator: number) => {
    if (memory.scannedAt[client]! > at) return;
    if (memory.scanAt[client]! < at || !isForced(initiatorNumbers[memory.scanFor[client]!]!)) memory.scanFor[client] = initiator;
    plan('scanAt', client, at, what.scan);
  };
  const enforcing = createEnforcing({
    ...parts.enforcement,
    scan: (client, at, initiator) => scanNow(client, at, initiatorNumbers.indexOf(initiator)),
    plan: (client, at) => (at > 0 ? plan('enforceAt', client, at, what.enforce) : void (memory.enforceAt[client] = 0)),
    tell: (client, at, piece) => queue(client, at, { ...piece, ofDeployment: true }),
    failed: (clientId, at, update, deployment, error) => void failed.push({ clientId, at, update, deployment, error }),
    installed: (client, at, updates) => {
      // What it told before is worked out while it is still so.
      told(client);
      unscanned.add(client);
      parts.install(client, updates);
      installs.push({ clientId: client, at, updates });
    },
  });

  const programs = createPrograms({
    advertised: parts.advertised, chance,
    result: (client, { commandLine }) => {
      const done = resultOf(commandLine, { architecture: parts.architectureOf(client), agentVersion: agentVersion(client) });
      if (done.agentVersion !== null) parts.agents.set(client, done.agentVersion);
      return done;
    },
  });
  const planPrograms = (client: number, next: number) => void (next > 0 && calendar.add(next, client, what.program));

  const planSchedules = (client: number, at: number) => {
    plan('scheduleAt', client, phase(client, purpose.schedulePhase, settings.scanEvery, at), what.schedule);
    plan('reevaluateAt', client, phase(client, purpose.schedulePhase, settings.reevaluateEvery, at), what.reevaluate);
    // The first inventory does not wait for a whole cycle.
    const soon = Math.min(DAY, settings.inventoryEvery);
    plan('inventoryAt', client, phase(client, purpose.inventoryPhase, memory.inventoryAt[client] === 0 ? soon : settings.inventoryEvery, at), what.inventory);
  };

  const poll = (client: number, at: number) => {
    const policy = parts.policy();
    memory.lastPolicyAt[client] = at;
    if (memory.full[client] === 1) queue(client, at, encodeScan({ state: SCAN_COMPLETED, contentVersion: memory.cached[client]!, error: 0, at: memory.lastScanAt[client]! }));
    enforcing.polled(client, at);
    programs.polled(client, at);
    planPrograms(client, programs.nextOf(client));
    if (!policy || policy.version === memory.policy[client]) return;
    memory.policy[client] = policy.version;
    if (memory.scheduleAt[client]! <= at) planSchedules(client, at);
    if (policy.contentVersion !== memory.cached[client]) scanWithin(client, at, initiatorNumbers.indexOf('newCatalog'));
  };

  const fail = (client: number, at: number, error: number) => {
    const tries = ++memory.tries[client]!;
    const again = tries <= MOST_TRIES || enforcing.waitsForScan(client);
    enforcing.scanFailed(client, at, error);
    tellScan(client, at, again ? 4 : SCAN_FAILED, error);
    if (again) plan('scanAt', client, at + RETRY_AFTER, what.scan);
    else memory.tries[client] = 0;
  };

  const scan = (client: number, at: number) => {
    if (memory.scannedAt[client]! > at) return;
    const isRoaming = backFrom('roaming', client, at) !== undefined;
    const policy = isRoaming ? null : parts.policy();
    const decision = decideScan(initiatorNumbers[memory.scanFor[client]!]!, {
      now: at, lastScanAt: memory.lastScanAt[client]! || null, cachedVersion: memory.cached[client]!, pointVersion: policy?.contentVersion ?? null,
    });
    if (!decision.scan) {
      const known = told(client);
      if (known) enforcing.scanned(client, at, known);
      if (known || !enforcing.waitsForScan(client)) return;
    }
    if (isRoaming && ((decision.scan && decision.online) || memory.cached[client] === 0)) return fail(client, at, UNREACHABLE_ERROR);
    if (tooOld.has(agentVersion(client))) return fail(client, at, OLD_AGENT_ERROR);
    const number = draw(client);
    if (chance.happens(faults.scanFails, client, purpose.scanFails, number)) return fail(client, at, scanErrors[chance.below(scanErrors.length, client, purpose.scanError, number)]!);
    if (!policy && memory.cached[client] === 0) return tellScan(client, at, 1, 0);
    if (decision.scan && decision.online && policy) memory.cached[client] = policy.contentVersion;
    plan('scannedAt', client, at + 60_000 + chance.below(180_000, client, purpose.scanDuration, number), what.scanned);
  };

  /** What a client has told: nothing (null), or undefined when that cannot be known any more. */
  const told = (client: number): ScanResult | null | undefined => {
    const catalog = parts.catalog();
    if (reported[client] === undefined && memory.toldWith[client] === 0) reported[client] = null;
    if (reported[client] === undefined && catalog?.contentVersion === memory.toldWith[client]) reported[client] = catalog?.resultOf(client);
    return reported[client];
  };

  const scanned = (client: number, at: number) => {
    const catalog = parts.catalog();
    const before = told(client);
    // With an older cached catalog nothing can be found that was not reported before.
    const isCurrent = catalog?.contentVersion === memory.cached[client];
    const after = isCurrent ? catalog!.resultOf(client) : before;
    if (before === undefined) memory.full[client] = 1;
    memory.lastScanAt[client] = at;
    memory.tries[client] = 0;
    reported[client] = after;
    if (isCurrent) memory.toldWith[client] = memory.cached[client]!;
    if (after && before !== undefined && after !== before) queue(client, at, results.step(before, after));
    tellScan(client, at, SCAN_COMPLETED, 0);
    if (!isCurrent || !after) return;
    unscanned.delete(client);
    enforcing.scanned(client, at, after);
  };

  const fullReport = (client: number, at: number, now: ScanResult | null, pieces: readonly Piece[]): Piece[] => {
    const lastScan = pieces.findLast((piece) => !piece.ofDeployment) ?? encodeScan({ state: SCAN_COMPLETED, contentVersion: memory.cached[client]!, error: 0, at: memory.lastScanAt[client]! });
    return [...(now ? [results.step(null, now)] : []), ...pieces.filter((piece) => piece.ofDeployment), ...enforcing.report(client, at), lastScan];
  };

  const send = (client: number, at: number) => {
    const pieces = pending.get(client);
    if (!pieces) return;
    pending.delete(client);
    const now = told(client);
    // What it does not know it cannot report in full; the next scan finds it.
    const full = memory.full[client] === 1 && now !== undefined;
    if (full) memory.full[client] = 0;
    else if (memory.full[client] === 1) scanWithin(client, at, initiatorNumbers.indexOf('scanCycleAction'));
    const sent = full ? fullReport(client, at, now, pieces) : pieces;
    const bytes = writeFile({ clientId: client, guidCheck: guidChecks[client]!, firstSerial: memory.serial[client]!, full, sentAt: clientNow(client, at) }, sent);
    memory.serial[client]! += sent.reduce((sum, piece) => sum + piece.count, 0);
    const number = draw(client);
    if (chance.happens(faults.lost, client, purpose.lost, number)) return;
    if (chance.happens(faults.corrupt, client, purpose.corrupt, number)) bytes[32 + chance.below(bytes.length - 36, client, purpose.damagedByte, number)]! ^= 0x55;
    if (!chance.happens(faults.late, client, purpose.late, number)) return void arrived.push(bytes);
    late.set(client, [...(late.get(client) ?? []), bytes]);
    calendar.add(at + 3_600_000 + chance.below(11 * 3_600_000, client, purpose.lateBy, number), client, what.deliver);
  };

  const deliver = (client: number) => {
    const [first, ...rest] = late.get(client) ?? [];
    if (first) arrived.push(first);
    if (rest.length > 0) late.set(client, rest);
    else late.delete(client);
  };

  const inventory = (client: number, at: number) => {
    const found = parts.catalog()?.resultOf(client);
    inventories.push({ clientId: client, at, agentVersion: agentVersion(client), installed: found && found !== inventoried[client] ? installedIn(found) : null });
    if (found) inventoried[client] = found;
    plan('inventoryAt', client, phase(client, purpose.inventoryPhase, settings.inventoryEvery, at), what.inventory);
  };

  const columnOf = [null, 'pollAt', 'scanAt', 'scannedAt', 'sendAt', 'scheduleAt', 'reevaluateAt', null, 'inventoryAt', 'enforceAt', null] as const;
  /** What needs the site and so waits while the computer roams. */
  const needsSite = new Set<number>([what.poll, what.send, what.inventory]);
  /** Whether a due moment is still meant: a later plan replaces an earlier one. */
  const isMeant = ({ client, at, what: kind }: Due): boolean => {
    if (memory.present[client] !== 1) return false;
    const column = columnOf[kind];
    return !column || memory[column][client] === at;
  };

  const runOne = (due: Due) => {
    const { client, at } = due;
    if (!isMeant(due)) return;
    const column = columnOf[due.what];
    const back = column ? (backFrom('away', client, at) ?? (needsSite.has(due.what) ? backFrom('roaming', client, at) : undefined)) : undefined;
    if (column && back !== undefined) return plan(column, client, back, due.what);
    if (due.what === what.program) return planPrograms(client, backFrom('away', client, at) ?? programs.happen(client, at));
    if (due.what === what.poll) poll(client, at);
    else if (due.what === what.scan) scan(client, at);
    else if (due.what === what.scanned) scanned(client, at);
    else if (due.what === what.send) send(client, at);
    else if (due.what === what.deliver) deliver(client);
    else if (due.what === what.inventory) inventory(client, at);
    else if (due.what === what.enforce) enforcing.happen(client, at, { kind: 'clock' });
    else {
      const [column, every, initiator] = due.what === what.schedule ? (['scheduleAt', settings.scanEvery, 'scanSchedule'] as const) : (['reevaluateAt', settings.reevaluateEvery, 'reevaluationSchedule'] as const);
      plan(column, client, at + every, due.what);
      if (due.what === what.reevaluate) enforcing.happen(client, at, { kind: 'reevaluation' });
      scanWithin(client, at, initiatorNumbers.indexOf(initiator));
    }
  };

  const room = (clientId: number) => {
    if (clientId < memory.capacity) return;
    const capacity = Math.max(clientId + 1, memory.capacity * 2);
    memory = grownMemory(memory, capacity);
    const wider = new Uint32Array(capacity);
    wider.set(guidChecks);
    guidChecks = wider;
  };
  const take = (clientId: number, guidCheck: number, serial: number) => {
    room(clientId);
    memory.present[clientId] = 1;
    guidChecks[clientId] = guidCheck;
    memory.serial[clientId] = serial;
    size++;
  };
  const planPoll = (client: number) => plan('pollAt', client, phase(client, purpose.pollPhase, settings.pollEvery, clock.now()), what.poll);

  return {
    results,
    enforcing,
    programs,
    get memory() {
      return memory;
    },
    add: (clientId, guidCheck, serial) => {
      room(clientId);
      forget(memory, clientId);
      take(clientId, guidCheck, serial);
      memory.full[clientId] = serial > 1 ? 1 : 0;
      reported[clientId] = null;
      planPoll(clientId);
    },
    restore: (clientId, guidCheck, serial) => {
      room(clientId);
      // Another number than it remembers: it sent more than it knows, so it tells everything once more.
      if (memory.serial[clientId] !== serial) memory.full[clientId] = 1;
      take(clientId, guidCheck, serial);
      // What is due in a minute is done at its end.
      const minute = Math.floor(clock.now() / MINUTE) * MINUTE;
      columnOf.forEach((column, kind) => column && memory[column][clientId]! >= minute && calendar.add(memory[column][clientId]!, clientId, kind));
      planPrograms(clientId, Math.max(programs.nextOf(clientId), programs.nextOf(clientId) && minute));
      if (memory.pollAt[clientId]! < minute) planPoll(clientId);
    },
    remove: (clientId) => {
      if (memory.present[clientId] !== 1) return;
      memory.present[clientId] = 0;
      pending.delete(clientId);
      late.delete(clientId);
      reported[clientId] = undefined;
      inventoried[clientId] = undefined;
      unscanned.delete(clientId);
      enforcing.forget(clientId);
      programs.forget(clientId);
      parts.agents.delete(clientId);
      size--;
    },
    size: () => size,
    reserve: room,
    flush: () => {
      for (const client of [...pending.keys(), ...late.keys(), ...unscanned]) memory.full[client] = 1;
      for (let client = 1; client < memory.capacity; client++) if (memory.scannedAt[client]! >= Math.floor(clock.now() / MINUTE) * MINUTE) memory.full[client] = 1;
    },
    assignmentsDiffer: (clientId) => {
      if (memory.present[clientId] === 1 && (enforcing.differs(clientId) || programs.differs(clientId))) planPoll(clientId);
    },
    policyChanged: () => {
      for (let client = 1; client < memory.capacity; client++) if (memory.present[client] === 1) planPoll(client);
    },
    setFaults: (next) => void (faults = next),
    agentVersion,
    setSettings: (next) => {
      settings = next;
      for (let client = 1; client < memory.capacity; client++) if (memory.present[client] === 1 && memory.policy[client]! > 0) planSchedules(client, clock.now());
    },
    act: (client, action) => {
      const now = clock.now();
      if (action === 'restart') return enforcing.happen(client, now, { kind: 'restarted' });
      if (action === 'hardwareInventory') return plan('inventoryAt', client, now, what.inventory);
      if (action === 'retrievePolicy') return plan('pollAt', client, now, what.poll);
      memory.scanFor[client] = initiatorNumbers.indexOf(action === 'scanCycle' ? 'scanCycleAction' : 'evaluationCycleAction');
      plan('scanAt', client, now, what.scan);
    },
    resync: (client) => {
      if (memory.present[client] !== 1 || memory.full[client] === 1) return;
      memory.full[client] = 1;
      planPoll(client);
    },
    nextAt: () => calendar.nextEnd(),
    run: async (end, breath) => {
      for (const due of calendar.take(end)) {
        runOne(due);
        const wait = breath();
        if (wait) await wait;
      }
      const reached = { files: arrived, inventories, installs, programs: programs.taken(), failed };
      arrived = [];
      inventories = [];
      installs = [];
      failed = [];
      return reached;
    },
  };
}
