/**
 * Collections with their rules (JSON), their maintenance windows (JSON) and their members: a bitmap with one bit a client, bit
 * client_id - 1, as the compliance planes count (house rule "Compliance is columns"). `membership_version` goes up with each
 * update of the membership. The first are those the product brings. How many clients are gone is asked with every change of them.
 */
const builtIn = (name: string, ...criteria: readonly (readonly [attribute: string, operator: string, value: string])[]): string => {
  const rules = [{ name, criteria: criteria.map(([attribute, operator, value]) => ({ join: 'and', attribute, operator, value })) }];
  return `(1, '${name}', '${JSON.stringify(rules)}', '{"every":1,"unit":"days"}')`;
};

export const sql = `
CREATE TABLE collections (
  collection_id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE UNIQUE, comment TEXT NOT NULL DEFAULT '',
  parent_id INTEGER REFERENCES collections (collection_id), built_in INTEGER NOT NULL DEFAULT 0,
  queries TEXT NOT NULL, direct TEXT NOT NULL DEFAULT '[]', dynamic INTEGER NOT NULL DEFAULT 1, schedule TEXT, maintenance_windows TEXT NOT NULL DEFAULT '[]',
  members INTEGER NOT NULL DEFAULT 0, membership BLOB NOT NULL DEFAULT x'', membership_version INTEGER NOT NULL DEFAULT 0, updated_at INTEGER,
  changed_revision INTEGER NOT NULL DEFAULT 0, changed_at INTEGER, changed_by TEXT
) STRICT;
CREATE INDEX removed_clients ON clients (removed_at) WHERE removed_at IS NOT NULL;
INSERT INTO collections (built_in, name, queries, schedule) VALUES
${[
  builtIn('All Systems', ['client', 'is', 'yes']),
  builtIn('All Windows Workstation or Professional Systems', ['productType', 'is', 'workstation']),
  builtIn('All Windows Server Systems', ['productType', 'isNot', 'workstation']),
  builtIn('All Windows 2000 Professional Systems', ['operatingSystem', 'contains', 'Windows 2000'], ['productType', 'is', 'workstation']),
  builtIn('All Windows 2000 Server Systems', ['operatingSystem', 'contains', 'Windows 2000'], ['productType', 'isNot', 'workstation']),
  builtIn('All Windows XP Systems', ['operatingSystem', 'contains', 'Windows XP']),
  builtIn('All Windows Server 2003 Systems', ['operatingSystem', 'contains', 'Windows Server 2003']),
  builtIn('All Windows Vista Systems', ['operatingSystem', 'contains', 'Windows Vista']),
  builtIn('All Windows Server 2008 Systems', ['operatingSystem', 'contains', 'Windows Server 2008'], ['operatingSystem', 'doesNotContain', 'R2']),
  builtIn('All Windows 7 Systems', ['operatingSystem', 'contains', 'Windows 7']),
  builtIn('All Windows Server 2008 R2 Systems', ['operatingSystem', 'contains', 'Windows Server 2008 R2']),
].join(',\n')};
`;
