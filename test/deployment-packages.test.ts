import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deploymentPackageDraft, type DistributionPointSettings, type View } from '../src/contract/index.ts';
import { packagedUpdates, planDownload } from '../src/engine/deployment-packages/index.ts';
import { draft, idsOf, openContentLab, packagesOf, publishWithFiles, quiet, withFile, type ContentLab } from './support/content.ts';
import { HOUR } from './support/fleet.ts';

const KBS = ['300001', '300002', '300003'];
const internet = { kind: 'internet' } as const;
const plain: DistributionPointSettings = { branch: false, protected: false, boundaries: [] };

describe('deployment packages', () => {
  let opened: ContentLab;
  beforeEach(async () => {
    opened = await openContentLab(KBS);
  });
  afterEach(() => opened.close());

  const room = () => opened.lab.site.deploymentPackages;
  const command = () => opened.lab.command();
  const ask = (kbs: readonly string[], servers: string[] = [], more = {}) => ({ updates: idsOf(opened.lab, ...kbs), servers, origin: internet, languages: ['en'], ...more });
  const install = (server: string, settings = plain) => opened.lab.site.distributionPoints.install(command(), server, settings);
  const make = async (name: string, kbs: readonly string[] = KBS, servers: string[] = []) => {
    const { value } = room().create(command(), draft(name), ask(kbs, servers));
    await quiet(opened.lab.site);
    return value.id;
  };
  const packages = () => packagesOf(opened.lab);
  const updates = (id: string) => packagedUpdates(opened.lab.database, id);
  const plan = (asked: Parameters<ReturnType<typeof room>['planned']>[0]) => planDownload(opened.lab.database, room().planned(asked));
  const of = (id: string) => packages().find((one) => one.id === id)!;
  const source = (name: string) => join(opened.lab.folder, 'shares', 'cen01.corp.lab', 'sources', name.toLowerCase());
  const onPoint = (id: string, server: string) => {
    const folder = room().contentFolder(id, server);
    return existsSync(folder) ? readdirSync(folder).toSorted() : [];
  };
  const lines = (name: string) => opened.lab.site.logs.window({ name, minimumSeverity: 'information', find: '', offset: 0, limit: 10_000 }).lines.map((one) => one.text);
  const messages = (id: number) => opened.lab.database.prepare<{ description: string }>('SELECT description FROM status_messages WHERE message_id = ?').all(id).map((one) => one.description);
  const sha1 = (path: string) => createHash('sha1').update(readFileSync(path)).digest('hex');

  test('[DEPLOY-03] updates are downloaded into a package, verified, and copied to its distribution points', async () => {
    install('DP01.corp.lab');
    const id = await make('January', KBS, ['dp01.corp.lab']);
    expect(id).toBe('CEN00001');
    expect(of(id)).toMatchObject({ version: 1, updates: 3, contents: { there: 3, wanted: 0, failed: 0 }, distributionPoints: { all: 1, installed: 1, failed: 0 }, locked: false });
    expect(updates(id).map((one) => [one.articleId, one.state, one.files])).toEqual(KBS.map((kb) => [kb, 'there', 1]));
    const contents = readdirSync(source('January')).toSorted();
    expect(contents).toHaveLength(3);
    expect(onPoint(id, 'DP01.corp.lab')).toEqual(contents);
    for (const { fileName, sha1: digest } of room().locations(idsOf(opened.lab, '300002')[0]!)[0]!.files) expect(sha1(join(room().contentFolder(id, 'DP01.corp.lab'), room().locations(idsOf(opened.lab, '300002')[0]!)[0]!.contentId, fileName))).toBe(digest);
    expect(room().locations(idsOf(opened.lab, '300002')[0]!)).toMatchObject([{ locations: [{ packageId: id, version: 1, server: 'DP01.corp.lab' }] }]);
    expect(room().status(id)).toMatchObject([{ siteCode: 'CEN', server: 'DP01.corp.lab', state: 'installed', version: 1, wantedVersion: 1, position: null }]);
    expect(lines('PatchDownloader.log').filter((line) => /returns 0/.test(line))).toHaveLength(3);
    expect(lines('distmgr.log')).toEqual(expect.arrayContaining([expect.stringMatching(/^Successfully distributed package CEN00001, version 1, to \\\\DP01.corp.lab\\SMSPKGD\$\\CEN00001: 3 contents/)]));
    expect([messages(2300), messages(2301), messages(2330)].map((one) => one.length)).toEqual([1, 1, 1]);
    expect(readdirSync(join(opened.lab.folder, 'downloads'))).toEqual([]);
  });

  test('[REPO-04] Downloaded sorts, is looked for and asked for in search folders as it is at the moment; what is not downloaded is told before it is deployed', async () => {
    const articles = async (more: Partial<View>) => (await opened.lab.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null, ...more }, offset: 0, limit: 500 })).value.rows.map((row) => row.articleId);
    const criteria = (value: string) => ({ criteria: [{ property: 'IsContentProvisioned', type: null, uiProperty: null, values: [value] }] });
    const examined = () => opened.lab.site.deployments.examine(idsOf(opened.lab, ...KBS)).notDownloaded;
    expect(await articles(criteria('true'))).toEqual([]);
    expect(await articles({ find: { text: 'no', column: 'downloaded' } })).toEqual(KBS);
    expect(examined()).toEqual(idsOf(opened.lab, ...KBS));
    const id = await make('January', ['300002']);
    expect((await articles({ sort: { column: 'downloaded', descending: true } }))[0]).toBe('300002');
    expect((await articles({ sort: { column: 'downloaded', descending: false } })).at(-1)).toBe('300002');
    expect(await articles({ find: { text: 'yes', column: 'downloaded' } })).toEqual(['300002']);
    expect(await articles(criteria('true'))).toEqual(['300002']);
    expect(await articles(criteria('false'))).toEqual(['300001', '300003']);
    const { value: why } = await opened.lab.site.read('explain', { update: idsOf(opened.lab, '300002')[0]!, criteria: criteria('true').criteria, lookIn: null });
    expect(why?.criteria).toEqual([{ matched: true, value: 'Yes' }]);
    expect(examined()).toEqual(idsOf(opened.lab, '300001', '300003'));
    publishWithFiles(opened.lab.upstream, [withFile('300001', { revision: 201 }), withFile('300002', { revision: 201 })]);
    await opened.lab.synchronize();
    expect(await articles(criteria('true'))).toEqual(['300002']);
    room().removeUpdates(command(), id, [updates(id)[0]!.updateId]);
    expect(await articles(criteria('true'))).toEqual([]);
    expect(await articles({ find: { text: 'yes', column: 'downloaded' } })).toEqual([]);
    expect(examined()).toEqual(idsOf(opened.lab, ...KBS));
  });

  test('[DEPLOY-03] the site fetches nothing twice: another package gets its files from the first', async () => {
    await make('January');
    expect(opened.server.asked).toHaveLength(3);
    const second = await make('February');
    expect(of(second).contents.there).toBe(3);
    expect(opened.server.asked).toHaveLength(3);
    expect(lines('PatchDownloader.log')).toEqual(expect.arrayContaining([expect.stringMatching(/is copied from .*January; nothing is downloaded/)]));
    // Damaged there: fetched anew, never taken over.
    const [content] = readdirSync(source('January'));
    writeFileSync(join(source('January'), content!, readdirSync(join(source('January'), content!))[0]!), 'damaged');
    rmSync(source('February'), { recursive: true });
    const third = await make('March');
    expect(of(third).contents.there).toBe(3);
    expect(opened.server.asked).toHaveLength(4);
    // And two at once want the same: one of them fetches.
    publishWithFiles(opened.lab.upstream, [withFile('300004')]);
    await opened.lab.synchronize();
    const asked = opened.server.asked.length;
    for (const name of ['Four', 'Five', 'Six']) room().create(command(), draft(name), ask(['300004']));
    await quiet(opened.lab.site);
    expect(opened.server.asked).toHaveLength(asked + 1);
    expect(packages().filter((one) => one.contents.there === 1)).toHaveLength(3);
  });

  test('[DEPLOY-03] a wrong digest is refused and reported, and the rest comes; downloading again brings it', async () => {
    opened.server.setFault({ kind: 'wrongBytes' }, 'kb300002');
    const id = await make('January');
    expect(of(id).contents).toEqual({ there: 2, wanted: 0, failed: 1 });
    expect(updates(id)[1]).toMatchObject({ articleId: '300002', state: 'failed', problem: expect.stringMatching(/kb300002\.exe.*SHA-1/) as string });
    expect(readdirSync(source('January'))).toHaveLength(2);
    expect(messages(39001)).toEqual([expect.stringMatching(/CEN00001.*is not the file of the update/)]);
    expect(lines('PatchDownloader.log')).toEqual(expect.arrayContaining([expect.stringMatching(/^ERROR: DownloadContentFiles\(\) failed with hr=0x80091007/)]));
    expect(opened.lab.site.jobs.list().find((job) => job.kind === 'download')).toMatchObject({ state: 'failed', message: expect.stringContaining('One content was not downloaded') as string });
    opened.server.setFault(null, 'kb300002');
    room().downloadAgain(command(), id);
    await quiet(opened.lab.site);
    expect(of(id)).toMatchObject({ version: 2, contents: { there: 3, failed: 0 } });
  });

  test('[DEPLOY-03] from a folder on the network; what is not in it is named', async () => {
    const folder = join(opened.lab.folder, 'shares', 'cen01.corp.lab', 'media');
    mkdirSync(folder, { recursive: true });
    const id = await make('January', ['300001']);
    const [content] = readdirSync(source('January'));
    writeFileSync(join(folder, 'kb300001.exe'), readFileSync(join(source('January'), content!, 'kb300001.exe')));
    room().delete(command(), id);
    await quiet(opened.lab.site);
    rmSync(source('January'), { recursive: true });
    const asked = opened.server.asked.length;
    const made = room().create(command(), draft('Media'), ask(['300001', '300002'], [], { origin: { kind: 'folder', path: '\\\\CEN01\\Media' } }));
    await quiet(opened.lab.site);
    expect(updates(made.value.id).map((one) => [one.articleId, one.state, one.problem])).toEqual([['300001', 'there', null], ['300002', 'failed', expect.stringMatching(/kb300002\.exe does not exist/)]]);
    expect(opened.server.asked).toHaveLength(asked);
    expect(() => room().create(command(), draft('Other'), ask(['300001'], [], { origin: { kind: 'folder', path: '\\\\CEN01\\Nowhere' } }))).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS', explained: expect.objectContaining({ why: expect.stringMatching(/does not exist/) as string }) as object }));
  });

  test('[DEPLOY-03] a source that another package uses, that is no path or cannot be written is refused in words', async () => {
    await make('January', ['300001']);
    const refusal = (from: string) => room().checkSource(from, null)?.why;
    expect(refusal('\\\\cen01.corp.lab\\SOURCES\\january')).toMatch(/used by package “January” \(CEN00001\)/);
    expect(refusal('\\\\CEN01\\Sources\\January\\Below')).toMatch(/used by package/);
    expect(refusal('\\\\CEN01\\Sources')).toMatch(/used by package/);
    expect(refusal('Sources')).toMatch(/no whole path/);
    expect(refusal('\\\\FILES\\Sources')).toMatch(/cannot be reached/);
    writeFileSync(join(opened.lab.folder, 'file'), '');
    expect(refusal(join(opened.lab.folder, 'file', 'x'))).toMatch(/cannot be written/);
    expect(refusal('\\\\CEN01\\Sources\\February')).toBeUndefined();
    if (process.getuid?.() !== 0) {
      const closed = join(opened.lab.folder, 'closed');
      mkdirSync(closed);
      chmodSync(closed, 0o500);
      expect(refusal(join(closed))).toMatch(/cannot be written/);
    }
    expect(() => room().create(command(), draft('january', { source: '\\\\CEN01\\Sources\\x' }), ask(['300001']))).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS' }));
    for (const bad of [{ name: '' }, { name: 'x'.repeat(51) }, { description: 'x'.repeat(128) }, { share: { kind: 'named' as const, name: '' } }]) expect(deploymentPackageDraft.safeParse(draft('x', bad)).success).toBe(false);
    // A source that goes away under a package: named for all that comes into it.
    rmSync(source('January'), { recursive: true });
    writeFileSync(source('January'), 'a file');
    room().download(command(), 'CEN00001', ask(['300002', '300003']));
    await quiet(opened.lab.site);
    expect(updates('CEN00001').map((one) => one.problem)).toEqual([null, ...Array.from({ length: 2 }, () => expect.stringMatching(/cannot be written/) as string)]);
  });

  test('[DEPLOY-04] an update that was taken out goes from source and distribution points with their next update', async () => {
    install('DP01.corp.lab');
    const id = await make('January', KBS, ['DP01.corp.lab']);
    const [removed] = updates(id);
    room().removeUpdates(command(), id, [removed!.updateId]);
    expect(of(id)).toMatchObject({ updates: 2, version: 1 });
    expect([onPoint(id, 'DP01.corp.lab').length, readdirSync(source('January')).length]).toEqual([3, 3]);
    expect(room().updateDistributionPoints(command(), id, null).value).toEqual({ version: 2, servers: 1 });
    await quiet(opened.lab.site);
    expect([onPoint(id, 'DP01.corp.lab').length, readdirSync(source('January')).length]).toEqual([2, 2]);
    expect(room().locations(idsOf(opened.lab, '300001')[0]!)).toMatchObject([{ locations: [] }]);
    expect(room().status(id)).toMatchObject([{ state: 'installed', version: 2 }]);
  });

  test('[DEPLOY-04] distribution points come and go; refresh mends a copy; a role that is removed takes its copies along', async () => {
    for (const n of [1, 2]) install(`DP0${n}.corp.lab`);
    const id = await make('January', KBS, ['DP01.corp.lab']);
    room().addDistributionPoints(command(), id, ['DP02.corp.lab', 'DP01.corp.lab']);
    await quiet(opened.lab.site);
    expect(of(id).distributionPoints).toEqual({ all: 2, installed: 2, failed: 0 });
    const [content] = onPoint(id, 'DP02.corp.lab');
    const file = join(room().contentFolder(id, 'DP02.corp.lab'), content!, readdirSync(join(room().contentFolder(id, 'DP02.corp.lab'), content!))[0]!);
    const digest = sha1(file);
    writeFileSync(file, 'damaged');
    room().updateDistributionPoints(command(), id, ['DP02.corp.lab']);
    await quiet(opened.lab.site);
    expect(sha1(file)).toBe(digest);
    room().removeDistributionPoints(command(), id, ['DP01.corp.lab']);
    await quiet(opened.lab.site);
    expect(onPoint(id, 'DP01.corp.lab')).toEqual([]);
    const { revision } = opened.lab.site.distributionPoints.remove(command(), 'DP02.corp.lab');
    await quiet(opened.lab.site);
    expect(room().status(id)).toEqual([]);
    expect(opened.lab.site.objects.undoPreview(revision)).toMatchObject({ whyNot: null, changes: [{ noun: 'Distribution point' }, { noun: 'Deployment package' }] });
    opened.lab.site.objects.undo(command(), revision);
    await quiet(opened.lab.site);
    expect(room().status(id)).toMatchObject([{ server: 'DP02.corp.lab', state: 'installed' }]);
    expect(onPoint(id, 'DP02.corp.lab')).toHaveLength(3);
  });

  test('[DEPLOY-04] a copy that fails says why and is tried again by itself; a branch distribution point can wait for hands', async () => {
    install('DP01.corp.lab');
    install('BR01.corp.lab', { branch: true, protected: true, boundaries: ['10.1.0.0/16'] });
    const id = await make('January', ['300001'], ['DP01.corp.lab']);
    const kept = join(opened.lab.folder, 'kept');
    const [content] = readdirSync(source('January'));
    mkdirSync(kept);
    writeFileSync(join(kept, 'kb300001.exe'), readFileSync(join(source('January'), content!, 'kb300001.exe')));
    rmSync(join(source('January'), content!), { recursive: true });
    rmSync(room().contentFolder(id, 'DP01.corp.lab'), { recursive: true });
    room().updateDistributionPoints(command(), id, null);
    await quiet(opened.lab.site);
    expect(room().status(id)).toMatchObject([{ state: 'failed', version: 1, wantedVersion: 2, problem: expect.stringMatching(/does not exist/) as string, retryAt: expect.any(Number) as number }]);
    expect(messages(2331)).toHaveLength(1);
    mkdirSync(join(source('January'), content!));
    writeFileSync(join(source('January'), content!, 'kb300001.exe'), readFileSync(join(kept, 'kb300001.exe')));
    await opened.lab.clock.advanceTo(opened.lab.clock.now() + HOUR);
    await quiet(opened.lab.site);
    expect(room().status(id)).toMatchObject([{ state: 'installed', version: 2, problem: null }]);

    room().change(command(), id, draft('January', { branch: 'manual' }));
    room().addDistributionPoints(command(), id, ['BR01.corp.lab']);
    await quiet(opened.lab.site);
    expect(room().status(id)[0]).toMatchObject({ server: 'BR01.corp.lab', state: 'byHand', problem: expect.stringMatching(/1 contents are not in \\\\BR01.corp.lab\\SMSPKGD\$\\CEN00001/) as string });
    mkdirSync(join(room().contentFolder(id, 'BR01.corp.lab'), content!), { recursive: true });
    writeFileSync(join(room().contentFolder(id, 'BR01.corp.lab'), content!, 'kb300001.exe'), readFileSync(join(kept, 'kb300001.exe')));
    room().updateDistributionPoints(command(), id, ['BR01.corp.lab']);
    await quiet(opened.lab.site);
    expect(room().status(id)[0]).toMatchObject({ server: 'BR01.corp.lab', state: 'installed' });
  });

  test('[DEPLOY-04] with a backlog the higher priority is sent first, of the same the package that was made first', async () => {
    install('DP01.corp.lab');
    for (const [name, priority] of [['Low', 'low'], ['Medium', 'medium'], ['High', 'high'], ['High too', 'high']] as const) room().create(command(), draft(name, { priority }), ask(['300001']));
    await quiet(opened.lab.site);
    for (const { id } of packages()) room().addDistributionPoints(command(), id, ['DP01.corp.lab']);
    const sent = () => lines('distmgr.log').flatMap((line) => /^Start adding package to server .*\\(CEN\d+)/.exec(line)?.[1] ?? []);
    await quiet(opened.lab.site);
    // The first that was asked for had begun before the others waited.
    const names = new Map(packages().map((one) => [one.id, one.settings.name]));
    expect(sent().map((id) => names.get(id))).toEqual(['High', 'High too', 'Medium', 'Low']);
  });

  test('[INSIGHT-05] what is decided of a package can be undone: made, filled, changed, emptied, deleted', async () => {
    install('DP01.corp.lab');
    const id = await make('January', ['300001'], ['DP01.corp.lab']);
    const steps = [
      () => room().download(command(), id, ask(['300002'])).revision,
      () => room().change(command(), id, draft('January', { description: 'Desktops', priority: 'high' })).revision,
      () => room().setAccessAccounts(command(), id, [{ account: 'CORP\\Installers', access: 'read' }]).revision,
      () => room().removeUpdates(command(), id, [updates(id)[0]!.updateId]).revision,
      () => room().removeDistributionPoints(command(), id, ['DP01.corp.lab']).revision,
      () => room().delete(command(), id).revision,
    ];
    const state = () => JSON.stringify([packages().map(({ modifiedAt: _at, version: _v, refreshedAt: _r, distributionPoints: { all }, ...one }) => ({ ...one, all })), packages().map((one) => updates(one.id))]);
    const states = [state()];
    const revisions: number[] = [];
    for (const step of steps) {
      revisions.push(step());
      await quiet(opened.lab.site);
      states.push(state());
    }
    for (const [i, revision] of revisions.entries().toArray().toReversed()) {
      expect(opened.lab.site.objects.undoPreview(revision).whyNot).toBeNull();
      opened.lab.site.objects.undo(command(), revision);
      await quiet(opened.lab.site);
      expect(state()).toBe(states[i]);
    }
    // What was deleted and restored had stayed in its source: nothing was fetched again.
    expect(opened.server.asked).toHaveLength(2);
  });

  test('[DEPLOY-04] a deletion names what goes along; a package that changed is not overwritten', async () => {
    install('DP01.corp.lab');
    const id = await make('January', KBS, ['DP01.corp.lab']);
    await make('February', ['300001']);
    expect(room().deletion(id)).toMatchObject({ updates: 3, servers: ['DP01.corp.lab'], childSites: [], onlyHere: 2, source: '\\\\CEN01\\Sources\\January' });
    const seen = command();
    room().change(command(), id, draft('January', { description: 'x' }));
    expect(() => room().change(seen, id, draft('January'))).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT' }));
    expect(() => room().change(command(), id, draft('January', { source: '\\\\CEN01\\Other\\x' }))).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS' }));
    room().delete(command(), id);
    await quiet(opened.lab.site);
    expect(onPoint(id, 'DP01.corp.lab')).toEqual([]);
    expect(readdirSync(source('January'))).toHaveLength(3);
    expect(await make('March', ['300002'])).toBe('CEN00003');
  });

  test('[DEPLOY-03] languages: neutral files always come, others when they are chosen; bundled files belong to the update', async () => {
    const { settings } = opened.lab.site.softwareUpdatePoint.settings();
    opened.lab.site.softwareUpdatePoint.change(command(), { ...settings, languages: { ...settings.languages, updateFile: ['en', 'de', 'fr'] } });
    publishWithFiles(opened.lab.upstream, [withFile('310001', { languages: ['de'], deployable: false }), withFile('310002', { languages: ['fr'], deployable: false }), withFile('310003', { deployable: false })]);
    publishWithFiles(opened.lab.upstream, [withFile('310000', { files: [], bundles: ['310001', '310002', '310003'] })]);
    await opened.lab.synchronize();
    const ids = idsOf(opened.lab, '310000');
    expect(plan({ updates: ids, package: null, languages: ['en'] })).toMatchObject({ updates: 1, withoutFiles: 0, neutral: { files: 1 }, contents: 1, languages: [{ language: 'fr', name: 'French', files: 1, chosen: false }, { language: 'de', name: 'German', files: 1, chosen: false }], labScale: 16_384 });
    expect(plan({ updates: ids, package: null, languages: null })).toMatchObject({ contents: 3, languages: [{ chosen: true }, { chosen: true }] });
    const { value } = room().create(command(), draft('Bundle'), ask(['310000'], [], { languages: ['de'] }));
    await quiet(opened.lab.site);
    expect(updates(value.id)).toMatchObject([{ articleId: '310000', files: 2, languages: ['de'], state: 'there' }]);
    expect(plan({ updates: ids, package: value.id, languages: ['de', 'fr'] })).toMatchObject({ contents: 3, already: { contents: 2 } });
  });

  test('[DEPLOY-03] cancelled by an administrator it ends; closed and opened again it goes on where it was', async () => {
    opened.server.setFault({ kind: 'slow', ms: 5 });
    const { value } = room().create(command(), draft('January'), ask(KBS));
    opened.lab.site.cancelJob(command(), value.jobId!);
    await quiet(opened.lab.site);
    expect(of(value.id).contents).toMatchObject({ wanted: 0, failed: 3 });
    room().downloadAgain(command(), value.id);
    opened.lab = await opened.lab.reopen();
    expect(of(value.id).contents.wanted).toBe(3);
    opened.server.setFault(null);
    room().start();
    await quiet(opened.lab.site);
    expect(of(value.id)).toMatchObject({ version: 1, contents: { there: 3, wanted: 0, failed: 0 } });
  });
});
