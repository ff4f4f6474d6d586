import type { UpdateBelow } from '../hierarchy/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { numberOf } from '../update-repository/index.ts';

/** This site's numbers for what child sites number in their own way. */
export interface Numbers {
  /** Takes a child's catalog in, in the caller's transaction. */
  learn(db: Writable, site: string, updates: readonly UpdateBelow[]): void;
  /** This site's CI_ID of a child's update; one that is not known here gets a number that it keeps when it comes. */
  update(db: Writable, site: string, their: number): number;
  /**
   * The newest content version of this site whose updates a scan with the child's content version has answered for: every update
   * of it that is not expired was in the child's catalog, in the same revision or a newer one. 0: there is none.
   */
  contentVersion(site: string, their: number): number;
  forget(db: Writable, site: string): void;
}

/** The first catalog version with an update that the child's content version does not have. */
const FIRST_NOT_ASKED = `SELECT min(i.since_version) AS v FROM software_updates u JOIN configuration_items i USING (item_id)
  WHERE u.since_version <= @at AND u.until_version > @at AND u.expired = 0 AND u.superseded = 0 AND NOT EXISTS
    (SELECT 1 FROM child_updates c INDEXED BY child_updates_by_update WHERE c.update_id = u.update_id AND c.site_code = @site AND c.revision_number >= u.revision_number AND c.since_content_version <= @their)`;

export function createNumbers(database: SiteDatabase): Numbers {
  /** By site and content version of it, for the catalog version they were worked out at. */
  const versions = new Map<string, number>();
  let workedOutAt = -1;
  /** By site: its numbers and those they stand for here, as far as they were looked up. They never change. */
  const lookedUp = new Map<string, Map<number, number>>();

  const catalogVersion = (db: Readable) => db.prepare<{ v: number }>('SELECT catalog_version AS v FROM site').get()!.v;
  const put = (db: Writable, site: string, their: number, ci: number, update: Omit<UpdateBelow, 'id'> | null) =>
    void db
      .prepare(`INSERT INTO child_updates (site_code, their_id, ci_id, update_id, revision_number, since_content_version) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (site_code, their_id) DO UPDATE SET revision_number = excluded.revision_number, since_content_version = excluded.since_content_version`)
      .run(site, their, ci, update?.updateId ?? null, update?.revision ?? -1, update?.since ?? 0);
  const stored = (db: Readable, site: string, their: number) => db.prepare<{ ci_id: number }>('SELECT ci_id FROM child_updates WHERE site_code = ? AND their_id = ?').get(site, their)?.ci_id;
  const find = (db: Readable, site: string, their: number): number | undefined => {
    let numbers = lookedUp.get(site);
    if (!numbers) lookedUp.set(site, (numbers = new Map()));
    let own = numbers.get(their);
    if (own === undefined) {
      own = stored(db, site, their);
      if (own !== undefined) numbers.set(their, own);
    }
    return own;
  };

  return {
    learn: (db, site, updates) => {
      versions.clear();
      for (const { id, ...update } of updates) put(db, site, id, find(db, site, id) ?? numberOf(db, update.updateId), update);
    },
    update: (db, site, their) => {
      const known = find(db, site, their);
      if (known !== undefined) return known;
      const ci = numberOf(db, null);
      put(db, site, their, ci, null);
      return ci;
    },
    contentVersion: (site, their) => {
      const at = catalogVersion(database);
      if (at !== workedOutAt) versions.clear();
      workedOutAt = at;
      const key = `${site} ${their}`;
      let own = versions.get(key);
      if (own === undefined) {
        const { v } = database.prepare<{ v: number | null }>(FIRST_NOT_ASKED).get({ at, site, their })!;
        own = database.prepare<{ n: number }>('SELECT coalesce(max(content_version), 0) AS n FROM content_versions WHERE catalog_version < ?').get(v ?? at + 1)!.n;
        versions.set(key, own);
      }
      return own;
    },
    forget: (db, site) => {
      versions.clear();
      lookedUp.delete(site);
      db.prepare('DELETE FROM child_updates WHERE site_code = ?').run(site);
    },
  };
}
