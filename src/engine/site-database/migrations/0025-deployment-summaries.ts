/** Computers of a deployment by enforcement state at a full hour of the site: JSON of names with numbers. Only hours that differ from the one before have a row. */
export const sql = `
CREATE TABLE deployment_summaries (deployment_id INTEGER NOT NULL, at INTEGER NOT NULL, states TEXT NOT NULL, PRIMARY KEY (deployment_id, at)) STRICT, WITHOUT ROWID;
`;
