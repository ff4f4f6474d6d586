/**
 * Categories and configuration items. A row of software_updates is seen by catalog versions since_version ≤ v < until_version,
 * so a synchronization stages its rows in small slices and one change of site.catalog_version shows them all.
 * Each sortable column has a covering index: 100,000 rows open in any order without sorting.
 */
const sortable = ['bulletin_id', 'article_id', 'title', 'severity', 'date_released', 'date_revised', 'expired', 'superseded', 'classification', 'product', 'language', 'icon', 'update_id'];
const text = new Set(['bulletin_id', 'article_id', 'title', 'classification', 'product', 'language', 'update_id']);

export const sql = `
CREATE TABLE categories (
  category_id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('company', 'productFamily', 'product', 'classification')),
  title TEXT NOT NULL, parent_id TEXT
) STRICT;
CREATE TABLE configuration_items (
  item_id INTEGER PRIMARY KEY, ci_id INTEGER NOT NULL, update_id TEXT NOT NULL, revision_number INTEGER NOT NULL,
  sdm_package TEXT NOT NULL, since_version INTEGER NOT NULL, UNIQUE (update_id, revision_number)
) STRICT;
CREATE TABLE software_updates (
  row_id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES configuration_items (item_id), ci_id INTEGER NOT NULL,
  update_id TEXT NOT NULL, revision_number INTEGER NOT NULL, bulletin_id TEXT NOT NULL, article_id TEXT NOT NULL, title TEXT NOT NULL,
  severity INTEGER NOT NULL, date_released INTEGER NOT NULL, date_revised INTEGER NOT NULL,
  expired INTEGER NOT NULL, superseded INTEGER NOT NULL, classification TEXT NOT NULL, product TEXT NOT NULL,
  language TEXT NOT NULL, icon INTEGER NOT NULL, find_text TEXT NOT NULL,
  since_version INTEGER NOT NULL, until_version INTEGER NOT NULL
) STRICT;
CREATE INDEX software_updates_by_ci ON software_updates (ci_id, since_version);
CREATE INDEX software_updates_by_item ON software_updates (item_id, since_version, until_version);
CREATE INDEX software_updates_by_since ON software_updates (since_version);
-- Only rows a staged revision replaces; the literal is "for ever" (2^53 - 1).
CREATE INDEX software_updates_replaced ON software_updates (until_version) WHERE until_version < 9007199254740991;
CREATE INDEX configuration_items_by_since ON configuration_items (since_version);
${sortable.map((column) => `CREATE INDEX software_updates_sorted_by_${column} ON software_updates (${column}${text.has(column) ? ' COLLATE NOCASE' : ''}, since_version, until_version, item_id);`).join('\n')}
CREATE TABLE update_folders (
  classification_id TEXT NOT NULL, vendor_id TEXT NOT NULL, product_id TEXT NOT NULL,
  item_id INTEGER NOT NULL REFERENCES configuration_items (item_id) ON DELETE CASCADE,
  PRIMARY KEY (classification_id, vendor_id, product_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX update_folders_by_item ON update_folders (item_id);
CREATE TABLE update_relations (
  item_id INTEGER NOT NULL REFERENCES configuration_items (item_id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('supersedes', 'bundles')), update_id TEXT NOT NULL,
  PRIMARY KEY (item_id, kind, update_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX update_relations_by_update ON update_relations (update_id, kind);
CREATE TABLE update_contents (
  item_id INTEGER NOT NULL REFERENCES configuration_items (item_id) ON DELETE CASCADE, position INTEGER NOT NULL,
  file_name TEXT NOT NULL, size INTEGER NOT NULL, sha1 TEXT NOT NULL, sha256 TEXT, url TEXT,
  PRIMARY KEY (item_id, position)
) STRICT, WITHOUT ROWID;
`;
