import { Failure } from '../kernel/index.ts';
import { differences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import type { Replication } from './replication.ts';
import { checkName } from './rules.ts';
import { decided, dropFolder, findFolder, foldersIn, putFolder, type Decided } from './store.ts';

export const KIND = 'searchFolder';

const inWords = (db: Readable, value: Decided | undefined): Record<string, string> | undefined =>
  value && {
    Name: value.name,
    'Stands in': value.parent === null ? 'Search Folders' : (findFolder(db, value.parent)?.name ?? `folder ${value.parent}`),
    ...(value.criteria && {
      Criteria: value.criteria.map(({ property, values }) => `${property}: ${values.join(' or ')}`).join('; ') || 'None',
      'Looks in': value.lookIn === null ? 'All folders under this feature' : [value.lookIn.classification, value.lookIn.vendor, value.lookIn.product].filter(Boolean).join(' / '),
    }),
  };

function checkNothingInside(db: Readable, id: number): void {
  const [first] = foldersIn(db, id);
  if (first) throw new Failure('REFUSED', { what: 'The folder was not deleted.', why: `“${first.name}” stands in it.`, todo: 'Move or delete what stands in it first.' });
}

/** A search folder as an object of the console (INSIGHT-05). */
export function searchFolderObject({ handDown, handDownDeletion }: Replication): ConsoleObject<Decided> {
  return {
    kind: KIND,
    noun: 'Search folder',
    areas: ['searchFolders'],
    name: (value) => value.name,
    read: (db, id) => {
      const row = findFolder(db, Number(id));
      return row && decided(row);
    },
    restore: (db, text, value, as) => {
      const id = Number(text);
      if (value === undefined) {
        const row = findFolder(db, id);
        checkNothingInside(db, id);
        dropFolder(db, id);
        if (row) handDownDeletion(db, row.guid);
        return;
      }
      if (value.parent !== null && !findFolder(db, value.parent)) throw new Failure('REFUSED', { what: 'The folder was not restored.', why: `The folder that “${value.name}” stood in is gone.`, todo: 'Undo its deletion first.' });
      checkName(db, value.name, value.parent, id, 'The folder was not restored.');
      handDown(db, putFolder(db, id, value, as));
    },
    compare: (db, from, to) => differences(inWords(db, from), inWords(db, to)),
    referring: (db, { kind, id }) => (kind === KIND ? foldersIn(db, Number(id)).map((row) => ({ id: String(row.folder_id), name: row.name })) : []),
  };
}
