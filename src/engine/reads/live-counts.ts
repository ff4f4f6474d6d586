import type { CountsState } from '../../contract/index.ts';
import { membersOf, membershipVersionOf } from '../collections/index.ts';
import { countAll, FOR_NOBODY, type Counts, type Publication } from '../compliance/index.ts';
import type { Readable } from '../site-database/index.ts';
import type { CountsOf, RowCounts } from '../update-repository/index.ts';

/** The counts on this thread: the last publication, and what was counted over it. */
export interface LiveCounts {
  follow(publication: Publication): void;
  publication(): Publication | null;
  readonly of: CountsOf;
  /** By CI_ID: the catalog version its present revision came with. */
  since(version: number): Uint32Array;
  /** One bit a client; null: All Systems. */
  members(collection: number | null): Uint32Array | null;
}

export function createLiveCounts(db: Readable): LiveCounts {
  let publication: Publication | null = null;
  let known: { version: number; since: Uint32Array } | null = null;
  let key = 0;
  const counted = new Map<string, RowCounts & Counts>();
  /** What was asked of this publication. */
  const askedFor = new Map<string, { collection: number | null; version: number }>();

  const since = (version: number): Uint32Array => {
    if (known?.version === version) return known.since;
    const rows = db
      .prepare<{ ci_id: number; since: number }>('SELECT u.ci_id, i.since_version AS since FROM software_updates u JOIN configuration_items i ON i.item_id = u.item_id WHERE u.since_version <= ? AND u.until_version > ?')
      .all(version, version);
    const all = new Uint32Array(rows.reduce((most, row) => Math.max(most, row.ci_id), 0) + 1).fill(FOR_NOBODY);
    for (const row of rows) all[row.ci_id] = row.since;
    known = { version, since: all };
    return all;
  };
  let chosen: { name: string; bits: Uint32Array } | null = null;
  /** The same array while the same is asked: counting keeps what it works out of one. */
  const members = (collection: number | null): Uint32Array | null => {
    if (collection === null) return null;
    const name = `${collection} ${membershipVersionOf(db, collection)} ${publication?.chunks.length ?? 0}`;
    if (chosen?.name === name) return chosen.bits;
    const bits = new Uint32Array((publication?.chunks.length ?? 0) * 128);
    for (const client of membersOf(db, collection)) bits[(client - 1) >> 5]! |= 1 << ((client - 1) & 31);
    chosen = { name, bits };
    return bits;
  };

  const countsOf = (collection: number | null, version: number): RowCounts & Counts => {
    const name = `${collection} ${collection === null ? 0 : membershipVersionOf(db, collection)} ${version}`;
    let counts = counted.get(name);
    if (!counts) counted.set(name, (counts = { ...countAll(publication!.chunks, since(version), members(collection)), key: ++key }));
    return counts;
  };

  return {
    follow: (next) => {
      publication = next;
      counted.clear();
      // What was asked of the last one will be asked of this one: it is ready by then.
      const again = [...askedFor.values()];
      askedFor.clear();
      if (next.chunks.length > 0) for (const { collection, version } of again) countsOf(collection, version);
    },
    publication: () => publication,
    since,
    members,
    of: (collection, version) => {
      if (!publication || publication.chunks.length === 0) return { counts: null, state: { computers: null, asOf: null } };
      askedFor.set(`${collection} ${version}`, { collection, version });
      const counts = countsOf(collection, version);
      const state: CountsState = { computers: counts.total === 0 ? null : counts.total, asOf: publication.asOf || null };
      return { counts: counts.total === 0 && collection === null ? null : counts, state };
    },
  };
}
