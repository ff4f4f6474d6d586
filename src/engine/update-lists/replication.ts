import { unpack } from '../audit/index.ts';
import type { Hierarchy, LinkMessage } from '../hierarchy/index.ts';
import type { Writable } from '../site-database/index.ts';
import { keepNumber, numberOf, updateIdsOf } from '../update-repository/index.ts';
import { allLists, deleteList, findByUniqueId, putList, putOn, takeOff, touchList, wholeList, type Changed, type WholeList } from './store.ts';

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
  // A secondary site has no site database to keep lists in (SYNC-11).
  const children = () => hierarchy.sites().filter((site) => hierarchy.children().includes(site.code) && site.kind === 'primary').map((site) => site.code);
  const send = (db: Writable, message: LinkMessage) => children().forEach((child) => hierarchy.tell(db, child, message));
  const headOf = ({ updates: _updates, ...list }: WholeList & Pick<Changed, 'at' | 'by'>) => ({
    uniqueId: list.uniqueId, name: list.name, description: list.description, sourceSite: list.sourceSite, createdAt: list.createdAt, createdBy: list.createdBy, modifiedAt: list.at, modifiedBy: list.by,
  });

  const tell: Replication['tell'] = (db, before, after) => {
    if (!after) return send(db, { kind: 'updateListDeleted', uniqueId: before!.uniqueId });
    const [had, has] = [unpack(before?.updates ?? ''), unpack(after.updates)];
    const [stood, stands] = [new Set(had), new Set(has)];
    for (const piece of pieces(headOf(after), updateIdsOf(db, has.filter((ci) => !stood.has(ci))), updateIdsOf(db, had.filter((ci) => !stands.has(ci))))) send(db, piece);
  };

  hierarchy.onAdded((db, child) => {
    if (!children().includes(child)) return;
    for (const row of allLists(db)) {
      const list = { ...wholeList(db, row), at: row.modified_at, by: row.modified_by };
      for (const piece of pieces(headOf(list), updateIdsOf(db, unpack(list.updates)), [])) hierarchy.tell(db, child, piece);
    }
  });
  hierarchy.on('updateList', (db, message) => {
    const { list: { modifiedAt: at, modifiedBy: by, ...list }, put, take } = message;
    // Of the transaction this is part of, whose journal row comes at its end.
    const changed = { revision: db.prepare<number>('SELECT revision + 1 FROM site').pluck().get()!, at, by };
    const known = findByUniqueId(db, list.uniqueId);
    const id = known?.list_id ?? putList(db, null, { ...list, updates: '' }, changed);
    touchList(db, id, { name: list.name, description: list.description }, changed);
    const own = (updateId: string) => {
      const ci = numberOf(db, updateId);
      keepNumber(db, ci, updateId);
      return ci;
    };
    takeOff(db, id, take.map(own));
    putOn(db, id, put.map(own));
    send(db, message);
    return told;
  });
  hierarchy.on('updateListDeleted', (db, message) => {
    const known = findByUniqueId(db, message.uniqueId);
    if (known) deleteList(db, known.list_id);
    send(db, message);
    return told;
  });
  return { tell };
}
