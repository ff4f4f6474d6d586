import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { build, openSiteDatabase } from '../src/engine/site-database/index.ts';
import { openServedCatalog, type CatalogStore } from '../src/engine/wsus/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';

let lab: LabHierarchy;
beforeEach(() => {
  lab = openHierarchy();
  publish(lab.upstream, [xp('100001'), xp('100002')]);
});
afterEach(async () => {
  await lab.close();
  rmSync(lab.folder, { recursive: true, force: true });
});

const xp = (kb: string, more = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });

/** The lab's hierarchy: CEN → PR1, PR2 → SEC. */
function addAll() {
  lab.add('CEN', { code: 'PR1', kind: 'primary' });
  lab.add('CEN', { code: 'PR2', kind: 'primary' });
  lab.add('PR2', { code: 'SEC', kind: 'secondary' });
}

const updatesAt = (code: string) => {
  const name = existsSync(join(lab.folder, code, 'site.db')) ? 'site.db' : 'site-control.db';
  const database = openSiteDatabase(join(lab.folder, code, name));
  try {
    return database.all(build.selectFrom('software_updates').select(['article_id', 'title', 'expired', 'superseded', 'revision_number']).where('until_version', '=', Number.MAX_SAFE_INTEGER).orderBy('article_id'));
  } finally {
    database.close();
  }
};
const state = (code: string) => lab.site('CEN').softwareUpdatePoint.statuses().find((status) => status.siteCode === code);

describe('a hierarchy of sites', () => {
  test('[SYNC-11] a secondary site has no site database server, and takes no updates migrated from SMS 2003', async () => {
    addAll();
    await lab.quiet();
    const rolesAt = (code: string) => lab.site(code).wsusConfiguration.systems().flatMap(({ roles }) => roles.map(({ role }) => role));
    expect(rolesAt('PR1')).toContain('siteDatabaseServer');
    expect(rolesAt('SEC')).toEqual(['siteServer', 'componentServer', 'softwareUpdatePoint', 'siteSystem']);
    await expect(lab.site('SEC').lab.addMigratedUpdates(lab.command('SEC'))).rejects.toMatchObject({ code: 'REFUSED', explained: { why: 'A secondary site has no site database to hold them.' } });
    expect(updatesAt('SEC')).toEqual([]);
  });

  test('[SYNC-11] when a site is done it asks its children; every site synchronizes from its parent, down to the secondary', async () => {
    addAll();
    await lab.quiet();
    await lab.synchronize();
    expect(updatesAt('CEN').map((row) => row.article_id)).toEqual(['100001', '100002']);
    expect(updatesAt('PR1')).toEqual(updatesAt('CEN'));
    expect(updatesAt('PR2')).toEqual(updatesAt('CEN'));
    for (const code of ['PR1', 'PR2', 'SEC']) {
      const [run] = lab.site(code).softwareUpdatePoint.history(1);
      expect(run).toMatchObject({ state: 'done', kind: 'full', reason: 'parent request' });
    }
    expect(lab.lines('CEN').at(-1)).toBe('Sending sync notification to child site(s): PR1, PR2');
    expect(lab.lines('PR2').at(-1)).toBe('Sending sync notification to child site(s): SEC');
    expect(lab.lines('PR1').slice(0, 4)).toEqual(['Wakeup by inbox drop', 'Found parent sync notification file CEN.SYN.', 'Starting Sync', 'Performing sync on parent request']);
  });

  test('[SYNC-11] a secondary site has a WSUS replica and its logs only: no site database and no second phase', async () => {
    addAll();
    await lab.synchronize();
    expect(existsSync(join(lab.folder, 'SEC', 'site.db'))).toBe(false);
    expect(updatesAt('SEC')).toEqual([]);
    expect(readdirSync(join(lab.folder, 'SEC', 'logs')).sort()).toEqual(['WCM.log', 'WSUSCtrl.log', 'wsyncmgr.log']);
    expect(lab.lines('SEC').filter((line) => /SMS database|SMS synchronizing/.test(line))).toEqual([]);
    expect(lab.site('SEC').softwareUpdatePoint.history(1)[0]!.phases.map((phase) => phase.name)).toEqual(['wsus']);
    expect(lab.lines('SEC')).toContain('Found parent sync notification file PR2.SYN.');
    expect(lab.lines('SEC')).toContain('sync: WSUS synchronizing updates, processed 2 out of 2 items (100%)');
  });

  test('[SYNC-11] the software update point of a secondary site is optional: without it, it is not asked', async () => {
    addAll();
    await lab.quiet();
    const { settings } = lab.site('SEC').softwareUpdatePoint.settings();
    lab.site('SEC').softwareUpdatePoint.change(lab.command('SEC'), { ...settings, general: { ...settings.general, role: 'none' } });
    await lab.quiet();
    expect(state('SEC')).toBeUndefined();
    await lab.synchronize();
    expect(lab.site('SEC').softwareUpdatePoint.history(1)).toEqual([]);
    expect(lab.lines('PR2').at(-1)).toMatch(/^Sync time/);
    lab.site('SEC').softwareUpdatePoint.change(lab.command('SEC'), settings);
    await lab.quiet();
    expect(lab.site('SEC').softwareUpdatePoint.history(1)[0]).toMatchObject({ state: 'done', reason: 'parent request' });
  });

  test('[SYNC-02] what the central site decides goes down the links; a child refuses to change it and to run a synchronization', async () => {
    addAll();
    const central = lab.site('CEN').softwareUpdatePoint;
    central.change(lab.command('CEN'), { ...central.settings().settings, classifications: [ids.security], products: [ids.windows] });
    await lab.quiet();
    for (const code of ['PR1', 'PR2', 'SEC']) {
      const { settings } = lab.site(code).softwareUpdatePoint.settings();
      expect(settings).toMatchObject({ classifications: [ids.security], products: [ids.windows], syncSettings: { source: 'upstream', upstream: { serverName: code === 'SEC' ? 'PR201.corp.lab' : 'CEN01.corp.lab' } } });
      expect(() => lab.site(code).softwareUpdatePoint.change(lab.command(code), { ...settings, products: [ids.office] })).toThrow(/set at the top of the hierarchy/);
      expect(() => lab.site(code).softwareUpdatePoint.runSynchronization(lab.command(code))).toThrow(/synchronized by its parent/);
    }
  });

  test('[SYNC-17] settings handed down count as a change at the child: its WSUS is configured by them, and an older draft of them is a conflict', async () => {
    addAll();
    await lab.quiet();
    const central = lab.site('CEN').softwareUpdatePoint;
    const child = lab.site('PR1');
    const { revision } = child.reply(() => 0);
    central.change(lab.command('CEN'), { ...central.settings().settings, products: [ids.office] });
    await lab.quiet();
    const told = child.logs.window({ name: 'WCM.log', minimumSeverity: 'information', find: '', offset: 0, limit: 1000 }).lines.map((line) => line.text);
    expect(told.filter((line) => line === 'SCF change notification triggered.').length).toBeGreaterThan(0);
    const catalog = openServedCatalog(join(lab.folder, 'PR1', 'susdb.db'));
    expect(JSON.parse(catalog.setting('configuration')!)).toMatchObject({ products: [ids.office], upstream: 'CEN01.corp.lab' });
    catalog.close();
    const { settings } = child.softwareUpdatePoint.settings();
    expect(() => child.softwareUpdatePoint.change({ ...lab.command('PR1'), expectedRevision: revision }, settings)).toThrow(/Someone else changed this/);
    // The same settings once more are no change.
    const { changedRevision } = child.softwareUpdatePoint.settings();
    central.change(lab.command('CEN'), { ...central.settings().settings, languages: { ...central.settings().settings.languages, updateFile: ['en', 'de'] } });
    await lab.quiet();
    expect(child.softwareUpdatePoint.settings().changedRevision).toBe(changedRevision);
  });

  test('[SYNC-11] one place shows every software update point of the hierarchy', async () => {
    addAll();
    await lab.quiet();
    expect(lab.site('CEN').softwareUpdatePoint.statuses().map((status) => [status.siteCode, status.state])).toEqual([['CEN', 'never'], ['PR1', 'never'], ['PR2', 'never'], ['SEC', 'never']]);
    await lab.synchronize();
    expect(lab.site('CEN').softwareUpdatePoint.statuses().map((status) => [status.siteCode, status.state, status.messageId, status.source, status.contentVersion])).toEqual([
      ['CEN', 'done', 6702, 'Microsoft Update (bundled catalog)', 1], ['PR1', 'done', 6702, 'CEN01.corp.lab', 1], ['PR2', 'done', 6702, 'CEN01.corp.lab', 1], ['SEC', 'done', 6702, 'PR201.corp.lab', 0],
    ]);
    expect(lab.site('PR2').softwareUpdatePoint.statuses().map((status) => status.siteCode)).toEqual(['PR2', 'SEC']);
  });

  test('[SYNC-11] a child added after the first synchronization catches up by itself', async () => {
    await lab.synchronize();
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    await lab.quiet();
    expect(updatesAt('PR1')).toEqual(updatesAt('CEN'));
  });

  test('[SYNC-09] a child’s synchronization is always full: what was revised and withdrawn comes with the central site’s full one', async () => {
    addAll();
    await lab.synchronize();
    publish(lab.upstream, [xp('100003', { supersedes: ['100001'] }), xp('100002', { revision: 101, title: 'Revised' })], lab.clock.now());
    await lab.synchronize();
    // By hand at the top is a delta: the revised update waits there, but its WSUS has it, and the child takes all of that.
    expect(updatesAt('CEN').find((row) => row.article_id === '100002')!.title).not.toBe('Revised');
    expect(updatesAt('PR1').find((row) => row.article_id === '100002')!.title).toBe('Revised');
    expect(updatesAt('PR1').find((row) => row.article_id === '100001')).toMatchObject({ superseded: 1, expired: 1 });
  });
});

describe('the links between sites', () => {
  test('[SYNC-11] a held link keeps its messages; released, they arrive in order and once', async () => {
    addAll();
    await lab.quiet();
    const { hierarchy } = lab.site('CEN');
    hierarchy.holdLink(lab.command('CEN'), 'PR1', true);
    await lab.synchronize();
    expect(state('PR2')).toMatchObject({ state: 'done' });
    expect(state('PR1')).toMatchObject({ state: 'never' });
    const held = hierarchy.links().find((link) => link.neighbour === 'PR1')!;
    expect(held).toMatchObject({ state: 'held', backlog: 1 });
    expect(hierarchy.backlog('PR1').map((message) => message.what)).toEqual(['Synchronize from the parent']);
    hierarchy.holdLink(lab.command('CEN'), 'PR1', false);
    await lab.quiet();
    expect(state('PR1')).toMatchObject({ state: 'done' });
    expect(hierarchy.links().find((link) => link.neighbour === 'PR1')).toMatchObject({ state: 'healthy', backlog: 0, attempts: 0 });
    expect(lab.site('PR1').softwareUpdatePoint.history(10)).toHaveLength(1);
  });

  test('[SYNC-11] a message that could not be delivered is tried again by the site’s clock', async () => {
    addAll();
    await lab.quiet();
    lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), 'PR1', true);
    const child = lab.site('PR1');
    const { settings } = child.softwareUpdatePoint.settings();
    child.softwareUpdatePoint.change(lab.command('PR1'), { ...settings, general: { ...settings.general, role: 'none' } });
    await lab.quiet();
    const [link] = child.hierarchy.links();
    expect(link).toMatchObject({ neighbour: 'CEN', state: 'failing', backlog: 1, attempts: 1, nextAttemptAt: lab.clock.now() + 60_000 });
    expect(link!.lastError).toMatch(/held at CEN/);
    await lab.clock.advanceTo(lab.clock.now() + 4 * 60_000);
    expect(child.hierarchy.links()[0]).toMatchObject({ attempts: 3 });
    lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), 'PR1', false);
    await lab.quiet();
    expect(child.hierarchy.links()[0]).toMatchObject({ state: 'healthy', backlog: 0, attempts: 0 });
    expect(state('PR1')).toBeUndefined();
  });

  test('[SYNC-11] queues and requests outlive the program: what was asked before its end is done after the next start', async () => {
    addAll();
    await lab.quiet();
    lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), 'PR1', true);
    await lab.synchronize();
    lab = await lab.reopen();
    expect(lab.site('CEN').hierarchy.links().find((link) => link.neighbour === 'PR1')).toMatchObject({ state: 'held', backlog: 1 });
    lab.site('CEN').hierarchy.holdLink(lab.command('CEN'), 'PR1', false);
    await lab.quiet();
    expect(updatesAt('PR1')).toEqual(updatesAt('CEN'));
  });
});

describe('sites come and go', () => {
  test('[SYNC-11] a code that is taken, a site under a secondary, and a parent with children are refused by name', async () => {
    addAll();
    await lab.quiet();
    expect(() => lab.add('CEN', { code: 'SEC', kind: 'primary' })).toThrow(/SEC is in use/);
    expect(() => lab.add('CEN', { code: 'CEN', kind: 'primary' })).toThrow(/CEN is in use/);
    expect(() => lab.add('SEC', { code: 'TER', kind: 'secondary' })).toThrow(/secondary site has no sites below it/);
    expect(() => lab.site('CEN').hierarchy.removeSite(lab.command('CEN'), 'PR2')).toThrow(/has the site SEC below it/);
    expect(() => lab.site('CEN').hierarchy.removeSite(lab.command('CEN'), 'SEC')).toThrow(/not a child of CEN/);
  });

  test('[SYNC-11] a removed site is closed, its files are set aside, and its code is free again', async () => {
    addAll();
    await lab.synchronize();
    const { value } = lab.site('CEN').hierarchy.removeSite(lab.command('CEN'), 'PR1');
    expect(value.setAside).toBe(join(lab.folder, 'PR1.removed-1'));
    expect(() => lab.site('PR1')).toThrow(/no site PR1/);
    lab = await lab.reopen();
    expect(existsSync(join(value.setAside!, 'site.db'))).toBe(true);
    expect(existsSync(join(lab.folder, 'PR1'))).toBe(false);
    expect(lab.site('CEN').hierarchy.sites().map((site) => site.code)).toEqual(['CEN', 'PR2', 'SEC']);
    expect(state('PR1')).toBeUndefined();
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    await lab.quiet();
    expect(updatesAt('PR1')).toEqual(updatesAt('CEN'));
  });
});

describe('a software update point for the Internet', () => {
  const internet = () => {
    const point = lab.site('CEN').softwareUpdatePoint;
    const { settings } = point.settings();
    point.change(lab.command('CEN'), { ...settings, internetBased: { role: 'remoteServer', serverName: 'inet01.corp.lab', port: 8530, sslPort: 8531 } });
  };

  test('[SYNC-12] is synchronized right after the active one, from it; the site database is not touched by it', async () => {
    internet();
    await lab.synchronize();
    const [run] = lab.site('CEN').softwareUpdatePoint.history(2);
    expect(run).toMatchObject({ state: 'done' });
    expect(run!.phases.map((phase) => [phase.name, phase.state])).toEqual([['wsus', 'done'], ['siteDatabase', 'done'], ['internetFacing', 'done']]);
    const lines = lab.lines('CEN');
    const at = lines.findIndex((line) => line.startsWith('STATMSG: ID=6706'));
    expect(lines.slice(at + 1)).toEqual([
      'Synchronizing WSUS server inet01.corp.lab ...', 'sync: Starting WSUS synchronization', 'sync: WSUS synchronizing categories', 'sync: WSUS synchronizing updates',
      'sync: WSUS synchronizing updates, processed 2 out of 2 items (100%)', 'Done synchronizing WSUS Server inet01.corp.lab', expect.stringMatching(/^STATMSG: ID=6702/),
      'Updated 2 items in SMS database, new update source content version is 1', expect.stringMatching(/^Sync time/),
    ]);
    expect(updatesAt('CEN')).toHaveLength(2);
    const own = openServedCatalog(join(lab.folder, 'CEN', 'susdb.db'));
    const facing = openServedCatalog(join(lab.folder, 'CEN', 'susdb-internet.db'));
    const identities = (store: CatalogStore) => [...store.currentUpdates()].map((row) => `${row.identity.updateId} ${row.identity.revisionNumber}`).sort();
    expect(identities(facing)).toEqual(identities(own));
    own.close();
    facing.close();
    expect(lab.site('CEN').softwareUpdatePoint.statuses().map((status) => [status.role, status.server, status.source, status.state])).toEqual([
      ['active', 'CEN01.corp.lab', 'Microsoft Update (bundled catalog)', 'done'], ['internetFacing', 'inet01.corp.lab', 'CEN01.corp.lab', 'done'],
    ]);
  });

  test('[SYNC-12] one that fails leaves what the active one brought, is reported with its source and tried again after 60 minutes', async () => {
    internet();
    lab.failWsusServer('CEN');
    await lab.synchronize();
    expect(lab.site('CEN').softwareUpdatePoint.history(1)[0]).toMatchObject({ state: 'failed', failure: { source: 'UssNotFound' } });
    expect(updatesAt('CEN')).toHaveLength(2);
    expect(lab.site('CEN').softwareUpdatePoint.status().nextRetryAt).toBe(lab.clock.now() + 60 * 60_000);
    expect(lab.lines('CEN').filter((line) => line.startsWith('STATMSG: ID=6703'))).toHaveLength(1);
  });
});
