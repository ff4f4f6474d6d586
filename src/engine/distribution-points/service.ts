import { distributionPointSettings, type Area, type Commanded, type DistributionPoint, type DistributionPointSettings } from '../../contract/index.ts';
import type { Journal, Touched } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { differences, type Register, type Restoring } from '../objects/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { dropRole, putRole } from '../site-systems/index.ts';

type Held = Pick<DistributionPoint, 'server' | 'settings'>;

/** What a distribution point is without what lies on it, as the journal has it. */
interface Whole {
  server: string;
  settings: DistributionPointSettings;
  installedAt: number | null;
  installedBy: string | null;
}

export interface DistributionPoints {
  /** Of this site, by name. */
  list(db?: Readable): Held[];
  find(server: string, db?: Readable): Held | undefined;
  /** Throws Failure REFUSED. */
  install(call: Commanded, server: string, settings: DistributionPointSettings): { revision: number; value: Held };
  /** Throws Failure NOT_FOUND. */
  change(call: Commanded, server: string, settings: DistributionPointSettings): { revision: number; value: Held };
  /** Throws Failure NOT_FOUND. */
  remove(call: Commanded, server: string): { revision: number; value: { packages: number } };
  /** `changed` runs in the transaction that takes the role away and answers with the packages it changed; `follow` after it. */
  onRemoving(changed: (db: Writable, server: string) => Touched[], follow: (by: string) => void): void;
}

interface Parts {
  secondary: boolean;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  objects: Register;
}

const KIND = 'distributionPoint';
const ROLE = 'distributionPoint';
const areas: Area[] = ['site', 'deploymentPackages'];

const rowOf = (db: Readable, server: string): Whole | undefined => {
  const row = db.prepare<{ server: string; settings: string; installed_at: number | null; installed_by: string | null }>(`SELECT server, settings, installed_at, installed_by FROM site_system_roles WHERE role = '${ROLE}' AND server = ? COLLATE NOCASE`).get(server);
  return row && { server: row.server, settings: distributionPointSettings.parse(JSON.parse(row.settings)), installedAt: row.installed_at, installedBy: row.installed_by };
};
const putWhole = (db: Writable, { server, settings, installedAt, installedBy }: Whole) => {
  putRole(db, { server, role: ROLE, at: installedAt, by: installedBy, settings });
  db.prepare(`UPDATE site_system_roles SET settings = ? WHERE role = '${ROLE}' AND server = ? COLLATE NOCASE`).run(JSON.stringify(settings), server);
};
const inWords = (one: Whole | undefined): Record<string, string> | undefined =>
  one && { Server: one.server, 'Branch distribution point': one.settings.branch ? 'Yes' : 'No', 'Protected distribution point': one.settings.protected ? 'Yes' : 'No', Boundaries: one.settings.boundaries.join(', ') };

export function createDistributionPoints({ secondary, database, clock, journal, objects }: Parts): DistributionPoints {
  let removing: (db: Writable, server: string) => Touched[] = () => [];
  let removed: (by: string) => void = () => {};
  const found = (db: Readable, server: string, what: string): Whole => {
    const row = rowOf(db, server);
    if (!row) throw new Failure('NOT_FOUND', { what, why: `${server} is no distribution point any more.`, todo: 'Press F5 to refresh the list.' });
    return row;
  };
  const list = (db: Readable = database) =>
    db.all(build.selectFrom('site_system_roles').select(['server', 'settings']).where('role', '=', ROLE).orderBy('server')).map(({ server, settings }) => ({ server, settings: distributionPointSettings.parse(JSON.parse(settings)) }));
  const touched = (before: Whole | undefined, after: Whole | undefined): Touched => ({ kind: KIND, id: (before ?? after)!.server, name: (before ?? after)!.server, before, after });

  objects.register<Whole>({
    kind: KIND,
    noun: 'Distribution point',
    areas,
    name: (one) => one.server,
    read: rowOf,
    restore: (db: Writable, id: string, value: Whole | undefined, _as: Restoring) => {
      if (value) putWhole(db, value);
      else {
        // An undo takes nothing away that it does not name.
        if (removing(db, id).length > 0) throw new Failure('REFUSED', { what: 'The distribution point was not removed.', why: `There are packages on ${id}.`, todo: 'Remove the distribution point by hand: that says which packages go with it.' });
        dropRole(db, rowOf(db, id)?.server ?? id, ROLE);
      }
    },
    compare: (_db, from, to) => differences(inWords(from), inWords(to)),
  });

  return {
    list,
    find: (server, db = database) => rowOf(db, server),
    onRemoving: (changed, follow) => void ([removing, removed] = [changed, follow]),
    install: (call, server, settings) => {
      const what = 'The distribution point was not installed.';
      if (secondary) throw new Failure('REFUSED', { what, why: 'A secondary site has no site database to keep it in.', todo: 'Install it at a primary site.' });
      const known = database.prepare<string>('SELECT server FROM site_system_roles WHERE server = ? COLLATE NOCASE LIMIT 1').pluck().get(server) ?? server;
      if (rowOf(database, known)) throw new Failure('REFUSED', { what, why: `${known} is a distribution point already.`, todo: 'Change it in its properties.' });
      return journal.command(call, { name: 'distributionPoints.install', input: { server: known, settings }, areas }, (db) => {
        const after = { server: known, settings, installedAt: clock.now(), installedBy: call.actor };
        putWhole(db, after);
        return { value: { server: known, settings }, objects: [touched(undefined, after)] };
      });
    },
    change: (call, server, settings) =>
      journal.command(call, { name: 'distributionPoints.change', input: { server, settings }, areas }, (db) => {
        const before = found(db, server, 'The distribution point was not changed.');
        const after = { ...before, settings };
        putWhole(db, after);
        return { value: { server: before.server, settings }, objects: [touched(before, after)] };
      }),
    remove: (call, server) => {
      const done = journal.command(call, { name: 'distributionPoints.remove', input: { server }, areas }, (db) => {
        const before = found(db, server, 'The distribution point was not removed.');
        const packages = removing(db, before.server);
        dropRole(db, before.server, ROLE);
        // The role first: its undo comes before that of the packages which stand on it.
        return { value: { packages: packages.length }, objects: [touched(before, undefined), ...packages] };
      });
      removed(call.actor);
      return done;
    },
  };
}
