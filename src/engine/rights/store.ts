import type { Right, SecurableClass } from '../../contract/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';

/** Rights that were given on a class, or with `kind` and `id` on one object of it; empty lists are kept: they take a maker's rights away. */
export interface Given {
  class: SecurableClass;
  kind: string;
  id: string;
  rights: Right[];
}

/** A user with all that was given, as the journal has it whole. */
export interface WholeUser {
  name: string;
  given: Given[];
}

interface Row {
  class: SecurableClass;
  kind: string;
  object_id: string;
  rights: string;
}

/** Their names as they were written; Windows does not tell capitals from small letters. */
export const userNames = (db: Readable): string[] => db.prepare<string>('SELECT name FROM security_users ORDER BY name').pluck().all();

export function findUser(db: Readable, name: string): WholeUser | undefined {
  const found = db.prepare<string>('SELECT name FROM security_users WHERE name = ?').pluck().get(name);
  if (found === undefined) return undefined;
  const rows = db.prepare<Row>('SELECT class, kind, object_id, rights FROM security_rights WHERE user_name = ? ORDER BY class, kind, object_id').all(found);
  return { name: found, given: rows.map(({ object_id: id, rights, ...row }) => ({ ...row, id, rights: JSON.parse(rights) as Right[] })) };
}

/** Writes a user as it is to be, in place of what was. */
export function putUser(db: Writable, user: WholeUser): void {
  deleteUser(db, user.name);
  db.prepare('INSERT INTO security_users (name) VALUES (?)').run(user.name);
  const put = db.prepare('INSERT INTO security_rights (user_name, class, kind, object_id, rights) VALUES (?, ?, ?, ?, ?)');
  for (const one of user.given) put.run(user.name, one.class, one.kind, one.id, JSON.stringify(one.rights));
}

export const deleteUser = (db: Writable, name: string): void => void db.prepare('DELETE FROM security_users WHERE name = ?').run(name);

/** Who made an object of the console first, by the journal; null: it came with the product or from another site. */
export const makerOf = (db: Readable, kind: string, id: string): string | null =>
  db.prepare<string>("SELECT j.actor FROM journal_objects o JOIN journal j ON j.revision = o.revision WHERE o.kind = ? AND o.object_id = ? AND o.before IS NULL AND j.name <> 'objects.undo' ORDER BY o.revision LIMIT 1").pluck().get(kind, id) ?? null;

/** Objects of some kinds that a user made, the last thousand. */
export const madeBy = (db: Readable, user: string, kinds: readonly string[]): { kind: string; id: string }[] =>
  db
    .prepare<{ kind: string; id: string }>(
      `SELECT o.kind, o.object_id AS id FROM journal_objects o JOIN journal j ON j.revision = o.revision
       WHERE o.before IS NULL AND j.actor = ? COLLATE NOCASE AND j.name <> 'objects.undo' AND o.kind IN (${kinds.map(() => '?').join(', ')}) GROUP BY o.kind, o.object_id ORDER BY max(o.revision) DESC LIMIT 1000`,
    )
    .all(user, ...kinds);
