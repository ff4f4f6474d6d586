import type { ColumnId, UpdateRow } from '../../contract/index.ts';
import type { CountColumn } from './row.ts';

/** A date as the grid shows it: month/day/year, UTC. Find and Export List see the same text. */
export function displayedDate(at: number): string {
  const d = new Date(at);
  return `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`;
}

const yesNo = (value: boolean) => (value ? 'Yes' : 'No');
const iconText = { normal: 'Normal', superseded: 'Superseded', expired: 'Expired', invalid: 'Invalid' } as const;

/** The text of a live count. */
export const displayedCount = (column: CountColumn, value: number | null): string => (value === null ? '' : column === 'percentCompliant' ? value.toFixed(1) : String(value));

/** What can stand in the text of a live count. */
export const COUNT_TEXT = /^[\d.]*$/;

/** The text a column shows for a row; "Look for" matches on it (D§1.3). */
export function displayed(row: UpdateRow, column: ColumnId): string {
  const value = row[column];
  switch (column) {
    case 'icon':
      return iconText[row.icon];
    case 'dateReleased':
    case 'dateRevised':
      return displayedDate(row[column]);
    case 'installed':
    case 'required':
    case 'notRequired':
    case 'unknown':
    case 'percentCompliant':
      return displayedCount(column, row[column]);
    default:
      return typeof value === 'boolean' ? yesNo(value) : value === null ? '' : String(value);
  }
}

/** Column headings, for Export List. */
export const headings: Record<ColumnId, string> = {
  icon: 'Icon',
  bulletinId: 'Bulletin ID',
  articleId: 'Article ID',
  title: 'Title',
  severity: 'Severity',
  dateReleased: 'Date Released',
  dateRevised: 'Date Revised',
  installed: 'Installed',
  required: 'Required',
  notRequired: 'Not Required',
  unknown: 'Unknown',
  percentCompliant: '% Compliant',
  downloaded: 'Downloaded',
  deployed: 'Deployed',
  expired: 'Expired',
  superseded: 'Superseded',
  classification: 'Classification',
  product: 'Product',
  language: 'Language',
  customSeverity: 'Custom Severity',
  napEvaluation: 'NAP Evaluation',
  deployableToSms2003: 'Deployable to SMS 2003',
  updateId: 'Update ID',
};

/** Between the texts that "All Columns" finds; XML cannot hold it, so no text from a catalog does. */
export const SEPARATOR = '\u001f';
