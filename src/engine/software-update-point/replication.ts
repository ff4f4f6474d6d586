import type { SettingsFromAbove, SoftwareUpdatePointStatus } from '../../contract/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { activePoint } from './active-point.ts';
import type { Settings } from './settings.ts';

/** What a software update point tells the sites around it, and hears from them (SYNC-11). */
export interface Replication {
  /** In the transaction that ends a good synchronization: asks every child with a software update point to synchronize. Answers with their codes. */
  notifyChildren(db: Writable): string[];
  /** In the caller's transaction: hands down what is decided here or above. */
  handDown(db: Writable): void;
  /** Tells the parent how a software update point of this site is; null when it was removed. */
  report(db: Writable, role: SoftwareUpdatePointStatus['role'], status: SoftwareUpdatePointStatus | null): void;
  /** Those of the sites below, as they last reported. */
  below(): SoftwareUpdatePointStatus[];
  /** How many synchronizations the parent has asked for, and how many were run to an end. */
  requests(db?: Readable): { asked: number; handled: number };
  handled(db: Writable, request: number): void;
}

interface Parts {
  code: string;
  server: string;
  database: SiteDatabase;
  hierarchy: Hierarchy;
  settings: Settings;
  /** The parent has asked; the request is on disk. */
  requested(): void;
  /** Runs in the transaction that took over settings from above. */
  adopted(db: Writable): void;
}

export function createReplication({ code, server, database, hierarchy, settings, requested, adopted }: Parts): Replication {
  const requests = (db: Readable = database) => {
    const row = db.first(build.selectFrom('site').select(['parent_requests', 'parent_requests_handled', 'last_synchronized_at']))!;
    return { asked: row.parent_requests, handled: row.parent_requests_handled, synchronized: row.last_synchronized_at !== null };
  };
  const rows = (db: Readable) => db.all(build.selectFrom('software_update_points').selectAll().orderBy('site_code').orderBy('role'));
  const hasPoint = (db: Readable, site: string) => rows(db).some((row) => row.site_code === site && row.role === 'active');
  const above = (db: Readable): SettingsFromAbove => {
    const { classifications, products, supersedence, languages, general } = settings.read(db).settings;
    const { server: serverName, port, ssl } = activePoint(general, server);
    return { classifications, products, supersedence, summaryDetails: languages.summaryDetails, upstream: { serverName, port, ssl } };
  };
  const handDown = (db: Writable) => hierarchy.children().forEach((child) => hierarchy.tell(db, child, { kind: 'synchronizationSettings', settings: above(db) }));

  hierarchy.onAdded((db, child) => hierarchy.tell(db, child, { kind: 'synchronizationSettings', settings: above(db) }));
  hierarchy.on('synchronizationSettings', (db, message) => {
    settings.adopt(db, message.settings);
    handDown(db);
    adopted(db);
  });
  hierarchy.on('synchronize', (db) => {
    db.run(build.updateTable('site').set(({ eb }) => ({ parent_requests: eb('parent_requests', '+', 1) })));
    return requested;
  });
  hierarchy.on('softwareUpdatePoint', (db, { status }, from) => {
    // A software update point that is new under a synchronized site need not wait for the next synchronization.
    if (status.siteCode === from && status.role === 'active' && !hasPoint(db, from) && requests(db).synchronized) hierarchy.tell(db, from, { kind: 'synchronize' });
    db.run(build.insertInto('software_update_points').values({ site_code: status.siteCode, role: status.role, status: JSON.stringify(status) }).onConflict((c) => c.doUpdateSet({ status: JSON.stringify(status) })));
    hierarchy.report(db, { kind: 'softwareUpdatePoint', status });
  });
  hierarchy.on('softwareUpdatePointRemoved', (db, message) => {
    db.run(build.deleteFrom('software_update_points').where('site_code', '=', message.siteCode).where('role', '=', message.role));
    hierarchy.report(db, message);
  });

  return {
    notifyChildren: (db) => {
      const children = hierarchy.children().filter((child) => hasPoint(db, child));
      children.forEach((child) => hierarchy.tell(db, child, { kind: 'synchronize' }));
      return children;
    },
    handDown,
    report: (db, role, status) => hierarchy.report(db, status ? { kind: 'softwareUpdatePoint', status } : { kind: 'softwareUpdatePointRemoved', siteCode: code, role }),
    below: () => rows(database).map((row) => JSON.parse(row.status) as SoftwareUpdatePointStatus),
    requests,
    handled: (db, request) => void db.run(build.updateTable('site').set({ parent_requests_handled: request })),
  };
}
