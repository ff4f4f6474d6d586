import type { Readable, Writable } from '../site-database/index.ts';
import { nameOf } from './name.ts';

const TAKE = 'UPDATE site SET next_ci_id = next_ci_id + 1 RETURNING next_ci_id - 1 AS id';

/** The CI_ID an update has already; revisions share it. */
export const knownCiId = (db: Readable, updateId: string): number | undefined =>
  db.prepare<{ ci_id: number }>('SELECT ci_id FROM configuration_items WHERE update_id = ? LIMIT 1').get(updateId)?.ci_id;

/** The number an update got before it came: clients of a child site have told of it, or it is on an update list. */
export const reservedCiId = (db: Readable, updateId: string): number | undefined =>
  db.prepare<{ ci_id: number }>('SELECT ci_id FROM child_updates WHERE update_id = @updateId UNION ALL SELECT ci_id FROM listed_updates WHERE update_id = @updateId LIMIT 1').get({ updateId })?.ci_id;

/** In the caller's transaction: the number of an update here; one that is not known gets one that it keeps when it comes. Null: an update without a name, a new number. */
export const numberOf = (db: Writable, updateId: string | null): number =>
  (updateId === null ? undefined : (knownCiId(db, updateId) ?? reservedCiId(db, updateId))) ?? db.prepare<{ id: number }>(TAKE).get()!.id;

/** Keeps the number of an update for good, also one that this site has not synchronized: lists and deployments name it. */
export const keepNumber = (db: Writable, ci: number, updateId: string): void => void db.prepare('INSERT OR IGNORE INTO listed_updates (ci_id, update_id) VALUES (?, ?)').run(ci, updateId);

/** As `numberOf`, and it is kept for good. */
export function keptNumberOf(db: Writable, updateId: string): number {
  const ci = numberOf(db, updateId);
  keepNumber(db, ci, updateId);
  return ci;
}

/** Update ids of updates whose numbers are kept, in the order of the numbers given. */
export function updateIdsOf(db: Readable, updates: readonly number[]): string[] {
  const one = db.prepare<string>('SELECT update_id FROM listed_updates WHERE ci_id = ?').pluck();
  return updates.map((ci) => one.get(ci)!);
}

/** How a sentence names an update whose number is kept, also one that is gone from the repository. */
export function listedName(db: Readable): (ci: number) => string {
  const last = db.prepare<{ article_id: string; bulletin_id: string; title: string }>('SELECT article_id, bulletin_id, title FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1');
  const id = db.prepare<string>('SELECT update_id FROM listed_updates WHERE ci_id = ?').pluck();
  return (ci) => {
    const row = last.get(ci);
    return row ? nameOf(row) : (id.get(ci) ?? String(ci));
  };
}
