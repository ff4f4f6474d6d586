import type { Area, Commanded, FleetFaults, FleetState } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import type { Compliance } from '../compliance/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import { Failure, type Breath, type Clock, type Feed } from '../kernel/index.ts';
import { currentPolicy } from '../policy/index.ts';
import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { compileCatalog, type CatalogReader, type CatalogRules } from '../wsus/index.ts';
import { agentSettings as clientAgent } from '../software-updates-client-agent/index.ts';
import { createDeployedFacts } from './deployed.ts';
import { createDesktops, type Desktops } from './desktops.ts';
import { createInstalls } from './installs.ts';
import type { SavedComputer } from './enforcement/computers.ts';
import type { Assignments } from '../deployments/index.ts';
import { createAdvertised } from '../software-distribution/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { createDriver, type InTurn } from './driver.ts';
import { createChance } from './fleet/chance.ts';
import { createFleet } from './fleet/fleet.ts';
import { PART, readPart, writePart } from './fleet/memory.ts';
import { createFleetSettings } from './fleet-settings.ts';
import { reportFailures } from './failures.ts';
import type { AgentSettings, FailedUpdate, ScanCatalog } from './fleet/model.ts';
import { keepInventories } from './inventory.ts';
import type { LabMachines } from './lab-machines.ts';
import { updateHash, type Estate, type EstateComputer, type EstateFile } from './machines/index.ts';
import { dropPrograms, installedAgents, keepPrograms, savedRuns } from './programs/store.ts';
import { guidCheckOf, knownClients, register, unregister, type NewClient } from './registry.ts';
import { createScanCatalog } from './scan-catalog.ts';
import { createUserSettings } from './user-settings.ts';

export interface AgentState {
  lastPolicyAt: number | null;
  nextPolicyAt: number | null;
  cachedVersion: number;
  nextScanAt: number | null;
  nextSendAt: number | null;
  nextInventoryAt: number | null;
}

export interface Clients {
  fleet(): FleetState;
  /** Makes the generated fleet this large. Throws Failure REFUSED and ALREADY_RUNNING. */
  setFleet(call: Commanded, computers: number): { revision: number; value: { jobId: string } };
  setFaults(call: Commanded, faults: FleetFaults): { revision: number; value: FleetState };
  /** Adds computers of an estate. Throws Failure as `setFleet`. */
  enrol(call: Commanded, computers: readonly EstateComputer[]): { revision: number; value: { jobId: string } };
  removeImported(call: Commanded): { revision: number; value: { jobId: string } };
  /** The seed of the generated fleet, and the imported computers. */
  estate(): { seed: string; computers: EstateComputer[] };
  /** What files of an estate say at this moment of the site. Throws Failure as `setFleet`. */
  readEstate(files: readonly EstateFile[]): Estate;
  /** Makes the fleet of a scenario. Throws Failure REFUSED while there are computers. */
  beginScenario(call: Commanded, scenario: { seed: string; faults: FleetFaults; computers: number; added: readonly EstateComputer[] }): { revision: number; value: { jobId: string } };
  /** How often clients poll, scan and re-evaluate (D§6.1, D§6.2). */
  setAgentSettings(call: Commanded, settings: AgentSettings): { revision: number; value: AgentSettings };
  /** What the users of simulated computers see and do. */
  readonly desktops: Desktops;
  /** What the simulated agent knows of itself; null for a real one. */
  agent(clientId: number): AgentState | null;
  /** What only the site server's memory knows (reads: Underway). */
  underway(): { waiting: number[]; missing: { client: number; serial: number; since: number }[]; behind: string[] };
  /** Takes in everything that waits at the management point. */
  settle(): Promise<void>;
  /** Remembers every agent and folds the messages, for the next start. */
  close(): Promise<void>;
}

export interface ClientsParts {
  code: string;
  database: SiteDatabase;
  catalog: CatalogReader;
  clock: Clock;
  journal: Journal;
  jobs: Jobs;
  changes: Feed<{ areas: Area[] }>;
  compliance: Compliance;
  /** By client_id: what proves a client; shared with the intake. */
  guidChecks: Map<number, number>;
  seed: string;
  machines: LabMachines | null;
  breath: () => Breath;
  inTurn: InTurn;
  /** Which deployments a computer has. */
  assignments: Assignments;
  /** Contents of an update by CI_ID, with the distribution points that have each. */
  locations: (update: number) => readonly { files: readonly { size: number }[]; locations: readonly unknown[]; persist: boolean }[];
  statusMessages: StatusMessages;
  touched: (...areas: Area[]) => void;
  /** Codes of sites below that have not sent on all that their clients told. */
  behind: () => string[];
  /** Counts may be other ones now. */
  applied: () => void;
}

const WHAT = 'The fleet was not changed.';
type Progressing = Pick<Running, 'signal' | 'phase' | 'progress'>;

/** Computers registered in one transaction. */
const SLICE = 250;

export function createClients(parts: ClientsParts): Clients {
  const { database, clock, journal, jobs, compliance, guidChecks, machines } = parts;
  let rules: CatalogRules | undefined;
  let catalog: ScanCatalog | null = null;
  let preparing: Promise<void> | null = null;
  let jobId: string | null = null;

  const { settings, scheduled, putFleet, putSchedules } = createFleetSettings(database, clock, parts.seed);
  /** While the client agent is switched off there is nothing for clients to scan by. */
  const policyOf = () => (clientAgent(database).enabled ? (currentPolicy(database) ?? null) : null);
  // Read at every poll and scan of every client, so it is kept; the listener below reads it again.
  let current = policyOf();
  const policy = () => current;
  const chance = createChance(updateHash(parts.seed));
  const installs = createInstalls(database);
  const userSettings = createUserSettings(database);
  let faultsNow = settings().faults;
  const deployed = createDeployedFacts({ database, chance, faults: () => faultsNow, locations: parts.locations });
  const advertised = createAdvertised({ database, changes: parts.changes });
  const architecture = database.prepare<string>('SELECT architecture FROM clients WHERE client_id = ?').pluck();
  const fleet = createFleet({
    advertised, agents: installedAgents(database), architectureOf: (clientId) => architecture.get(clientId) ?? '',
    clock, chance, catalog: () => catalog, policy, faults: faultsNow, settings: scheduled(), enforcement: { assignments: parts.assignments, ...deployed, settingsOf: userSettings.of },
    install: (clientId, updates) => {
      installs.add(clientId, updates);
      catalog?.changed(clientId);
    },
  });
  let reported = false;
  const keep = (db: Writable, found: Parameters<typeof keepInventories>[1], made: Parameters<typeof installs.keep>[1], programs: Parameters<typeof keepPrograms>[1], failed: readonly FailedUpdate[]) => {
    keepInventories(db, found);
    installs.keep(db, made);
    keepPrograms(db, programs, parts.statusMessages.report);
    reportFailures(db, failed, parts.statusMessages.report);
    reported ||= programs.length + failed.length > 0;
  };
  const applied = () => {
    parts.applied();
    if (reported) parts.touched('softwareDistribution', 'statusMessages', 'clients');
    reported = false;
  };
  const driver = createDriver({ clock, fleet, compliance, breath: parts.breath, keep, applied, inTurn: parts.inTurn });

  /** Makes the rules of the catalog that the policy tells of; the clock stands still meanwhile. */
  const prepare = async () => {
    const release = clock.hold();
    try {
      for (;;) {
        const now = policy();
        if (!now || !machines || fleet.size() === 0 || catalog?.contentVersion === now.contentVersion) return;
        rules = await compileCatalog(parts.catalog, parts.breath(), rules);
        const { catalog_version: version } = database.first(build.selectFrom('site').select('catalog_version'))!;
        const ids = new Map(database.prepare<[string, number]>('SELECT lower(update_id), ci_id FROM software_updates WHERE since_version <= ? AND until_version > ?').raw().all(version, version) as unknown as [string, number][]);
        fleet.results.forget();
        catalog = createScanCatalog({ contentVersion: now.contentVersion, rules, ciOf: (id) => ids.get(id), machineOf: (id) => machines.machineOf(id), addedOn: installs.on, factsOf: (name) => machines.factsOf(name), results: fleet.results });
      }
    } finally {
      release();
    }
  };
  const follow = () => void (preparing ??= prepare().finally(() => (preparing = null)));
  const policies = () => `${parts.assignments.version()} ${advertised.version()}`;
  let assigned = policies();
  /** What may change what clients do for their deployments, or when. */
  const deciding: readonly Area[] = ['deployments', 'collections', 'softwareUpdatesClientAgent', 'deploymentPackages', 'updateRepository'];
  const followPolicies = (areas: readonly Area[]) => {
    const decides = areas.some((area) => deciding.includes(area));
    if (!decides && !areas.includes('softwareDistribution')) return;
    if (decides) deployed.forget(areas);
    if (areas.includes('collections') && deployed.windowsChanged()) fleet.enforcing.windowsChanged(clock.now());
    if (policies() !== assigned) fleet.policyChanged();
    assigned = policies();
    driver.arm();
  };
  const stopListening = parts.changes.listen(({ areas }) => {
    followPolicies(areas);
    const agent = areas.includes('softwareUpdatesClientAgent');
    if (agent) fleet.setSettings(scheduled());
    if (agent) driver.arm();
    else if (!areas.includes('softwareUpdatePoint')) return;
    const before = current?.version;
    if ((current = policyOf())?.version === before) return;
    follow();
    fleet.policyChanged();
    driver.arm();
  });

  /** Writes down which Windows Update Agent each simulated computer has (SCAN-09). */
  const tellAgents = (db: Writable, ids: Iterable<number>) => {
    const write = db.prepare('UPDATE clients SET agent_version = ?, told = 0 WHERE client_id = ? AND agent_version <> ?');
    for (const id of ids) {
      const version = fleet.agentVersion(id);
      write.run(version, id, version);
    }
  };
  const known = () => database.prepare<number>('SELECT client_id FROM clients WHERE machine IS NOT NULL AND removed_at IS NULL').pluck().all();

  const enter = (clientId: number, guid: string) => {
    guidChecks.set(clientId, guidCheckOf(guid));
    compliance.add(clientId);
    fleet.add(clientId, guidCheckOf(guid), compliance.intake.serials.next(clientId));
  };
  const generated = () => database.prepare<number>("SELECT count(*) FROM clients WHERE origin = 'lab' AND machine IS NOT NULL AND removed_at IS NULL").pluck().get()!;

  const state = (): FleetState => {
    const [computers, ofLab] = [fleet.size(), generated()];
    return { computers, generated: ofLab, imported: computers - ofLab, faults: settings().faults, waitingFiles: driver.inbox.files(), jobId };
  };
  const refuse = (): LabMachines => {
    if (clock.state().kind !== 'lab') throw new Failure('REFUSED', { what: WHAT, why: 'This site is not a lab.', todo: 'Rehearse in a lab site.' });
    if (!machines) throw new Failure('UNAVAILABLE', { what: WHAT, why: 'The facts that computers are made from are not at hand.', todo: 'Install Patchbay again.' });
    if (jobId !== null) throw new Failure('ALREADY_RUNNING', { what: WHAT, why: 'It is being changed already.', todo: 'Wait for the end of that job or cancel it.' });
    return machines;
  };

  /** Registers computers as clients in slices; `piece` answers with those from one number up to another. */
  const enrolAll = async (lab: LabMachines, count: number, running: Progressing, piece: (from: number, to: number) => Omit<NewClient, 'siteCode'>[]) => {
    const breath = parts.breath();
    for (let at = 0; at < count; ) {
      running.signal.throwIfAborted();
      const slice = piece(at, Math.min(count, at + SLICE));
      const ids = database.stage((db) => {
        const registered = slice.map((client) => register(db, { ...client, siteCode: parts.code }, clock.now()));
        tellAgents(db, registered);
        return registered;
      });
      ids.forEach((id, i) => {
        lab.enter(id, slice[i]!.machine!);
        enter(id, slice[i]!.guid);
      });
      at += slice.length;
      running.progress(at, count);
      await breath();
    }
  };
  const removeAll = async (lab: LabMachines, ids: readonly number[], running: Progressing) => {
    const breath = parts.breath();
    for (let at = 0; at < ids.length; at += SLICE) {
      running.signal.throwIfAborted();
      const slice = ids.slice(at, at + SLICE);
      database.stage((db) => slice.forEach((id) => (unregister(db, id, clock.now()), dropPrograms(db, id))));
      for (const id of slice) {
        fleet.remove(id);
        compliance.remove(id);
        guidChecks.delete(id);
        lab.leave(id);
        installs.forget(id);
        userSettings.forget(id);
        await breath();
      }
      running.progress(Math.min(ids.length, at + SLICE), ids.length);
    }
  };

  const load = () => {
    const saved = database.prepare<{ part: number; body: Uint8Array; saved_at: number }>('SELECT part, body, saved_at FROM client_memory').all();
    const most = database.prepare<number | null>('SELECT max(client_id) FROM clients').pluck().get() ?? 0;
    fleet.reserve(most);
    for (const { part, body } of saved) readPart(fleet.memory, part, body);
    for (const run of savedRuns(database)) fleet.programs.restore(run);
    for (const { clientId, guidCheck, machine } of knownClients(database)) {
      guidChecks.set(clientId, guidCheck);
      compliance.add(clientId);
      if (machine === null || !machines) continue;
      machines.enter(clientId, machine);
      fleet.restore(clientId, guidCheck, compliance.intake.serials.next(clientId));
    }
    for (const { body } of database.prepare<{ body: string }>('SELECT body FROM client_enforcement ORDER BY part').all()) {
      for (const one of JSON.parse(body) as SavedComputer[]) if (fleet.memory.present[one.client] === 1) fleet.enforcing.restore(one, clock.now());
    }
    // What was installed after the memory was saved may not have been told.
    for (const id of installs.since(Math.max(0, ...saved.map((part) => part.saved_at)) + 1)) fleet.memory.full[id] = 1;
    for (let id = 1; id <= most; id++) fleet.assignmentsDiffer(id);
    follow();
    driver.arm();
  };
  load();

  /** A journaled command that starts the job which changes who is in the fleet; the clock stands still meanwhile. */
  const changeFleet = (
    call: Commanded, what: { name: string; input: unknown; before: unknown; title: string; removes: boolean }, work: (running: Progressing) => Promise<void>, also: (db: Writable, revision: number) => void = () => {},
  ) =>
    journal.command(call, { name: what.name, input: what.input, areas: ['clients', 'compliance', 'jobs'] }, (db, revision) => {
      also(db, revision);
      const job = jobs.start({ kind: 'fleet', title: what.title, startedBy: call.actor }, async (running) => {
        const release = clock.hold();
        try {
          running.phase(what.removes ? 'Computers are removed' : 'Computers are made');
          await work(running);
        } finally {
          jobId = null;
          release();
          follow();
          driver.arm();
          // Staged slices become durable with the journal's word of them. The snapshot knows who left; the journal of messages does not.
          journal.input({ name: 'lab.fleetChanged', actor: call.actor, input: { computers: fleet.size() }, areas: ['clients', 'compliance'] }, (after) => {
            if (what.removes) compliance.snapshot(after);
          });
          parts.applied();
        }
      });
      jobId = job.id;
      return { value: { jobId: job.id }, before: what.before, after: what.input };
    });

  return {
    fleet: state,
    setFleet: (call, computers) => {
      const lab = refuse();
      const now = generated();
      const { seed } = settings();
      const gone = () => database.prepare<number>("SELECT client_id FROM clients WHERE origin = 'lab' AND machine IS NOT NULL AND removed_at IS NULL ORDER BY client_id DESC LIMIT ?").pluck().all(now - computers);
      const work = (running: Progressing) =>
        computers >= now ? enrolAll(lab, computers - now, running, (from, to) => lab.compose(seed, now + from, now + to, clock.now())) : removeAll(lab, gone(), running);
      return changeFleet(call, { name: 'lab.setFleet', input: { computers }, before: { computers: now }, title: computers >= now ? `Adding ${computers - now} computers` : `Removing ${now - computers} computers`, removes: computers < now }, work);
    },
    enrol: (call, computers) => {
      const lab = refuse();
      return changeFleet(call, { name: 'lab.importComputers', input: { computers: computers.map(({ computer }) => computer.name) }, before: { computers: fleet.size() }, title: `Adding ${computers.length} computers`, removes: false }, (running) =>
        enrolAll(lab, computers.length, running, (from, to) => computers.slice(from, to).map((one) => lab.ofEstate(one, clock.now()))));
    },
    removeImported: (call) => {
      const lab = refuse();
      const ids = database.prepare<number>("SELECT client_id FROM clients WHERE origin = 'imported' AND machine IS NOT NULL AND removed_at IS NULL ORDER BY client_id").pluck().all();
      return changeFleet(call, { name: 'lab.removeImported', input: {}, before: { computers: ids.length }, title: `Removing ${ids.length} computers`, removes: true }, (running) => removeAll(lab, ids, running));
    },
    estate: () => {
      const rows = database.prepare<{ name: string; machine: string }>("SELECT name, machine FROM clients WHERE origin = 'imported' AND machine IS NOT NULL AND removed_at IS NULL ORDER BY name").all();
      return { seed: settings().seed, computers: rows.flatMap(({ name, machine }) => machines?.estateOf(name, machine) ?? []) };
    },
    readEstate: (files) => refuse().readEstate(files, clock.now()),
    beginScenario: (call, { seed, faults, computers, added }) => {
      const lab = refuse();
      if (fleet.size() > 0) throw new Failure('REFUSED', { what: 'The scenario was not loaded.', why: `There are ${fleet.size()} computers already.`, todo: 'Remove the fleet and the imported computers first.' });
      return changeFleet(call, { name: 'lab.loadScenario', input: { seed, computers, added: added.length, faults }, before: settings(), title: `Adding ${computers + added.length} computers`, removes: false }, async (running) => {
        await enrolAll(lab, computers, running, (from, to) => lab.compose(seed, from, to, clock.now()));
        await enrolAll(lab, added.length, running, (from, to) => added.slice(from, to).map((one) => lab.ofEstate(one, clock.now())));
      }, (db, revision) => {
        putFleet(db, { faults, seed }, revision, call.actor);
        fleet.setFaults((faultsNow = faults));
      });
    },
    setFaults: (call, faults) =>
      journal.command(call, { name: 'lab.setFaults', input: { faults }, areas: ['clients'] }, (db, revision) => {
        refuse();
        const before = settings();
        putFleet(db, { ...before, faults }, revision, call.actor);
        fleet.setFaults((faultsNow = faults));
        tellAgents(db, known());
        return { value: state(), before: before.faults, after: faults };
      }),
    setAgentSettings: (call, next) =>
      journal.command(call, { name: 'clients.setAgentSettings', input: next, areas: ['clients'] }, (db, revision) => {
        const before = scheduled();
        putSchedules(db, next, revision, call.actor);
        fleet.setSettings(next);
        driver.arm();
        return { value: next, before, after: next };
      }),
    desktops: createDesktops({ database, journal, clock, fleet, facts: deployed, installs, settings: userSettings, knows: (clientId) => guidChecks.has(clientId), installsChanged: (clientId) => catalog?.changed(clientId), arm: driver.arm }),
    agent: (clientId) => {
      const { memory } = fleet;
      if (memory.present[clientId] !== 1) return null;
      const later = (at: number) => (at >= clock.now() ? at : null);
      return {
        lastPolicyAt: memory.lastPolicyAt[clientId] || null, nextPolicyAt: later(memory.pollAt[clientId]!), cachedVersion: memory.cached[clientId]!,
        nextScanAt: later(memory.scanAt[clientId]!), nextSendAt: later(memory.sendAt[clientId]!), nextInventoryAt: later(memory.inventoryAt[clientId]!),
      };
    },
    underway: () => ({
      waiting: driver.inbox.waiting(),
      behind: parts.behind(),
      missing: [...compliance.intake.serials.incomplete()].map((client) => ({ client, ...compliance.intake.serials.missing(client)! })),
    }),
    settle: driver.settle,
    close: async () => {
      stopListening();
      advertised.close();
      await preparing;
      await driver.settle();
      driver.stop();
      fleet.flush();
      database.transaction((db) => {
        const put = db.prepare('INSERT INTO client_memory (part, saved_at, body) VALUES (?, ?, ?) ON CONFLICT (part) DO UPDATE SET saved_at = excluded.saved_at, body = excluded.body');
        if (fleet.size() > 0) for (let part = 0; part * PART < fleet.memory.capacity; part++) put.run(part, clock.now(), writePart(fleet.memory, part));
        const enforcing = fleet.enforcing.save();
        db.prepare('DELETE FROM client_enforcement').run();
        const putEnforcing = db.prepare('INSERT INTO client_enforcement (part, body) VALUES (?, ?)');
        for (let at = 0; at < enforcing.length; at += PART) putEnforcing.run(at / PART, JSON.stringify(enforcing.slice(at, at + PART)));
        if (compliance.isUnfolded()) compliance.snapshot(db);
      });
    },
  };
}
