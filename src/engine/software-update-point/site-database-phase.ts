import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Breath, Clock } from '../kernel/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { beginImport, convert, discardStaged, type ConfigurationItem, type Conversion, LEGACY_REVISION, type Import, type KnownCategory } from '../update-repository/index.ts';
import { SynchronizationError, type CatalogReader, type StoredRevision, type UpdateSummary } from '../wsus/index.ts';
import type { CostModel } from './cost-model.ts';
import type { Run } from './run.ts';
import type { Wsyncmgr } from './wsyncmgr.ts';

export interface SiteDatabasePhase {
  database: SiteDatabase;
  catalog: CatalogReader;
  settings: SoftwareUpdatePointSettings;
  kind: 'full' | 'delta';
  /** Only a full one that nobody started by hand expires what is superseded (SYNC-09). */
  expires: boolean;
  /** When the last good synchronization ended; null before the first. */
  lastSynchronizedAt: number | null;
  run: Run;
  log: Wsyncmgr;
  clock: Clock;
  cost: CostModel;
  breath: Breath;
  signal: AbortSignal;
  tell(done: number, total: number): void;
}

/** What phase 2 staged; nothing is seen until `commit` runs in the transaction that ends the synchronization. */
export interface StagedSiteDatabase {
  items: number;
  commit(db: Writable): void;
}

const kinds = { Company: 'company', ProductFamily: 'productFamily', Product: 'product', UpdateClassification: 'classification' } as const;

/** The first prerequisite of a category that is a category itself is its parent (W§5). */
function parentOf(update: UpdateSummary, ids: ReadonlySet<string>): string | null {
  for (const term of update.prerequisites) {
    for (const id of typeof term === 'string' ? [term] : term.anyOf) if (ids.has(id)) return id;
  }
  return null;
}

/** Categories of a catalog as the site knows them. */
export async function readCategories(catalog: CatalogReader, breath: Breath): Promise<KnownCategory[]> {
  const stored = catalog.categories();
  const ids = new Set(stored.map((row) => row.identity.updateId));
  const categories: KnownCategory[] = [];
  for (const row of stored) {
    if (row.categoryType === null) continue;
    const update = catalog.getSummary(row.rowId);
    const texts = update.localizedProperties.find((p) => p.language === 'en') ?? update.localizedProperties[0];
    categories.push({ id: row.identity.updateId, kind: kinds[row.categoryType], title: texts?.title ?? row.identity.updateId, parentId: parentOf(update, ids) });
    await breath();
  }
  return categories;
}

const PAGE = 500;

/** The newest revision here of each update. One query an update would take ten times as long. */
async function revisionsHere(db: Readable, breath: Breath): Promise<ReadonlyMap<string, number>> {
  const page = db.prepare<{ update_id: string; newest: number }>(
    `SELECT update_id, max(revision_number) AS newest FROM configuration_items WHERE update_id > ? GROUP BY update_id ORDER BY update_id LIMIT ${PAGE}`,
  );
  const here = new Map<string, number>();
  for (let after = ''; ; ) {
    const rows = page.all(after);
    for (const row of rows) here.set(row.update_id, row.newest);
    if (rows.length < PAGE) return here;
    after = rows.at(-1)!.update_id;
    await breath();
  }
}

/** `outdated`: what a delta leaves as it is here although the catalog has a newer revision. */
async function pending(catalog: CatalogReader, db: Readable, kind: 'full' | 'delta', breath: Breath): Promise<{ revisions: StoredRevision[]; unchanged: number; outdated: Set<string> }> {
  const known = await revisionsHere(db, breath);
  const revisions: StoredRevision[] = [];
  const outdated = new Set<string>();
  let unchanged = 0;
  for (const row of catalog.currentUpdates({ updateTypes: ['Software', 'Driver'] })) {
    const here = known.get(row.identity.updateId);
    // A delta brings what is new, and what the catalog knows of a migrated update (SYNC-16); what was revised or withdrawn waits for a full synchronization (SYNC-09).
    const isNewer = here !== undefined && here < row.identity.revisionNumber;
    const wanted = here === undefined || here === LEGACY_REVISION || (kind === 'full' && isNewer);
    if (wanted) revisions.push(row);
    else unchanged++;
    if (isNewer && !wanted) outdated.add(row.identity.updateId);
    const pause = breath();
    if (pause) await pause;
  }
  return { revisions, unchanged, outdated };
}

/** Updates staged in one transaction: some four milliseconds of work. Half as many take half as long again an update, since the same pages are written more often. */
const SLICE = 60;

/** Phase 2: WSUS store → site database, categories, then each update converted into a configuration item (SYNC-05). */
export async function synchronizeSiteDatabase(phase: SiteDatabasePhase): Promise<StagedSiteDatabase> {
  const { database, catalog, run, log, clock, cost, breath } = phase;
  while (discardStaged(database)) await breath();
  run.begin('siteDatabase');
  log.databaseBegin(phase.kind === 'delta' ? phase.lastSynchronizedAt : null);

  log.databaseCategories();
  run.step('siteDatabase', 'categories', null);
  const categories = await readCategories(catalog, breath);
  for (const _ of categories) await clock.spend(cost.siteDatabaseCategory());
  run.progress('siteDatabase', 'categories', categories.length, categories.length);
  log.databaseCategoriesDone(categories.length);

  log.databaseUpdates();
  const { revisions, unchanged, outdated } = await pending(catalog, database, phase.kind, breath);
  const total = revisions.length;
  run.step('siteDatabase', 'updates', total);
  const staged = beginImport(database);
  const conversion = { categories: new Map(categories.map((c) => [c.id, c])), languages: phase.settings.languages.summaryDetails };
  const counts = { added: 0, revised: 0, expired: 0, unchanged };
  await stageUpdates(phase, staged, revisions, conversion, counts);
  run.count('siteDatabase', counts);
  await refuseCircles(staged, outdated, breath);
  while (staged.markSuperseded()) await breath();
  const judged = phase.expires ? await expire(phase, staged) : 0;
  run.count('siteDatabase', { expired: counts.expired + judged });
  return { items: counts.added + counts.revised + judged, commit: (db) => staged.commit(db, categories) };
}

/** Converts the updates and stages them, slice by slice; each gets its line in the log. */
async function stageUpdates(phase: SiteDatabasePhase, staged: Import, revisions: readonly StoredRevision[], conversion: Omit<Conversion, 'fileUrl'>, counts: Counts): Promise<void> {
  const { catalog, run, log, clock, cost, breath, signal } = phase;
  const total = revisions.length;
  const began = clock.now();
  const every = Math.max(100, Math.ceil(total / 10));
  const converted = ({ rowId }: StoredRevision): ConfigurationItem => {
    const urls = new Map(catalog.filesOf(rowId).map((file) => [file.digest, file.url]));
    return convert(catalog.getSummary(rowId), { ...conversion, fileUrl: (digest) => urls.get(digest) ?? null });
  };
  for (let done = 0; done < total; ) {
    const items = catalog.together(() => revisions.slice(done, done + SLICE).map(converted));
    for (const item of items) {
      signal.throwIfAborted();
      await clock.spend(cost.siteDatabaseUpdate());
      log.databaseUpdate(item.updateId, item.title);
      if (item.expired) counts.expired++;
      done++;
      if (done % every === 0 || done === total) log.databaseProgress(done, total, ((clock.now() - began) / done) * (total - done));
      run.progress('siteDatabase', 'updates', done, total);
      phase.tell(done, total);
    }
    await breath();
    count(counts, staged.add(items));
    run.count('siteDatabase', counts);
    await breath();
  }
}

/** Updates that replace each other would all count as replaced, and expire; ones that contain each other could never be installed. */
async function refuseCircles(staged: Import, outdated: ReadonlySet<string>, breath: Breath): Promise<void> {
  for (const [kind, verb] of [['supersedes', 'supersede'], ['bundles', 'contain']] as const) {
    const search = staged.circle(kind, outdated);
    let step = search.next();
    for (; !step.done; step = search.next()) {
      const pause = breath();
      if (pause) await pause;
    }
    const circle = step.value;
    if (!circle) continue;
    const named = circle.slice(0, 5).join(', ') + (circle.length > 5 ? ` and ${circle.length - 5} more` : '');
    throw new SynchronizationError('ImportUpdateError', circle.length === 1 ? `Update ${named} says that it ${verb}s itself.` : `Updates ${named} say that they ${verb} each other in a circle.`);
  }
}

/** Returns how many updates have other marks now (SYNC-09). */
async function expire({ settings, clock, breath, signal }: SiteDatabasePhase, staged: Import): Promise<number> {
  let judged = 0;
  for (let more = true; more; ) {
    signal.throwIfAborted();
    const slice = staged.expire(settings.supersedence, clock.now());
    judged += slice.changed;
    more = slice.more;
    await breath();
  }
  return judged;
}

interface Counts {
  added: number;
  revised: number;
  expired: number;
  unchanged: number;
}

function count(counts: Counts, more: { added: number; revised: number }) {
  counts.added += more.added;
  counts.revised += more.revised;
}
