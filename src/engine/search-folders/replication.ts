import type { Area } from '../../contract/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';
import { allFolders, decided, dropFolder, findByGuid, findFolder, foldersIn, putFolder, type StoredFolder } from './store.ts';

/** How folders go down the hierarchy: each site has those of the sites above it, and cannot change them (D§4.1). */
export interface Replication {
  /** In the caller's transaction: a folder was made or changed here or above. */
  handDown(db: Writable, row: StoredFolder): void;
  /** In the caller's transaction: a folder was deleted; what stood in it before it. */
  handDownDeletion(db: Writable, guid: string): void;
}

type Told = Extract<LinkMessage, { kind: 'searchFolder' }>['folder'];

const told = (db: Readable, row: StoredFolder): Told => {
  const { guid, name, parent, criteria, lookIn, sourceSite, fromCentral } = decided(row);
  return { guid, name, parent: parent === null ? null : findFolder(db, parent)!.guid, criteria: criteria && [...criteria], lookIn, sourceSite, fromCentral };
};

/** The topmost first. */
const inOrder = (all: readonly StoredFolder[], parent: number | null = null): StoredFolder[] =>
  all.filter((row) => row.parent_id === parent).flatMap((row) => [row, ...inOrder(all, row.folder_id)]);

/** In the transaction of the message. A folder that was moved here stays where it was put. */
function take(db: Writable, folder: Told): StoredFolder {
  const before = findByGuid(db, folder.guid);
  const moved = before?.moved === 1;
  const parent = moved ? before.parent_id : folder.parent === null ? null : (findByGuid(db, folder.parent)?.folder_id ?? null);
  return putFolder(db, before?.folder_id ?? null, { ...folder, parent, moved }, { revision: 0, at: null, by: null });
}

export function createReplication({ hierarchy, touched }: { hierarchy: Hierarchy; touched: (...areas: Area[]) => void }): Replication {
  const handDown: Replication['handDown'] = (db, row) => hierarchy.tellPrimaries(db, { kind: 'searchFolder', folder: told(db, row) });
  const handDownDeletion: Replication['handDownDeletion'] = (db, guid) => hierarchy.tellPrimaries(db, { kind: 'searchFolderDeleted', guid });

  hierarchy.onPrimaryAdded((db, send) => inOrder(allFolders(db)).forEach((row) => send({ kind: 'searchFolder', folder: told(db, row) })));
  hierarchy.on('searchFolder', (db, { folder }) => {
    handDown(db, take(db, folder));
    return () => touched('searchFolders');
  });
  hierarchy.on('searchFolderDeleted', (db, { guid }) => {
    const row = findByGuid(db, guid);
    if (!row) return undefined;
    for (const inside of foldersIn(db, row.folder_id)) putFolder(db, inside.folder_id, { ...decided(inside), parent: null }, { revision: inside.changed_revision, at: inside.changed_at, by: inside.changed_by });
    dropFolder(db, row.folder_id);
    handDownDeletion(db, guid);
    return () => touched('searchFolders');
  });
  return { handDown, handDownDeletion };
}
