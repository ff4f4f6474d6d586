import { rolePlan, type Area, type Change, type Commanded, type Prerequisite, type RolePlan, type SiteSystem, type SoftwareUpdatePointSettings, type WsusConfiguration } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Breath, type Clock, type Feed } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';
import { carryOverUpdates, dropRole, holdersOf, listSiteSystems, putRole, seedSiteSystems } from '../site-systems/index.ts';
import { activePoint, type SoftwareUpdatePoint } from '../software-update-point/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import type { CatalogStore } from '../wsus/index.ts';
import { checkPrerequisites } from './prerequisites.ts';
import { createReapplication } from './reapply.ts';

export interface WsusConfigurationRoom {
  systems(): SiteSystem[];
  configuration(): WsusConfiguration;
  prerequisites(plan: RolePlan, signal?: AbortSignal): Promise<Prerequisite[]>;
  /** Installs the role and, for an active one, saves the plan's settings. Throws Failure REFUSED, INVALID_SETTINGS or REVISION_CONFLICT. */
  install(call: Commanded, plan: unknown): { revision: number; value: SiteSystem[] };
  /** Removes the role; the settings stay, but none is active any more. Throws Failure NOT_FOUND or REFUSED. */
  remove(call: Commanded, server: string): { revision: number; value: SiteSystem[] };
}

interface Parts {
  server: string;
  secondary: boolean;
  database: SiteDatabase;
  catalog: CatalogStore;
  clock: Clock;
  journal: Journal;
  logs: Logs;
  statusMessages: StatusMessages;
  changes: Feed<Change>;
  softwareUpdatePoint: SoftwareUpdatePoint;
  breath: () => Breath;
  defer(run: () => void): void;
}

const areas: Area[] = ['site', 'softwareUpdatePoint', 'updateRepository', 'logs'];
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

function checked(plan: unknown): RolePlan {
  const parsed = rolePlan.safeParse(plan);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new Failure('INVALID_SETTINGS', { what: 'The role was not installed.', why: fields.map((f) => f.message).join(' '), todo: 'Go back to the page concerned and correct it.', fields });
}

function refuseWhileSynchronizing(point: SoftwareUpdatePoint, what: string) {
  if (point.status().current !== null) throw new Failure('REFUSED', { what, why: 'A synchronization is running.', todo: 'Wait for its end or cancel it, then try again.' });
}

/** The settings a plan makes: its own, with the role on its server; a role that is not active leaves the site's settings alone. */
function settingsOf(plan: RolePlan, siteServer: string): SoftwareUpdatePointSettings {
  const onSiteServer = same(plan.server, siteServer);
  return { ...plan.settings, general: { ...plan.settings.general, role: onSiteServer ? 'siteServer' : 'remoteServer', serverName: onSiteServer ? '' : plan.server } };
}

export function createWsusConfiguration(parts: Parts): WsusConfigurationRoom {
  const { server: siteServer, database, clock, journal, softwareUpdatePoint: point } = parts;
  const settings = () => point.settings().settings;
  const active = (): string | null => {
    const { general } = settings();
    return general.role === 'none' ? null : activePoint(general, siteServer).server;
  };
  seedSiteSystems(database, siteServer, parts.secondary, active());
  let { settings: applied, changedRevision: known } = point.settings();
  const reapplication = createReapplication({ ...parts, settings: () => applied });
  reapplication.apply('start');
  parts.changes.listen(({ areas: changedAreas }) => {
    if (!changedAreas.includes('softwareUpdatePoint')) return;
    const { settings: changed, changedRevision } = point.settings();
    if (changedRevision === known) return;
    known = changedRevision;
    applied = changed;
    reapplication.apply('changed');
  });
  const systems = () => listSiteSystems(database);

  return {
    systems,
    configuration: reapplication.state,
    prerequisites: (plan, signal = new AbortController().signal) => checkPrerequisites({ plan, siteServer, catalog: parts.catalog, now: clock.now(), breath: parts.breath(), signal }),
    install: (call, input) => {
      const plan = checked(input);
      const what = 'The role was not installed.';
      refuseWhileSynchronizing(point, what);
      const holders = holdersOf(database, 'softwareUpdatePoint');
      if (holders.some((holder) => same(holder, plan.server))) throw new Failure('REFUSED', { what, why: `${plan.server} has the software update point role already.`, todo: 'Change it in Software Update Point Component Properties.' });
      const done = journal.command(call, { name: 'siteSystems.installSoftwareUpdatePoint', input: { plan }, areas, changedRevision: () => point.settings().changedRevision }, (db, revision) => {
        putRole(db, { server: plan.server, role: 'softwareUpdatePoint', at: clock.now(), by: call.actor, settings: { proxy: plan.proxy } });
        if (plan.active) point.changeWithin(db, revision, call.actor, settingsOf(plan, siteServer));
        // Only where none was left: a second role beside a working one changes nothing for clients.
        if (plan.active && holders.length === 0) carryOverUpdates(db);
        return { value: systems(), after: systems() };
      });
      point.rearm();
      return done;
    },
    remove: (call, server) => {
      const what = 'The role was not removed.';
      refuseWhileSynchronizing(point, what);
      const holder = holdersOf(database, 'softwareUpdatePoint').find((one) => same(one, server));
      if (holder === undefined) throw new Failure('NOT_FOUND', { what, why: `${server} has no software update point role.`, todo: 'Press F5 to refresh the list.' });
      const done = journal.command(call, { name: 'siteSystems.removeSoftwareUpdatePoint', input: { server }, areas }, (db, revision) => {
        const before = systems();
        const wasActive = active();
        dropRole(db, holder, 'softwareUpdatePoint');
        const { general, ...rest } = settings();
        if (wasActive !== null && same(wasActive, holder)) point.changeWithin(db, revision, call.actor, { ...rest, general: { ...general, role: 'none' } });
        return { value: systems(), before, after: systems() };
      });
      point.rearm();
      return done;
    },
  };
}
