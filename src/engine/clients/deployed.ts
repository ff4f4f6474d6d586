import { collectionsWithWindows, type WindowedCollection } from '../collections/index.ts';
import type { Area, FleetFaults, MaintenanceWindow } from '../../contract/index.ts';
import { agentSettings } from '../software-updates-client-agent/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';
import { readDetails } from '../update-repository/index.ts';
import type { EnforcementParts } from './enforcement/computers.ts';
import type { Chance } from './fleet/chance.ts';
import { purpose } from './fleet/chance.ts';
import { EXECUTION_TIMEOUT, installErrors } from './fleet/model.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a client downloads in a second. */
const BYTES_A_SECOND = 1024 * 1024;
/** How long installations of the lab take at most; their maximum run time is longer. */
const LONGEST = 10;

/** What a client asks for to enforce its deployments, from the site database; kept until something of it changed. */
export interface DeployedFacts extends Pick<EnforcementParts, 'of' | 'windowsOf' | 'isServer' | 'enforceWithin' | 'troubleOf' | 'putsOff'> {
  /** What belongs to these areas may be other than it was. */
  forget(areas: readonly Area[]): void;
  /** Whether maintenance windows are others than before. */
  windowsChanged(): boolean;
}

/** Run times and contents of updates. */
const ofUpdates: readonly Area[] = ['updateRepository', 'deploymentPackages'];

interface Known {
  readonly maximum: number;
  readonly restart: string;
  readonly bytes: number;
  readonly located: boolean;
  readonly persists: boolean;
}

/** @param locations contents of an update, with the distribution points that have each */
export function createDeployedFacts({ database, chance, faults, locations }: { database: SiteDatabase; chance: Chance; faults: () => FleetFaults; locations: (update: number) => readonly { files: readonly { size: number }[]; locations: readonly unknown[]; persist: boolean }[] }): DeployedFacts {
  const known = new Map<number, Known>();
  let agent: ReturnType<typeof agentSettings> | null = null;
  let windowed: { key: string; collections: WindowedCollection[] } | null = null;
  const none: readonly MaintenanceWindow[] = [];

  const read = (update: number): Known => {
    const contents = locations(update);
    const isThere = database.prepare<number>('SELECT count(*) FROM software_updates u JOIN site s WHERE u.ci_id = ? AND u.since_version <= s.catalog_version AND u.until_version > s.catalog_version').pluck().get(update)! > 0;
    const { maximumRunTime, restart } = isThere ? readDetails(database, update) : { maximumRunTime: 20, restart: 'CanRequestReboot' };
    return { maximum: maximumRunTime * MINUTE, restart, bytes: contents.flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0), located: contents.every((content) => content.locations.length > 0), persists: contents.some(({ persist }) => persist) };
  };
  /** Drawn anew each day, so that a re-evaluation may succeed where an installation failed. */
  const installError = (client: number, update: number, at: number): number => {
    const attempt = Math.floor(at / DAY) * 65_537 + update;
    return chance.happens(faults().installFails, client, purpose.installFails, attempt) ? installErrors[chance.below(installErrors.length, client, purpose.installError, attempt)]! : 0;
  };
  /** Which kind of machine a computer is stays as it is. */
  const servers = new Map<number, boolean>();
  const productType = database.prepare<number>('SELECT product_type FROM clients WHERE client_id = ?').pluck();
  return {
    of: (client, update, at) => {
      let facts = known.get(update);
      if (!facts) known.set(update, (facts = read(update)));
      const { maximum, restart, bytes, located, persists } = facts;
      const error = installError(client, update, at);
      return {
        maximum, bytes, located, persists, error,
        takes: error === EXECUTION_TIMEOUT ? maximum : MINUTE + chance.below(Math.min(maximum - MINUTE, LONGEST * MINUTE), client, purpose.installTakes, update),
        downloadTakes: Math.ceil(bytes / BYTES_A_SECOND) * 1000 + 1000,
        restarts: restart === 'AlwaysRequiresReboot' || (restart === 'CanRequestReboot' && chance.happens(500, client, purpose.restarts, update)),
      };
    },
    windowsOf: (client) => {
      windowed ??= collectionsWithWindows(database);
      if (windowed.collections.length === 0) return none;
      return windowed.collections.flatMap(({ members, windows }) => (members.has(client) ? windows : none));
    },
    troubleOf: (client, at) => {
      const day = Math.floor(at / DAY);
      if (chance.happens(faults().noPoint, client, purpose.noPoint, day)) return 'noLocation';
      return chance.happens(faults().pointFails, client, purpose.pointFails, day) ? 'failing' : null;
    },
    putsOff: (client) => chance.happens(faults().noRestart, client, purpose.noRestart, 0),
    isServer: (client) => {
      let server = servers.get(client);
      if (server === undefined) servers.set(client, (server = productType.get(client) !== 1));
      return server;
    },
    enforceWithin: () => {
      agent ??= agentSettings(database);
      return agent.enforceAll ? agent.within.every * (agent.within.unit === 'hours' ? HOUR : 24 * HOUR) : 0;
    },
    forget: (areas) => {
      if (areas.some((area) => ofUpdates.includes(area))) known.clear();
      if (areas.includes('softwareUpdatesClientAgent')) agent = null;
    },
    windowsChanged: () => {
      const before = windowed?.key;
      windowed = collectionsWithWindows(database);
      return before !== undefined && before !== windowed.key;
    },
  };
}
