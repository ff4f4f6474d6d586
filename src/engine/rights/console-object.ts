import { classNames, rightNames } from '../../contract/index.ts';
import { differences, type ConsoleObject, type Register } from '../objects/index.ts';
import { deleteUser, findUser, putUser, type WholeUser } from './store.ts';

export const KIND = 'securityUser';

const inWords = (user: WholeUser | undefined, nameOf: Register['nameOf']): Record<string, string> | undefined =>
  user && {
    User: user.name,
    ...Object.fromEntries(user.given.map((one) => [`${classNames[one.class]}${one.kind === '' ? '' : ` “${nameOf(one) ?? one.id}”`}`, one.rights.map((right) => rightNames[right]).join(', ')])),
  };

/** A user with all rights as an object of the console (INSIGHT-05). */
export const userObject = (nameOf: Register['nameOf']): ConsoleObject<WholeUser> => ({
  kind: KIND,
  noun: 'Security user',
  areas: ['rights'],
  name: (user) => user.name,
  read: findUser,
  restore: (db, name, user) => (user ? putUser(db, user) : deleteUser(db, name)),
  compare: (_db, from, to) => differences(inWords(from, nameOf), inWords(to, nameOf)),
});
