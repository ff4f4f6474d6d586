import type { Area } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { differences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { decided, deleteCollections, findCollection, putCollection, type Decided } from './store.ts';

export const KIND = 'collection';

/** Throws Failure INVALID_SETTINGS when another collection than `own` has the name. */
export function checkName(db: Readable, name: string, own: number | null): void {
  const other = db.prepare<number>('SELECT collection_id FROM collections WHERE name = ?').pluck().get(name.trim());
  if (other === undefined || other === own) return;
  const message = 'Another collection has this name.';
  throw new Failure('INVALID_SETTINGS', { what: 'The collection was not saved.', why: message, todo: 'Choose another name.', fields: [{ path: 'name', message }] });
}

const below = (db: Readable, id: number) => db.prepare<{ id: string; name: string }>('SELECT CAST(collection_id AS TEXT) AS id, name FROM collections WHERE parent_id = ? ORDER BY name').all(id);

const inWords = (db: Readable, value: Decided | undefined): Record<string, string> | undefined =>
  value && {
    Name: value.name,
    Comment: value.comment,
    'Member of': value.parent === null ? '' : (findCollection(db, value.parent)?.name ?? `collection ${value.parent}`),
    'Query rules': value.queries.map(({ name, criteria }) => `${name}: ${criteria.map((one, at) => `${at === 0 ? '' : `${one.join} `}${one.attribute} ${one.operator} “${one.value}”`).join(' ')}`).join('; '),
    'Direct members': value.direct.length === 0 ? '' : `${value.direct.length} (${value.direct.slice(0, 20).join(', ')}${value.direct.length > 20 ? ' …' : ''})`,
    'Updated when computers come': value.dynamic ? 'Yes' : 'No',
    'Membership schedule': value.schedule ? `Every ${value.schedule.every} ${value.schedule.unit}` : 'None',
    'Maintenance windows': value.windows.map(({ name, start, minutes, recurrence }) => `${name}: ${start.replace('T', ' ')}, ${minutes} minutes, ${recurrence.kind === 'none' ? 'once' : recurrence.kind}`).join('; '),
  };

/** Refuses to take away what others stand below: an undo deletes nothing that it does not name. */
function checkNothingBelow(db: Readable, id: number): void {
  const [first] = below(db, id);
  if (first) throw new Failure('REFUSED', { what: 'The collection was not deleted.', why: `“${first.name}” stands below it.`, todo: 'Delete the collections below it first.' });
}

function checkParent(db: Readable, { name, parent }: Decided): void {
  if (parent !== null && !findCollection(db, parent)) throw new Failure('REFUSED', { what: 'The collection was not restored.', why: `The collection that “${name}” stood below is gone.`, todo: 'Undo its deletion first.' });
}

/** A collection as an object of the console (INSIGHT-05). `request` asks for an update of the membership. */
export function collectionObject(parts: { areas: readonly Area[]; request: (ids: readonly number[]) => void }): ConsoleObject<Decided> {
  return {
    kind: KIND,
    noun: 'Collection',
    areas: parts.areas,
    name: (value) => value.name,
    read: (db, id) => {
      const row = findCollection(db, Number(id));
      return row && decided(row);
    },
    restore: (db, text, value, as) => {
      const id = Number(text);
      if (value === undefined) {
        checkNothingBelow(db, id);
        return void deleteCollections(db, [id]);
      }
      checkParent(db, value);
      checkName(db, value.name, id);
      putCollection(db, id, value, as);
      return () => parts.request([id]);
    },
    compare: (db, from, to) => differences(inWords(db, from), inWords(db, to)),
    referring: (db, { kind, id }) => (kind === KIND ? below(db, Number(id)) : []),
  };
}
