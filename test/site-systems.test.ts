import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RolePlan, SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { Failure } from '../src/engine/kernel/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { ACTOR, LAB_START, openLab, type Lab } from './support/lab.ts';

const HOUR = 3_600_000;
const SERVER = 'CEN01.corp.lab';
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, ['100001', '100002'].map((kb) => update({ kb, product: ids.windowsXp, classification: ids.security })));
});
afterEach(() => lab.close());

const roles = () => lab.site.wsusConfiguration.systems();
const holders = () => roles().filter((system) => system.roles.some(({ role }) => role === 'softwareUpdatePoint')).map((system) => system.server);
const read = () => lab.site.softwareUpdatePoint.settings();
function plan(over: Partial<Omit<RolePlan, 'settings'>> & { general?: Partial<SoftwareUpdatePointSettings['general']> } = {}): RolePlan {
  const { general, ...rest } = over;
  const { settings } = read();
  return { server: SERVER, active: true, proxy: { use: false, serverName: '', port: 80, account: '' }, settings: { ...settings, general: { ...settings.general, ...general } }, ...rest };
}
const remove = (server = SERVER) => lab.site.wsusConfiguration.remove(lab.command(), server);
const install = (over?: Parameters<typeof plan>[0]) => lab.site.wsusConfiguration.install(lab.command(), plan(over));
const lines = (name: string) => lab.site.logs.window({ name, minimumSeverity: 'information', find: '', offset: 0, limit: 10_000 }).lines.map((line) => line.text);
const check = async (over?: Parameters<typeof plan>[0]) => new Map((await lab.site.wsusConfiguration.prerequisites(plan(over))).map((one) => [one.id, one]));

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
  }
  throw new Error('Nothing failed.');
}

/** Something that takes connections on this computer. */
async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as { port: number }).port };
}

describe('the software update point as a role', () => {
  test('[SYNC-17] a new site has it on its site server', () => {
    expect(roles()).toEqual([{ server: SERVER, roles: ['siteServer', 'siteDatabaseServer', 'componentServer', 'softwareUpdatePoint', 'siteSystem'].map((role) => ({ role, installedAt: null, installedBy: null })) }]);
  });

  test('[SYNC-17] removing it ends synchronization by name and keeps the settings, the updates and, over a restart, the removal', async () => {
    await lab.synchronize();
    const before = read().settings;
    remove();
    expect(holders()).toEqual([]);
    expect(read().settings).toEqual({ ...before, general: { ...before.general, role: 'none' } });
    expect(read()).toMatchObject({ canSynchronize: false, whyNot: expect.stringContaining('no active software update point') });
    expect(failureOf(() => lab.site.softwareUpdatePoint.runSynchronization(lab.command()))).toMatchObject({ code: 'REFUSED' });
    lab = await lab.reopen();
    expect(holders()).toEqual([]);
    expect(lab.site.describe()).toMatchObject({ synchronizedOnce: true, contentVersion: 1 });
  });

  test('[SYNC-17] without the role the General tab cannot make a server active', () => {
    remove();
    const { settings } = read();
    const failure = failureOf(() => lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, general: { ...settings.general, role: 'siteServer' } }));
    expect(failure).toMatchObject({ code: 'REFUSED', explained: { todo: expect.stringContaining('New Site Role Wizard') } });
    expect(read().settings.general.role).toBe('none');
  });

  test('[SYNC-17] installing it again makes it active with what the wizard asked for, in one journaled command', () => {
    remove();
    const { revision } = install({ general: { port: 80, sslPort: 443 }, proxy: { use: true, serverName: 'proxy.corp.lab', port: 3128, account: 'CORP\\proxy' } });
    expect(holders()).toEqual([SERVER]);
    expect(read()).toMatchObject({ changedRevision: revision, canSynchronize: true, settings: { general: { role: 'siteServer', serverName: '', port: 80, sslPort: 443 } } });
    expect(roles()[0]!.roles.find(({ role }) => role === 'softwareUpdatePoint')).toEqual({ role: 'softwareUpdatePoint', installedAt: LAB_START, installedBy: ACTOR });
    expect(lab.database.first(build.selectFrom('journal').selectAll().where('revision', '=', revision))).toMatchObject({ kind: 'command', name: 'siteSystems.installSoftwareUpdatePoint', actor: ACTOR });
  });

  test('[SYNC-17] a role on a remote server names it; one that is not active leaves the settings alone', () => {
    const before = read();
    install({ server: 'WSUS02.corp.lab', active: false });
    expect(holders()).toEqual([SERVER, 'WSUS02.corp.lab']);
    expect(read()).toEqual(before);
    remove('wsus02.corp.lab');
    expect(roles().map((system) => system.server)).toEqual([SERVER]);
    install({ server: 'WSUS02.corp.lab' });
    expect(read().settings.general).toMatchObject({ role: 'remoteServer', serverName: 'WSUS02.corp.lab' });
  });

  test('[SYNC-17] refused by name: twice on one server, a proxy without a name, removing what is not there, all of it during a synchronization', async () => {
    expect(failureOf(() => install())).toMatchObject({ code: 'REFUSED', explained: { why: expect.stringContaining('already') } });
    expect(failureOf(() => install({ server: 'WSUS02', proxy: { use: true, serverName: '', port: 80, account: '' } }))).toMatchObject({ code: 'INVALID_SETTINGS', explained: { fields: [{ path: 'proxy.serverName' }] } });
    expect(failureOf(() => remove('WSUS02'))).toMatchObject({ code: 'NOT_FOUND' });
    const { value } = lab.site.softwareUpdatePoint.runSynchronization(lab.command());
    await Promise.resolve();
    for (const act of [() => remove(), () => install({ server: 'WSUS02' })]) expect(failureOf(act)).toMatchObject({ code: 'REFUSED', explained: { why: 'A synchronization is running.' } });
    expect((await lab.ended(value.jobId)).state).toBe('done');
  });

  test('[SYNC-18] updates carried over to a new software update point stay inactive until its first synchronization', async () => {
    remove();
    install();
    expect(lab.site.describe()).toMatchObject({ synchronizedOnce: false, updatesCarriedOver: false });
    await lab.synchronize();
    remove();
    expect(lab.site.describe().updatesCarriedOver).toBe(false);
    install();
    expect(lab.site.describe()).toMatchObject({ synchronizedOnce: true, updatesCarriedOver: true });
    lab = await lab.reopen();
    expect(lab.site.describe().updatesCarriedOver).toBe(true);
    expect((await lab.synchronize()).state).toBe('done');
    expect(lab.site.describe().updatesCarriedOver).toBe(false);
  });
});

describe('prerequisites of the role', () => {
  test('[SYNC-17] on the site server: the WSUS store and its schema, ports, account, name; what is stood in for is said', async () => {
    const { server, port } = await listening();
    const found = await check({ general: { port, sslPort: port === 65_535 ? 1024 : port + 1 } });
    expect([...found.keys()]).toEqual(['name', 'wsus', 'port', 'sslPort', 'account']);
    expect(found.get('wsus')).toMatchObject({ result: 'passed', title: expect.stringContaining('WSUS 3.0 with Service Pack 1'), detail: expect.stringContaining(`schema ${lab.catalog.schema()}`), simulated: expect.stringContaining('stands for') });
    expect(found.get('port')).toMatchObject({ result: 'warning', title: `Port ${port}`, detail: expect.stringContaining('Another program') });
    expect(found.get('account')).toMatchObject({ result: 'passed', detail: expect.stringContaining('computer account') });
    await new Promise((done) => server.close(done));
    expect((await check({ general: { port } })).get('port')).toMatchObject({ result: 'passed' });
  });

  test('[SYNC-17] on a remote server: a real WSUS there is asked for its protocol, and the console is named', async () => {
    const found = await check({ server: '127.0.0.1', general: { port: Number(new URL(lab.upstreamUrl).port) } });
    expect(found.get('wsus')).toMatchObject({ result: 'passed', detail: expect.stringMatching(/protocol 1\.\d+/), simulated: null });
    expect(found.get('port')).toMatchObject({ result: 'passed' });
    expect(found.get('console')).toMatchObject({ title: `WSUS administration console on ${SERVER}`, simulated: expect.any(String) });
  });

  test('[SYNC-17] on a remote server without WSUS each thing that is missing is named', async () => {
    const { server, port } = await listening();
    const deaf = await check({ server: '127.0.0.1', general: { port, ssl: true, sslPort: port === 1024 ? 1025 : 9, connectionAccount: 'not an account' } });
    expect(deaf.get('wsus')).toMatchObject({ result: 'failed', detail: expect.stringContaining('No WSUS answers') });
    expect(deaf.get('sslPort')).toMatchObject({ result: 'failed' });
    expect(deaf.get('certificate')).toMatchObject({ result: 'failed', detail: expect.stringContaining('No certificate is shown') });
    expect(deaf.get('account')).toMatchObject({ result: 'failed', detail: expect.stringContaining('DOMAIN\\user') });
    await new Promise((done) => server.close(done));
  });

  test.each([['CORP\\sup', 'passed'], ['sup@corp.lab', 'passed'], ['sup', 'failed'], ['CORP\\', 'failed'], ['CORP\\a\\b', 'failed']])('[SYNC-17] the account %s: %s', async (connectionAccount, result) => {
    expect((await check({ general: { connectionAccount } })).get('account')).toMatchObject({ result });
  });
});

describe('hourly re-application', () => {
  test('[SYNC-17] once an hour WCM.log tells that WSUS is as the site wants it', async () => {
    expect(lab.site.wsusConfiguration.configuration()).toEqual({ state: 'success', checkedAt: LAB_START, nextAt: LAB_START + HOUR, corrected: null });
    const before = lines('WCM.log').length;
    await lab.clock.advanceTo(LAB_START + 3 * HOUR);
    const since = lines('WCM.log').slice(before);
    expect(since.slice(0, since.length / 3)).toEqual([
      'Wait timed out after 60 minutes while waiting for at least one trigger event.',
      'Checking for supported version of WSUS (min WSUS 3.0 SP1)',
      'Supported WSUS version found',
      `Attempting connection to WSUS server: ${SERVER}, port: 8530, useSSL: False`,
      `Successfully connected to server: ${SERVER}, port: 8530, useSSL: False`,
      'Verify Upstream Server settings on the Active WSUS Server',
      'No changes - WSUS Server settings are correctly configured and Upstream Server is set to Microsoft Update',
      'Configuration successful. Will wait for 1 minute for any subscription or proxy changes',
      'Setting new configuration state to 2 (WSUS_CONFIG_SUCCESS)',
      'Waiting for changes for 60 minutes',
    ]);
    expect(since.filter((line) => line.startsWith('Wait timed out'))).toHaveLength(3);
    expect(lines('WSUSCtrl.log').at(-1)).toBe('Successfully connected to local WSUS server');
  });

  test('[SYNC-17] what other hands changed in WSUS is set again at the next hour, named and journaled', async () => {
    const stored = () => JSON.parse(lab.catalog.setting('configuration')!) as Record<string, unknown>;
    const right = stored();
    lab.catalog.configure({ configuration: JSON.stringify({ ...right, products: [], upstream: 'elsewhere.corp.lab' }) });
    await lab.clock.advanceTo(LAB_START + HOUR - 1);
    expect(stored()).not.toEqual(right);
    await lab.clock.advanceTo(LAB_START + HOUR);
    expect(stored()).toEqual(right);
    expect(lines('WCM.log')).toContain('WSUS Server settings were changed outside of the site: Upstream Server, Products. They are set again');
    expect(lab.site.wsusConfiguration.configuration().corrected).toEqual({ at: LAB_START + HOUR, settings: ['Upstream Server', 'Products'] });
    expect(lab.database.first(build.selectFrom('journal').selectAll().orderBy('revision', 'desc'))).toMatchObject({ kind: 'input', name: 'wsusConfiguration.corrected' });
  });

  test('[SYNC-17] a site that closes while its clock is on its way over months ends quietly and goes on at the next start', async () => {
    const passed: number[] = [];
    lab.clock.onMoved(() => passed.push(lab.clock.now()));
    const advance = lab.clock.advanceTo(LAB_START + 90 * 24 * HOUR);
    const reopened = await lab.reopen();
    await advance;
    expect(passed.at(-1)).toBe(LAB_START + 90 * 24 * HOUR);
    lab = reopened;
    expect(lab.site.wsusConfiguration.configuration()).toMatchObject({ state: 'success', nextAt: lab.clock.now() + HOUR });
  });

  test('[SYNC-17] a configuration that cannot be read is written anew', async () => {
    lab.catalog.configure({ configuration: '{ broken' });
    await lab.clock.advanceTo(LAB_START + HOUR);
    expect(JSON.parse(lab.catalog.setting('configuration')!)).toMatchObject({ upstream: 'Microsoft Update' });
  });

  test('[SYNC-17] a change of settings is applied at once, not at the hour', () => {
    const { settings } = read();
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, products: [ids.office] });
    expect(JSON.parse(lab.catalog.setting('configuration')!)).toMatchObject({ products: [ids.office] });
    expect(lines('WCM.log')).toContain('SCF change notification triggered.');
  });

  test('[SYNC-17] without a role nothing is applied until one is installed', async () => {
    remove();
    const before = lines('WCM.log').length;
    await lab.clock.advanceTo(LAB_START + 5 * HOUR);
    expect(lines('WCM.log')).toHaveLength(before);
    expect(lab.site.wsusConfiguration.configuration()).toMatchObject({ state: 'none', nextAt: null });
    install();
    expect(lab.site.wsusConfiguration.configuration()).toMatchObject({ state: 'success', nextAt: lab.clock.now() + HOUR });
  });
});
