import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { category, ids, publish, update, updateId } from './support/catalog.ts';
import { LAB_START, logLines, openLab, stores, type Lab } from './support/lab.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;

const xp = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, severity: 'Critical', bulletin: 'MS12-001', ...more });

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [xp('100001'), xp('100002'), update({ kb: '200001', product: ids.office2007, classification: ids.critical }), update({ kb: '300001', product: ids.sqlServer2005, classification: ids.security }), update({ kb: '400001', product: ids.windowsXp, classification: ids.definitions })]);
});
afterEach(() => lab.close());

const articles = (l: Lab = lab) =>
  l.database
    .all(build.selectFrom('software_updates').select('article_id').where('until_version', '=', Number.MAX_SAFE_INTEGER).orderBy('article_id'))
    .map((row) => row.article_id);

function change(edit: (settings: SoftwareUpdatePointSettings) => SoftwareUpdatePointSettings) {
  lab.site.softwareUpdatePoint.change(lab.command(), edit(lab.site.softwareUpdatePoint.settings().settings));
}

const unreachable = (settings: SoftwareUpdatePointSettings) => ({
  ...settings,
  syncSettings: { ...settings.syncSettings, source: 'upstream' as const, upstream: { serverName: '127.0.0.1', port: 9, ssl: false } },
});

describe('a synchronization from Microsoft Update', () => {
  test('[SYNC-05] fills the WSUS catalog store and then the site database, which are separate stores', async () => {
    const run = await lab.synchronize();
    expect(run.state).toBe('done');
    expect(run.phases.map((p) => [p.name, p.state, p.added])).toEqual([['wsus', 'done', 3], ['siteDatabase', 'done', 3]]);
    expect(lab.catalog.counts()).toEqual({ Category: 14, Software: 3 });
    expect(articles()).toEqual(['100001', '100002', '200001']);
    expect(lab.catalog.file).not.toBe(lab.database.file);
  });

  test('[SYNC-05] makes each update a configuration item with its content definitions', async () => {
    await lab.synchronize();
    const { value } = await lab.site.read('rows', { view: { node: { classification: ids.security, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 10 });
    const { value: details } = await lab.site.updateDetails(value.rows[0]!.id);
    expect(details).toMatchObject({ articleId: '100001', bulletinId: 'MS12-001', severity: 'Critical', vendor: 'Microsoft', products: ['Windows XP'], maximumRunTime: 20, restart: 'CanRequestReboot' });
    expect(details.files).toEqual([expect.objectContaining({ fileName: 'kb100001.exe', size: 4096, url: 'http://download.example/kb100001.exe', sha1: expect.stringMatching(/^[0-9a-f]{40}$/) })]);
    expect(details.xml).toContain(updateId('100001'));
  });

  test('[SYNC-07] fetches the chosen classifications × products only, and always the categories', async () => {
    await lab.synchronize();
    expect(articles()).not.toContain('300001');
    expect(articles()).not.toContain('400001');
    const titles = (await lab.site.read('categories', {})).value.map((c) => c.title);
    expect(titles).toContain('SQL Server 2005');
    publish(lab.upstream, [category('11111111-2222-4333-8444-555555555555', 'Windows 8', 'Product', ids.windows)], LAB_START);
    await lab.synchronize();
    expect((await lab.site.read('categories', {})).value.map((c) => c.title)).toContain('Windows 8');
  });

  test('[SYNC-07] a product ticked after a synchronization is fetched whole by the next; unticking removes nothing', async () => {
    await lab.synchronize();
    change((s) => ({ ...s, products: [...s.products, ids.sqlServer2005] }));
    await lab.synchronize();
    expect(articles()).toContain('300001');
    change((s) => ({ ...s, products: [ids.office] }));
    await lab.synchronize();
    expect(articles()).toEqual(['100001', '100002', '200001', '300001']);
  });

  test('[SYNC-04] run by hand is a delta: new updates come, revised and withdrawn ones wait for a full synchronization', async () => {
    expect(await lab.synchronize()).toMatchObject({ kind: 'full', reason: 'local request' });
    publish(lab.upstream, [xp('100003'), xp('100001', { revision: 101, title: 'Revised' }), xp('100002', { revision: 101, expired: true })], LAB_START);
    const second = await lab.synchronize();
    expect(second).toMatchObject({ kind: 'delta', reason: 'local request' });
    expect(second.phases[1]).toMatchObject({ added: 1, revised: 0, expired: 0 });
    const rows = lab.database.all(build.selectFrom('software_updates').select(['article_id', 'expired', 'title']).where('until_version', '=', Number.MAX_SAFE_INTEGER));
    expect(rows.every((row) => row.expired === 0 && row.title !== 'Revised')).toBe(true);
    expect(articles()).toContain('100003');
  });

  test('[SYNC-04] with nothing new changes nothing and keeps the content version', async () => {
    await lab.synchronize();
    const before = stores(lab, false);
    const version = lab.site.describe().contentVersion;
    await lab.synchronize();
    expect(stores(lab, false)).toBe(before);
    expect(lab.site.describe().contentVersion).toBe(version);
    expect(logLines(lab).at(-2)!.text).toBe(`No changes made to the SMS database, content version remains ${version}`);
  });

  test('[SYNC-04] shows its progress while it runs and only one runs at a time', async () => {
    const seen: string[] = [];
    const stop = lab.site.jobs.feed.listen((job) => seen.push(`${job.phase} ${job.done}/${job.total}`));
    const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
    expect(() => lab.site.softwareUpdatePoint.runSynchronization(lab.command())).toThrow(/One is running already/);
    await lab.ended(value.jobId);
    stop();
    expect(seen).toContain('Synchronizing WSUS Server 3/3');
    expect(seen).toContain('Synchronizing site database 3/3');
  });

  test('[SYNC-04] can be cancelled at any step and leaves both stores as they were', async () => {
    await lab.synchronize();
    const before = stores(lab);
    publish(lab.upstream, Array.from({ length: 300 }, (_, i) => xp(String(500_000 + i))), LAB_START);
    for (const phase of ['Synchronizing WSUS Server', 'Synchronizing site database']) {
      const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
      const stop = lab.site.jobs.feed.listen((job) => {
        if (job.phase === phase && job.cancellable && job.state === 'running') lab.site.cancelJob(lab.command(), job.id);
      });
      const job = await lab.ended(value.jobId);
      stop();
      expect(job.state).toBe('cancelled');
      expect(stores(lab)).toBe(before);
      expect(lab.site.softwareUpdatePoint.status().nextRetryAt).toBeNull();
    }
    expect((await lab.synchronize()).phases[1]!.added).toBe(300);
  });

  test('[SYNC-14] keeps metadata only: nothing is ever asked of the download addresses', async () => {
    await lab.synchronize();
    for (const revision of lab.catalog.currentUpdates()) expect(lab.catalog.getXml(revision.rowId)).toMatch(/^<upd:Update/);
    const contents = lab.database.prepare<{ sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'update_contents'").get()!;
    expect(contents.sql).not.toMatch(/BLOB/i);
  });

  test('[REPO-04] marks an update superseded when a newer one names it, at once and in both directions of arrival', async () => {
    publish(lab.upstream, [xp('100005', { supersedes: ['100001', '100009'] })]);
    await lab.synchronize();
    const superseded = () => lab.database.all(build.selectFrom('software_updates').select('article_id').where('superseded', '=', 1).where('until_version', '=', Number.MAX_SAFE_INTEGER)).map((row) => row.article_id);
    expect(superseded()).toEqual(['100001']);
    publish(lab.upstream, [xp('100009')], LAB_START);
    await lab.synchronize();
    expect(superseded().sort()).toEqual(['100001', '100009']);
  });
});

describe('the end of a synchronization', () => {
  test('[SYNC-06] leaves the documented lines in wsyncmgr.log, in order, and the status messages', async () => {
    await lab.synchronize();
    const lines = logLines(lab);
    const order = [
      'Wakeup by inbox drop', 'Found local sync request file', 'Starting Sync', 'Performing sync on local request', 'Read SUPs from SCF for CEN01.corp.lab', 'Found 1 SUPs', 'Found active SUP CEN01.corp.lab from SCF File.',
      /^STATMSG: ID=6701 SEV=I LEV=M SOURCE="SMS Server" COMP="SMS_WSUS_SYNC_MANAGER" SYS=CEN01\.corp\.lab SITE=CEN /, /^STATMSG: ID=6704 /,
      'Synchronizing WSUS server CEN01.corp.lab ...', 'sync: Starting WSUS synchronization', 'sync: WSUS synchronizing categories', 'sync: WSUS synchronizing updates',
      'sync: WSUS synchronizing updates, processed 3 out of 3 items (100%)', 'Done synchronizing WSUS Server CEN01.corp.lab', 'Sleeping 2 more minutes for WSUS server sync results to become available',
      /^STATMSG: ID=6705 /, 'Synchronizing SMS database with WSUS server CEN01.corp.lab ...', 'sync: Starting SMS database synchronization', 'Syncing all updates', 'sync: SMS synchronizing categories',
      'sync: SMS synchronizing categories, processed 14 out of 14 items (100%)', 'sync: SMS synchronizing updates',
      `Synchronizing update ${updateId('100001')} - Security Update (KB100001)`, `Synchronizing update ${updateId('100002')} - Security Update (KB100002)`, `Synchronizing update ${updateId('200001')} - Security Update (KB200001)`,
      'sync: SMS synchronizing updates, processed 3 out of 3 items (100%)', 'Done synchronizing SMS with WSUS Server CEN01.corp.lab',
      'Set content version of update source {C2D17964-BBDD-4339-B9F3-12D7205B39CC} for site CEN to 1', /^STATMSG: ID=6702 /,
      'Updated 3 items in SMS database, new update source content version is 1', /^Sync time: 0d00h02m0\ds$/,
    ];
    expect(lines).toHaveLength(order.length);
    lines.forEach((line, i) => (typeof order[i] === 'string' ? expect(line.text).toBe(order[i]) : expect(line.text).toMatch(order[i]!)));
    expect(lines.every((line) => line.component === 'SMS_WSUS_SYNC_MANAGER')).toBe(true);
    const { value } = await lab.site.read('statusMessages', { minimumSeverity: 'Information', component: null, find: '', offset: 0, limit: 10 });
    expect(value.rows.map((row) => row.messageId)).toEqual([6702, 6705, 6704, 6701]);
  });

  test('[SYNC-06] the log can be had in both kinds of format', async () => {
    await lab.synchronize();
    const cmtrace = [...lab.site.logs.text('wsyncmgr.log', 'cmtrace')].join('').split('\r\n');
    expect(cmtrace[0]).toBe('<![LOG[Wakeup by inbox drop]LOG]!><time="08:00:00.000+000" date="01-07-2013" component="SMS_WSUS_SYNC_MANAGER" context="" type="1" thread="3404" file="wsyncmgr">');
    const simple = [...lab.site.logs.text('wsyncmgr.log', 'simple')].join('').split('\r\n');
    expect(simple[0]).toBe('Wakeup by inbox drop~  $$<SMS_WSUS_SYNC_MANAGER><Mon Jan 07 08:00:00.000 2013 Coordinated Universal Time><thread=3404 (0xD4C)>');
  });

  test('[SYNC-13] raises the content version when the catalog changed', async () => {
    await lab.synchronize();
    publish(lab.upstream, [xp('100007')], LAB_START);
    await lab.synchronize();
    expect(lab.site.describe()).toMatchObject({ contentVersion: 2, synchronizedOnce: true });
  });

  test('[SYNC-18] before the first synchronization the site says that there has been none', () => {
    expect(lab.site.describe()).toMatchObject({ synchronizedOnce: false, lastSynchronizedAt: null, contentVersion: 0 });
    expect(lab.site.softwareUpdatePoint.status()).toMatchObject({ current: null, last: null });
  });
});

test('[SYNC-07] before the first synchronization the default selection can be named and changed', async () => {
  const categories = (await lab.site.read('categories', {})).value;
  const { settings } = lab.site.softwareUpdatePoint.settings();
  const named = (chosen: readonly string[]) => chosen.map((id) => categories.find((c) => c.id === id)?.title);
  expect(named(settings.classifications)).toEqual(['Critical Updates', 'Security Updates', 'Service Packs', 'Update Rollups']);
  expect(named(settings.products)).toEqual(['Windows', 'Office']);
  await lab.synchronize();
  expect((await lab.site.read('categories', {})).value.map((c) => c.title)).toContain('Windows XP');
});

describe('a synchronization that fails', () => {
  test('[SYNC-10] writes 6703 with source and message and leaves both stores as they were', async () => {
    await lab.synchronize();
    const before = stores(lab);
    change(unreachable);
    const run = await lab.synchronize();
    expect(run.state).toBe('failed');
    expect(run.failure).toMatchObject({ source: expect.stringMatching(/^Uss/), message: expect.stringMatching(/\w/) });
    expect(stores(lab)).toBe(before);
    const lines = logLines(lab);
    expect(lines.at(-3)).toMatchObject({ severity: 'error', text: expect.stringMatching(/^Sync failed: .+\. Source: Uss/) });
    expect(lines.at(-2)).toMatchObject({ severity: 'error', text: expect.stringMatching(/^STATMSG: ID=6703 SEV=E .*ISTR0="Uss.* ISTR1=".+"/) });
    expect(lines.at(-1)).toMatchObject({ severity: 'warning', text: 'Sync failed. Will retry in 60 minutes' });
  });

  test('[SYNC-10] is tried again from the start after 60 minutes of site time, also when the site was closed meanwhile', async () => {
    change(unreachable);
    await lab.synchronize();
    const due = lab.site.softwareUpdatePoint.status().nextRetryAt!;
    expect(due - lab.site.softwareUpdatePoint.history(1)[0]!.endedAt!).toBe(HOUR);
    change((s) => ({ ...s, syncSettings: { ...s.syncSettings, source: 'microsoftUpdate' } }));
    lab = await lab.reopen();
    await lab.clock.advanceTo(due - 1);
    expect(lab.site.softwareUpdatePoint.history(9)).toHaveLength(1);
    await lab.clock.advanceTo(due + HOUR);
    const [retry] = lab.site.softwareUpdatePoint.history(1);
    expect(retry).toMatchObject({ state: 'done', reason: 'retry schedule', kind: 'full' });
    expect(lab.site.softwareUpdatePoint.status().nextRetryAt).toBeNull();
  });

  test('[SYNC-10] the next try can be cancelled', async () => {
    change(unreachable);
    await lab.synchronize();
    lab.site.softwareUpdatePoint.cancelRetry(lab.command());
    await lab.clock.advanceTo(lab.clock.now() + 2 * DAY);
    expect(lab.site.softwareUpdatePoint.history(9)).toHaveLength(1);
  });
});
