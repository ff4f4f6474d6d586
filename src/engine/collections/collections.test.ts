import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmallSite, START, type SmallSite } from '../../../test/support/small-site.ts';
import { collectionDraft, maintenanceWindows, type CollectionCriterion, type CollectionDraft } from '../../contract/index.ts';
import { createJournal, type Journal } from '../audit/index.ts';
import { createBreath, system } from '../kernel/index.ts';
import { createObjects } from '../objects/index.ts';
import { foundBy } from './rules.ts';
import { createCollections, membersOf, membershipVersionOf, type Collections } from './index.ts';

let site: SmallSite;
let journal: Journal;
let collections: Collections;
let stretches: number[];

const open = (secondary = false) => {
  journal = createJournal({ database: site.database, clock: site.clock, changes: site.changes });
  collections = createCollections({
    code: 'CEN', secondary, database: site.database, clock: site.clock, journal, objects: createObjects({ database: site.database, journal, clock: site.clock }), changes: site.changes, touched: () => {},
    breath: () => {
      let since = system.monotonic();
      const breath = createBreath(system.monotonic);
      return () => {
        const paused = breath();
        if (!paused) return undefined;
        stretches.push(system.monotonic() - since);
        return paused.then(() => void (since = system.monotonic()));
      };
    },
  });
};
beforeEach(() => {
  site = openSmallSite();
  stretches = [];
  open();
});
afterEach(async () => {
  await collections.close();
  site.close();
});

const releases = [
  ['Microsoft Windows XP Professional', '5.1.2600', 3, 1, 'x86'], ['Microsoft Windows 7 Enterprise', '6.1.7601', 1, 1, 'x64'],
  ['Microsoft Windows Server 2003 Standard', '5.2.3790', 2, 3, 'x86'], ['Microsoft Windows Server 2008 R2', '6.1.7601', 1, 2, 'x64'],
  ['Microsoft Windows XP Professional x64 Edition', '5.2.3790', 2, 1, 'x64'],
] as const;

/** Computers PC-000001 … of five releases in turn; every tenth has the agent of 2009. */
function addClients(count: number, from = 0) {
  site.database.transaction((db) => {
    const insert = db.prepare(`INSERT INTO clients (guid, name, domain, site_code, origin, operating_system, os_version, service_pack, product_type, architecture, language, agent_version, registered_at)
      VALUES (?, ?, 'corp.lab', 'CEN', 'lab', ?, ?, ?, ?, ?, 'en-us', ?, 0)`);
    for (let at = from; at < from + count; at += 1) insert.run(`guid ${at}`, `PC-${String(at + 1).padStart(6, '0')}`, ...releases[at % 5]!, at % 10 === 0 ? '7.2.6001.788' : '7.6.7600.256');
  });
  site.changes.publish({ revision: 0, at: START, areas: ['clients'] });
}

const call = (expectedRevision = journal.revision()) => ({ site: 'CEN', actor: 'CORP\\a', expectedRevision });
const draft = (more: Partial<CollectionDraft> = {}): CollectionDraft => ({ name: 'Ring 1', comment: '', queries: [], direct: [], dynamic: false, schedule: null, ...more });
type Compared = readonly [attribute: CollectionCriterion['attribute'], operator: CollectionCriterion['operator'], value: string, join?: 'and' | 'or'];
const rule = (...criteria: readonly Compared[]) => ({ name: 'rule', criteria: criteria.map(([attribute, operator, value, join = 'and']) => ({ join, attribute, operator, value })) });
const idOf = (name: string) => collections.list().find((one) => one.name === name)!.id;
const membersBy = async (...criteria: readonly Compared[]) => {
  const { value } = collections.create(call(), null, draft({ name: `by rule ${collections.list().length}`, queries: [rule(...criteria)] }));
  await collections.settled();
  return [...membersOf(site.database, value.id)];
};

describe('[DEPLOY-14] collections', () => {
  test('those of the product are there from the start and have the right computers', async () => {
    addClients(50);
    await collections.settled();
    const counts = Object.fromEntries(collections.list().map(({ name, members }) => [name, members]));
    expect(counts).toMatchObject({
      'All Systems': 50, 'All Windows Workstation or Professional Systems': 30, 'All Windows Server Systems': 20, 'All Windows XP Systems': 20, 'All Windows 7 Systems': 10,
      'All Windows Server 2003 Systems': 10, 'All Windows Server 2008 R2 Systems': 10, 'All Windows Vista Systems': 0, 'All Windows Server 2008 Systems': 0,
    });
    expect(collections.list()[0]).toMatchObject({ code: expect.stringMatching(/^SMS0000[0-9A-F]$/), builtIn: true, updating: false });
    expect(membersOf(site.database, idOf('All Systems'))).toEqual(Uint32Array.from({ length: 50 }, (_, at) => at + 1));
  });

  test('rules compare attributes, and binds closer than or, case does not matter', async () => {
    addClients(20);
    expect(await membersBy(['name', 'is', 'pc-000003'])).toEqual([3]);
    expect(await membersBy(['operatingSystem', 'startsWith', 'microsoft windows xp'], ['architecture', 'is', 'x64'])).toEqual([5, 10, 15, 20]);
    expect(await membersBy(['name', 'is', 'PC-000001'], ['name', 'is', 'PC-000002', 'or'], ['architecture', 'is', 'x86'])).toEqual([1]);
    expect(await membersBy(['servicePack', 'greater', '2'])).toEqual([1, 6, 11, 16]);
    expect(await membersBy(['agentVersion', 'less', '7.2.6001.1000'])).toEqual([1, 11]);
    expect(await membersBy(['productType', 'is', 'domainController'], ['name', 'doesNotContain', '9'])).toEqual([4, 14]);
    expect(await membersBy(['client', 'isNot', 'yes'])).toEqual([]);
  });

  test('a rule finds what comparing each computer by itself finds', () => {
    const client = fc.record({
      client_id: fc.constant(1), name: fc.constantFrom('PC-1', 'SRV-2'), site_code: fc.constantFrom('CEN', 'PR1'), operating_system: fc.constantFrom('Windows XP', 'Windows 7'), service_pack: fc.nat(4),
      product_type: fc.constantFrom(1, 2, 3), architecture: fc.constantFrom('x86', 'x64'), language: fc.constantFrom('en-us', 'fr'), agent_version: fc.constantFrom('7.2.6001.788', '7.10', '7.2'),
    });
    const criterion = fc.record({ join: fc.constantFrom('and', 'or'), attribute: fc.constantFrom('name', 'architecture', 'language'), operator: fc.constantFrom('is', 'isNot', 'startsWith', 'contains'), value: fc.constantFrom('PC-1', 'x86', 'en-us', 'fr', '-') }) as fc.Arbitrary<CollectionCriterion>;
    fc.assert(fc.property(client, fc.array(criterion, { minLength: 1, maxLength: 6 }), (one, criteria) => {
      const holds = criteria.map((each) => foundBy([{ name: 'r', criteria: [each] }])(one));
      const expected = holds.slice(1).reduce((text, value, at) => `${text} ${criteria[at + 1]!.join === 'or' ? '||' : '&&'} ${value}`, String(holds[0]));
      const truth = expected.split(' || ').some((group) => group.split(' && ').every((value) => value === 'true'));
      expect(foundBy([{ name: 'r', criteria }])(one)).toBe(truth);
    }), { numRuns: 300 });
  });

  test('direct members are members whatever they are; a computer that is gone is none', async () => {
    addClients(10);
    const { value } = collections.create(call(), idOf('All Systems'), draft({ queries: [rule(['name', 'is', 'PC-000003'])], direct: [7, 5, 7] }));
    await collections.settled();
    expect([...membersOf(site.database, value.id)]).toEqual([3, 5, 7]);
    expect(collections.details(value.id)).toMatchObject({ code: 'CEN0000C', parent: 1, direct: [{ id: 5, name: 'PC-000005' }, { id: 7, name: 'PC-000007' }], members: 3 });
    site.database.transaction((db) => db.prepare('UPDATE clients SET removed_at = 1 WHERE client_id = 5').run());
    const before = membershipVersionOf(site.database, value.id);
    collections.updateMembership(call(), value.id, false);
    expect(collections.details(value.id).updating).toBe(true);
    await collections.settled();
    expect([...membersOf(site.database, value.id)]).toEqual([3, 7]);
    expect(membershipVersionOf(site.database, value.id)).toBeGreaterThan(before);
    expect(collections.details(value.id).direct).toHaveLength(1);
  });

  test('new computers come into a collection by its schedule, or at once when it takes them in dynamically', async () => {
    addClients(5);
    const later = collections.create(call(), null, draft({ name: 'Later', queries: [rule(['architecture', 'is', 'x86'])], schedule: { every: 6, unit: 'hours' } })).value.id;
    const atOnce = collections.create(call(), null, draft({ name: 'At once', queries: [rule(['architecture', 'is', 'x86'])], dynamic: true })).value.id;
    const never = collections.create(call(), null, draft({ name: 'When asked', queries: [rule(['architecture', 'is', 'x86'])] })).value.id;
    await collections.settled();
    addClients(5, 5);
    await collections.settled();
    const members = () => [later, atOnce, never].map((id) => collections.details(id).members);
    expect(members()).toEqual([2, 4, 2]);
    await site.clock.advanceTo(START + 6 * 3_600_000);
    expect(members()).toEqual([4, 4, 2]);
    expect(collections.details(later).updatedAt).toBe(START + 6 * 3_600_000);
  });

  test('an update of the membership looks at nobody again while rules and computers are as they were', async () => {
    addClients(10);
    const { value } = collections.create(call(), null, draft({ queries: [rule(['architecture', 'is', 'x86'])] }));
    await collections.settled();
    const version = () => membershipVersionOf(site.database, value.id);
    const again = async () => {
      collections.updateMembership(call(), value.id, false);
      await collections.settled();
      return version();
    };
    const before = version();
    expect(await again()).toBe(before);
    // What no rule looks at is none of its business; what one looks at is.
    site.database.transaction((db) => db.prepare('UPDATE clients SET told = 0').run());
    expect(await again()).toBe(before);
    site.database.transaction((db) => db.prepare("UPDATE clients SET architecture = 'x86'").run());
    expect(await again()).toBeGreaterThan(before);
    expect(collections.details(value.id).members).toBe(10);
  });

  test('a collection goes with those below it, and says so before', async () => {
    addClients(10);
    const ring = collections.create(call(), null, draft()).value.id;
    const below = collections.create(call(), ring, draft({ name: 'Ring 1a', direct: [1, 2] })).value.id;
    collections.create(call(), below, draft({ name: 'Ring 1b' }));
    await collections.settled();
    collections.setMaintenanceWindows(call(), below, [{ name: 'Night', start: '2013-01-12T22:00', utc: false, minutes: 120, recurrence: { kind: 'weekly', every: 1, day: 'saturday' } }]);
    expect(collections.deletion(ring).collections).toEqual([{ id: ring, name: 'Ring 1', members: 0, windows: 0 }, { id: below, name: 'Ring 1a', members: 2, windows: 1 }, { id: below + 1, name: 'Ring 1b', members: 0, windows: 0 }]);
    expect(collections.delete(call(), ring).value).toEqual({ deleted: 3 });
    expect(collections.list().every((one) => one.builtIn)).toBe(true);
    expect([...membersOf(site.database, below)]).toEqual([]);
    expect(() => collections.details(ring)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('what cannot be is refused and leaves everything as it was', async () => {
    const own = collections.create(call(), null, draft()).value;
    const seen = journal.revision();
    expect(() => collections.create(call(), null, draft({ name: 'RING 1' }))).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS', explained: expect.objectContaining({ fields: [{ path: 'name', message: 'Another collection has this name.' }] }) }));
    expect(() => collections.create(call(), 999, draft({ name: 'Ring 2' }))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
    expect(() => collections.change(call(), idOf('All Systems'), draft({ name: 'Mine' }))).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    expect(() => collections.delete(call(), idOf('All Windows 7 Systems'))).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    expect(journal.revision()).toBe(seen);
    collections.change(call(), own.id, draft({ name: 'Ring one' }));
    expect(() => collections.change(call(seen), own.id, draft({ name: 'Ring two' }))).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT' }));
    await collections.close();
    open(true);
    expect(() => collections.create(call(), null, draft({ name: 'Ring 3' }))).toThrow(/secondary site/);
  });

  test('rules and windows that make no sense are told apart from those that do', () => {
    const errors = (value: unknown, schema: { safeParse(value: unknown): { success: boolean; error?: { issues: { message: string }[] } } }) => schema.safeParse(value).error?.issues.map(({ message }) => message) ?? [];
    const queries = (attribute: CollectionCriterion['attribute'], operator: CollectionCriterion['operator'], value: string) => errors(draft({ queries: [rule([attribute, operator, value])] }), collectionDraft);
    expect(queries('name', 'less', 'a')).toEqual(['This attribute cannot be compared so.']);
    expect(queries('servicePack', 'is', 'three')).toEqual(['A service pack is a number from 0 to 9.']);
    expect(queries('agentVersion', 'less', '7.2.6001.788')).toEqual([]);
    const night = { name: 'Night', start: '2013-01-12T22:00', utc: false, minutes: 120, recurrence: { kind: 'daily', every: 1 } };
    expect(errors([night], maintenanceWindows)).toEqual([]);
    expect(errors([{ ...night, minutes: 1440 }], maintenanceWindows)).toEqual(['A window is shorter than 24 hours.']);
    expect(errors([{ ...night, start: '2013-02-31T22:00' }], maintenanceWindows)).toEqual(['There is no such date.']);
    expect(errors([night, { ...night, name: 'NIGHT' }], maintenanceWindows)).toEqual(['Two windows have the same name.']);
  });

  test('a schedule goes on when what was due is deleted, and after a disk that was full', async () => {
    addClients(5);
    const often = collections.create(call(), null, draft({ name: 'Often', schedule: { every: 1, unit: 'hours' } })).value.id;
    const later = collections.create(call(), null, draft({ name: 'Later', queries: [rule(['client', 'is', 'yes'])], schedule: { every: 2, unit: 'hours' } })).value.id;
    await collections.settled();
    collections.delete(call(), often);
    await site.clock.advanceTo(START + 2 * 3_600_000);
    expect(collections.details(later).updatedAt).toBe(START + 2 * 3_600_000);

    addClients(40_000, 5);
    await collections.settled();
    const pages = site.database.prepare<number>('PRAGMA page_count').pluck().get()!;
    site.database.prepare(`PRAGMA max_page_count = ${pages}`).get();
    await site.clock.advanceTo(START + 4 * 3_600_000);
    expect(collections.details(later)).toMatchObject({ members: 5, updatedAt: START + 2 * 3_600_000, updating: false });
    site.database.prepare('PRAGMA max_page_count = 1073741823').get();
    await site.clock.advanceTo(START + 4 * 3_600_000 + 300_000);
    expect(collections.details(later)).toMatchObject({ members: 40_005, updatedAt: START + 4 * 3_600_000 + 300_000 });
  });

  test('100,000 computers: the membership is found in slices, with other work between them', async () => {
    addClients(100_000);
    await collections.settled();
    expect(collections.list().find(({ name }) => name === 'All Systems')!.members).toBe(100_000);
    expect(stretches.length).toBeGreaterThan(20);
  });
});
