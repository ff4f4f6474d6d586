import type { Selectable } from 'kysely';
import type { UpdateRow } from '../../contract/index.ts';
import type { Tables } from '../site-database/index.ts';
import { icons, severities } from './model.ts';

export type StoredRow = Selectable<Tables['software_updates']>;

/** A stored row as the console sees it. Counts are null until there are clients (SCAN-06). */
export function toRow(row: StoredRow): UpdateRow {
  return {
    id: row.ci_id,
    icon: icons[row.icon]!,
    bulletinId: row.bulletin_id,
    articleId: row.article_id,
    title: row.title,
    severity: severities[row.severity]!,
    dateReleased: row.date_released,
    dateRevised: row.date_revised,
    installed: null,
    required: null,
    notRequired: null,
    unknown: null,
    percentCompliant: null,
    downloaded: false,
    deployed: false,
    expired: row.expired === 1,
    superseded: row.superseded === 1,
    classification: row.classification,
    product: row.product,
    language: row.language,
    customSeverity: 'None',
    napEvaluation: false,
    deployableToSms2003: false,
    updateId: row.update_id,
  };
}
