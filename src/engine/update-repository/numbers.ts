import type { Readable, Writable } from '../site-database/index.ts';

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
