import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmallSite, type SmallSite } from '../../../test/support/small-site.ts';
import { contract, neededRights, right, rightsOfClass, securableClass, type ObjectRef, type Right } from '../../contract/index.ts';
import { createJournal, type Journal } from '../audit/index.ts';
import { createObjects, type ConsoleObject, type Objects } from '../objects/index.ts';
import { createRights, type Rights } from './index.ts';

const [ACCOUNT, ADMINISTRATOR, DEPLOYER, VIEWER] = ['CORP\\server', 'CORP\\administrator', 'CORP\\deployment.admin', 'CORP\\report.viewer'];
const LIST: ObjectRef = { kind: 'updateList', id: '7' };

let site: SmallSite;
let journal: Journal;
let objects: Objects;
let rights: Rights;

const listObject: ConsoleObject<{ name: string }> = {
  kind: 'updateList', noun: 'Update list', areas: ['updateLists'], name: (value) => value.name,
  read: (_db, id) => ({ name: `List ${id}` }), restore: () => undefined, compare: () => [],
};
const call = (actor: string) => ({ site: 'CEN', actor, expectedRevision: journal.revision() });
const may = (user: string, one: Parameters<Rights['check']>[1]) => {
  try {
    rights.check(user, one);
    return true;
  } catch {
    return false;
  }
};
const set = (by: string, user: string, given: Right[], of: Parameters<Rights['set']>[1]['class'] = 'configurationItem', object: ObjectRef | null = null) => rights.set(call(by), { user, class: of, object, rights: given });
const code = (run: () => unknown) => {
  try {
    run();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

beforeEach(() => {
  site = openSmallSite();
  journal = createJournal({ database: site.database, clock: site.clock, changes: site.changes });
  objects = createObjects({ database: site.database, journal, clock: site.clock });
  objects.register(listObject);
  rights = createRights({ account: ACCOUNT, database: site.database, journal, objects });
});
afterEach(() => site.close());

describe('what is allowed', () => {
  test('[D§8.6] the lab has an administrator, one who deploys and one who looks; the account of the site server may everything', () => {
    expect(rights.users()).toMatchObject([{ name: ACCOUNT, account: true }, { name: ADMINISTRATOR }, { name: DEPLOYER }, { name: VIEWER }]);
    for (const of of securableClass.options) for (const one of rightsOfClass[of]) expect([may(ACCOUNT, { class: of, right: one }), may(ADMINISTRATOR, { class: of, right: one })]).toEqual([true, true]);
    expect([may(DEPLOYER, { class: 'configurationItem', right: 'create' }), may(VIEWER, { class: 'configurationItem', right: 'create' })]).toEqual([true, false]);
    expect(may('corp\\REPORT.viewer', { class: 'report', right: 'read' })).toBe(true);
  });

  test('[D§8.6] a refusal names the user, the right and the class, and what to do', () => {
    expect(() => rights.check(VIEWER, { class: 'softwareUpdates', right: 'manageFolders' })).toThrow(
      expect.objectContaining({ code: 'NO_RIGHT', explained: expect.objectContaining({ right: 'manageFolders', class: 'softwareUpdates', why: 'CORP\\report.viewer does not have the right Manage Folders on the class Software Updates.', todo: expect.stringContaining('Security Rights') }) }),
    );
    expect(() => rights.check('CORP\\nobody', { class: 'site', right: 'read' })).toThrow(/is no user of this site/);
  });

  test('[D§8.6] a right on one object does as well as on its class, for that object only', () => {
    set(ADMINISTRATOR, VIEWER, ['read', 'modify'], 'configurationItem', LIST);
    expect([may(VIEWER, { class: 'configurationItem', right: 'modify', object: LIST }), may(VIEWER, { class: 'configurationItem', right: 'modify' }), may(VIEWER, { class: 'configurationItem', right: 'modify', object: { ...LIST, id: '8' } })]).toEqual([true, false, false]);
  });

  test('[D§8.6] who makes an object has every right on it, until an administrator gives others', () => {
    journal.command(call(DEPLOYER), { name: 'updateLists.create', input: {}, areas: [] }, () => ({ value: 0, objects: [{ kind: LIST.kind, id: LIST.id, name: 'x', after: { name: 'x' } }] }));
    const wanted = { class: 'configurationItem', right: 'delete', object: LIST } as const;
    expect([may(DEPLOYER, wanted), may(DEPLOYER, { ...wanted, object: null }), may(VIEWER, wanted)]).toEqual([true, false, false]);
    expect(rights.list({ user: null, object: LIST })).toContainEqual({ user: DEPLOYER, class: 'configurationItem', object: { ...LIST, name: 'List 7' }, rights: [...rightsOfClass.configurationItem], by: 'maker' });
    expect(rights.mine(DEPLOYER).instances).toEqual([{ class: 'configurationItem', object: LIST, rights: [...rightsOfClass.configurationItem] }]);
    set(ADMINISTRATOR, DEPLOYER, [], 'configurationItem', LIST);
    expect(may(DEPLOYER, wanted)).toBe(false);
  });
});

describe('giving rights', () => {
  test('[D§8.6] every right but Administer, Create and Delegate needs Read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...securableClass.options), fc.subarray(right.options), (of, given) => {
        const fits = given.every((one) => rightsOfClass[of].includes(one));
        const read = given.includes('read') || given.every((one) => ['create', 'delegate', 'administer'].includes(one));
        expect(code(() => set(ADMINISTRATOR, VIEWER, given, of))).toBe(fits && read ? null : 'INVALID_SETTINGS');
      }),
      { numRuns: 60 },
    );
  });

  test('[D§8.6] with Delegate only the rights one has oneself are given and taken', () => {
    expect(code(() => set(DEPLOYER, VIEWER, ['read', 'create']))).toBe('NO_RIGHT');
    set(ADMINISTRATOR, DEPLOYER, ['read', 'create', 'delegate']);
    expect(code(() => set(DEPLOYER, VIEWER, ['read', 'create']))).toBeNull();
    expect(() => set(DEPLOYER, VIEWER, ['read', 'create', 'delete'])).toThrow(/can delegate only rights of their own/);
    expect(code(() => set(DEPLOYER, VIEWER, ['read']))).toBeNull();
    expect(code(() => set(DEPLOYER, ADMINISTRATOR, ['read']))).toBe('NO_RIGHT');
  });

  test('[D§8.6] nobody takes a right from the account of the site server, and one without Administer adds no user', () => {
    expect(code(() => set(ADMINISTRATOR, ACCOUNT, ['read']))).toBe('REFUSED');
    expect(code(() => rights.removeUser(call(ADMINISTRATOR), ACCOUNT))).toBe('REFUSED');
    expect(code(() => rights.addUser(call(VIEWER), 'CORP\\new', null))).toBe('NO_RIGHT');
    expect(code(() => rights.addUser(call(ADMINISTRATOR), 'corp\\Report.Viewer', null))).toBe('INVALID_SETTINGS');
  });

  test('[INSIGHT-05] every change of rights is journaled whole and undone from there', () => {
    const added = rights.addUser(call(ADMINISTRATOR), 'CORP\\new', DEPLOYER);
    expect(may('CORP\\new', { class: 'deployment', right: 'create' })).toBe(true);
    const changed = set(ACCOUNT, 'CORP\\new', ['read'], 'deployment');
    expect(objects.entry(changed.revision).changes).toMatchObject([{ noun: 'Security user', name: 'CORP\\new', differences: [{ field: 'Deployment', from: 'Read, Create, Modify, Delete', to: 'Read' }] }]);
    objects.undo(call(ACCOUNT), changed.revision);
    expect(may('CORP\\new', { class: 'deployment', right: 'create' })).toBe(true);
    const removed = rights.removeUser(call(ADMINISTRATOR), 'CORP\\new');
    expect(may('CORP\\new', { class: 'deployment', right: 'read' })).toBe(false);
    objects.undo(call(ACCOUNT), removed.revision);
    expect(rights.mine('CORP\\new').classes).toEqual(rights.mine(DEPLOYER).classes);
    expect(added.value.name).toBe('CORP\\new');
  });
});

test('[D§8.6] every procedure of the contract says what it needs, and nothing else does', () => {
  const names = Object.entries(contract).flatMap(([area, procedures]) => Object.keys(procedures).map((verb) => `${area}.${verb}`));
  expect(Object.keys(neededRights).sort()).toEqual(names.sort());
  for (const needed of Object.values(neededRights)) if (needed && needed !== 'itself') expect(rightsOfClass[needed.class]).toContain(needed.right);
});
