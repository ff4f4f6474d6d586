/** What the users of clients set in Configuration Manager of the Control Panel (DEPLOY-07, DEPLOY-11), as JSON; none: as it comes. */
export const sql = `
CREATE TABLE client_user_settings (client_id INTEGER PRIMARY KEY, settings TEXT NOT NULL) STRICT;
`;
