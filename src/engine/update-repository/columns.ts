import type { ColumnId } from '../../contract/index.ts';

/** Columns the site database keeps, in order and covered by an index; the others are equal for all rows until there are clients and deployments. */
export const textColumns: Partial<Record<ColumnId, string>> = {
  bulletinId: 'bulletin_id', articleId: 'article_id', title: 'title', classification: 'classification', product: 'product', language: 'language', updateId: 'update_id',
};
export const numberColumns = {
  icon: 'icon', severity: 'severity', dateReleased: 'date_released', dateRevised: 'date_revised', expired: 'expired', superseded: 'superseded', customSeverity: 'custom_severity', deployed: 'deployed',
} as const satisfies Partial<Record<ColumnId, string>>;

export const isNumberColumn = (column: ColumnId): column is keyof typeof numberColumns => column in numberColumns;

/** What rows are ordered by for a column. */
export function sortedBy(column: ColumnId): string | undefined {
  const text = textColumns[column];
  if (text !== undefined) return `${text} COLLATE NOCASE`;
  return isNumberColumn(column) ? numberColumns[column] : undefined;
}

/** The condition on a row to be seen by a catalog version, given twice. */
export const VISIBLE = 'since_version <= ? AND until_version > ?';
