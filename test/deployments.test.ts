import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultDeploymentSettings, deploymentDraft, type ColumnId, type DeploymentDraft, type SoftwareUpdatesClientAgentSettings, type View } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { HOUR, setFleet } from './support/fleet.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

const xp = (kb: string, more = {}) => update({ kb, windows: '5.1', product: ids.windowsXp, classification: ids.security, ...more });
const bare = { template: null, updateList: null, package: null };
type Change = { settings?: Partial<DeploymentDraft['settings']>; schedule?: Partial<DeploymentDraft['schedule']>; sms2003?: Partial<DeploymentDraft['sms2003']> };
const draft = (name: string, { settings, schedule, sms2003 }: Change = {}): DeploymentDraft => ({
  name, description: 'January', settings: { ...defaultDeploymentSettings, collection: 'SMS00001', ...settings },
  schedule: { available: null, deadline: '2013-01-21T08:00', wakeOnLan: false, ignoreMaintenanceWindows: false, ...schedule }, sms2003: { hide: false, every: null, maximumMinutes: null, ...sms2003 },
});
type AnySite = Lab['site'];
const view = (more: Partial<View> = {}): View => ({ node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null, ...more });
const rowsOf = async (site: AnySite, more: Partial<View> = {}) => (await site.read('rows', { view: view(more), offset: 0, limit: 500 })).value.rows;
const articles = async (site: AnySite, more: Partial<View> = {}) => (await rowsOf(site, more)).map((row) => row.articleId);
const idsOf = async (site: AnySite, ...kbs: string[]) => (await rowsOf(site)).filter((row) => kbs.includes(row.articleId)).map((row) => row.id);
const all = async (site: AnySite) => (await site.read('deployments', {})).value;
const failure = (code: string, field?: string) => expect.objectContaining(field === undefined ? { code } : { code, explained: expect.objectContaining({ fields: [expect.objectContaining({ path: field })] }) as object });

describe('deployments', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
    publish(lab.upstream, ['100001', '100002', '100003', '100004'].map((kb) => xp(kb)));
    await lab.synchronize();
  });
  afterEach(() => lab.close());
  const deployments = () => lab.site.deployments;
  const make = async (name: string, kbs: string[], change: Change = {}) => deployments().create(lab.command(), draft(name, change), await idsOf(lab.site, ...kbs), bare);
  const agent = (change: Partial<SoftwareUpdatesClientAgentSettings>) => lab.site.softwareUpdatesClientAgent.change(lab.command(), { ...lab.site.softwareUpdatesClientAgent.settings().settings, ...change });

  test('[DEPLOY-02] one offers updates to a collection, is numbered from 1, shows its updates, marks them Deployed, and is there again after a restart', async () => {
    const made = await make('January', ['100001', '100003']);
    expect(made.value).toMatchObject({ id: 1, name: 'January', deployed: 2, already: 0, expired: 0, gone: 0 });
    expect((await make('February', ['100002'], { schedule: { deadline: null } })).value.id).toBe(2);
    expect(deployments().addUpdates(lab.command(), 1, [...(await idsOf(lab.site, '100003', '100004')), 987_654]).value).toMatchObject({ deployed: 1, already: 1, gone: 1 });
    expect(deployments().removeUpdates(lab.command(), 1, await idsOf(lab.site, '100001')).value).toEqual({ removed: 1 });
    expect(await articles(lab.site, { deployment: 1 })).toEqual(['100003', '100004']);
    expect((await rowsOf(lab.site)).map((row) => row.deployed)).toEqual([false, true, true, true]);
    lab = await lab.reopen();
    expect(await all(lab.site)).toMatchObject([
      { id: 2, name: 'February', schedule: { deadline: null }, updates: 1 },
      { id: 1, ...draft('January'), enabled: true, collection: { name: 'All Systems' }, updates: 2, expired: 0, missing: 0, sourceSite: 'CEN', locked: false, createdBy: ACTOR, uniqueId: expect.stringMatching(/^\{[0-9A-F-]{36}\}$/) as string },
    ]);
    expect(await articles(lab.site, { deployment: 1 })).toEqual(['100003', '100004']);
    deployments().delete(lab.command(), 1);
    expect((await make('March', ['100001'])).value.id).toBe(3);
  });

  test('[DEPLOY-02] Deployed sorts, is looked for and asked for in search folders as it is at the moment', async () => {
    const sort = (column: ColumnId) => ({ sort: { column, descending: true } });
    const criteria = (value: string) => ({ criteria: [{ property: 'IsDeployed', type: null, uiProperty: null, values: [value] }] });
    expect(await articles(lab.site, criteria('true'))).toEqual([]);
    await make('January', ['100003']);
    expect((await articles(lab.site, sort('deployed')))[0]).toBe('100003');
    expect(await articles(lab.site, { find: { text: 'yes', column: 'deployed' } })).toEqual(['100003']);
    expect(await articles(lab.site, criteria('true'))).toEqual(['100003']);
    expect(await articles(lab.site, criteria('false'))).toEqual(['100001', '100002', '100004']);
    await make('February', ['100003', '100004']);
    deployments().delete(lab.command(), 1);
    expect(await articles(lab.site, criteria('true'))).toEqual(['100003', '100004']);
    publish(lab.upstream, [xp('100004', { revision: 201 })]);
    await lab.synchronize();
    expect(await articles(lab.site, { find: { text: 'yes', column: 'deployed' } })).toEqual(['100003', '100004']);
    deployments().delete(lab.command(), 2);
    expect(await articles(lab.site, criteria('true'))).toEqual([]);
  });

  test('[DEPLOY-02] a deployment with an expired update keeps working; none can be added, and the wizard tells of it', async () => {
    const both = await idsOf(lab.site, '100001', '100002');
    await make('January', ['100001', '100002']);
    publish(lab.upstream, [xp('100002', { revision: 201, expired: true })]);
    const { settings } = lab.site.softwareUpdatePoint.settings();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
    await lab.clock.advanceTo(lab.clock.now() + 25 * HOUR);
    expect(await all(lab.site)).toMatchObject([{ updates: 2, expired: 1 }]);
    expect(lab.site.deployments.examine(both)).toMatchObject({ updates: 1, expired: 1, gone: 0, name: 'Deployment 2' });
    deployments().change(lab.command(), 1, draft('January 2013'));
    expect(deployments().create(lab.command(), draft('Second'), both, bare).value).toMatchObject({ deployed: 1, expired: 1, results: [{ articleId: '100002', result: 'expired' }, { articleId: '100001', result: 'deployed' }] });
    expect(() => deployments().create(lab.command(), draft('Third'), both.slice(1), bare)).toThrow(failure('REFUSED'));
    expect(() => deployments().addUpdates(lab.command(), 2, both.slice(1))).toThrow(failure('REFUSED'));
  });

  test('[DEPLOY-02] what cannot be is refused by the schema or by the site, which names the field', async () => {
    const wrong = [
      draft(''), draft('a/b'), draft('x'.repeat(127)), { ...draft('a'), description: 'x'.repeat(513) }, draft('a', { settings: { collection: null } }), draft('a', { settings: { collection: 'SMS' } }),
      draft('a', { schedule: { available: '2013-02-01T08:00', deadline: '2013-02-01T08:00' } }), draft('a', { schedule: { deadline: '2013-02-31T08:00' } }), draft('a', { schedule: { deadline: 'soon' } }),
      draft('a', { settings: { duration: { every: 100, unit: 'days' } } }), draft('a', { sms2003: { maximumMinutes: 0 } }),
    ];
    for (const one of wrong) expect(deploymentDraft.safeParse(one).success, JSON.stringify(one)).toBe(false);
    const refused = (name: string, change: Change) => expect(make(name, ['100001'], change)).rejects;
    await make('January', ['100001']);
    await refused('JANUARY', {}).toThrow(failure('INVALID_SETTINGS', 'name'));
    await refused('a', { settings: { collection: 'SMS000FF' } }).toThrow(failure('INVALID_SETTINGS', 'settings.collection'));
    await refused('a', { settings: { collection: 'PR100001' } }).toThrow(failure('INVALID_SETTINGS', 'settings.collection'));
    // The lab begins at 8:00 UTC of January 7th; the clock of a client may still show the 6th.
    await refused('a', { schedule: { deadline: '2013-01-07T08:00' } }).toThrow(failure('INVALID_SETTINGS', 'schedule.deadline'));
    await refused('a', { schedule: { deadline: '2013-01-06T20:00' }, settings: { utc: false } }).toThrow(failure('INVALID_SETTINGS', 'schedule.deadline'));
    await make('local', ['100001'], { schedule: { deadline: '2013-01-07T08:00' }, settings: { utc: false } });
    await refused('a', { settings: { sms2003: { ...defaultDeploymentSettings.sms2003, deploy: true } } }).toThrow(failure('INVALID_SETTINGS', 'settings.sms2003.deploy'));
    expect(() => deployments().create(lab.command(), draft('a'), [987_654], bare)).toThrow(failure('REFUSED'));
    expect(() => deployments().change(lab.command(), 99, draft('a'))).toThrow(failure('NOT_FOUND'));
  });

  test('[DEPLOY-02] license terms are accepted before anything is deployed', async () => {
    publish(lab.upstream, [xp('100005', { licence: true })]);
    await lab.synchronize();
    const row = (await rowsOf(lab.site)).find((one) => one.articleId === '100005')!;
    expect(row.licenceTerms).toBe('pending');
    await expect(make('January', ['100001', '100005'])).rejects.toThrow(failure('REFUSED'));
    await make('January', ['100001']);
    expect(() => deployments().addUpdates(lab.command(), 1, [row.id])).toThrow(failure('REFUSED'));
    lab.site.updateProperties.acceptLicenceTerms(lab.command(), [row.id]);
    expect(deployments().addUpdates(lab.command(), 1, [row.id]).value.deployed).toBe(1);
  });

  test('[DEPLOY-11] while all deployments are hidden only mandatory ones can be made; optional ones of before stay', async () => {
    await make('Optional', ['100001'], { schedule: { deadline: null } });
    agent({ hideAll: true });
    expect(deployments().examine([1])).toMatchObject({ hideAll: true });
    await expect(make('Another', ['100001'], { schedule: { deadline: null } })).rejects.toThrow(failure('INVALID_SETTINGS', 'schedule.deadline'));
    await make('Mandatory', ['100001']);
    expect(() => deployments().change(lab.command(), 2, draft('Mandatory', { schedule: { deadline: null } }))).toThrow(failure('INVALID_SETTINGS', 'schedule.deadline'));
    deployments().change(lab.command(), 1, draft('Still optional', { schedule: { deadline: null } }));
    agent({ hideAll: false });
    await make('Another', ['100001'], { schedule: { deadline: null } });
  });

  test('[DEPLOY-02] two who edit one deployment do not overwrite each other', async () => {
    await make('January', ['100001']);
    const opened = lab.command();
    deployments().change(lab.command(), 1, draft('Mine'));
    for (const second of [() => deployments().change(opened, 1, draft('Yours')), () => deployments().setEnabled(opened, 1, false), () => deployments().delete(opened, 1)]) expect(second).toThrow(failure('REVISION_CONFLICT'));
    expect(deployments().addUpdates(opened, 1, await idsOf(lab.site, '100002')).value.deployed).toBe(1);
    expect(await all(lab.site)).toMatchObject([{ name: 'Mine', enabled: true, updates: 2 }]);
  });

  test('[INSIGHT-05] every change of a deployment can be undone and says what differs', async () => {
    const updates = await idsOf(lab.site, '100001', '100002', '100003');
    const steps = [
      () => deployments().create(lab.command(), draft('January'), updates.slice(0, 2), bare).revision, () => deployments().addUpdates(lab.command(), 1, updates.slice(2)).revision, () => deployments().setEnabled(lab.command(), 1, false).revision,
      () => deployments().change(lab.command(), 1, draft('February', { schedule: { deadline: null }, settings: { utc: false } })).revision, () => deployments().removeUpdates(lab.command(), 1, updates.slice(0, 1)).revision, () => deployments().delete(lab.command(), 1).revision,
    ];
    const state = async () => JSON.stringify([(await all(lab.site)).map(({ modifiedAt: _at, ...one }) => one), await articles(lab.site, { deployment: 1 }), (await rowsOf(lab.site)).map((row) => row.deployed)]);
    const states = [await state()];
    const revisions: number[] = [];
    for (const step of steps) {
      revisions.push(step());
      states.push(await state());
    }
    expect(lab.site.objects.entry(revisions[3]!).changes[0]!.differences).toEqual([{ field: 'Name', from: 'January', to: 'February' }, { field: 'Deadline', from: '2013-01-21 08:00', to: 'None' }, { field: 'Times', from: 'UTC', to: 'Client local time' }]);
    expect(lab.site.objects.entry(revisions[4]!).changes[0]!.differences).toContainEqual({ field: 'Updates taken out', from: 'KB100001', to: null });
    for (const [i, revision] of revisions.entries().toArray().toReversed()) {
      lab.site.objects.undo(lab.command(), revision);
      expect(await state()).toBe(states[i]);
    }
  });

  test('[INSIGHT-05] deleting a collection, an update list or a template names the deployments that stand on it', async () => {
    const own = lab.site.collections.create(lab.command(), null, { name: 'Pilot', comment: '', queries: [], direct: [], dynamic: false, schedule: null }).value;
    const list = lab.site.updateLists.create(lab.command(), { name: 'January', description: '' }, await idsOf(lab.site, '100001')).value;
    const { uniqueId } = (await lab.site.read('updateLists', {})).value[0]!;
    lab.site.deploymentTemplates.create(lab.command(), { name: 'Desktops', description: '', settings: defaultDeploymentSettings }, null);
    const template = lab.site.deploymentTemplates.list()[0]!;
    deployments().create(lab.command(), draft('January', { settings: { collection: own.code } }), await idsOf(lab.site, '100001'), { template: template.uniqueId, updateList: uniqueId, package: 'CEN00001' });
    const named = [{ kind: 'deployment', noun: 'Deployment', id: '1', name: 'January' }];
    expect(lab.site.collections.deletion(own.id).referredBy).toEqual(named);
    expect(lab.site.updateLists.deletion(list.id).referredBy).toEqual(named);
    expect(lab.site.deploymentTemplates.deletion(template.id).referredBy).toEqual(named);
    const { updateId } = (await rowsOf(lab.site))[0]!;
    expect(lab.site.objects.references({ kind: 'softwareUpdate', id: updateId })).toEqual(named);
    const { revision } = lab.site.collections.delete(lab.command(), own.id);
    expect(await all(lab.site)).toMatchObject([{ collection: null, settings: { collection: own.code } }]);
    deployments().change(lab.command(), 1, draft('January 2', { settings: { collection: own.code } }));
    lab.site.objects.undo(lab.command(), revision);
    expect(await all(lab.site)).toMatchObject([{ name: 'January 2', collection: { name: 'Pilot' } }]);
  });

  test('[D§8.6] deploying takes Create on deployments and Advertise on the collection', async () => {
    lab.site.rights.addUser(lab.command(), 'CORP\\deployer', null);
    lab.site.rights.set(lab.command(), { user: 'CORP\\deployer', class: 'deployment', object: null, rights: ['read', 'create', 'modify'] });
    const as = () => ({ ...lab.command(), actor: 'CORP\\deployer' });
    const chosen = await idsOf(lab.site, '100001');
    expect(() => deployments().create(as(), draft('January'), chosen, bare)).toThrow(expect.objectContaining({ code: 'NO_RIGHT', explained: expect.objectContaining({ class: 'collection', right: 'advertise' }) as object }));
    lab.site.rights.set(lab.command(), { user: 'CORP\\deployer', class: 'collection', object: { kind: 'collection', id: '1' }, rights: ['read', 'advertise'] });
    expect(deployments().create(as(), draft('January'), chosen, bare).value.deployed).toBe(1);
    const other = lab.site.collections.list().find((one) => one.code !== 'SMS00001')!;
    expect(() => deployments().change(as(), 1, draft('January', { settings: { collection: other.code } }))).toThrow(failure('NO_RIGHT'));
  });

  test('[DEPLOY-05] a computer has the enabled deployments of its collections and of those they stand below, and a number that stays while nothing changes', async () => {
    await setFleet(lab, 40);
    await lab.site.collections.settled();
    const clients = (await lab.site.read('clients', { find: '', sort: { column: 'name', descending: false }, collection: null, offset: 0, limit: 500 })).value.rows.map((row) => row.id);
    const collection = async (name: string, parent: number | null, direct: number[]) => {
      const one = lab.site.collections.create(lab.command(), parent, { name, comment: '', queries: [], direct, dynamic: false, schedule: null }).value;
      await lab.site.collections.settled();
      return one;
    };
    const top = await collection('Top', null, clients.slice(0, 5));
    const below = await collection('Below', top.id, clients.slice(5, 10));
    const lowest = await collection('Lowest', below.id, clients.slice(10, 12));
    const { assignments } = lab.site;
    await make('With', ['100001'], { settings: { collection: top.code } });
    await make('Without', ['100002'], { settings: { collection: top.code, includeSubcollections: false } });
    await make('All', ['100003']);
    const of = (id: number) => assignments.of(id).map((one) => one.name);
    expect([0, 5, 11, 12].map((nth) => of(clients[nth]!))).toEqual([['With', 'Without', 'All'], ['With', 'All'], ['With', 'All'], ['All']]);
    expect(of(987_654)).toEqual([]);
    expect(assignments.of(clients[0]!)[0]).toMatchObject({ id: 1, uniqueId: expect.stringMatching(/^\{/) as string, schedule: { deadline: '2013-01-21T08:00' }, updates: await idsOf(lab.site, '100001') });

    const version = assignments.version();
    lab.site.updateLists.create(lab.command(), { name: 'Else', description: '' }, await idsOf(lab.site, '100001'));
    lab.site.collections.setMaintenanceWindows(lab.command(), lowest.id, []);
    await lab.clock.advanceTo(lab.clock.now() + HOUR);
    expect(assignments.version()).toBe(version);
    const changing = [
      () => void deployments().setEnabled(lab.command(), 1, false), () => void deployments().removeUpdates(lab.command(), 2, [1]), () => void deployments().delete(lab.command(), 2),
      async () => (lab.site.collections.change(lab.command(), lowest.id, { name: 'Lowest', comment: '', queries: [], direct: clients.slice(0, 1), dynamic: false, schedule: null }), lab.site.collections.settled()),
      () => void lab.site.collections.delete(lab.command(), below.id), () => void agent({ enabled: false }), () => void agent({ enabled: true }),
    ];
    for (const [nth, change] of changing.entries()) {
      const before = assignments.version();
      await change();
      expect(assignments.version(), `change ${nth}`).toBeGreaterThan(before);
    }
    agent({ enabled: false });
    expect(of(clients[0]!)).toEqual([]);
    agent({ enabled: true });
    expect(of(clients[0]!)).toEqual(['All']);
  });

  test('[DEPLOY-02] random histories of deployments: what is kept is what was done, and what is undone is as before', { timeout: 30_000 }, async () => {
    const updates = await idsOf(lab.site, '100001', '100002', '100003', '100004');
    const chosen = fc.subarray(updates, { minLength: 1 });
    await fc.assert(fc.asyncProperty(fc.array(fc.oneof(fc.tuple(fc.constant('add' as const), chosen), fc.tuple(fc.constant('remove' as const), chosen)), { maxLength: 8 }), fc.nat(1_000_000), async (steps, seed) => {
      const { value } = deployments().create(lab.command(), draft(`Run ${seed} ${steps.length} ${lab.command().expectedRevision}`), updates.slice(0, 1), bare);
      const has = new Set(updates.slice(0, 1));
      const done: { revision: number; before: number[] }[] = [];
      const now = () => lab.database.prepare<number>('SELECT ci_id FROM deployment_updates WHERE deployment_id = ? ORDER BY ci_id').pluck().all(value.id);
      for (const [verb, some] of steps) {
        const before = now();
        const { revision } = verb === 'add' ? deployments().addUpdates(lab.command(), value.id, some) : deployments().removeUpdates(lab.command(), value.id, some);
        done.push({ revision, before });
        some.forEach((ci) => (verb === 'add' ? has.add(ci) : has.delete(ci)));
        expect(now()).toEqual([...has].sort((a, b) => a - b));
      }
      for (const { revision, before } of done.toReversed()) {
        lab.site.objects.undo(lab.command(), revision);
        expect(now()).toEqual(before);
      }
      deployments().delete(lab.command(), value.id);
    }), { interruptAfterTimeLimit: 1500 });
    expect((await rowsOf(lab.site)).some((row) => row.deployed)).toBe(false);
  });
});

describe('Software Updates Client Agent', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
  });
  afterEach(() => lab.close());
  const agent = () => lab.site.softwareUpdatesClientAgent;

  test('[DEPLOY-13] it begins as the product does, is changed, kept and undone; the scan schedule waits for a software update point', async () => {
    const { settings } = agent().settings();
    expect(settings).toMatchObject({ enabled: true, scanSchedule: { kind: 'simple', simple: { every: 7, unit: 'days' } }, enforceAll: false, within: { every: 7, unit: 'days' }, hideAll: false, reevaluationSchedule: { kind: 'simple', simple: { every: 7, unit: 'days' } } });
    const opened = lab.command();
    const { revision } = agent().change(lab.command(), { ...settings, hideAll: true, within: { every: 23, unit: 'hours' } });
    expect(() => agent().change(opened, settings)).toThrow(failure('REVISION_CONFLICT'));
    lab = await lab.reopen();
    expect(agent().settings()).toMatchObject({ settings: { hideAll: true, within: { every: 23 } }, modifiedBy: ACTOR });
    expect(lab.site.objects.entry(revision).changes).toMatchObject([{ noun: 'Client agent settings', differences: expect.arrayContaining([expect.objectContaining({ from: 'No', to: 'Yes' })]) as object }]);
    lab.site.objects.undo(lab.command(), revision);
    expect(agent().settings().settings).toEqual(settings);
    const daily = { ...settings, scanSchedule: { ...settings.scanSchedule, simple: { every: 1, unit: 'days' as const } } };
    agent().change(lab.command(), daily);
    const point = lab.site.softwareUpdatePoint.settings().settings;
    lab.site.softwareUpdatePoint.change(lab.command(), { ...point, general: { ...point.general, role: 'none' } });
    expect(() => agent().change(lab.command(), settings)).toThrow(failure('REFUSED'));
    agent().change(lab.command(), { ...daily, hideAll: true });
  });

  test('[DEPLOY-13] clients scan by its schedule, and not at all while it is switched off', async () => {
    publish(lab.upstream, [xp('100001')]);
    await lab.synchronize();
    await setFleet(lab, 5);
    await lab.clock.advanceTo(lab.clock.now() + 6 * HOUR);
    const { settings } = agent().settings();
    const scans = async () => (await lab.site.read('clients', { find: '', sort: { column: 'name', descending: false }, collection: null, offset: 0, limit: 9 })).value.rows.map((row) => row.lastScanAt);
    const before = await scans();
    agent().change(lab.command(), { ...settings, scanSchedule: { ...settings.scanSchedule, simple: { every: 1, unit: 'days' } } });
    await lab.clock.advanceTo(lab.clock.now() + 50 * HOUR);
    const after = await scans();
    expect(after.every((at, nth) => at! > before[nth]!)).toBe(true);
    agent().change(lab.command(), { ...settings, enabled: false });
    const off = lab.clock.now();
    await lab.clock.advanceTo(off + 10 * 24 * HOUR);
    expect((await scans()).every((at) => at! <= off + HOUR)).toBe(true);
  });
});

describe('deployments in a hierarchy', () => {
  let lab: LabHierarchy;
  beforeEach(async () => {
    lab = openHierarchy();
    publish(lab.upstream, [xp('100001'), xp('100002')]);
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    lab.add('PR1', { code: 'PR2', kind: 'primary' });
    lab.add('PR1', { code: 'SEC', kind: 'secondary' });
    await lab.quiet();
    await lab.synchronize();
  });
  afterEach(async () => {
    await lab.close();
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test('[DEPLOY-02] those of a parent travel down, are read-only there, follow every change and go when they are deleted', async () => {
    const cen = lab.site('CEN');
    const { value } = cen.deployments.create(lab.command('CEN'), draft('January'), await idsOf(cen, '100001', '100002'), bare);
    lab.add('CEN', { code: 'PR3', kind: 'primary' });
    await lab.quiet();
    const [own] = await all(cen);
    for (const code of ['PR1', 'PR2', 'PR3']) {
      const [there] = await all(lab.site(code));
      expect(there).toEqual({ ...own, id: there!.id, collection: { id: there!.collection!.id, name: 'All Systems' }, locked: true, missing: there!.missing });
      const { deployments } = lab.site(code);
      for (const refused of [() => deployments.change(lab.command(code), there!.id, draft('Mine')), () => deployments.setEnabled(lab.command(code), there!.id, false), () => deployments.delete(lab.command(code), there!.id), () => deployments.removeUpdates(lab.command(code), there!.id, [1])]) expect(refused).toThrow(failure('REFUSED'));
    }
    expect(await articles(lab.site('PR2'), { deployment: 1 })).toEqual(['100001', '100002']);
    expect((await rowsOf(lab.site('PR2'))).map((row) => row.deployed)).toEqual([true, true]);
    expect(() => lab.site('SEC').deployments.create(lab.command('SEC'), draft('Mine'), [1], bare)).toThrow(failure('REFUSED'));
    expect(cen.deployments.deletion(value.id)).toMatchObject({ updates: 2, childSites: ['PR1', 'PR2', 'PR3'] });
    cen.deployments.removeUpdates(lab.command('CEN'), value.id, await idsOf(cen, '100001'));
    cen.deployments.setEnabled(lab.command('CEN'), value.id, false);
    await lab.quiet();
    expect(await all(lab.site('PR2'))).toMatchObject([{ enabled: false, updates: 1 }]);
    const { revision } = cen.deployments.delete(lab.command('CEN'), value.id);
    await lab.quiet();
    expect(await all(lab.site('PR2'))).toEqual([]);
    expect((await rowsOf(lab.site('PR2'))).map((row) => row.deployed)).toEqual([false, false]);
    cen.objects.undo(lab.command('CEN'), revision);
    await lab.quiet();
    expect(await all(lab.site('PR2'))).toMatchObject([{ name: 'January', updates: 1, locked: true }]);
  });

  test('[DEPLOY-13] client agent settings of the top are handed down and cannot be changed below; a parent’s own collection reaches nobody there', async () => {
    const cen = lab.site('CEN');
    const { settings } = cen.softwareUpdatesClientAgent.settings();
    cen.softwareUpdatesClientAgent.change(lab.command('CEN'), { ...settings, hideAll: true });
    const pilot = cen.collections.create(lab.command('CEN'), null, { name: 'Pilot', comment: '', queries: [], direct: [], dynamic: false, schedule: null }).value;
    cen.deployments.create(lab.command('CEN'), draft('January', { settings: { collection: pilot.code } }), await idsOf(cen, '100001'), bare);
    lab.add('CEN', { code: 'PR3', kind: 'primary' });
    await lab.quiet();
    for (const code of ['PR1', 'PR2', 'PR3']) {
      const there = lab.site(code);
      expect(there.softwareUpdatesClientAgent.settings().settings.hideAll).toBe(true);
      expect(() => there.softwareUpdatesClientAgent.change(lab.command(code), settings)).toThrow(failure('REFUSED'));
      expect(await all(there)).toMatchObject([{ collection: null, settings: { collection: pilot.code } }]);
      expect(there.assignments.of(1)).toEqual([]);
    }
  });
});
