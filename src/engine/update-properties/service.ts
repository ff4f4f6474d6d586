import type { Area, CommonProperties, Commanded, PendingLicenceTerms, UpdatePropertiesDraft } from '../../contract/index.ts';
import { packSet, type Journal, type Touched } from '../audit/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { nameOf, putSettings, readSettings, severityIndex, severityOf, type UpdateSettings } from '../update-repository/index.ts';
import { KIND, settingsObject } from './console-object.ts';
import { createReplication } from './replication.ts';

export interface UpdateProperties {
  /** Sets only what the draft names, of those updates that are still there. Throws Failure REFUSED and INVALID_SETTINGS. */
  change(call: Commanded, updates: readonly number[], draft: UpdatePropertiesDraft): { revision: number; value: { changed: number } };
  /** Accepts the terms of those that have any and wait for it. Throws Failure REFUSED. */
  acceptLicenceTerms(call: Commanded, updates: readonly number[]): { revision: number; value: { changed: number } };
  /** What several updates have in common; null where they differ. */
  common(updates: readonly number[]): CommonProperties;
  /** Of these updates those whose license terms are not accepted yet; the first five hundred. */
  pendingLicenceTerms(updates: readonly number[]): PendingLicenceTerms;
}

export interface UpdatePropertiesParts {
  /** Null: this is the site that synchronizes with Microsoft Update. */
  parent: string | null;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  objects: Register;
  hierarchy: Hierarchy;
  touched: (...areas: Area[]) => void;
}

/** Updates whose license terms are told one after another. */
const TOLD = 500;

interface Chosen {
  ci_id: number;
  update_id: string;
  bulletin_id: string;
  article_id: string;
  title: string;
  item_id: number;
  severity: number;
  licensed: number | null;
}

/** Those that are in the repository now, in the order asked. */
function chosen(db: Readable, updates: readonly number[]): Chosen[] {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  return db
    .prepare<Chosen>(
      `SELECT u.ci_id, u.update_id, u.bulletin_id, u.article_id, u.title, u.item_id, u.severity, i.sdm_package ->> '$.licenceTerms' AS licensed
       FROM json_each(?) j JOIN software_updates u ON u.ci_id = j.value AND u.since_version <= ? AND u.until_version > ? JOIN configuration_items i ON i.item_id = u.item_id ORDER BY j.key`,
    )
    .all(JSON.stringify([...new Set(updates)]), v, v);
}

/** The value all have; null: they differ. */
const same = <T>(all: readonly T[]): T | null => (all.every((one) => one === all[0]) ? (all[0] ?? null) : null);

export function createUpdateProperties(parts: UpdatePropertiesParts): UpdateProperties {
  const { database, clock, journal } = parts;
  const replication = createReplication({ hierarchy: parts.hierarchy, told: () => parts.touched('updateRepository') });

  const checkHere = (what: string) => {
    if (parts.parent === null) return;
    throw new Failure('REFUSED', { what, why: 'Properties of software updates are set at the site that synchronizes with Microsoft Update; this one gets them from there.', todo: `Change it at the topmost site, above ${parts.parent} or there.` });
  };
  /** Sets each to what `to` makes of it; those that are so already are left alone. */
  const put = (db: Writable, rows: readonly Chosen[], revision: number, to: (before: UpdateSettings, row: Chosen) => UpdateSettings): Touched[] => {
    const touched = rows.flatMap((row): (Touched & { after: UpdateSettings })[] => {
      const before = readSettings(db, row.update_id);
      const after = to(before, row);
      if (JSON.stringify(before) === JSON.stringify(after)) return [];
      putSettings(db, after, revision);
      return [{ kind: KIND, id: row.update_id, name: nameOf(row), before, after }];
    });
    replication.tell(db, touched.map((one) => one.after));
    return touched;
  };
  const found = (db: Readable, updates: readonly number[], what: string) => {
    const rows = chosen(db, updates);
    if (rows.length === 0) throw new Failure('NOT_FOUND', { what, why: 'None of the software updates is in the site database any more.', todo: 'Press F5 to refresh the list.' });
    return rows;
  };

  parts.objects.register(
    settingsObject((db, updateId, value, { revision }) => {
      checkHere('The software update was not set back.');
      const after = value ?? { ...readSettings(db, updateId), customSeverity: 0, maximumRunTime: null, licenceAcceptedAt: null, licenceAcceptedBy: null };
      putSettings(db, after, revision);
      replication.tell(db, [after]);
    }),
  );

  return {
    change: (call, updates, draft) => {
      const what = 'The software updates were not changed.';
      return journal.command(call, { name: 'updateRepository.change', input: { updates: packSet(updates), ...draft }, areas: ['updateRepository'] }, (db, revision) => {
        checkHere(what);
        const rows = found(db, updates, what);
        const objects = put(db, rows, revision, (before) => ({
          ...before,
          ...(draft.customSeverity !== undefined && { customSeverity: severityIndex(draft.customSeverity) }),
          ...(draft.maximumRunTime !== undefined && { maximumRunTime: draft.maximumRunTime }),
        }));
        return { value: { changed: objects.length }, objects };
      });
    },
    acceptLicenceTerms: (call, updates) => {
      const what = 'The license terms were not accepted.';
      return journal.command(call, { name: 'updateRepository.acceptLicenceTerms', input: { updates: packSet(updates) }, areas: ['updateRepository'] }, (db, revision) => {
        checkHere(what);
        const rows = found(db, updates, what).filter((row) => row.licensed === 1);
        const objects = put(db, rows, revision, (before) => (before.licenceAcceptedAt === null ? { ...before, licenceAcceptedAt: clock.now(), licenceAcceptedBy: call.actor } : before));
        return { value: { changed: objects.length }, objects };
      });
    },
    common: (updates) => {
      const rows = chosen(database, updates);
      const settings = rows.map((row) => readSettings(database, row.update_id));
      const licensed = rows.map((row, at) => (row.licensed === 1 ? settings[at]! : null)).filter((one) => one !== null);
      const custom = same(settings.map((one) => one.customSeverity));
      const severity = same(rows.map((row) => row.severity));
      return {
        updates: rows.length, settable: parts.parent === null,
        severity: severity === null ? null : severityOf(severity), customSeverity: custom === null ? null : severityOf(custom),
        licenceTerms: { with: licensed.length, accepted: licensed.filter((one) => one.licenceAcceptedAt !== null).length },
      };
    },
    pendingLicenceTerms: (updates) => {
      const pending = chosen(database, updates).filter((row) => row.licensed === 1 && readSettings(database, row.update_id).licenceAcceptedAt === null);
      const article = database.prepare<string | null>("SELECT sdm_package ->> '$.articleUrl' FROM configuration_items WHERE item_id = ?").pluck();
      return { total: pending.length, settable: parts.parent === null, updates: pending.slice(0, TOLD).map((row) => ({ id: row.ci_id, name: nameOf(row), title: row.title, articleUrl: article.get(row.item_id) ?? null })) };
    },
  };
}
