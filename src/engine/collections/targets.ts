import type { Area } from '../../contract/index.ts';
import type { Feed } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { membersWithSubcollections, type Members } from './membership.ts';

/** What machine policy gives to the members of collections: an assignment of a deployment, a program of an advertisement. */
export interface Targets<T> {
  /** Another number whenever those of any computer may be others; costs a comparison while nothing has changed. */
  version(): number;
  /** Of a computer, by client_id, in the order in which they were read. */
  of(clientId: number): readonly T[];
  close(): void;
}

export interface Target<T> {
  readonly what: T;
  /** Of a collection by its number, and of those below it where it says so. */
  readonly collection: number;
  readonly below: boolean;
}

interface Parts<T> {
  database: Readable;
  changes: Feed<{ areas: Area[] }>;
  /** Areas whose changes may make others of them, beside collections. */
  deciding: readonly Area[];
  /** What they are made of, so that a change of anything else is told from one of these. */
  madeOf(db: Readable): unknown;
  read(db: Readable): readonly Target<T>[];
}

/** Works out anew what is given to whom when it may be other than it was. */
export function createTargets<T>({ database, changes, deciding, madeOf, read }: Parts<T>): Targets<T> {
  const areas: readonly Area[] = [...deciding, 'collections'];
  let stale = true;
  let state = '';
  let number = 0;
  let now: readonly { readonly what: T; readonly members: Members }[] = [];
  const stop = changes.listen((changed) => void (stale ||= changed.areas.some((area) => areas.includes(area))));
  const current = () => {
    if (!stale) return now;
    stale = false;
    const next = JSON.stringify([madeOf(database), database.prepare('SELECT collection_id, parent_id, membership_version FROM collections ORDER BY collection_id').raw().all()]);
    if (next === state) return now;
    state = next;
    const before = now.length;
    const known = new Map<string, Members>();
    now = read(database).map(({ what, collection, below }) => {
      const key = `${collection} ${below}`;
      // What goes to the same computers shares them.
      const members = known.get(key) ?? membersWithSubcollections(database, collection, below);
      known.set(key, members);
      return { what, members };
    });
    // While nothing is given to anybody, nobody's can be others.
    if (before + now.length > 0) number += 1;
    return now;
  };
  return {
    version: () => (current(), number),
    of: (clientId) => current().filter(({ members }) => members.has(clientId)).map(({ what }) => what),
    close: stop,
  };
}
