import type { Selectable } from 'kysely';
import type { Severity, UpdateRow } from '../../contract/index.ts';
import type { Tables } from '../site-database/index.ts';
import { icons, severities } from './model.ts';

/** A row with what its window shows beside it: whether it has license terms, when they were accepted, and whether its files are in a package. */
export type StoredRow = Selectable<Tables['software_updates']> & { licensed?: number | null; accepted?: number | null; provisioned?: number | null };

export const WITH_LICENCE = `SELECT u.*, (SELECT i.sdm_package ->> '$.licenceTerms' FROM configuration_items i WHERE i.item_id = u.item_id) AS licensed,
  (SELECT s.licence_accepted_at FROM update_settings s WHERE s.update_id = u.update_id) AS accepted,
  -- Downloaded: each content that packages want for it is there in one of them (D§5.5).
  (SELECT min(there) FROM (SELECT max(p.state = 'there') AS there FROM package_contents p WHERE p.update_id = u.update_id GROUP BY p.content_id)) AS provisioned FROM software_updates u`;

/** Live counts of a collection's computers, by CI_ID. */
export interface RowCounts {
  /** Another one whenever a count may be another. */
  readonly key: number;
  readonly total: number;
  readonly installed: Uint32Array;
  readonly required: Uint32Array;
  readonly unknown: Uint32Array;
}

export const countColumns = ['installed', 'required', 'notRequired', 'unknown', 'percentCompliant'] as const;
export type CountColumn = (typeof countColumns)[number];
type Counted = Record<CountColumn, number | null>;

const uncounted: Counted = { installed: null, required: null, notRequired: null, unknown: null, percentCompliant: null };

/** What the count columns show of an update: % Compliant is (Installed + Not Required) / Total (D§1.4), to a tenth. */
export function countedOf(counts: RowCounts | null, id: number): Counted {
  if (!counts || counts.total === 0) return uncounted;
  const installed = counts.installed[id] ?? 0;
  const required = counts.required[id] ?? 0;
  const unknown = id < counts.unknown.length ? counts.unknown[id]! : counts.total;
  const notRequired = counts.total - installed - required - unknown;
  return { installed, required, notRequired, unknown, percentCompliant: Math.round(((installed + notRequired) / counts.total) * 1000) / 10 };
}

export const severityIndex = (severity: Severity) => severities.indexOf(severity);
export const severityOf = (stored: number) => severities[stored]!;
export const iconOf = (stored: number) => icons[stored]!;

/** A stored row as the console sees it. */
export function toRow(row: StoredRow, counts: RowCounts | null = null): UpdateRow {
  return {
    id: row.ci_id,
    icon: iconOf(row.icon),
    bulletinId: row.bulletin_id,
    articleId: row.article_id,
    title: row.title,
    severity: severityOf(row.severity),
    dateReleased: row.date_released,
    dateRevised: row.date_revised,
    ...countedOf(counts, row.ci_id),
    downloaded: row.provisioned === 1,
    deployed: row.deployed === 1,
    expired: row.expired === 1,
    superseded: row.superseded === 1,
    classification: row.classification,
    product: row.product,
    language: row.language,
    customSeverity: severityOf(row.custom_severity),
    licenceTerms: row.licensed !== 1 ? 'none' : row.accepted ? 'accepted' : 'pending',
    napEvaluation: false,
    deployableToSms2003: false,
    updateId: row.update_id,
  };
}
