import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Area, PackageStatus } from '../../contract/index.ts';
import { bringContent, ContentError, folderOrigin, inParallel, isWhole, sizeOf, type Content, type Paths } from '../content/index.ts';
import type { DistributionPoints } from '../distribution-points/index.ts';
import type { Jobs, Running } from '../jobs/index.ts';
import type { Clock } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import { build, type SiteDatabase } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import type { Replication } from './replication.ts';
import { cleanSource } from './source.ts';
import { contentOf, findPackage, settingsOf, type StoredPoint } from './store.ts';

export interface DistributionParts {
  code: string;
  database: SiteDatabase;
  clock: Clock;
  jobs: Jobs;
  logs: Logs;
  statusMessages: StatusMessages;
  paths: Paths;
  staging: string;
  points: DistributionPoints;
  replication: Replication;
  /** Folder of a package's source; null: it is on another machine. Throws ContentError. */
  sourceFolder(packageId: string): string | null;
  touched(...areas: Area[]): void;
}

export interface Distribution {
  /** Goes through what waits, in the order of sending. */
  wake(by: string): void;
  /** What nobody wants of a package's source goes before its next copy. */
  clean(packageId: string): void;
  /** What waits, in the order of sending (D§5.4): by priority, then by the order in which the packages were made. */
  queue(): { id: string; server: string }[];
  progress(id: string, server: string): PackageStatus['progress'];
  /** At the start: what a killed process was copying waits again, what failed is tried at its time. */
  resume(): void;
}

const THREAD = 2836;
/** Contents of a package that are copied at a time. */
const AT_ONCE = 4;
/** Milliseconds of site time until a failed copy is tried again. */
const RETRY = 30 * 60_000;

/** Distribution Manager: copies packages to the distribution points of this site and takes them away (DEPLOY-04). */
export function createDistribution(parts: DistributionParts): Distribution {
  const { code, database, clock, jobs, paths } = parts;
  const log = parts.logs.writer('distmgr.log', 'SMS_DISTRIBUTION_MANAGER', THREAD);
  const underWay = new Map<string, { done: number; total: number }>();
  const toClean = new Set<string>();
  let current: { id: string } | null = null;

  const keyOf = (id: string, server: string) => `${id} ${server.toLowerCase()}`;
  const queue = () =>
    database
      .prepare<StoredPoint>(
        `SELECT p.* FROM package_distribution_points p LEFT JOIN deployment_packages k ON k.package_id = p.package_id WHERE p.site_code = ? AND p.state IN ('waiting', 'removing')
           ORDER BY p.state = 'waiting', CASE k.settings ->> '$.priority' WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, k.number, p.server`,
      )
      .all(code);
  const find = ({ package_id: id, server }: StoredPoint) => database.first(build.selectFrom('package_distribution_points').selectAll().where('package_id', '=', id).where('site_code', '=', code).where('server', '=', server));
  const set = (of: StoredPoint, values: Partial<StoredPoint>, more: (db: Parameters<Parameters<SiteDatabase['transaction']>[0]>[0]) => void = () => {}) => {
    database.transaction((db) => {
      db.run(build.updateTable('package_distribution_points').where('package_id', '=', of.package_id).where('site_code', '=', code).where('server', '=', of.server).set({ ...values, changed_at: clock.now() }));
      more(db);
      parts.replication.report(db, of.package_id, of.server, find(of));
    });
    parts.touched('deploymentPackages');
  };
  const nameOf = (id: string) => findPackage(database, id)?.name ?? id;
  const unc = (server: string, share: string, id: string) => `\\\\${server}\\${share}\\${id}`;
  const shareOf = (id: string) => {
    const row = findPackage(database, id);
    const { share } = row ? settingsOf(row) : { share: { kind: 'common', name: '' } };
    return share.kind === 'named' ? share.name : 'SMSPKGD$';
  };
  const targetOf = ({ package_id: id, server }: StoredPoint) => join(paths.share(server, shareOf(id)), id.toLowerCase());
  const contentsOf = (id: string): Content[] =>
    database.prepare<string>("SELECT DISTINCT content_id FROM package_contents WHERE package_id = ? AND state = 'there' ORDER BY content_id").pluck().all(id).map((content) => contentOf(database, content));

  const take = async (point: StoredPoint): Promise<void> => {
    const { package_id: id, server } = point;
    await rm(targetOf(point), { recursive: true, force: true });
    database.transaction((db) => {
      db.prepare('DELETE FROM distributed_contents WHERE package_id = ? AND server = ?').run(id, server);
      db.prepare("DELETE FROM package_distribution_points WHERE package_id = ? AND site_code = ? AND server = ? AND state = 'removing'").run(id, code, server);
      parts.replication.report(db, id, server, find(point));
    });
    log(`Successfully removed package ${id} from server ${server}.`);
    parts.touched('deploymentPackages');
  };

  const clean = async (id: string): Promise<void> => {
    const row = findPackage(database, id);
    if (!row || row.source_site !== code) return;
    const wanted = new Set(database.prepare<string>('SELECT DISTINCT content_id FROM package_contents WHERE package_id = ?').pluck().all(id));
    const known = database.prepare<number>('SELECT 1 FROM contents WHERE content_id = ?').pluck();
    const gone = await cleanSource(paths.local(settingsOf(row).source), wanted, (content) => known.get(content) !== undefined);
    for (const content of gone) log(`Deleted content ${content} from the source of package ${id}: no update of the package has it any more.`);
  };

  /** What the point shall not have goes, what it has not comes. */
  const copyAll = async (point: StoredPoint, contents: readonly Content[], running: Running): Promise<void> => {
    const { package_id: id, server } = point;
    const source = parts.sourceFolder(id);
    if (source === null) throw new ContentError('NotReadable', `The source of package ${id} is at its parent site on another machine.`, 'Distribute it from a site in the same program; sending between machines is not there yet.');
    const target = targetOf(point);
    await mkdir(target, { recursive: true });
    const wanted = new Set(contents.map((one) => one.contentId));
    const present = new Set(await readdir(target));
    const row = findPackage(database, id)!;
    // With binary differential replication only what is new is looked at; without, all that is there is read and compared again.
    const onlyNew = settingsOf(row).differential && point.everything === 0;
    const listed = new Set(database.prepare<string>('SELECT content_id FROM distributed_contents WHERE package_id = ? AND server = ?').pluck().all(id, server));
    const todo = contents.filter(({ contentId }) => !(onlyNew && present.has(contentId) && listed.has(contentId)));
    const state = { done: 0, total: todo.reduce((sum, one) => sum + sizeOf(one.files), 0) };
    underWay.set(keyOf(id, server), state);
    await inParallel(todo, AT_ONCE, async (content) => {
      running.signal.throwIfAborted();
      let came = 0;
      await bringContent({
        content, place: join(target, content.contentId), staging: join(parts.staging, server.toLowerCase(), id, content.contentId), signal: running.signal,
        originOf: (file) => folderOrigin(join(source, content.contentId, file.fileName)),
        came: (bytes) => void ((came += bytes), (state.done += bytes)),
      });
      // What was there needed no copying.
      state.done += sizeOf(content.files) - came;
      running.progress(Math.round((state.done / Math.max(1, state.total)) * 100), 100);
    });
    for (const name of present) if (!wanted.has(name)) await rm(join(target, name), { recursive: true, force: true });
  };

  const byHand = async (point: StoredPoint, contents: readonly Content[], running: Running): Promise<number> => {
    let missing = 0;
    for (const one of contents) if (!(await isWhole(join(targetOf(point), one.contentId), one, running.signal))) missing++;
    return missing;
  };

  const installed = (point: StoredPoint, contents: readonly Content[], version: number) =>
    set(point, { state: 'installed', version, everything: 0, problem: null, retry_at: null }, (db) => {
      db.prepare('DELETE FROM distributed_contents WHERE package_id = ? AND server = ?').run(point.package_id, point.server);
      const put = db.prepare('INSERT INTO distributed_contents (server, package_id, content_id) VALUES (?, ?, ?)');
      for (const { contentId } of contents) put.run(point.server, point.package_id, contentId);
      // Asked for again meanwhile, or taken away.
      db.prepare("UPDATE package_distribution_points SET state = 'waiting' WHERE package_id = ? AND site_code = ? AND server = ? AND wanted_version > version").run(point.package_id, code, point.server);
    });

  const failed = (point: StoredPoint, error: ContentError) => {
    const retryAt = clock.now() + RETRY;
    const text = `${error.message} ${error.todo}`;
    log(`Failed to copy package ${point.package_id} to server ${point.server}: ${error.message} (${error.code}). It is tried again in 30 minutes.`, 'error');
    parts.statusMessages.raise(2331, log, [point.package_id, point.server, text]);
    set(point, { state: 'failed', problem: text, retry_at: retryAt });
    plan(point, retryAt);
  };

  const copy = async (point: StoredPoint, running: Running): Promise<void> => {
    const { package_id: id, server } = point;
    const version = findPackage(database, id)?.source_version;
    if (version === undefined) return set(point, { state: 'removing' });
    const share = unc(server, shareOf(id), id);
    running.phase(`Copying ${nameOf(id)} to ${server}`);
    set(point, { state: 'copying', problem: null, retry_at: null });
    log(`Start adding package to server ${share}.`);
    const contents = contentsOf(id);
    try {
      const manual = parts.points.find(server)?.settings.branch === true && settingsOf(findPackage(database, id)!).branch === 'manual';
      const missing = manual ? await byHand(point, contents, running) : 0;
      if (missing > 0) return set(point, { state: 'byHand', problem: `${missing} contents are not in ${share} yet. Copy them there by hand, then update the distribution point.` });
      if (!manual) await copyAll(point, contents, running);
    } catch (error) {
      if (running.signal.aborted || !(error instanceof ContentError)) throw error;
      return failed(point, error);
    } finally {
      underWay.delete(keyOf(id, server));
    }
    const now = find(point);
    if (!now || now.state !== 'copying') return;
    installed(point, contents, version);
    log(`Successfully distributed package ${id}, version ${version}, to ${share}: ${contents.length} contents.`);
    parts.statusMessages.raise(2330, log, [id, server]);
  };

  const work = async (running: Running): Promise<void> => {
    const begun = new Set<string>();
    for (;;) {
      for (const id of toClean) await clean(id);
      toClean.clear();
      const point = queue()[0];
      if (!point) break;
      running.signal.throwIfAborted();
      if (point.state === 'removing') {
        await take(point);
        continue;
      }
      const { package_id: id } = point;
      if (!begun.has(id)) {
        log(`Processing package ${id}: ${nameOf(id)}, priority ${settingsOf(findPackage(database, id)!).priority}.`);
        parts.statusMessages.raise(2300, log, [nameOf(id), id]);
      }
      begun.add(id);
      await copy(point, running);
      if (!queue().some((one) => one.package_id === id)) parts.statusMessages.raise(2301, log, [nameOf(id), id]);
    }
  };

  const plan = (point: StoredPoint, at: number) =>
    clock.schedule(Math.max(at, clock.now()), 'distribution again', () => {
      const now = find(point);
      if (now?.state !== 'failed' || now.retry_at === null || now.retry_at > clock.now()) return;
      set(point, { state: 'waiting', retry_at: null });
      wake('NT AUTHORITY\\SYSTEM');
    });

  const wake = (by: string): void => {
    if (current || (queue().length === 0 && toClean.size === 0)) return;
    const release = clock.hold();
    current = jobs.start({ kind: 'distribution', title: 'Distribution of packages', startedBy: by }, async (running) => {
      try {
        await work(running);
      } catch (error) {
        const cancelled = jobs.list().find((job) => job.id === running.id)?.state === 'cancelling';
        for (const point of queue()) if (cancelled && point.state === 'waiting') set(point, { state: 'failed', problem: 'Cancelled by the administrator. Update the distribution point again.' });
        resetCopying(cancelled);
        throw error;
      } finally {
        current = null;
        release();
        parts.touched('deploymentPackages', 'jobs');
      }
    });
  };
  const resetCopying = (cancelled: boolean) =>
    database.transaction((db) => db.prepare("UPDATE package_distribution_points SET state = ?, problem = ? WHERE site_code = ? AND state = 'copying'").run(cancelled ? 'failed' : 'waiting', cancelled ? 'Cancelled by the administrator. Update the distribution point again.' : null, code));

  return {
    wake,
    clean: (id) => void toClean.add(id),
    queue: () => queue().filter((one) => one.state === 'waiting').map(({ package_id: id, server }) => ({ id, server })),
    progress: (id, server) => underWay.get(keyOf(id, server)) ?? null,
    resume: () => {
      resetCopying(false);
      for (const point of database.all(build.selectFrom('package_distribution_points').selectAll().where('site_code', '=', code).where('state', '=', 'failed'))) if (point.retry_at !== null) plan(point, point.retry_at);
    },
  };
}
