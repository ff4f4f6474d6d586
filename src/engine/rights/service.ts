import { classNames, classOfKind, rightNames, rightsOfClass, securableClass, type Commanded, type GivenRights, type ObjectRef, type OwnRights, type Right, type SecurableClass, type SecurityUser } from '../../contract/index.ts';
import type { Journal, Touched } from '../audit/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Register } from '../objects/index.ts';
import type { Readable, SiteDatabase } from '../site-database/index.ts';
import { KIND, userObject } from './console-object.ts';
import { checkSet, notDelegable, ordered, same } from './rules.ts';
import { deleteUser, findUser, madeBy, makerOf, putUser, userNames, type WholeUser } from './store.ts';

/** A right on a class; on one object of it, the right on that object does as well. */
export interface WantedRight {
  class: SecurableClass;
  right: Right;
  object?: ObjectRef | null;
}

type Revised<V> = { revision: number; value: V };

export interface Rights {
  /** Throws Failure NO_RIGHT, naming right and class, when the user has it neither on the class nor on the object. */
  check(user: string, wanted: WantedRight): void;
  mine(user: string): OwnRights;
  users(): SecurityUser[];
  list(of: { user: string | null; object: ObjectRef | null }): GivenRights[];
  /** Throws Failure NO_RIGHT and INVALID_SETTINGS. */
  addUser(call: Commanded, name: string, like: string | null): Revised<{ name: string }>;
  /** Throws Failure NO_RIGHT, NOT_FOUND and REFUSED. */
  removeUser(call: Commanded, name: string): Revised<{ name: string }>;
  /** Throws Failure NO_RIGHT, NOT_FOUND, INVALID_SETTINGS and REFUSED. */
  set(call: Commanded, to: { user: string; class: SecurableClass; object: ObjectRef | null; rights: readonly Right[] }): Revised<{ rights: Right[] }>;
  /** Whether a user may undo a change of another one's rights: Throws Failure NO_RIGHT. */
  checkUndo(user: string): void;
}

export interface RightsParts {
  /** The account that the site server runs under: it holds every right, so that nobody can lock everybody out. */
  account: string;
  database: SiteDatabase;
  journal: Journal;
  objects: Register;
}

const kindsWithMaker = Object.keys(classOfKind);
const isOf = (one: { kind: string; id: string }, of: ObjectRef | null) => one.kind === (of?.kind ?? '') && one.id === (of?.id ?? '');

/** The one place that says which rights a user has. */
function effective(db: Readable, account: string, user: string) {
  const all = same(user, account);
  const known = findUser(db, user);
  const onClass = (of: SecurableClass): readonly Right[] => (all ? rightsOfClass[of] : (known?.given.find((one) => one.class === of && one.kind === '')?.rights ?? []));
  const onObject = (of: SecurableClass, object: ObjectRef): readonly Right[] => {
    const given = known?.given.find((one) => one.class === of && isOf(one, object));
    if (given) return given.rights;
    const maker = known && makerOf(db, object.kind, object.id);
    return maker && same(maker, user) ? rightsOfClass[of] : [];
  };
  return { known, all, onClass, onObject, on: (of: SecurableClass, object: ObjectRef | null) => [...new Set([...onClass(of), ...(object ? onObject(of, object) : [])])] };
}

function noRight(user: string, of: SecurableClass, right: Right, known: boolean): Failure {
  const [name, on] = [rightNames[right], classNames[of]];
  const why = known ? `${user} does not have the right ${name} on the class ${on}.` : `${user} is no user of this site and has no rights: ${name} on the class ${on} is needed.`;
  return new Failure('NO_RIGHT', { what: 'It was not allowed.', why, todo: `Ask an administrator to give ${name} on ${on} under Security Rights, or connect as another user.`, right, class: of });
}

export function createRights({ account, database, journal, objects }: RightsParts): Rights {
  const of = (user: string) => effective(database, account, user);
  objects.register(userObject(objects.nameOf));

  const found = (db: Readable, name: string): WholeUser => {
    if (same(name, account)) throw new Failure('REFUSED', { what: 'The rights were not changed.', why: `${account} is the account that the site server runs under: it always has every right.`, todo: 'Give rights to another user.' });
    const user = findUser(db, name);
    if (!user) throw new Failure('NOT_FOUND', { what: 'The rights were not changed.', why: `${name} is no user of this site.`, todo: 'Press F5 to refresh the list.' });
    return user;
  };
  const changed = (before: WholeUser | undefined, after: WholeUser | undefined): Touched[] => [{ kind: KIND, id: (after ?? before)!.name, name: (after ?? before)!.name, before, after }];
  /** Users come and go with Administer on the class Site; what they may do is asked by class. */
  const checkSite = (user: string) => check(user, { class: 'site', right: 'administer' });
  const check: Rights['check'] = (user, { class: wanted, right, object = null }) => {
    const held = of(user);
    if (!held.on(wanted, object).includes(right)) throw noRight(user, wanted, right, held.known !== undefined);
  };
  const checkGiving = (user: string, to: { class: SecurableClass; object: ObjectRef | null }, rights: readonly Right[]) => {
    const held = of(user);
    const own = held.on(to.class, to.object);
    const missing = notDelegable(own, rights);
    if (missing === undefined) return;
    if (!own.includes('delegate')) throw noRight(user, to.class, 'delegate', held.known !== undefined);
    throw new Failure('NO_RIGHT', {
      what: 'The rights were not changed.', why: `${user} does not have ${rightNames[missing]} on ${classNames[to.class]} and can delegate only rights of their own.`,
      todo: 'Leave it as it is, or ask an administrator of the class.', right: missing, class: to.class,
    });
  };
  const row = (user: string, one: { class: SecurableClass; kind: string; id: string; rights: readonly Right[] }, by: GivenRights['by']): GivenRights[] => {
    if (one.kind === '') return [{ user, class: one.class, object: null, rights: [...one.rights], by }];
    const name = objects.nameOf(one);
    return name === null ? [] : [{ user, class: one.class, object: { kind: one.kind, id: one.id, name }, rights: [...one.rights], by }];
  };
  /** What was given, and what the maker of the object asked for has of it. */
  const given = ({ user, object }: Parameters<Rights['list']>[0]): GivenRights[] => {
    const inClass = object && classOfKind[object.kind];
    const all = userNames(database).filter((name) => user === null || same(name, user)).map((name) => findUser(database, name)!);
    const rows = all.flatMap((one) => one.given.filter((its) => !object || (its.class === inClass && (its.kind === '' || isOf(its, object)))).flatMap((its) => row(one.name, its, 'given')));
    const maker = object && inClass ? makerOf(database, object.kind, object.id) : null;
    const stated = rows.some((one) => one.object !== null && maker !== null && same(one.user, maker));
    const known = maker !== null && !stated && all.find((one) => same(one.name, maker));
    return known ? [...rows, ...row(known.name, { class: inClass!, ...object!, rights: rightsOfClass[inClass!] }, 'maker')] : rows;
  };

  return {
    check,
    checkUndo: checkSite,
    mine: (user) => {
      const { known, all, onClass, onObject } = of(user);
      const given = known?.given.filter((one) => one.kind !== '').map((one) => ({ class: one.class, object: { kind: one.kind, id: one.id } })) ?? [];
      const made = known && !all ? madeBy(database, user, kindsWithMaker).map((object) => ({ class: classOfKind[object.kind]!, object })).filter((one) => !given.some((its) => isOf(its.object, one.object))) : [];
      return {
        user,
        known: all || known !== undefined,
        classes: securableClass.options.map((one) => ({ class: one, rights: [...onClass(one)] })),
        instances: [...given, ...made].map((one) => ({ ...one, rights: [...onObject(one.class, one.object)] })),
      };
    },
    users: () => {
      const named = userNames(database).map((name) => findUser(database, name)!);
      const users = named.filter((one) => !same(one.name, account)).map(({ name, given: all }) => ({ name, account: false, classes: all.filter((one) => one.kind === '').length, instances: all.filter((one) => one.kind !== '').length }));
      return [{ name: account, account: true, classes: securableClass.options.length, instances: 0 }, ...users];
    },
    list: (asked) => {
      const inClass = asked.object && classOfKind[asked.object.kind];
      const classes = asked.user !== null && !same(asked.user, account) ? [] : securableClass.options.filter((one) => !asked.object || one === inClass);
      return [...classes.flatMap((one) => row(account, { class: one, kind: '', id: '', rights: rightsOfClass[one] }, 'account')), ...given(asked).filter((one) => !same(one.user, account))];
    },
    addUser: (call, name, like) =>
      journal.command(call, { name: 'rights.addUser', input: { name, like }, areas: ['rights'] }, (db) => {
        checkSite(call.actor);
        if (same(name, account) || findUser(db, name)) {
          const message = 'The site has this user already.';
          throw new Failure('INVALID_SETTINGS', { what: 'The user was not added.', why: message, todo: 'Change the rights of the user instead.', fields: [{ path: 'name', message }] });
        }
        const model = like === null ? undefined : found(db, like).given.filter((one) => one.kind === '');
        for (const one of model ?? []) checkGiving(call.actor, { class: one.class, object: null }, one.rights);
        const user: WholeUser = { name, given: model ?? [] };
        putUser(db, user);
        return { value: { name }, objects: changed(undefined, user) };
      }),
    removeUser: (call, name) =>
      journal.command(call, { name: 'rights.removeUser', input: { name }, areas: ['rights'] }, (db) => {
        checkSite(call.actor);
        const user = found(db, name);
        for (const one of user.given) checkGiving(call.actor, { class: one.class, object: one.kind === '' ? null : one }, one.rights);
        deleteUser(db, user.name);
        return { value: { name: user.name }, objects: changed(user, undefined) };
      }),
    set: (call, to) =>
      journal.command(call, { name: 'rights.set', input: to, areas: ['rights'] }, (db) => {
        checkSet(to.class, to.rights);
        if (to.object && classOfKind[to.object.kind] !== to.class) throw new Failure('NOT_FOUND', { what: 'The rights were not changed.', why: `It is no object of the class ${classNames[to.class]}.`, todo: 'Choose an object of the class.' });
        const before = found(db, to.user);
        const held = of(to.user);
        const [had, has] = [to.object ? held.onObject(to.class, to.object) : held.onClass(to.class), ordered(to.class, to.rights)];
        checkGiving(call.actor, to, [...had, ...has].filter((one) => had.includes(one) !== has.includes(one)));
        const rest = before.given.filter((one) => one.class !== to.class || !isOf(one, to.object));
        const maker = to.object && makerOf(db, to.object.kind, to.object.id);
        // An empty list on an object says no to its maker; anywhere else it says nothing.
        const kept = has.length > 0 || (maker !== null && same(maker, to.user)) ? [{ class: to.class, kind: to.object?.kind ?? '', id: to.object?.id ?? '', rights: has }] : [];
        putUser(db, { name: before.name, given: [...rest, ...kept] });
        return { value: { rights: has }, objects: changed(before, findUser(db, before.name)) };
      }),
  };
}
