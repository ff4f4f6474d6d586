import { unpack } from '../audit/index.ts';
import { differences, setDifferences, type ConsoleObject } from '../objects/index.ts';
import { listedName } from '../update-repository/index.ts';
import { findList, wholeList, type WholeList } from './store.ts';

export const KIND = 'updateList';

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
  compare: (db, from, to) => [...differences(inWords(from), inWords(to)), ...(from && to ? setDifferences('Updates', unpack(from.updates), unpack(to.updates), listedName(db)) : [])],
});
