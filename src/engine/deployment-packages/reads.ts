import type { DeploymentPackage, DownloadPlan, PackagedUpdate, PackageStatus } from '../../contract/index.ts';
import { contentsOf, sizeOf, type Content } from '../content/index.ts';
import type { Readable } from '../site-database/index.ts';
import { iconOf } from '../update-repository/index.ts';
import { updateLanguages } from '../wsus/index.ts';
import { accountsOf, allPackages, pointsOf, settingsOf } from './store.ts';

/** Contents of a package, each once, by state: a content that one update waits for is not there. */
const BY_STATE = `SELECT package_id, state, count(*) AS n, sum(size) AS size FROM
  (SELECT p.package_id, p.content_id, CASE max(CASE p.state WHEN 'there' THEN 0 WHEN 'wanted' THEN 1 ELSE 2 END) WHEN 0 THEN 'there' WHEN 1 THEN 'wanted' ELSE 'failed' END AS state, c.size
     FROM package_contents p JOIN contents c ON c.content_id = p.content_id GROUP BY p.package_id, p.content_id) GROUP BY package_id, state`;

/** Every package of the site with how far it is, by name. */
export function packagesInWords(db: Readable): DeploymentPackage[] {
  const code = db.prepare<string>('SELECT code FROM site').pluck().get()!;
  const states = Map.groupBy(db.prepare<{ package_id: string; state: 'there' | 'wanted' | 'failed'; n: number; size: number }>(BY_STATE).all(), (row) => row.package_id);
  const updates = new Map(db.prepare('SELECT package_id, count(DISTINCT update_id) FROM package_contents GROUP BY package_id').raw().all() as [string, number][]);
  return allPackages(db).map((row) => {
    const own = states.get(row.package_id) ?? [];
    const of = (state: string) => own.find((one) => one.state === state)?.n ?? 0;
    const points = pointsOf(db, row.package_id).filter((one) => one.state !== 'removing');
    return {
      id: row.package_id, settings: settingsOf(row), sourceSite: row.source_site, locked: row.source_site !== code, version: row.source_version,
      size: own.find((one) => one.state === 'there')?.size ?? 0, updates: updates.get(row.package_id) ?? 0,
      contents: { there: of('there'), wanted: of('wanted'), failed: of('failed') }, refreshedAt: row.source_at,
      distributionPoints: { all: points.length, installed: points.filter((one) => one.state === 'installed').length, failed: points.filter((one) => one.state === 'failed').length },
      accounts: accountsOf(db, row.package_id), createdAt: row.created_at, createdBy: row.created_by, modifiedAt: row.modified_at, modifiedBy: row.modified_by,
    };
  });
}

interface Packaged {
  update_id: string;
  files: number;
  size: number;
  languages: string;
  state: number;
  problem: string | null;
}

/** The updates of a package, by article. */
export function packagedUpdates(db: Readable, id: string): PackagedUpdate[] {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  const rows = db
    .prepare<Packaged>(
      `SELECT p.update_id, sum((SELECT count(*) FROM content_files f WHERE f.content_id = p.content_id)) AS files, sum(c.size) AS size, json_group_array(json(c.languages)) AS languages,
         max(CASE p.state WHEN 'there' THEN 0 WHEN 'wanted' THEN 1 ELSE 2 END) AS state, max(p.problem) AS problem
         FROM package_contents p JOIN contents c ON c.content_id = p.content_id WHERE p.package_id = ? GROUP BY p.update_id`,
    )
    .all(id);
  const known = db.prepare<{ ci_id: number; article_id: string; bulletin_id: string; title: string; icon: number; until_version: number }>('SELECT ci_id, article_id, bulletin_id, title, icon, until_version FROM software_updates WHERE update_id = ? COLLATE NOCASE AND since_version <= ? ORDER BY since_version DESC LIMIT 1');
  const states = ['there', 'wanted', 'failed'] as const;
  return rows
    .map((row): PackagedUpdate => {
      const found = known.get(row.update_id, v);
      const languages = [...new Set((JSON.parse(row.languages) as string[][]).flat())].toSorted();
      return {
        updateId: row.update_id, id: found && found.until_version > v ? found.ci_id : null, articleId: found?.article_id ?? '', bulletinId: found?.bulletin_id ?? '', title: found?.title ?? row.update_id,
        icon: found ? iconOf(found.icon) : 'invalid', files: row.files, size: row.size, languages, state: states[row.state]!, problem: row.problem,
      };
    })
    .toSorted((a, b) => a.articleId.localeCompare(b.articleId) || a.updateId.localeCompare(b.updateId));
}

/** Distribution points of a package with how far each is; `queue`: those that wait, in the order of sending; `progress` of copies under way. */
export function packageStatus(db: Readable, id: string, queue: readonly { id: string; server: string }[], progress: (id: string, server: string) => PackageStatus['progress']): PackageStatus[] {
  return pointsOf(db, id).map((row) => {
    const at = queue.findIndex((one) => one.id === id && one.server === row.server) + 1;
    return {
      siteCode: row.site_code, server: row.server, state: row.state, version: row.version, wantedVersion: row.wanted_version, progress: row.state === 'copying' ? progress(id, row.server) : null,
      position: row.state === 'waiting' && at > 0 ? at : null, changedAt: row.changed_at, problem: row.problem, retryAt: row.retry_at,
    };
  });
}

/** Whether files of a content are wanted: those for all languages always are. */
export const isChosen = ({ languages }: Pick<Content, 'languages'>, chosen: readonly string[]): boolean => languages.length === 0 || languages.some((one) => chosen.includes(one));

/** What downloading updates in these languages would bring. */
export function planDownload(db: Readable, { updates, into, languages, labScale }: { updates: readonly number[]; into: string | null; languages: readonly string[]; labScale: number | null }): DownloadPlan {
  const all = new Map<string, Content>();
  let withoutFiles = 0;
  for (const update of updates) {
    const own = contentsOf(db, update);
    if (own.length === 0) withoutFiles++;
    for (const one of own) all.set(one.contentId, one);
  }
  const contents = [...all.values()];
  const totals = (some: readonly Content[]) => ({ files: some.reduce((sum, one) => sum + one.files.length, 0), size: some.reduce((sum, one) => sum + sizeOf(one.files), 0) });
  const offered = [...new Set(contents.flatMap((one) => one.languages))];
  const chosen = contents.filter((one) => isChosen(one, languages));
  const there = db.prepare<number>("SELECT 1 FROM package_contents WHERE content_id = ? AND package_id = ? AND state = 'there' LIMIT 1").pluck();
  const already = into === null ? [] : chosen.filter((one) => there.get(one.contentId, into) !== undefined);
  return {
    updates: updates.length, withoutFiles, neutral: totals(contents.filter((one) => one.languages.length === 0)),
    languages: offered.map((language) => ({ language, name: updateLanguages.find((one) => one.short === language)?.long ?? language, ...totals(contents.filter((one) => one.languages.includes(language))), chosen: languages.includes(language) })).toSorted((a, b) => a.name.localeCompare(b.name)),
    already: { contents: already.length, size: totals(already).size }, contents: chosen.length, labScale,
  };
}

/** Where a content lies at this site. */
export interface ContentLocation {
  packageId: string;
  /** The package's version that the distribution point holds. */
  version: number;
  server: string;
}

/** Contents of an update, by its CI_ID, with the distribution points of this site that have them. A content on none has no locations; `persist`: a package has it that is to persist in the caches of clients. */
export function locationsOf(db: Readable, update: number): (Content & { locations: ContentLocation[]; persist: boolean })[] {
  const at = db.prepare<ContentLocation>(
    `SELECT d.package_id AS packageId, p.version, d.server FROM distributed_contents d JOIN package_distribution_points p ON p.package_id = d.package_id AND p.server = d.server AND p.site_code = (SELECT code FROM site)
       WHERE d.content_id = ? AND p.state <> 'removing' ORDER BY d.server, d.package_id`,
  );
  const persists = db.prepare("SELECT 1 FROM package_contents c JOIN deployment_packages p ON p.package_id = c.package_id WHERE c.content_id = ? AND json_extract(p.settings, '$.persist') = 1");
  return contentsOf(db, update).map((content) => ({ ...content, locations: at.all(content.contentId), persist: persists.get(content.contentId) !== undefined }));
}
