/** The next scheduled synchronization, so that one missed while the site was closed is made up once (SYNC-03). */
export const sql = `
ALTER TABLE site ADD COLUMN next_scheduled_at INTEGER;
`;
