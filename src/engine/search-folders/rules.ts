import { Failure } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { allFolders, findFolder, foldersIn, type StoredFolder } from './store.ts';

/** Folders a site can have; the console reads them all. */
const MOST = 2000;

export function found(db: Readable, id: number, what: string): StoredFolder {
  const row = findFolder(db, id);
  if (!row) throw new Failure('NOT_FOUND', { what, why: 'There is no such folder any more.', todo: 'Press F5 to refresh the list.' });
  return row;
}

const refused = (what: string, why: string, todo: string) => new Failure('REFUSED', { what, why, todo });

/** Refuses to change what a parent site made. */
export function checkOwn(row: StoredFolder, own: string, what: string): void {
  if (row.source_site !== own) throw refused(what, `“${row.name}” was made at ${row.source_site} and is read-only here.`, `Connect to ${row.source_site} and change it there.`);
}

/** Refuses a place that cannot hold folders of this site. */
export function checkPlace(db: Readable, parent: number | null, own: string, what: string): void {
  if (parent === null) return;
  const row = found(db, parent, what);
  if (row.criteria !== null) throw refused(what, `“${row.name}” is a search folder; it shows what it finds and holds nothing.`, 'Choose a standard folder.');
  checkOwn(row, own, what);
}

/** Names are told apart within a folder; what came from a parent site is told apart by its lock. */
export function checkName(db: Readable, name: string, parent: number | null, own: number | null, what: string): void {
  const other = foldersIn(db, parent).find((row) => row.folder_id !== own && row.name.toLowerCase() === name.toLowerCase());
  if (!other) return;
  const message = 'Another folder has this name here.';
  throw new Failure('INVALID_SETTINGS', { what, why: message, todo: 'Choose another name.', fields: [{ path: 'name', message }] });
}

export function checkRoom(db: Readable, what: string): void {
  if (allFolders(db).length >= MOST) throw refused(what, `There are ${MOST} folders already.`, 'Delete those that nobody opens.');
}

/** Refuses to put a folder into itself or what stands in it, or where it is. */
export function checkMove(db: Readable, row: StoredFolder, parent: number | null, own: string): void {
  const what = 'The folder was not moved.';
  if (row.source_site !== own && (row.from_central === 0 || row.moved === 1)) {
    const why = row.moved === 1 ? `It was made at ${row.source_site} and moved here before, which can be done once.` : `“${row.name}” was made at ${row.source_site} and is read-only here.`;
    throw refused(what, why, row.moved === 1 ? `Let it be deleted and made anew at ${row.source_site}.` : `Connect to ${row.source_site} and move it there.`);
  }
  if (parent === row.parent_id) throw refused(what, 'It stands there already.', 'Choose another folder.');
  checkPlace(db, parent, own, what);
  for (let at = parent; at !== null; at = findFolder(db, at)!.parent_id) if (at === row.folder_id) throw refused(what, 'A folder cannot stand in itself.', 'Choose a folder outside of it.');
}

/** What goes with a folder of this site, the topmost first, and what a parent site put into those, which returns to the top. */
export function deletionOf(db: Readable, row: StoredFolder): { gone: StoredFolder[]; returned: StoredFolder[] } {
  const inside = foldersIn(db, row.folder_id);
  const below = inside.filter((one) => one.source_site === row.source_site).map((one) => deletionOf(db, one));
  return { gone: [row, ...below.flatMap((one) => one.gone)], returned: [...inside.filter((one) => one.source_site !== row.source_site), ...below.flatMap((one) => one.returned)] };
}
