import type { CachedContent, ClientAction, ClientUserSettings, Commanded, Desktop } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { agentSettings } from '../software-updates-client-agent/index.ts';
import { tombstoneOf, type Cached } from './enforcement/cache.ts';
import type { ComputerThere } from './enforcement/computers.ts';
import { desktopOf } from './enforcement/desktop.ts';
import { startable } from './enforcement/model.ts';
import { MOST_SHOWN, transfersOf } from './enforcement/transfers.ts';
import type { DeployedFacts } from './deployed.ts';
import type { Fleet } from './fleet/parts.ts';
import type { Installs } from './installs.ts';
import type { UserSettings } from './user-settings.ts';

type Answer = { revision: number; value: Desktop };
type Some = 'all' | readonly number[];

/** What the users of simulated computers see and do (DEPLOY-11, SCAN-10). All throw Failure NOT_FOUND and REFUSED. */
export interface Desktops {
  show(clientId: number): Desktop;
  /** A control-panel action (SCAN-10). */
  act(call: Commanded, clientId: number, action: ClientAction): { revision: number };
  /** Starts installations before their deadline (DEPLOY-06); CI_IDs. */
  install(call: Commanded, clientId: number, updates: Some | 'mandatory'): Answer;
  snooze(call: Commanded, clientId: number): Answer;
  configure(call: Commanded, clientId: number, settings: ClientUserSettings): Answer;
  /** Clears the cache, but of what persists or is being installed (DEPLOY-07). */
  deleteFiles(call: Commanded, clientId: number, updates: Some): Answer;
  damageContent(call: Commanded, clientId: number, update: number): Answer;
  /** Makes a transfer stick, and begins anew those that do (DEPLOY-16). */
  stickTransfer(call: Commanded, clientId: number, update: number): Answer;
  resetTransfers(call: Commanded, clientId: number): Answer;
  /** Removes an installed update by hand (DEPLOY-13); only what was installed here. */
  removeUpdate(call: Commanded, clientId: number, update: number): Answer;
}

export interface DesktopsParts {
  database: SiteDatabase;
  journal: Journal;
  clock: Clock;
  fleet: Fleet;
  facts: DeployedFacts;
  installs: Installs;
  settings: UserSettings;
  knows(clientId: number): boolean;
  /** What a computer has installed is other than its last scan found. */
  installsChanged(clientId: number): void;
  /** The fleet's next moment may have changed. */
  arm(): void;
}

interface Titled { title: string; article_id: string; bulletin_id: string }
interface Row { name: string; domain: string; operating_system: string; site_code: string; guid: string; architecture: string }
const NOTHING_DONE = 'Nothing was started.';

export function createDesktops({ database, journal, clock, fleet, facts, installs, settings, knows, installsChanged, arm }: DesktopsParts): Desktops {
  const clientOf = database.prepare<Row>('SELECT name, domain, operating_system, site_code, guid, architecture FROM clients WHERE client_id = ?');
  const titleOf = database.prepare<Titled>('SELECT title, article_id, bulletin_id FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1');
  const titled = (update: number): Titled => titleOf.get(update) ?? { title: `CI_ID ${update}`, article_id: '', bulletin_id: '' };
  const simulated = (clientId: number, what: string) => {
    if (!knows(clientId)) throw new Failure('NOT_FOUND', { what, why: 'There is no such computer any more.', todo: 'Press F5 to refresh the list.' });
    if (fleet.memory.present[clientId] !== 1) throw new Failure('REFUSED', { what, why: 'This computer is not simulated: its own control panel does that.', todo: 'Start the action on the computer.' });
  };
  const thereOf = (clientId: number) => fleet.enforcing.there(clientId) ?? { deployed: [], cache: [], installAt: 0, seenAt: 0 };
  const inUse = ({ deployed }: ComputerThere) => new Set(deployed.flatMap(({ state }) => (state.phase === 'installing' ? state.batch : [])));
  const persists = (clientId: number, update: number) => facts.of(clientId, update, clock.now()).persists;

  const contentsOf = (clientId: number, there: ComputerThere): CachedContent[] => {
    const used = inUse(there);
    return there.cache.map((one) => ({
      update: one.update, title: titled(one.update).title, bytes: one.bytes, referencedAt: Math.max(one.at, one.done), tombstoneAt: tombstoneOf(one),
      persistent: persists(clientId, one.update), inUse: used.has(one.update), damaged: one.damaged === true,
    }));
  };
  const transfers = (clientId: number, there = thereOf(clientId)) => transfersOf(there, clock.now(), (update) => facts.of(clientId, update, clock.now()));
  const shownTransfers = (clientId: number, there: ComputerThere): Desktop['transfers'] => {
    const all = transfers(clientId, there);
    return { total: all.length, jobs: all.slice(0, MOST_SHOWN).map(({ there, ...job }) => ({ ...job, title: titled(job.update).title, deployment: there.assignment.name })) };
  };
  const show = (clientId: number): Desktop => {
    simulated(clientId, 'The desktop cannot be shown.');
    const client = clientOf.get(clientId)!;
    const agent = agentSettings(database);
    const there = thereOf(clientId);
    const here = installs.on(clientId);
    const now = clock.now();
    const shown = desktopOf(there, { now, hidden: agent.hideAll, takes: (update) => facts.of(clientId, update, now).takes, hasInstalled: (update) => here?.has(update) ?? false });
    const folder = client.architecture === 'x86' ? 'System32' : 'SysWOW64';
    return {
      at: now, name: client.name, domain: client.domain, operatingSystem: client.operating_system, siteCode: client.site_code, guid: client.guid,
      hidden: agent.hideAll, icon: shown.icon, reminder: shown.reminder, nextReminderAt: shown.nextReminderAt,
      updates: shown.updates.map(({ update, there: { assignment, deadline }, ...one }) => {
        const { title, article_id: articleId, bulletin_id: bulletinId } = titled(update);
        return { id: update, title, articleId, bulletinId, deployment: { id: assignment.id, name: assignment.name }, deadline, ...one };
      }),
      progress: shown.runs && { title: titled(shown.runs.update).title, state: shown.runs.state as 'downloading' | 'installing', percent: shown.runs.percent, left: shown.left },
      restart: shown.restart, settings: settings.of(clientId), nextInstallationAt: there.installAt || null,
      cache: { location: `C:\\Windows\\${folder}\\CCM\\Cache`, usedBytes: there.cache.reduce((sum, one) => sum + one.bytes, 0), contents: contentsOf(clientId, there) },
      transfers: shownTransfers(clientId, there),
      components: [
        { name: 'CCM Framework', state: 'installed' }, { name: 'CCM Policy Agent', state: 'installed' }, { name: 'ConfigMgr Inventory Agent', state: 'enabled' },
        { name: 'ConfigMgr Software Updates Agent', state: agent.enabled ? 'enabled' : 'disabled' }, { name: 'ConfigMgr Update Source Agent', state: agent.enabled ? 'enabled' : 'disabled' },
      ],
    };
  };

  /** A command of the user: journaled, with the desktop as it is then. */
  const edit = (call: Commanded, name: string, clientId: number, input: object, what: string, run: (db: Writable) => { before?: unknown; after?: unknown } | void): Answer =>
    journal.command(call, { name, input: { id: clientId, ...input }, areas: ['clients'] }, (db) => {
      simulated(clientId, what);
      const done = run(db);
      arm();
      return { value: show(clientId), ...done };
    });
  const chosen = (clientId: number, updates: Some | 'mandatory'): number[] => {
    const { deployed } = thereOf(clientId);
    const ready = deployed.filter(({ state, deadline }) => startable.has(state.phase) && (updates !== 'mandatory' || deadline !== null));
    const all = new Set(ready.flatMap(({ state }) => [...state.todo, ...state.rest]));
    return typeof updates === 'string' ? [...all] : updates.filter((update) => all.has(update));
  };
  const isMeant = (updates: Some, one: Cached) => updates === 'all' || updates.includes(one.update);

  return {
    show,
    act: (call, clientId, action) =>
      journal.command(call, { name: 'clients.act', input: { id: clientId, action }, areas: ['clients'] }, () => {
        simulated(clientId, NOTHING_DONE);
        fleet.act(clientId, action);
        arm();
        return { value: undefined };
      }),
    install: (call, clientId, updates) =>
      edit(call, 'desktops.install', clientId, { updates }, NOTHING_DONE, () => {
        if (agentSettings(database).hideAll) throw new Failure('REFUSED', { what: NOTHING_DONE, why: 'Hide all deployments from end users is on: users see no deployments.', todo: 'Clear it in Software Updates Client Agent Properties.' });
        const started = chosen(clientId, updates);
        if (started.length === 0) throw new Failure('REFUSED', { what: NOTHING_DONE, why: 'None of these software updates waits for its user: they are installed, are not required, or are being installed with others of their deployment.', todo: 'Look at Available Software Updates, and start what is there when the present installation has ended.' });
        fleet.enforcing.happen(clientId, clock.now(), { kind: 'user', updates: started });
        return { after: { updates: started } };
      }),
    snooze: (call, clientId) => edit(call, 'desktops.snooze', clientId, {}, 'Nothing was changed.', () => fleet.enforcing.see(clientId, clock.now())),
    configure: (call, clientId, next) =>
      edit(call, 'desktops.configure', clientId, { settings: next }, 'Nothing was changed.', (db) => {
        const before = settings.of(clientId);
        settings.set(db, clientId, next);
        fleet.enforcing.settingsChanged(clientId, clock.now());
        return { before, after: next };
      }),
    deleteFiles: (call, clientId, updates) =>
      edit(call, 'desktops.deleteFiles', clientId, { updates }, 'Nothing was deleted.', () => {
        const used = inUse(thereOf(clientId));
        const deleted = fleet.enforcing.changeCache(clientId, 'clear', (one) => isMeant(updates, one) && !used.has(one.update) && !persists(clientId, one.update));
        if (deleted.length === 0) throw new Failure('REFUSED', { what: 'Nothing was deleted.', why: 'What was chosen is not in the cache, persists in it, or is being installed.', todo: 'Clear Persist content in the client cache of its deployment package, or wait for the end of the installation.' });
        return { after: { updates: deleted.map((one) => one.update), bytes: deleted.reduce((sum, one) => sum + one.bytes, 0) } };
      }),
    damageContent: (call, clientId, update) =>
      edit(call, 'desktops.damageContent', clientId, { update }, 'Nothing was damaged.', () => {
        if (fleet.enforcing.changeCache(clientId, 'damage', (one) => one.update === update).length === 0) throw new Failure('REFUSED', { what: 'Nothing was damaged.', why: 'The content is not in the cache.', todo: 'Damage one that is.' });
      }),
    stickTransfer: (call, clientId, update) =>
      edit(call, 'desktops.stickTransfer', clientId, { update }, 'Nothing was changed.', () => {
        if (!transfers(clientId).some((one) => one.update === update && one.state === 'transferring')) throw new Failure('REFUSED', { what: 'Nothing was changed.', why: 'This content is not being transferred now.', todo: 'Choose a job that is transferring.' });
        fleet.enforcing.happen(clientId, clock.now(), { kind: 'transferStuck', update });
        return { after: { updates: [update] } };
      }),
    resetTransfers: (call, clientId) =>
      edit(call, 'desktops.resetTransfers', clientId, {}, 'Nothing was reset.', () => {
        const stuck = transfers(clientId).filter((one) => one.state === 'stuck');
        if (stuck.length === 0) throw new Failure('REFUSED', { what: 'Nothing was reset.', why: 'No job of the transfer queue is stuck.', todo: 'Wait for those that are transferred or tried again.' });
        fleet.enforcing.happen(clientId, clock.now(), { kind: 'transfersReset' });
        return { after: { updates: stuck.map((one) => one.update) } };
      }),
    removeUpdate: (call, clientId, update) =>
      edit(call, 'desktops.removeUpdate', clientId, { update }, 'Nothing was removed.', (db) => {
        if (!installs.remove(clientId, update)) throw new Failure('REFUSED', { what: 'Nothing was removed.', why: 'The software update is not installed, or the computer was made with it.', todo: 'Remove one that a deployment installed.' });
        installs.keep(db, [{ clientId, at: clock.now(), updates: [] }]);
        installsChanged(clientId);
      }),
  };
}
