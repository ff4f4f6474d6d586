import type { NamedUpdate } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';
import { iconOf } from './row.ts';

/** Results of single updates that are told at most. */
export const MOST_TOLD = 500;

interface Held {
  updates: number;
  expired: number;
  superseded: number;
  missing: number;
}

/** What the objects of a table of members hold at the present catalog version, by the object's number: of those without members nothing is counted. */
export function heldBy(db: Readable, { table, object }: { table: string; object: string }): (id: number) => Held {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  const counted = db
    .prepare<{ id: number; updates: number; there: number; expired: number; superseded: number }>(
      `SELECT m.${object} AS id, count(*) AS updates, count(u.row_id) AS there, ifnull(sum(u.expired), 0) AS expired, ifnull(sum(u.superseded), 0) AS superseded FROM ${table} m
         LEFT JOIN software_updates u ON u.ci_id = m.ci_id AND u.since_version <= ? AND u.until_version > ? GROUP BY m.${object}`,
    )
    .all(v, v);
  const counts = new Map(counted.map(({ id, updates, there, expired, superseded }) => [id, { updates, expired, superseded, missing: updates - there }]));
  return (id) => counts.get(id) ?? { updates: 0, expired: 0, superseded: 0, missing: 0 };
}

/** What became of these updates, the first of them, each as it was named last. */
export function toldOf<R extends string>(db: Readable, updates: readonly number[], result: R): (NamedUpdate & { result: R })[] {
  const last = db.prepare<{ article_id: string; bulletin_id: string; title: string; icon: number }>('SELECT article_id, bulletin_id, title, icon FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1');
  return updates.slice(0, MOST_TOLD).map((id) => {
    const row = last.get(id);
    return { id, articleId: row?.article_id ?? '', bulletinId: row?.bulletin_id ?? '', title: row?.title ?? '', icon: row ? iconOf(row.icon) : 'invalid', result };
  });
}
