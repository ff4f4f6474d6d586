import { unpack } from '../audit/index.ts';
import { differences, setDifferences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { nameOf } from '../update-repository/index.ts';
import { findList, wholeList, type WholeList } from './store.ts';

export const KIND = 'updateList';

/** An update as a sentence names it, also one that is gone from the repository. */
const namesOf = (db: Readable) => {
  const last = db.prepare<{ article_id: string; bulletin_id: string; title: string }>('SELECT article_id, bulletin_id, title FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1');
  const id = db.prepare<string>('SELECT update_id FROM listed_updates WHERE ci_id = ?').pluck();
  return (ci: number) => {
    const row = last.get(ci);
    return row ? nameOf(row) : (id.get(ci) ?? String(ci));
  };
};

const inWords = (list: WholeList | undefined): Record<string, string> | undefined =>
  list && { Name: list.name, Description: list.description, Updates: String(unpack(list.updates).length) };

/** An update list as an object of the console (INSIGHT-05). */
export const listObject = (restore: ConsoleObject<WholeList>['restore']): ConsoleObject<WholeList> => ({
  kind: KIND,
  noun: 'Update list',
  areas: ['updateLists'],
  name: (list) => list.name,
  read: (db, id) => {
    const row = findList(db, Number(id));
    return row && wholeList(db, row);
  },
  restore,
  compare: (db, from, to) => [...differences(inWords(from), inWords(to)), ...(from && to ? setDifferences('Updates', unpack(from.updates), unpack(to.updates), namesOf(db)) : [])],
});
