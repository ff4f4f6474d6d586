/**
 * Users of the console and their rights on classes (`kind` and `object_id` are empty) and on single objects, a JSON list each
 * (D§8.6). The first users are those of a lab: who does everything, who deploys, who looks.
 *
 * What administrators set of software updates (REPO-05), by update id, so that it outlives revisions and comes before its update
 * at child sites. Rows stay when everything is as it was, so that the newest `changed_revision` says whether any is another one.
 * Custom severity stands beside the rows it orders.
 */
const lab: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'CORP\\administrator': {
    site: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
    collection: ['read', 'create', 'modify', 'delete', 'advertise', 'delegate', 'administer'],
    softwareUpdates: ['read', 'modify', 'manageFolders', 'distribute', 'delegate', 'administer'],
    configurationItem: ['read', 'create', 'modify', 'delete', 'distribute', 'delegate', 'administer'],
    deploymentTemplate: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
    deployment: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
    deploymentPackage: ['read', 'create', 'modify', 'delete', 'distribute', 'delegate', 'administer'],
    statusMessage: ['read', 'delegate', 'administer'],
    report: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
    query: ['read', 'create', 'modify', 'delete', 'delegate', 'administer'],
  },
  'CORP\\deployment.admin': {
    site: ['read'], collection: ['read', 'advertise'], softwareUpdates: ['read', 'modify', 'manageFolders', 'distribute'], configurationItem: ['read', 'create', 'modify', 'distribute'],
    deploymentTemplate: ['read', 'create', 'modify', 'delete'], deployment: ['read', 'create', 'modify', 'delete'], deploymentPackage: ['read', 'create', 'modify', 'delete', 'distribute'],
    statusMessage: ['read'], report: ['read'], query: ['read'],
  },
  'CORP\\report.viewer': { site: ['read'], collection: ['read'], softwareUpdates: ['read'], configurationItem: ['read'], deployment: ['read'], statusMessage: ['read'], report: ['read'], query: ['read'] },
};

const rows = Object.entries(lab).flatMap(([user, classes]) => Object.entries(classes).map(([name, rights]) => `('${user}', '${name}', '', '', '${JSON.stringify(rights)}')`));

export const sql = `
CREATE TABLE security_users (name TEXT PRIMARY KEY COLLATE NOCASE) STRICT, WITHOUT ROWID;
CREATE TABLE security_rights (
  user_name TEXT NOT NULL COLLATE NOCASE REFERENCES security_users (name) ON DELETE CASCADE, class TEXT NOT NULL, kind TEXT NOT NULL, object_id TEXT NOT NULL, rights TEXT NOT NULL,
  PRIMARY KEY (user_name, class, kind, object_id)
) STRICT, WITHOUT ROWID;
INSERT INTO security_users (name) VALUES ${Object.keys(lab).map((user) => `('${user}')`).join(', ')};
INSERT INTO security_rights (user_name, class, kind, object_id, rights) VALUES
${rows.join(',\n')};
CREATE TABLE update_settings (
  update_id TEXT PRIMARY KEY, custom_severity INTEGER NOT NULL DEFAULT 0, maximum_run_time INTEGER, licence_accepted_at INTEGER, licence_accepted_by TEXT, changed_revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX update_settings_by_revision ON update_settings (changed_revision);
ALTER TABLE software_updates ADD COLUMN custom_severity INTEGER NOT NULL DEFAULT 0;
`;
