import Sqlite from 'better-sqlite3';

/** The same file read the plain way: a query for the first window and one for the count, nothing kept. */
export function openPlain(file: string) {
  const db = new Sqlite(file, { readonly: true });
  const visible = 'since_version <= 1 AND until_version > 1';
  const ask = (where: string, order: string, ...values: unknown[]) => {
    const began = performance.now();
    db.prepare(`SELECT count(*) FROM software_updates WHERE ${visible} AND ${where}`).get(...values);
    db.prepare(`SELECT * FROM software_updates WHERE ${visible} AND ${where} ORDER BY ${order} LIMIT 200`).all(...values);
    return performance.now() - began;
  };
  return {
    open: () => ask('1', 'title COLLATE NOCASE'),
    sort: (column: string) => ask('1', `${column} DESC`),
    find: (text: string) => ask("find_text LIKE '%' || ? || '%'", 'title COLLATE NOCASE', text),
    close: () => db.close(),
  };
}
