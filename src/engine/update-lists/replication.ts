import { nextRevision, unpack, type Changed } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { keptNumberOf, updateIdsOf } from '../update-repository/index.ts';
import { allLists, deleteList, findByUniqueId, putList, putOn, takeOff, touchList, wholeList, type WholeList } from './store.ts';

type Told = Extract<LinkMessage, { kind: 'updateList' }>;

/** Updates named in one message. */
const PIECE = 4000;

/** How lists go down the hierarchy (REPO-06). */
export interface Replication {
  /** In the caller's transaction: tells the primary sites below what has become of a list. */
  tell(db: Writable, before: WholeList | undefined, after: (WholeList & Pick<Changed, 'at' | 'by'>) | undefined): void;
}

function* pieces(list: Told['list'], put: readonly string[], take: readonly string[]): Generator<Told> {
  yield { kind: 'updateList', list, put: put.slice(0, PIECE), take: take.slice(0, PIECE) };
  for (let at = PIECE; at < Math.max(put.length, take.length); at += PIECE) yield { kind: 'updateList', list, put: put.slice(at, at + PIECE), take: take.slice(at, at + PIECE) };
}

export function createReplication({ hierarchy, told }: { hierarchy: Hierarchy; /** A list came from above. */ told: () => void }): Replication {
  const headOf = ({ updates: _updates, ...list }: WholeList & Pick<Changed, 'at' | 'by'>) => ({
    uniqueId: list.uniqueId, name: list.name, description: list.description, sourceSite: list.sourceSite, createdAt: list.createdAt, createdBy: list.createdBy, modifiedAt: list.at, modifiedBy: list.by,
  });

  const tell: Replication['tell'] = (db, before, after) => {
    if (!after) return hierarchy.tellPrimaries(db, { kind: 'updateListDeleted', uniqueId: before!.uniqueId });
    const [had, has] = [unpack(before?.updates ?? ''), unpack(after.updates)];
    const [stood, stands] = [new Set(had), new Set(has)];
    for (const piece of pieces(headOf(after), updateIdsOf(db, has.filter((ci) => !stood.has(ci))), updateIdsOf(db, had.filter((ci) => !stands.has(ci))))) hierarchy.tellPrimaries(db, piece);
  };

  hierarchy.onPrimaryAdded((db, send) => {
    for (const row of allLists(db)) {
      const list = { ...wholeList(db, row), at: row.modified_at, by: row.modified_by };
      for (const piece of pieces(headOf(list), updateIdsOf(db, unpack(list.updates)), [])) send(piece);
    }
  });
  hierarchy.on('updateList', (db, message) => {
    const { list: { modifiedAt: at, modifiedBy: by, ...list }, put, take } = message;
    const changed = { revision: nextRevision(db), at, by };
    const known = findByUniqueId(db, list.uniqueId);
    const id = known?.list_id ?? putList(db, null, { ...list, updates: '' }, changed);
    touchList(db, id, { name: list.name, description: list.description }, changed);
    const own = (updateId: string) => keptNumberOf(db, updateId);
    takeOff(db, id, take.map(own));
    putOn(db, id, put.map(own));
    hierarchy.tellPrimaries(db, message);
    return told;
  });
  hierarchy.on('updateListDeleted', (db, message) => {
    const known = findByUniqueId(db, message.uniqueId);
    if (known) deleteList(db, known.list_id);
    hierarchy.tellPrimaries(db, message);
    return told;
  });
  return { tell };
}
