import type { Supersedence, SupersedenceNode } from '../../contract/index.ts';
import { countOne, type ChunkView } from '../compliance/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { iconOf } from '../update-repository/index.ts';
import { onlyFixedBy } from './only-fix.ts';
import { reachedFrom, withoutShortcuts } from './supersedence-graph.ts';

/** Updates drawn to either side of the one asked for; the others are counted. */
const DRAWN = 24;

/** What the counts are made of, on the thread that reads. */
export interface Counted {
  chunks: readonly ChunkView[];
  since: Uint32Array;
  /** One bit a client; null: All Systems. */
  members: Uint32Array | null;
}

export interface SupersedenceReads {
  /** What an update supersedes and is superseded by, and what expiring or declining it would do (INSIGHT-04); null: the update is not there. */
  graph(update: number, counted: Counted): Omit<Supersedence, 'asOf'> | null;
  /** Clients whose only fix an update is, ascending. Nothing of an expired one: nobody can use it any more. */
  onlyFix(update: number, counted: Counted): number[];
}

interface Stored {
  ci_id: number;
  update_id: string;
  title: string;
  article_id: string;
  bulletin_id: string;
  icon: number;
  date_released: number;
  expired: number;
}

const COLUMNS = 'u.ci_id, u.update_id, u.title, u.article_id, u.bulletin_id, u.icon, u.date_released, u.expired';
const SHOWN = 'u.since_version <= ? AND u.until_version > ?';
const SUPERSEDES = "r.kind = 'supersedes'";

/** One look at the catalog: updates and what they lead to, each read once. */
function family(db: Readable) {
  const { catalog_version: v } = db.first(build.selectFrom('site').select('catalog_version'))!;
  const seen = new Map<number, Stored>();
  const keep = (rows: Stored[]) => rows.map((row) => (seen.set(row.ci_id, row), row.ci_id));
  const once = (read: (row: Stored) => Stored[]) => {
    const known = new Map<number, number[]>();
    return (id: number) => {
      const already = known.get(id) ?? keep(read(seen.get(id)!));
      known.set(id, already);
      return already;
    };
  };
  const one = db.prepare<Stored>(`SELECT ${COLUMNS} FROM software_updates u WHERE u.ci_id = ? AND ${SHOWN}`);
  const above = db.prepare<Stored>(`SELECT DISTINCT ${COLUMNS} FROM update_relations r JOIN software_updates u ON u.item_id = r.item_id AND ${SHOWN} WHERE r.update_id = ? AND ${SUPERSEDES} ORDER BY u.date_released DESC, u.ci_id DESC`);
  const named = db.prepare<{ update_id: string }>(`SELECT r.update_id FROM update_relations r JOIN software_updates u ON u.item_id = r.item_id AND ${SHOWN} WHERE u.ci_id = ? AND ${SUPERSEDES}`);
  const byId = db.prepare<Stored>(`SELECT ${COLUMNS} FROM software_updates u WHERE u.update_id = ? COLLATE NOCASE AND ${SHOWN}`);
  const missing = new Set<string>();
  return {
    seen,
    /** Ids of updates that are named as superseded and are not in the site database. */
    missing,
    has: (id: number) => keep(one.all(id, v, v)).length > 0,
    newerThan: once((row) => above.all(v, v, row.update_id)),
    olderThan: once((row) => named.all(v, v, row.ci_id).flatMap(({ update_id }) => byId.get(update_id, v, v) ?? (missing.add(update_id), [])).toSorted((a, b) => b.date_released - a.date_released || b.ci_id - a.ci_id)),
  };
}

type Family = ReturnType<typeof family>;

const usable = ({ seen }: Family, ids: readonly number[]) => ids.filter((id) => seen.get(id)!.expired === 0);

function toNode(row: Stored, side: SupersedenceNode['side'], { chunks, since, members }: Counted): SupersedenceNode {
  const { total, ...counts } = countOne(chunks, row.ci_id, since[row.ci_id]!, members);
  return {
    id: row.ci_id, title: row.title, articleId: row.article_id, bulletinId: row.bulletin_id, icon: iconOf(row.icon), dateReleased: row.date_released, expired: row.expired === 1, side,
    counts: total === 0 ? null : { ...counts, notRequired: total - counts.installed - counts.required - counts.unknown },
  };
}

export function createSupersedenceReads(db: Readable): SupersedenceReads {
  const losing = (all: Family, update: number, newer: readonly number[], { chunks, since, members }: Counted) =>
    all.seen.get(update)!.expired === 1 ? [] : onlyFixedBy(update, usable(all, newer), chunks, since, members);

  return {
    onlyFix: (update, counted) => {
      const all = family(db);
      return !all.has(update) ? [] : losing(all, update, reachedFrom(update, all.newerThan), counted);
    },
    graph: (update, counted) => {
      const all = family(db);
      if (!all.has(update)) return null;
      const newer = reachedFrom(update, all.newerThan);
      const older = reachedFrom(update, all.olderThan).filter((id) => !newer.includes(id));
      const drawn = [...newer.slice(0, DRAWN), update, ...older.slice(0, DRAWN)];
      const shown = new Set(drawn);
      const edges = drawn.flatMap((id) => all.olderThan(id).filter((one) => shown.has(one)).map((one) => ({ newer: id, older: one })));
      const side = (at: number) => (drawn[at] === update ? 'this' : at < drawn.indexOf(update) ? 'newer' : 'older');
      const nodes = drawn.map((id, at) => toNode(all.seen.get(id)!, side(at), counted));
      const here = nodes.find((node) => node.id === update)!;
      return {
        nodes,
        edges: withoutShortcuts(edges),
        more: { newer: Math.max(0, newer.length - DRAWN), older: Math.max(0, older.length - DRAWN) },
        notSynchronized: all.missing.size,
        effect: { expired: here.expired, required: here.counts?.required ?? 0, fixes: usable(all, newer).length, onlyFix: losing(all, update, newer, counted).length },
      };
    },
  };
}
