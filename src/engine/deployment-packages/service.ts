import { join } from 'node:path';
import { downloadSettings as downloadSettingsSchema, type AccessAccount, type Area, type Commanded, type DeploymentPackageDraft, type DownloadOrigin, type DownloadSettings, type DownloadStarted, type PackageStatus, type Referring } from '../../contract/index.ts';
import { packSet, type Journal, type Touched, type Changed } from '../audit/index.ts';
import { ContentError, contentsOf, createPaths } from '../content/index.ts';
import type { DistributionPoints } from '../distribution-points/index.ts';
import type { Hierarchy, Neighbours } from '../hierarchy/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { Logs } from '../logs/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import type { StatusMessages } from '../status-messages/index.ts';
import { KIND, packageObject } from './console-object.ts';
import { createDistribution } from './distribution.ts';
import { createDownloads } from './downloads.ts';
import { isChosen, locationsOf, packagesInWords, packageStatus, type planDownload } from './reads.ts';
import { createReplication } from './replication.ts';
import { checkOrigin, checkSource } from './source.ts';
import { deletePackage, findPackage, nextPackageId, pointsOf, putAccounts, putContent, putHead, putWhole, settingsOf, takeFrom, touchPackage, wantContent, wantOn, wholePackage, type StoredPackage, type WholePackage } from './store.ts';

interface Answer<R> {
  revision: number;
  value: R;
}

/** What a wizard asks to be downloaded. */
export interface DownloadAsked {
  servers: readonly string[];
  /** CI_IDs. */
  updates: readonly number[];
  origin: DownloadOrigin;
  /** Short names; files for all languages come anyway. */
  languages: readonly string[];
}

/** Commands throw Failure NOT_FOUND, REFUSED, INVALID_SETTINGS and REVISION_CONFLICT. */
export interface DeploymentPackages {
  status(id: string): PackageStatus[];
  /** What the reads need to plan a download. @param languages null: those of the software update point */
  planned(asked: { updates: readonly number[]; package: string | null; languages: readonly string[] | null }): Parameters<typeof planDownload>[1];
  /** Null: it can be the source of a package. */
  checkSource(source: string, own: string | null): { what: string; why: string; todo: string } | null;
  create(call: Commanded, draft: DeploymentPackageDraft, asked: DownloadAsked): Answer<DownloadStarted>;
  download(call: Commanded, id: string, asked: DownloadAsked): Answer<DownloadStarted>;
  downloadAgain(call: Commanded, id: string): Answer<{ jobId: string | null }>;
  change(call: Commanded, id: string, draft: DeploymentPackageDraft): Answer<{ id: string }>;
  setAccessAccounts(call: Commanded, id: string, accounts: readonly AccessAccount[]): Answer<{ id: string }>;
  /** By update id; their files stay until the next update of the distribution points. */
  removeUpdates(call: Commanded, id: string, updates: readonly string[]): Answer<{ removed: number }>;
  addDistributionPoints(call: Commanded, id: string, servers: readonly string[]): Answer<{ servers: number }>;
  removeDistributionPoints(call: Commanded, id: string, servers: readonly string[]): Answer<{ servers: number }>;
  updateDistributionPoints(call: Commanded, id: string, servers: readonly string[] | null): Answer<{ version: number; servers: number }>;
  deletion(id: string): { updates: number; size: number; servers: string[]; childSites: string[]; onlyHere: number; referredBy: Referring[]; source: string };
  delete(call: Commanded, id: string): Answer<{ updates: number }>;
  downloadSettings(): DownloadSettings;
  setDownloadSettings(call: Commanded, settings: DownloadSettings): Answer<DownloadSettings>;
  /** For an update (CI_ID) at this site: its contents, and which distribution points have each, at which version of which package (DEPLOY-05). */
  locations(update: number): ReturnType<typeof locationsOf>;
  /** Folder of the content of a package on a distribution point of this site; what `locations` names is in it, below its content id. */
  contentFolder(packageId: string, server: string): string;
  /** Folder of a package's source on this machine; null: no such package, or it is elsewhere. */
  sourceFolder(id: string): string | null;
  /** Goes on with what an earlier run had not ended. */
  start(): void;
}

export interface DeploymentPackagesParts {
  code: string;
  server: string;
  /** Folder of the site's own files. */
  folder: string;
  /** Whether files are those of a lab, and real ones by what they are. */
  labScale: number | null;
  windows: boolean;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  objects: Register;
  jobs: Jobs;
  logs: Logs;
  statusMessages: StatusMessages;
  hierarchy: Hierarchy;
  neighbours: Pick<Neighbours, 'parentPackageFolder'>;
  points: DistributionPoints;
  /** Languages of files that the software update point keeps (D§2.7). */
  languages(): readonly string[];
  resolve(url: URL): Promise<URL>;
  monotonic: () => number;
  after: (ms: number, run: () => void) => () => void;
  touched(...areas: Area[]): void;
}

const areas: Area[] = ['deploymentPackages', 'updateRepository'];
const todoRefresh = 'Press F5 to refresh the list.';

export function createDeploymentPackages(parts: DeploymentPackagesParts): DeploymentPackages {
  const { code, database, clock, journal, objects, hierarchy, points } = parts;
  const servers = () => [...new Set([parts.server, ...database.prepare<string>('SELECT DISTINCT server FROM site_system_roles ORDER BY server').pluck().all()])];
  const paths = createPaths({ shares: join(parts.folder, 'shares'), servers, windows: parts.windows });
  const downloadSettings = (): DownloadSettings => {
    const text = database.prepare<string>('SELECT settings FROM download_settings').pluck().get();
    return text === undefined ? { parallel: 4, limit: null } : downloadSettingsSchema.parse(JSON.parse(text));
  };
  const sourceFolder = (id: string): string | null => {
    const row = findPackage(database, id);
    if (!row) return null;
    return row.source_site === code ? paths.local(settingsOf(row).source) : parts.neighbours.parentPackageFolder(id);
  };
  const replication = createReplication({ code, hierarchy, told: () => (parts.touched(...areas), distribution.wake('NT AUTHORITY\\SYSTEM')) });
  const distribution = createDistribution({ ...parts, paths, staging: join(parts.folder, 'distribution'), replication, sourceFolder });

  /** In the caller's transaction: a new version of the package, for every distribution point that has it. */
  const raise = (db: Writable, id: string): number => {
    db.prepare('UPDATE deployment_packages SET source_version = source_version + 1, source_at = ? WHERE package_id = ?').run(clock.now(), id);
    const mine = pointsOf(db, id).filter((one) => one.site_code === code && one.state !== 'removing');
    for (const { server } of mine) wantOn(db, { code, id, server, at: clock.now() });
    replication.tell(db, id);
    return mine.length;
  };
  const downloads = createDownloads({
    ...parts, paths, staging: join(parts.folder, 'downloads'), settings: downloadSettings,
    settled: (id, by) => {
      if (!findPackage(database, id)) return;
      journal.input({ name: 'deploymentPackages.downloaded', actor: by, input: { id }, areas }, (db) => void raise(db, id));
      distribution.wake(by);
    },
  });

  const noted = (call: Commanded, revision: number): Changed => ({ revision, at: clock.now(), by: call.actor });
  const changedRevision = (id: string) => (db: Readable) => findPackage(db, id)?.changed_revision ?? 0;
  const found = (db: Readable, id: string, what: string): StoredPackage => {
    const row = findPackage(db, id);
    if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such deployment package any more.', todo: todoRefresh });
    return row;
  };
  const checkOwn = (row: Pick<StoredPackage, 'name' | 'source_site'>, what: string) => hierarchy.checkOwn({ name: row.name, sourceSite: row.source_site }, what, 'make a package of your own');
  const checkName = (db: Readable, name: string, own: string | null) => {
    const other = db.prepare<string>('SELECT package_id FROM deployment_packages WHERE name = ? AND package_id IS NOT ?').pluck().get(name, own);
    if (other === undefined) return;
    const message = `Package ${other} has this name.`;
    throw new Failure('INVALID_SETTINGS', { what: 'The package was not saved.', why: message, todo: 'Choose another name.', fields: [{ path: 'draft.name', message }] });
  };
  const checkServers = (db: Readable, asked: readonly string[], what: string): string[] =>
    asked.map((server) => {
      const point = points.find(server, db);
      if (!point) throw new Failure('REFUSED', { what, why: `${server} is no distribution point of this site.`, todo: 'Install the role, or choose another server.' });
      return point.server;
    });
  const whole = (db: Readable, id: string): WholePackage | undefined => {
    const row = findPackage(db, id);
    return row && wholePackage(db, row, code);
  };
  const touchedBy = (db: Readable, id: string, before: WholePackage | undefined): Touched[] => {
    const after = whole(db, id);
    return [{ kind: KIND, id, name: (after ?? before)!.settings.name, before, after }];
  };
  const takenOut = (before: WholePackage, after: WholePackage): [string, string][] => {
    const stays = new Set(after.contents.map(([update, content]) => `${update} ${content}`));
    return before.contents.filter(([update, content]) => !stays.has(`${update} ${content}`)).map(([update, content]) => [update, content]);
  };
  const by = (call: Commanded) => call.actor;

  points.onRemoving((db, server) => {
    const on = db.prepare<string>("SELECT package_id FROM package_distribution_points WHERE site_code = ? AND server = ? AND state <> 'removing'").pluck().all(code, server);
    return on.flatMap((id) => {
      const before = whole(db, id);
      takeFrom(db, code, id, server, clock.now());
      return before ? touchedBy(db, id, before) : [];
    });
  }, (actor) => distribution.wake(actor));

  objects.register(
    packageObject(code, (db, id, value, as) => {
      const before = whole(db, id);
      checkOwn({ name: (value ?? before)!.settings.name, source_site: (value ?? before)!.sourceSite }, 'The deployment package was not restored.');
      if (value) {
        checkName(db, value.settings.name, id);
        checkServers(db, value.servers, 'The deployment package was not restored.');
        putWhole(db, code, value, as);
        replication.tell(db, id, before ? takenOut(before, value) : []);
      } else {
        deletePackage(db, code, id, as.at);
        replication.tellDeleted(db, id);
      }
      return () => {
        downloads.wake(as.by);
        distribution.wake(as.by);
      };
    }),
  );

  /** In the caller's transaction: what updates need goes into a package. */
  const want = (db: Writable, id: string, { updates, origin, languages }: DownloadAsked): Omit<DownloadStarted, 'id' | 'jobId'> => {
    const idOf = db.prepare<string>('SELECT update_id FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1').pluck();
    const isThere = db.prepare("SELECT 1 FROM package_contents WHERE package_id = ? AND content_id = ? AND state = 'there' LIMIT 1");
    const seen = new Map<string, boolean>();
    let withoutFiles = 0;
    for (const update of updates) {
      const own = contentsOf(db, update).filter((one) => isChosen(one, languages));
      if (own.length === 0) withoutFiles++;
      for (const content of own) {
        putContent(db, content);
        seen.set(content.contentId, isThere.get(id, content.contentId) !== undefined);
        wantContent(db, id, [idOf.get(update)!, content.contentId, origin.kind === 'folder' ? origin.path : '']);
      }
    }
    const already = [...seen.values()].filter(Boolean).length;
    return { contents: seen.size - already, already, withoutFiles };
  };
  const made = (call: Commanded, name: string, id: string | DeploymentPackageDraft, asked: DownloadAsked): Answer<DownloadStarted> => {
    const what = 'Nothing is downloaded.';
    hierarchy.checkKeeps(what);
    if (typeof id === 'string') checkOwn(found(database, id, what), what);
    else {
      checkName(database, id.name, null);
      checkSource(database, paths, id.source, null);
    }
    checkOrigin(paths, asked.origin);
    const input = { ...(typeof id === 'string' ? { id } : { draft: id }), ...asked, updates: packSet(asked.updates) };
    const done = journal.command(call, { name, input, areas: [...areas, 'jobs'] }, (db, revision) => {
      const as = noted(call, revision);
      const own = typeof id === 'string' ? { packageId: id } : nextPackageId(db, code);
      const before = whole(db, own.packageId);
      if (typeof id !== 'string') putHead(db, { ...own, settings: id, sourceSite: code, createdAt: as.at, createdBy: as.by }, as);
      const chosen = checkServers(db, asked.servers, what);
      const counts = want(db, own.packageId, asked);
      for (const server of chosen) if (!before?.servers.includes(server)) wantOn(db, { code, id: own.packageId, server, at: as.at });
      touchPackage(db, own.packageId, as);
      if (!before) replication.tell(db, own.packageId);
      return { value: { id: own.packageId, ...counts }, objects: touchedBy(db, own.packageId, before) };
    });
    const jobId = downloads.wake(by(call));
    // With nothing to come, new distribution points get what there is.
    if (done.value.contents === 0) distribution.wake(by(call));
    return { revision: done.revision, value: { ...done.value, jobId } };
  };
  /** A change of a package of this site that is journaled whole. */
  const changed = <R>(call: Commanded, name: string, { input, id, what, own = true, conflict = false }: { input: unknown; id: string; what: string; own?: boolean; conflict?: boolean }, change: (db: Writable, as: Changed, before: WholePackage) => R): Answer<R> =>
    journal.command(call, { name, input, areas, ...(conflict && { changedRevision: changedRevision(id) }) }, (db, revision) => {
      const row = found(db, id, what);
      if (own) checkOwn(row, what);
      else hierarchy.checkKeeps(what);
      const as = noted(call, revision);
      const before = wholePackage(db, row, code);
      const value = change(db, as, before);
      const after = whole(db, id);
      if (own && after) replication.tell(db, id, takenOut(before, after));
      return { value, objects: touchedBy(db, id, before) };
    });

  return {
    status: (id) => (found(database, id, 'The package cannot be shown.'), packageStatus(database, id, distribution.queue(), distribution.progress)),
    planned: ({ updates, package: into, languages }) => ({ updates, into, languages: languages ?? parts.languages(), labScale: parts.labScale }),
    checkSource: (source, own) => {
      try {
        checkSource(database, paths, source, own);
        return null;
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        const { what, why, todo } = error.explained;
        return { what, why, todo };
      }
    },
    create: (call, draft, asked) => made(call, 'deploymentPackages.create', draft, asked),
    download: (call, id, asked) => made(call, 'deploymentPackages.download', id, asked),
    downloadAgain: (call, id) => {
      const { revision } = journal.command(call, { name: 'deploymentPackages.downloadAgain', input: { id }, areas }, (db) => {
        checkOwn(found(db, id, 'Nothing is downloaded.'), 'Nothing is downloaded.');
        db.prepare("UPDATE package_contents SET state = 'wanted', problem = NULL WHERE package_id = ? AND state = 'failed'").run(id);
        return { value: undefined };
      });
      return { revision, value: { jobId: downloads.wake(by(call)) } };
    },
    change: (call, id, draft) => {
      const what = 'The package was not changed.';
      const done = changed(call, 'deploymentPackages.change', { input: { id, draft }, id, what, conflict: true }, (db, as, before) => {
        checkName(db, draft.name, id);
        if (paths.same(draft.source) !== paths.same(before.settings.source)) {
          if (before.contents.length > 0) throw new Failure('INVALID_SETTINGS', { what, why: 'Its files are in the package source.', todo: 'Make a new package with the other source.', fields: [{ path: 'draft.source', message: 'The source of a package with files cannot be changed.' }] });
          checkSource(db, paths, draft.source, id);
        }
        if (before.servers.length > 0 && JSON.stringify(draft.share) !== JSON.stringify(before.settings.share)) throw new Failure('INVALID_SETTINGS', { what, why: 'Its copies are in the present share of its distribution points.', todo: 'Remove the package from its distribution points first.', fields: [{ path: 'draft.share.name', message: 'The share cannot be changed while distribution points have the package.' }] });
        putHead(db, { ...before, settings: draft }, as);
        return { id };
      });
      distribution.wake(by(call));
      return done;
    },
    setAccessAccounts: (call, id, accounts) =>
      changed(call, 'deploymentPackages.setAccessAccounts', { input: { id, accounts }, id, what: 'The access accounts were not changed.' }, (db, as) => {
        putAccounts(db, id, accounts);
        touchPackage(db, id, as);
        return { id };
      }),
    removeUpdates: (call, id, updates) =>
      changed(call, 'deploymentPackages.removeUpdates', { input: { id, updates }, id, what: 'No update was removed.' }, (db, as) => {
        const take = db.prepare('DELETE FROM package_contents WHERE package_id = ? AND update_id = ?');
        const removed = updates.filter((update) => take.run(id, update).changes > 0).length;
        touchPackage(db, id, as);
        return { removed };
      }),
    addDistributionPoints: (call, id, asked) => {
      const done = changed(call, 'deploymentPackages.addDistributionPoints', { input: { id, servers: asked }, id, own: false, what: 'The package was not copied.' }, (db, as, before) => {
        const added = checkServers(db, asked, 'The package was not copied.').filter((server) => !before.servers.includes(server));
        for (const server of added) wantOn(db, { code, id, server, at: as.at });
        return { servers: added.length };
      });
      distribution.wake(by(call));
      return done;
    },
    removeDistributionPoints: (call, id, asked) => {
      const done = changed(call, 'deploymentPackages.removeDistributionPoints', { input: { id, servers: asked }, id, own: false, what: 'The package was not removed.' }, (db, as) => ({ servers: asked.filter((server) => takeFrom(db, code, id, server, as.at) > 0).length }));
      distribution.wake(by(call));
      return done;
    },
    updateDistributionPoints: (call, id, asked) => {
      const done = journal.command(call, { name: 'deploymentPackages.updateDistributionPoints', input: { id, servers: asked }, areas }, (db) => {
        const what = 'The distribution points were not updated.';
        const row = found(db, id, what);
        hierarchy.checkKeeps(what);
        const mine = pointsOf(db, id).filter((one) => one.site_code === code && one.state !== 'removing').map((one) => one.server);
        if (asked === null && row.source_site === code) raise(db, id);
        else for (const server of mine.filter((one) => asked === null || asked.some((name) => name.toLowerCase() === one.toLowerCase()))) wantOn(db, { code, id, server, at: clock.now(), everything: true });
        return { value: { version: findPackage(db, id)!.source_version, servers: asked === null ? mine.length : asked.length } };
      });
      if (asked === null) distribution.clean(id);
      distribution.wake(by(call));
      return done;
    },
    deletion: (id) => {
      const row = found(database, id, 'The package cannot be deleted.');
      const onlyHere = database.prepare<number>("SELECT count(DISTINCT update_id) FROM package_contents p WHERE package_id = ? AND state = 'there' AND NOT EXISTS (SELECT 1 FROM package_contents o WHERE o.content_id = p.content_id AND o.package_id <> p.package_id AND o.state = 'there')").pluck().get(id)!;
      const one = packagesInWords(database).find((each) => each.id === id)!;
      return { updates: one.updates, size: one.size, servers: wholePackage(database, row, code).servers, childSites: hierarchy.primaries(), onlyHere, referredBy: objects.references({ kind: KIND, id }), source: one.settings.source };
    },
    delete: (call, id) => {
      const done = journal.command(call, { name: 'deploymentPackages.delete', input: { id }, areas, changedRevision: changedRevision(id) }, (db) => {
        const row = found(db, id, 'The package was not deleted.');
        checkOwn(row, 'The package was not deleted.');
        const before = wholePackage(db, row, code);
        deletePackage(db, code, id, clock.now());
        replication.tellDeleted(db, id);
        return { value: { updates: new Set(before.contents.map(([update]) => update)).size }, objects: touchedBy(db, id, before) };
      });
      distribution.wake(by(call));
      return done;
    },
    downloadSettings,
    setDownloadSettings: (call, settings) =>
      journal.command(call, { name: 'deploymentPackages.setDownloadSettings', input: { settings }, areas: ['deploymentPackages'] }, (db, revision) => {
        const before = downloadSettings();
        db.prepare('INSERT INTO download_settings (id, settings, changed_revision) VALUES (1, ?, ?) ON CONFLICT DO UPDATE SET settings = excluded.settings, changed_revision = excluded.changed_revision').run(JSON.stringify(settings), revision);
        return { value: settings, before, after: settings };
      }),
    locations: (update) => locationsOf(database, update),
    contentFolder: (id, server) => {
      const row = findPackage(database, id);
      const share = row ? settingsOf(row).share : { kind: 'common', name: '' };
      return join(paths.share(server, share.kind === 'named' ? share.name : 'SMSPKGD$'), id.toLowerCase());
    },
    sourceFolder: (id) => {
      try {
        return sourceFolder(id);
      } catch (error) {
        if (error instanceof ContentError) return null;
        throw error;
      }
    },
    start: () => {
      downloads.tidy();
      distribution.resume();
      downloads.wake('NT AUTHORITY\\SYSTEM');
      distribution.wake('NT AUTHORITY\\SYSTEM');
    },
  };
}
