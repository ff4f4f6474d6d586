import { softwareUpdatePointSettings, type Commanded, type SettingsFromAbove, type SiteComponent, type SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Journal } from '../audit/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { withdrawPolicy } from '../policy/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { holdersOf } from '../site-systems/index.ts';
import { KIND } from './console-object.ts';
import { COMPONENT, defaultSettings } from './model.ts';

export interface Settings {
  read(db?: Readable): { settings: SoftwareUpdatePointSettings; changedRevision: number };
  /** Journals the change; `changed` runs in its transaction. Throws Failure INVALID_SETTINGS or REVISION_CONFLICT. */
  change(call: Commanded, settings: unknown, changed: Changed): { revision: number; value: { changedRevision: number } };
  /** As `change`, in the transaction of another command that is journaled by itself. */
  changeWithin(db: Writable, revision: number, actor: string, settings: SoftwareUpdatePointSettings, changed: Changed): void;
  /** As `changeWithin`, of settings that were so before. Throws Failure REFUSED where they cannot be any more. */
  restore(db: Writable, revision: number, actor: string, settings: SoftwareUpdatePointSettings, changed: Changed): void;
  /** In the caller's journaled transaction: takes over what the top of the hierarchy decides; every other setting stays. */
  adopt(db: Writable, above: SettingsFromAbove): void;
  components(): SiteComponent[];
}

type Changed = (db: Writable, before: SoftwareUpdatePointSettings, after: SoftwareUpdatePointSettings) => void;

/** Parses settings from outside with the schema the form uses. */
function checked(settings: unknown): SoftwareUpdatePointSettings {
  const parsed = softwareUpdatePointSettings.safeParse(settings);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new Failure('INVALID_SETTINGS', {
    what: 'The settings were not saved.',
    why: fields.map((f) => f.message).join(' '),
    todo: 'Correct the marked fields.',
    fields,
  });
}

/** What only the site at the top decides; at a child site these controls are grey (SYNC-02, D§2.7). */
const decidedAbove = ({ syncSettings, classifications, products, syncSchedule, supersedence, languages }: SoftwareUpdatePointSettings) =>
  JSON.stringify([syncSettings, classifications, products, syncSchedule, supersedence, languages.summaryDetails]);

function refuseAtChild(parent: string | null, before: SoftwareUpdatePointSettings, after: SoftwareUpdatePointSettings) {
  if (parent === null || decidedAbove(before) === decidedAbove(after)) return;
  throw new Failure('REFUSED', {
    what: 'The settings were not saved.',
    why: `Synchronization is set at the top of the hierarchy; this site takes it from its parent ${parent}.`,
    todo: 'Change synchronization settings at the central site.',
  });
}

/** An active software update point is a server that holds the role (SYNC-17); without any, the General tab cannot choose one. */
function refuseWithoutRole(db: Readable, before: SoftwareUpdatePointSettings, after: SoftwareUpdatePointSettings) {
  if (before.general.role !== 'none' || after.general.role === 'none' || holdersOf(db, 'softwareUpdatePoint').length > 0) return;
  throw new Failure('REFUSED', {
    what: 'The settings were not saved.',
    why: 'No server of this site has the software update point role.',
    todo: 'Install it with the New Site Role Wizard (Site Settings, Site Systems).',
  });
}

/** The software update point component's settings, kept in the site database (SYNC-01). */
export function createSettings(site: { code: string; database: SiteDatabase; clock: Clock; journal: Journal }): Settings {
  const { database, clock, journal } = site;
  const row = (db: Readable) => db.first(build.selectFrom('components').selectAll().where('name', '=', COMPONENT));

  if (!row(database)) {
    database.transaction((db) =>
      db.run(build.insertInto('components').values({ name: COMPONENT, settings: JSON.stringify(defaultSettings(clock.now())), changed_revision: 0, changed_at: null, changed_by: null })),
    );
  }

  const read = (db: Readable = database) => {
    const stored = row(db)!;
    return { settings: softwareUpdatePointSettings.parse(JSON.parse(stored.settings)), changedRevision: stored.changed_revision };
  };

  const change = (db: Writable, revision: number, actor: string, settings: SoftwareUpdatePointSettings, changed: Changed) => {
    const before = read(db).settings;
    refuseAtChild(db.first(build.selectFrom('site').select('parent'))!.parent, before, settings);
    db.run(build.updateTable('components').where('name', '=', COMPONENT).set({ settings: JSON.stringify(settings), changed_revision: revision, changed_at: clock.now(), changed_by: actor }));
    // Clients must not go on scanning where the site has no software update point any more.
    if (settings.general.role === 'none') withdrawPolicy(db, clock.now());
    changed(db, before, settings);
    return before;
  };

  return {
    read,
    change: (call, input, changed) => {
      const settings = checked(input);
      return journal.command(
        call,
        { name: 'softwareUpdatePoint.change', input: { settings }, areas: ['softwareUpdatePoint', 'site', 'updateRepository'], changedRevision: (db) => read(db).changedRevision },
        (db, revision) => {
          refuseWithoutRole(db, read(db).settings, settings);
          const before = change(db, revision, call.actor, settings, changed);
          return { value: { changedRevision: revision }, objects: [{ kind: KIND, id: COMPONENT, name: COMPONENT, before, after: settings }] };
        },
      );
    },
    changeWithin: (db, revision, actor, settings, changed) => void change(db, revision, actor, settings, changed),
    restore: (db, revision, actor, settings, changed) => {
      refuseWithoutRole(db, read(db).settings, settings);
      change(db, revision, actor, settings, changed);
    },
    adopt: (db, { summaryDetails, upstream, ...above }) => {
      const before = read(db).settings;
      const settings: SoftwareUpdatePointSettings = {
        ...before, ...above,
        syncSettings: { ...before.syncSettings, source: 'upstream', upstream },
        languages: { ...before.languages, summaryDetails },
      };
      if (JSON.stringify(settings) === JSON.stringify(before)) return;
      // Of the transaction this is part of, whose journal row comes at its end.
      const revision = db.first(build.selectFrom('site').select('revision'))!.revision + 1;
      db.run(build.updateTable('components').where('name', '=', COMPONENT).set({ settings: JSON.stringify(settings), changed_revision: revision }));
    },
    components: () =>
      database.all(build.selectFrom('components').selectAll().where('name', '=', COMPONENT)).map((c) => ({ name: c.name, siteCode: site.code, modifiedAt: c.changed_at, modifiedBy: c.changed_by })),
  };
}
