import type { Area, SoftwareUpdatePointSettings, SoftwareUpdatePointStatus, Synchronization, SynchronizationStatus } from '../../contract/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import type { Clock } from '../kernel/index.ts';
import { SiteDatabaseError, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { ownStatuses } from './point-status.ts';
import type { Replication } from './replication.ts';

/** How the site's software update points are, for its own status page and for its parent's (SYNC-11). */
export interface PointReports {
  statuses(): SoftwareUpdatePointStatus[];
  /** In the caller's transaction: tells the parent how they are, and which of those with the settings `before` are gone. */
  report(db: Writable, before: SoftwareUpdatePointSettings | null): void;
  /** A synchronization went a step further: console and parent hear of it. */
  told(): void;
}

interface Parts {
  code: string;
  server: string;
  database: SiteDatabase;
  clock: Clock;
  hierarchy: Hierarchy;
  replication: Replication;
  settings(): SoftwareUpdatePointSettings;
  status(): SynchronizationStatus;
  history(limit: number): Synchronization[];
  /** Name of the synchronization source. */
  source(): string;
  touched(...areas: Area[]): void;
}

/** Runs looked through for the last of the software update point on the Internet. */
const RUNS_LOOKED_AT = 50;

const rolesIn = ({ general, internetBased }: SoftwareUpdatePointSettings): SoftwareUpdatePointStatus['role'][] =>
  general.role === 'none' ? [] : internetBased.role === 'none' ? ['active'] : ['active', 'internetFacing'];

export function createPointReports(parts: Parts): PointReports {
  const { code, server, database, clock, hierarchy, replication } = parts;
  const statuses = () => ownStatuses({ code, server, now: clock.now(), history: () => parts.history(RUNS_LOOKED_AT) }, parts.settings(), parts.status(), parts.source());
  const report: PointReports['report'] = (db, before) => {
    const points = statuses();
    points.forEach((point) => replication.report(db, point.role, point));
    const gone = before === null ? [] : rolesIn(before).filter((role) => !points.some((point) => point.role === role));
    gone.forEach((role) => replication.report(db, role, null));
  };
  return {
    statuses,
    report,
    told: () => {
      parts.touched('softwareUpdatePoint');
      if (hierarchy.parent === null) return;
      try {
        database.transaction((db) => report(db, null));
      } catch (error) {
        // That the parent cannot be told now must not end a synchronization.
        if (!(error instanceof SiteDatabaseError)) throw error;
      }
    },
  };
}
