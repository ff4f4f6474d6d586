import type { RelatedUpdate, UpdateDetails } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { icons, type SdmPackage } from './model.ts';
import { toRow, WITH_LICENCE, type StoredRow } from './row.ts';
import { readSettings } from './settings.ts';

type Named = Pick<StoredRow, 'ci_id' | 'update_id' | 'title' | 'article_id' | 'bulletin_id' | 'icon'>;

const related = (row: Named): RelatedUpdate => ({ id: row.ci_id, updateId: row.update_id, title: row.title, articleId: row.article_id, bulletinId: row.bulletin_id, icon: icons[row.icon]! });

const NAMED = 'u.ci_id, u.update_id, u.title, u.article_id, u.bulletin_id, u.icon';
const VISIBLE = 'u.since_version <= ? AND u.until_version > ?';

/** Everything the property sheet shows of one update, without its document. Throws Failure NOT_FOUND. */
export function readDetails(db: Readable, id: number): Omit<UpdateDetails, 'xml'> {
  const { catalog_version: v } = db.first(build.selectFrom('site').select('catalog_version'))!;
  const row = db.prepare<StoredRow>(`${WITH_LICENCE} WHERE ci_id = ? AND ${VISIBLE}`).get(id, v, v);
  if (!row) throw new Failure('NOT_FOUND', { what: 'The software update is not there.', why: 'It is not in the site database any more.', todo: 'Press F5 to refresh the list.' });
  const { sdm_package } = db.first(build.selectFrom('configuration_items').select('sdm_package').where('item_id', '=', row.item_id))!;
  const sdm = JSON.parse(sdm_package) as SdmPackage;
  const set = readSettings(db, row.update_id);
  const { parent } = db.first(build.selectFrom('site').select('parent'))!;
  const files = db.all(build.selectFrom('update_contents').selectAll().where('item_id', '=', row.item_id).orderBy('position'));

  const names = (kind: 'supersedes' | 'bundles') =>
    db
      .all(build.selectFrom('update_relations').select('update_id').where('item_id', '=', row.item_id).where('kind', '=', kind).orderBy('update_id'))
      .map(({ update_id }) => {
        const known = db.prepare<Named>(`SELECT ${NAMED} FROM software_updates u WHERE u.update_id = ? COLLATE NOCASE AND ${VISIBLE}`).get(update_id, v, v);
        return known ? related(known) : { id: null, updateId: update_id, title: 'Not synchronized to this site', articleId: '', bulletinId: '', icon: 'normal' as const };
      });
  const supersededBy = db
    .prepare<Named>(`SELECT DISTINCT ${NAMED} FROM update_relations r JOIN software_updates u ON u.item_id = r.item_id AND ${VISIBLE} WHERE r.update_id = ? AND r.kind = 'supersedes' ORDER BY u.date_released, u.ci_id`)
    .all(v, v, row.update_id);

  return {
    ...toRow(row),
    revisionNumber: row.revision_number,
    description: sdm.description,
    vendor: sdm.vendor,
    products: sdm.products,
    languages: sdm.languages,
    cves: sdm.cves,
    maximumRunTime: set.maximumRunTime ?? sdm.maximumRunTime,
    defaultRunTime: sdm.maximumRunTime,
    settable: parent === null,
    licenceAccepted: set.licenceAcceptedAt === null ? null : { at: set.licenceAcceptedAt, by: set.licenceAcceptedBy ?? '' },
    restart: sdm.restart,
    articleUrl: sdm.articleUrl,
    moreInfoUrls: sdm.moreInfoUrls,
    files: files.map((f) => ({ fileName: f.file_name, size: f.size, sha1: f.sha1, sha256: f.sha256, url: f.url })),
    size: files.reduce((sum, f) => sum + f.size, 0),
    supersedes: names('supersedes'),
    supersededBy: supersededBy.map(related),
    bundled: names('bundles'),
  };
}
