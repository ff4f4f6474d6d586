import { build, type SiteDatabase, type Writable } from '../site-database/index.ts';
import { circleFrom } from './circles.ts';
import { displayedDate, SEPARATOR } from './displayed.ts';
import { hasExpired, type SupersedenceRule } from './expiry.ts';
import { knownCiId, reservedCiId } from './numbers.ts';
import { FOREVER, icons, severities, type ConfigurationItem, type KnownCategory } from './model.ts';

const SLICE = 60;

/**
 * The site database phase of a synchronization. Rows are staged under the next catalog version in small transactions and
 * nobody sees them; `commit` shows them all by one number, `discard` takes them away. A killed process leaves staged rows
 * behind, which `discardStaged` removes at the next start.
 */
export interface Import {
  /** Stages configuration items: new ones, and new revisions in place of old ones; says how many of each. */
  add(items: readonly ConfigurationItem[]): { added: number; revised: number };
  /** Marks what staged updates supersede, a slice a call; true while there is more to do. */
  markSuperseded(): boolean;
  /**
   * Looks for updates that supersede or contain each other in a circle through a staged one; yields often. `outdated`: updates
   * whose newer revision is not staged, so that what is here of them says nothing any more.
   */
  circle(kind: Relation, outdated: ReadonlySet<string>): Generator<void, string[] | undefined>;
  /** Expires and revives by the site's supersedence rule, a slice a call; only a full synchronization does it (SYNC-09). */
  expire(rule: SupersedenceRule, now: number): { changed: number; more: boolean };
  /** In the caller's transaction: categories, and the version that shows everything staged. */
  commit(db: Writable, categories: readonly KnownCategory[]): void;
  readonly version: number;
}

type Relation = 'supersedes' | 'bundles';

const columns =
  'item_id, ci_id, update_id, revision_number, bulletin_id, article_id, title, severity, date_released, date_revised, expired, superseded, classification, product, language, icon, find_text, custom_severity, deployed, since_version, until_version';

/** What "Look for" in all columns finds: no counts, since those change while one looks. */
function findText(item: ConfigurationItem): string {
  const dates = [displayedDate(item.dateReleased), displayedDate(item.dateRevised)];
  return [item.bulletinId, item.articleId, item.title, severities[item.severity], ...dates, item.classification, item.product, item.language, item.updateId].join(SEPARATOR).toLowerCase();
}

const iconOf = (expired: boolean, superseded: boolean) => icons.indexOf(expired ? 'expired' : superseded ? 'superseded' : 'normal');

/** Hands out CI_IDs within one transaction; `done` writes down how far it came. */
function ciIds(db: Writable): { next(): number; done(): void } {
  let { next_ci_id: next } = db.first(build.selectFrom('site').select('next_ci_id'))!;
  return { next: () => next++, done: () => void db.run(build.updateTable('site').set({ next_ci_id: next })) };
}

/** The revision itself: the configuration item with its content definitions. Returns its item_id. */
function addRevision(db: Writable, item: ConfigurationItem, ciId: number, version: number): number {
  const { lastInsertRowid } = db
    .prepare('INSERT INTO configuration_items (ci_id, update_id, revision_number, sdm_package, since_version, expired) VALUES (?, ?, ?, ?, ?, ?)')
    .run(ciId, item.updateId, item.revisionNumber, JSON.stringify(item.sdmPackage), version, item.expired ? 1 : 0);
  const itemId = Number(lastInsertRowid);
  const relation = db.prepare('INSERT OR IGNORE INTO update_relations (item_id, kind, update_id) VALUES (?, ?, ?)');
  for (const id of item.supersedes) relation.run(itemId, 'supersedes', id);
  for (const id of item.bundles) relation.run(itemId, 'bundles', id);
  const content = db.prepare('INSERT INTO update_contents (item_id, position, file_name, size, sha1, sha256, url) VALUES (?, ?, ?, ?, ?, ?, ?)');
  item.contents.forEach((c, position) => content.run(itemId, position, c.fileName, c.size, c.sha1, c.sha256, c.url));
  return itemId;
}

/** Whether an update with a row of the coming version says that it replaces this one. */
function isSuperseded(db: Writable, updateId: string): boolean {
  // In two steps, since most updates are named by none and a join costs ten times the first step.
  const naming = db.prepare<{ item_id: number }>("SELECT item_id FROM update_relations WHERE update_id = ? AND kind = 'supersedes'").all(updateId);
  const hasRow = db.prepare('SELECT 1 FROM software_updates WHERE item_id = ? AND until_version = ?');
  return naming.some((one) => hasRow.get(one.item_id, FOREVER) !== undefined);
}

/** Stages one item; `affected` collects the updates whose superseded mark it may change. True when it replaces a known one. */
function addItem(db: Writable, item: ConfigurationItem, version: number, nextCiId: () => number, affected: Set<string>): boolean {
  const known = knownCiId(db, item.updateId);
  const ciId = known ?? reservedCiId(db, item.updateId) ?? nextCiId();
  const itemId = addRevision(db, item, ciId, version);
  item.supersedes.forEach((id) => affected.add(id));
  let superseded = false;
  if (known === undefined) superseded = item.deployable && isSuperseded(db, item.updateId);
  else {
    affected.add(item.updateId);
    superseded = replaceRow(db, item.updateId, version, affected);
  }
  if (item.deployable) addRow(db, item, { itemId, ciId, version, superseded });
  return known !== undefined;
}

/** Ends the row an update has until now, if any; `affected` gets what it superseded. Whether it was superseded itself. */
function replaceRow(db: Writable, updateId: string, version: number, affected: Set<string>): boolean {
  const row = db
    .prepare<{ row_id: number; item_id: number; superseded: number }>('SELECT row_id, item_id, superseded FROM software_updates WHERE update_id = ? COLLATE NOCASE AND until_version = ?')
    .get(updateId, FOREVER);
  if (!row) return false;
  db.prepare('UPDATE software_updates SET until_version = ? WHERE row_id = ?').run(version, row.row_id);
  const before = db.prepare<{ update_id: string }>("SELECT update_id FROM update_relations WHERE item_id = ? AND kind = 'supersedes'").all(row.item_id);
  before.forEach((r) => affected.add(r.update_id));
  return row.superseded === 1;
}

const INSERT_ROW = `INSERT INTO software_updates (${columns}) VALUES (${columns.replace(/\w+/g, '?')})`;

/** What the console lists of a revision, and the folders it lies in. */
function addRow(db: Writable, item: ConfigurationItem, { itemId, ciId, version, superseded }: { itemId: number; ciId: number; version: number; superseded: boolean }) {
  const deployed = db.prepare<number>('SELECT EXISTS (SELECT 1 FROM deployment_updates WHERE ci_id = ?)').pluck().get(ciId)!;
  const custom = db.prepare<number>('SELECT custom_severity FROM update_settings WHERE update_id = ?').pluck().get(item.updateId) ?? 0;
  db.prepare(INSERT_ROW).run(
    itemId, ciId, item.updateId, item.revisionNumber, item.bulletinId, item.articleId, item.title, item.severity, item.dateReleased, item.dateRevised,
    item.expired ? 1 : 0, superseded ? 1 : 0, item.classification, item.product, item.language, iconOf(item.expired, superseded), findText(item), custom, deployed, version, FOREVER,
  );
  const folder = db.prepare('INSERT OR IGNORE INTO update_folders (classification_id, vendor_id, product_id, item_id) VALUES (?, ?, ?, ?)');
  for (const f of item.folders) folder.run(f.classificationId, f.vendorId, f.productId, itemId);
}

/** Sets a row's superseded mark to what the rows of the coming version say. */
function mark(db: Writable, updateId: string, version: number) {
  const row = db
    .prepare<{ row_id: number; superseded: number; expired: number; since_version: number }>('SELECT row_id, superseded, expired, since_version FROM software_updates WHERE update_id = ? COLLATE NOCASE AND until_version = ?')
    .get(updateId, FOREVER);
  if (!row) return;
  const superseded = isSuperseded(db, updateId) ? 1 : 0;
  if (superseded !== row.superseded) restate(db, row, { superseded, expired: row.expired }, version);
}

/** Gives a row other marks in the coming version; what readers see now stays. */
function restate(db: Writable, row: { row_id: number; since_version: number }, { superseded, expired }: { superseded: number; expired: number }, version: number) {
  const icon = iconOf(expired === 1, superseded === 1);
  if (row.since_version === version) {
    db.prepare('UPDATE software_updates SET expired = ?, superseded = ?, icon = ? WHERE row_id = ?').run(expired, superseded, icon, row.row_id);
    return;
  }
  const copied = columns.replace('expired, superseded', '?, ?').replace('icon', '?').replace('since_version', '?');
  db.prepare(`INSERT INTO software_updates (${columns}) SELECT ${copied} FROM software_updates WHERE row_id = ?`).run(expired, superseded, icon, version, row.row_id);
  db.prepare('UPDATE software_updates SET until_version = ? WHERE row_id = ?').run(version, row.row_id);
}

interface Judged {
  row_id: number;
  since_version: number;
  expired: number;
  superseded: number;
  withdrawn: number;
  replaced_at: number | null;
}

/** Rows of the coming version from one on, with what the catalog says of them and when their first replacement was released. */
const JUDGED = `
  SELECT u.row_id, u.since_version, u.expired, u.superseded, i.expired AS withdrawn,
    (SELECT min(n.date_released) FROM update_relations r JOIN software_updates n ON n.item_id = r.item_id AND n.until_version = ${FOREVER} WHERE r.update_id = u.update_id AND r.kind = 'supersedes') AS replaced_at
  FROM software_updates u JOIN configuration_items i ON i.item_id = u.item_id
  WHERE u.row_id > ? AND u.until_version = ${FOREVER} ORDER BY u.row_id LIMIT ${SLICE}`;

/** Judges the rows after `from`; returns the last one judged, or null after the end, and how many changed. */
function expireSlice(db: Writable, from: number, rule: SupersedenceRule, now: number, version: number): { last: number | null; changed: number } {
  const rows = db.prepare<Judged>(JUDGED).all(from);
  let changed = 0;
  for (const row of rows) {
    const expired = row.withdrawn === 1 || (row.superseded === 1 && hasExpired(rule, row.replaced_at, now)) ? 1 : 0;
    if (expired === row.expired) continue;
    restate(db, row, { superseded: row.superseded, expired }, version);
    changed++;
  }
  return { last: rows.length < SLICE ? null : rows.at(-1)!.row_id, changed };
}

const currentVersion = (db: Pick<Writable, 'first'>) => db.first(build.selectFrom('site').select('catalog_version'))!.catalog_version;

export function beginImport(database: SiteDatabase): Import {
  const version = currentVersion(database) + 1;
  const affected = new Set<string>();
  const staged = new Map<string, Pick<ConfigurationItem, Relation>>();
  const stored = database.prepare<{ update_id: string }>(
    'SELECT r.update_id FROM update_relations r JOIN configuration_items i USING (item_id) WHERE i.update_id = ? AND r.kind = ? AND i.revision_number = (SELECT max(revision_number) FROM configuration_items n WHERE n.update_id = i.update_id)',
  );
  let judged: number | null = 0;
  return {
    version,
    add: (items) => {
      const revised = database.stage((db) => {
        const ids = ciIds(db);
        const replaced = items.filter((item) => addItem(db, item, version, ids.next, affected)).length;
        ids.done();
        return replaced;
      });
      for (const { updateId, supersedes, bundles } of items) staged.set(updateId, { supersedes, bundles });
      return { added: items.length - revised, revised };
    },
    markSuperseded: () => {
      const slice = [...affected.values().take(SLICE)];
      database.stage((db) => slice.forEach((id) => mark(db, id, version)));
      slice.forEach((id) => affected.delete(id));
      return affected.size > 0;
    },
    circle: (kind, outdated) => {
      const relatedTo = (id: string) => staged.get(id)?.[kind] ?? (outdated.has(id) ? [] : stored.all(id, kind).map((row) => row.update_id));
      return circleFrom([...staged].filter(([, one]) => one[kind].length > 0).map(([id]) => id), relatedTo);
    },
    expire: (rule, now) => {
      const { last, changed } = database.stage((db) => expireSlice(db, judged ?? Number.MAX_SAFE_INTEGER, rule, now, version));
      judged = last;
      return { changed, more: last !== null };
    },
    commit: (db, categories) => {
      const put = db.prepare('INSERT INTO categories (category_id, kind, title, parent_id) VALUES (?, ?, ?, ?) ON CONFLICT (category_id) DO UPDATE SET kind = excluded.kind, title = excluded.title, parent_id = excluded.parent_id');
      for (const c of categories) put.run(c.id, c.kind, c.title, c.parentId);
      db.run(build.updateTable('site').set({ catalog_version: version }));
    },
  };
}

/** Takes away what an unfinished import staged, a slice a call; true while there is more to do. */
export function discardStaged(database: SiteDatabase): boolean {
  return database.stage((db) => {
    const version = currentVersion(db);
    const rows = db.prepare('DELETE FROM software_updates WHERE row_id IN (SELECT row_id FROM software_updates WHERE since_version > ? LIMIT 200)').run(version).changes;
    const items = rows > 0 ? 1 : db.prepare('DELETE FROM configuration_items WHERE item_id IN (SELECT item_id FROM configuration_items WHERE since_version > ? LIMIT 200)').run(version).changes;
    const reopened = db.prepare(`UPDATE software_updates SET until_version = ? WHERE row_id IN (SELECT row_id FROM software_updates WHERE until_version > ? AND until_version < ${FOREVER} LIMIT 200)`).run(FOREVER, version).changes;
    return rows + items + reopened > 0;
  });
}
