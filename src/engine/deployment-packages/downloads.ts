import { rmSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Area, DownloadSettings } from '../../contract/index.ts';
import { anyOrigin, bringContent, ContentError, createThrottle, folderOrigin, inParallel, pause, webOrigin, type ContentFile, type Origin, type Paths } from '../content/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import type { Readable, SiteDatabase } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { contentOf, findPackage, settingsOf } from './store.ts';

export interface DownloadParts {
  database: SiteDatabase;
  clock: Clock;
  jobs: Jobs;
  logs: Logs;
  statusMessages: StatusMessages;
  paths: Paths;
  /** Folder for what is on its way. */
  staging: string;
  /** Where a host of an address really is. */
  resolve(url: URL): Promise<URL>;
  monotonic: () => number;
  after: (ms: number, run: () => void) => () => void;
  settings(): DownloadSettings;
  touched(...areas: Area[]): void;
  /** All that a package wanted has come or failed, and something came. */
  settled(packageId: string, by: string): void;
}

export interface Downloads {
  /** Starts the job that brings what packages want, or lets the running one go on with it. Null: nothing is wanted. */
  wake(by: string): string | null;
  /** Takes away what is on its way for nobody; called before the first `wake`. */
  tidy(): void;
}

interface Wanted {
  package_id: string;
  content_id: string;
  origin: string;
}

/** Milliseconds of real time. */
const [IDLE, TOTAL] = [60_000, 4 * 3_600_000];
const PAUSES = [1000, 3000];
const THREAD = 4120;
/** Rows that are looked up at a time. */
const SLICE = 200;

const WANTED = `SELECT p.package_id, p.content_id, min(p.origin) AS origin FROM package_contents p JOIN deployment_packages k ON k.package_id = p.package_id WHERE p.state = 'wanted'
  GROUP BY p.package_id, p.content_id ORDER BY CASE k.settings ->> '$.priority' WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, k.number, p.content_id LIMIT ${SLICE}`;
const mark = "UPDATE package_contents SET state = ?, problem = ? WHERE package_id = ? AND content_id = ? AND state = 'wanted'";

/** Brings the contents that packages want into their sources (DEPLOY-03): each from another package of the site that has it, else from where it was to come. */
export function createDownloads(parts: DownloadParts): Downloads {
  const { database, jobs, clock } = parts;
  const log = parts.logs.writer('PatchDownloader.log', 'Software Updates Patch Downloader', THREAD);
  const throttle = createThrottle({ rate: () => { const { limit } = parts.settings(); return limit === null ? null : limit * 1024; }, monotonic: parts.monotonic, after: parts.after });
  /** Contents on their way: whoever wants one of them too waits, and then finds it in the other package. */
  const onTheWay = new Map<string, Promise<void>>();
  let current: { id: string } | null = null;

  const others = (db: Readable, content: string, own: string): string[] =>
    db.prepare<string>("SELECT DISTINCT k.settings FROM package_contents p JOIN deployment_packages k ON k.package_id = p.package_id WHERE p.content_id = ? AND p.package_id <> ? AND p.state = 'there' AND k.source_site = (SELECT code FROM site)").pluck().all(content, own).map((settings) => settingsOf({ settings }).source);

  const bring = async ({ package_id: id, content_id: contentId, origin }: Wanted, running: Running): Promise<void> => {
    const content = contentOf(database, contentId);
    const source = parts.paths.local(settingsOf(findPackage(database, id)!).source);
    const into = (originOf: (file: ContentFile) => Origin) =>
      bringContent({ content, place: join(source, contentId), staging: join(parts.staging, contentId), originOf, signal: running.signal, came: (bytes) => throttle(bytes, running.signal) });
    for (const other of others(database, contentId, id)) {
      try {
        await into((file) => folderOrigin(join(parts.paths.local(other), contentId, file.fileName)));
        return log(`Content ${contentId} is copied from ${other}; nothing is downloaded.`);
      } catch (error) {
        if (running.signal.aborted) throw error;
        log(`Content ${contentId} cannot be copied from ${other}: ${(error as Error).message}`, 'warning');
      }
    }
    const from = (file: ContentFile): Origin =>
      origin === '' ? (file.url === null ? anyOrigin([]) : webOrigin(file.url, { resolve: parts.resolve, idle: IDLE, total: TOTAL })) : folderOrigin(join(parts.paths.local(origin), file.fileName));
    const told = (file: ContentFile) => {
      log(`Downloading content for ContentID = ${contentId}, FileName = ${file.fileName}.`);
      log(`Trying to download ${origin === '' ? (file.url ?? 'nothing') : `${origin}\\${file.fileName}`} to ${source}.`);
      running.phase(`Downloading ${file.fileName}`);
      return from(file);
    };
    for (let attempt = 0; ; attempt++) {
      try {
        await into(told);
        return log(`Download of content ${contentId} to ${source} returns 0.`);
      } catch (error) {
        const wait = PAUSES[attempt];
        if (!(error instanceof ContentError) || !error.mayPass || wait === undefined || running.signal.aborted) throw error;
        log(`Download failed with error ${error.code}: ${error.message} It is tried again.`, 'warning');
        await pause(wait, parts.after, running.signal);
      }
    }
  };

  const failed = (row: Wanted, error: ContentError) => {
    const text = `${error.message} ${error.todo}`;
    log(`ERROR: DownloadContentFiles() failed with hr=${error.code}: ${error.message}`, 'error');
    // A folder that takes nothing takes nothing of the rest either.
    const all = error.problem === 'NoRoom' || error.problem === 'NotWritable';
    database.transaction((db) => {
      db.prepare(mark).run('failed', text, row.package_id, row.content_id);
      if (all) db.prepare("UPDATE package_contents SET state = 'failed', problem = ? WHERE package_id = ? AND state = 'wanted'").run(text, row.package_id);
    });
    parts.statusMessages.raise(39001, log, [row.content_id, row.package_id, error.message, error.todo]);
  };

  /** Failures of single contents do not end the job; a cancel, a closing site and a site database that cannot be written do. */
  const one = async (row: Wanted, running: Running, came: Map<string, number>): Promise<void> => {
    if (running.signal.aborted) return;
    for (let way = onTheWay.get(row.content_id); way; way = onTheWay.get(row.content_id)) await way;
    // The package, or what it wanted, may be gone by now.
    if (database.prepare("SELECT 1 FROM package_contents WHERE package_id = ? AND content_id = ? AND state = 'wanted'").get(row.package_id, row.content_id) === undefined) return;
    const work = bring(row, running);
    const waited = work.catch(() => {});
    onTheWay.set(row.content_id, waited);
    try {
      await work;
      database.stage((db) => db.prepare(mark).run('there', null, row.package_id, row.content_id));
      came.set(row.package_id, (came.get(row.package_id) ?? 0) + 1);
    } catch (error) {
      if (running.signal.aborted) return;
      if (!(error instanceof ContentError)) throw error;
      failed(row, error);
    } finally {
      if (onTheWay.get(row.content_id) === waited) onTheWay.delete(row.content_id);
    }
  };

  const count = (state: string) => database.prepare<number>('SELECT count(*) FROM (SELECT DISTINCT package_id, content_id FROM package_contents WHERE state = ?)').pluck().get(state)!;
  const work = async (running: Running, by: string): Promise<void> => {
    const came = new Map<string, number>();
    let done = 0;
    const failedBefore = count('failed');
    for (let rows = database.prepare<Wanted>(WANTED).all(); rows.length > 0; rows = database.prepare<Wanted>(WANTED).all()) {
      const total = done + count('wanted');
      await inParallel(rows, parts.settings().parallel, async (row) => {
        await one(row, running, came);
        running.progress(++done, Math.max(done, total));
        parts.touched('deploymentPackages');
      });
      if (running.signal.aborted) break;
    }
    for (const [id, contents] of came) {
      parts.settled(id, by);
      parts.statusMessages.raise(39002, log, [id, String(contents)]);
    }
    // An administrator's cancel is the end of it; a site that closes goes on at its next start.
    if (jobs.list().find((job) => job.id === running.id)?.state === 'cancelling') database.transaction((db) => db.prepare("UPDATE package_contents SET state = 'failed', problem = 'Cancelled by the administrator. Download it again.' WHERE state = 'wanted'").run());
    running.signal.throwIfAborted();
    const failures = count('failed') - failedBefore;
    if (failures > 0) throw new Error(`${failures === 1 ? 'One content was' : `${failures} contents were`} not downloaded. The package says why, of each update.`);
  };

  return {
    tidy: () => {
      const wanted = new Set(database.prepare<string>("SELECT DISTINCT content_id FROM package_contents WHERE state <> 'there'").pluck().all());
      let names: string[] = [];
      try {
        names = readdirSync(parts.staging);
      } catch {
        return;
      }
      for (const name of names) if (!wanted.has(name)) rmSync(join(parts.staging, name), { recursive: true, force: true });
    },
    wake: (by) => {
      if (current) return current.id;
      if (database.prepare("SELECT 1 FROM package_contents WHERE state = 'wanted' LIMIT 1").get() === undefined) return null;
      // Held from the first moment on: the work is real input and output.
      const release = clock.hold();
      const job = jobs.start({ kind: 'download', title: 'Download of software updates', startedBy: by }, async (running) => {
        try {
          await work(running, by);
        } finally {
          current = null;
          release();
          parts.touched('deploymentPackages', 'jobs', 'updateRepository');
        }
      });
      return (current = job).id;
    },
  };
}
