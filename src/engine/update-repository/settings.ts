import type { Readable, Writable } from '../site-database/index.ts';

/** What administrators set of an update (REPO-05), beside what the catalog says; of the same form everywhere, so that equal states are equal texts. */
export interface UpdateSettings {
  updateId: string;
  /** Index of the severity; 0 is None. */
  customSeverity: number;
  /** Minutes; null: as the classification has it, 20, service packs 60 (D§5.6). */
  maximumRunTime: number | null;
  licenceAcceptedAt: number | null;
  licenceAcceptedBy: string | null;
}

interface Row {
  update_id: string;
  custom_severity: number;
  maximum_run_time: number | null;
  licence_accepted_at: number | null;
  licence_accepted_by: string | null;
}

const ofRow = (row: Row): UpdateSettings => ({
  updateId: row.update_id, customSeverity: row.custom_severity, maximumRunTime: row.maximum_run_time, licenceAcceptedAt: row.licence_accepted_at, licenceAcceptedBy: row.licence_accepted_by,
});

/** As it is now; of an update that nobody set anything of, what is so by itself. */
export function readSettings(db: Readable, updateId: string): UpdateSettings {
  const row = db.prepare<Row>('SELECT * FROM update_settings WHERE update_id = ?').get(updateId);
  return row ? ofRow(row) : { updateId, customSeverity: 0, maximumRunTime: null, licenceAcceptedAt: null, licenceAcceptedBy: null };
}

/** Of all updates that something was ever set of. */
export const allSettings = (db: Readable): UpdateSettings[] => db.prepare<Row>('SELECT * FROM update_settings ORDER BY update_id').all().map(ofRow);

/** In the caller's transaction; rows of every catalog version show it at once, and those that come later take it along. */
export function putSettings(db: Writable, to: UpdateSettings, revision: number): void {
  db.prepare(
    `INSERT INTO update_settings (update_id, custom_severity, maximum_run_time, licence_accepted_at, licence_accepted_by, changed_revision) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (update_id) DO UPDATE SET custom_severity = excluded.custom_severity, maximum_run_time = excluded.maximum_run_time,
       licence_accepted_at = excluded.licence_accepted_at, licence_accepted_by = excluded.licence_accepted_by, changed_revision = excluded.changed_revision`,
  ).run(to.updateId, to.customSeverity, to.maximumRunTime, to.licenceAcceptedAt, to.licenceAcceptedBy, revision);
  db.prepare('UPDATE software_updates SET custom_severity = ? WHERE update_id = ? COLLATE NOCASE AND custom_severity <> ?').run(to.customSeverity, to.updateId, to.customSeverity);
}

/** Another number whenever what a column shows may be another thing within a catalog version: what orders and criteria by it are kept by. */
export function editionOf(db: Readable, column: string | null): number | string {
  if (column === 'customSeverity') return db.prepare<number | null>('SELECT max(changed_revision) FROM update_settings').pluck().get() ?? 0;
  // What a download brought has no revision; it makes more contents be there.
  if (column === 'downloaded') return db.prepare<string>("SELECT (SELECT revision FROM site) || ' ' || count(*) || ' ' || total(state = 'there') FROM package_contents").pluck().get()!;
  return column === 'deployed' ? db.prepare<number>('SELECT revision FROM site').pluck().get()! : 0;
}

/** In the caller's transaction, after deployments were given or taken these updates (CI_ID): rows of every catalog version show it at once. */
export const markDeployed = (db: Writable, updates: readonly number[]): void =>
  void db.prepare('UPDATE software_updates SET deployed = EXISTS (SELECT 1 FROM deployment_updates m WHERE m.ci_id = software_updates.ci_id) WHERE ci_id IN (SELECT value FROM json_each(?))').run(JSON.stringify(updates));
