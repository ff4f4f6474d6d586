import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { softwareUpdatePointSettings, type SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { Failure } from '../src/engine/kernel/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { ACTOR, LAB_START, openLab, type Lab } from './support/lab.ts';

const DAY = 86_400_000;

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const read = () => lab.site.softwareUpdatePoint.settings();
const edited = (edit: (settings: SoftwareUpdatePointSettings) => void) => {
  const settings = structuredClone(read().settings);
  edit(settings);
  return settings;
};
const change = (settings: unknown) => lab.site.softwareUpdatePoint.change(lab.command(), settings);

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
  }
  throw new Error('Nothing failed.');
}

describe('settings of the software update point', () => {
  test('[SYNC-01] a new site has valid defaults: Microsoft Update, four classifications, Windows and Office, every 7 days but not enabled', () => {
    const { settings, changedRevision, canSynchronize, whyNot } = read();
    expect(softwareUpdatePointSettings.parse(settings)).toEqual(settings);
    expect(settings).toMatchObject({
      general: { role: 'siteServer', port: 8530, sslPort: 8531 },
      syncSettings: { source: 'microsoftUpdate', microsoftUpdate: { endpoint: 'bundled' } },
      syncSchedule: { enabled: false, kind: 'simple', simple: { every: 7, unit: 'days' } },
      languages: { updateFile: ['en'], summaryDetails: ['en'] },
    });
    expect(settings.classifications).toHaveLength(4);
    expect(settings.products).toHaveLength(2);
    expect({ changedRevision, canSynchronize, whyNot }).toEqual({ changedRevision: 0, canSynchronize: true, whyNot: null });
  });

  test('[SYNC-01] all seven tabs are kept in the site database across a restart', async () => {
    const settings = edited((s) => {
      Object.assign(s.general, { role: 'remoteServer', serverName: 'WSUS01.corp.lab', port: 80, sslPort: 443, ssl: true, connectionAccount: 'CORP\\sup' });
      Object.assign(s.internetBased, { role: 'remoteServer', serverName: 'wsus.example', port: 8080 });
      Object.assign(s.syncSettings, { source: 'upstream', upstream: { serverName: 'up.corp.lab', port: 8530, ssl: false }, reportingEvents: 'all' });
      s.classifications = s.classifications.slice(0, 1);
      s.products = s.products.slice(1);
      Object.assign(s.syncSchedule, { enabled: true, kind: 'custom', custom: { startAt: LAB_START + DAY, utc: false, recurrence: { kind: 'monthlyByWeekday', every: 1, week: 2, weekday: 3 } } });
      s.languages = { updateFile: ['en', 'de'], summaryDetails: ['en', 'fr'] };
    });
    const { revision } = change(settings);
    lab = await lab.reopen();
    expect(read()).toMatchObject({ settings, changedRevision: revision });
    expect(lab.site.softwareUpdatePoint.components()).toEqual([{ name: 'Software Update Point Component', siteCode: 'CEN', modifiedAt: LAB_START, modifiedBy: ACTOR }]);
  });

  test('[SYNC-01] the journal keeps actor, moment, input, before and after of a change', async () => {
    const before = read().settings;
    const after = edited((s) => (s.general.connectionAccount = 'CORP\\sup'));
    await lab.clock.advanceTo(LAB_START + DAY);
    const { revision } = change(after);
    const row = lab.database.first(build.selectFrom('journal').selectAll().where('revision', '=', revision))!;
    expect(row).toMatchObject({ actor: ACTOR, at: LAB_START + DAY, kind: 'command', name: 'softwareUpdatePoint.change' });
    expect(JSON.parse(row.input)).toEqual({ settings: after });
    const touched = lab.database.all(build.selectFrom('journal_objects').selectAll().where('revision', '=', revision));
    expect(touched.map((one) => [one.kind, one.object_id, JSON.parse(one.before!), JSON.parse(one.after!)])).toEqual([['softwareUpdatePoint', 'Software Update Point Component', before, after]]);
  });

  test('[SYNC-01] who opened the properties before somebody else changed them is told so, and nothing is overwritten', () => {
    const seen = lab.command();
    const first = change(edited((s) => (s.general.connectionAccount = 'CORP\\first')));
    const failure = failureOf(() => lab.site.softwareUpdatePoint.change(seen, edited((s) => (s.general.connectionAccount = 'CORP\\second'))));
    expect(failure).toMatchObject({ code: 'REVISION_CONFLICT', explained: { actual: first.revision, what: expect.stringMatching(/\w/), why: expect.stringMatching(/\w/), todo: expect.stringMatching(/\w/) } });
    expect(read().settings.general.connectionAccount).toBe('CORP\\first');
    expect(lab.command().expectedRevision).toBe(first.revision);
  });

  test('[SYNC-01] a change of something else in between is no conflict', () => {
    const seen = lab.command();
    lab.site.setClockSpeed(lab.command(), 60);
    lab.site.setClockSpeed(lab.command(), 0);
    expect(lab.site.softwareUpdatePoint.change(seen, edited((s) => (s.general.connectionAccount = 'CORP\\sup'))).revision).toBe(seen.expectedRevision + 3);
  });

  const refinements: [string, string, (s: SoftwareUpdatePointSettings) => void][] = [
    ['a remote server needs a name', 'general.serverName', (s) => (s.general.role = 'remoteServer')],
    ['a cluster needs a name', 'general.serverName', (s) => (s.general.role = 'cluster')],
    ['a name is a host name', 'general.serverName', (s) => Object.assign(s.general, { role: 'remoteServer', serverName: 'no name!' })],
    ['ports are 1 to 65535', 'general.port', (s) => (s.general.port = 0)],
    ['ports end at 65535', 'general.sslPort', (s) => (s.general.sslPort = 65_536)],
    ['ports are whole', 'general.port', (s) => (s.general.port = 80.5)],
    ['the SSL port differs', 'general.sslPort', (s) => (s.general.sslPort = s.general.port)],
    ['an upstream source needs a name', 'syncSettings.upstream.serverName', (s) => (s.syncSettings.source = 'upstream')],
    ['an address begins with http', 'syncSettings.microsoftUpdate.url', (s) => (s.syncSettings.microsoftUpdate.url = 'ftp://update')],
    ['an Internet-based point needs a name', 'internetBased.serverName', (s) => (s.internetBased.role = 'remoteServer')],
    ['no Internet-based point beside one that takes Internet clients', 'internetBased.role', (s) => Object.assign(s, { general: { ...s.general, clientConnections: 'intranetAndInternet' }, internetBased: { ...s.internetBased, role: 'cluster', serverName: 'nlb' } })],
    ['ids are GUIDs', 'classifications.0', (s) => (s.classifications = ['security'])],
    ['a language for summary details', 'languages.summaryDetails', (s) => (s.languages.summaryDetails = [])],
    ['a known source', 'syncSettings.source', (s) => Object.assign(s.syncSettings, { source: 'elsewhere' })],
  ];
  test.each(refinements)('[SYNC-01] refused: %s', (_title, path, edit) => {
    const before = read();
    const failure = failureOf(() => change(edited(edit)));
    expect(failure.code).toBe('INVALID_SETTINGS');
    expect(failure.explained).toMatchObject({ fields: [{ path, message: expect.stringMatching(/\w/) }] });
    expect(read()).toEqual(before);
  });

  test('[SYNC-01] refused: what is no settings at all', () => {
    for (const nothing of [null, undefined, {}, [], 'settings', { ...read().settings, general: undefined }]) expect(failureOf(() => change(nothing)).code).toBe('INVALID_SETTINGS');
  });
});

describe('when a synchronization is possible', () => {
  const reasons: [RegExp, (s: SoftwareUpdatePointSettings) => void][] = [
    [/no active software update point/, (s) => (s.general.role = 'none')],
    [/No classification is chosen/, (s) => (s.classifications = [])],
    [/No product is chosen/, (s) => (s.products = [])],
  ];
  test.each(reasons)('[SYNC-04] not: %s', (why, edit) => {
    change(edited(edit));
    expect(read()).toMatchObject({ canSynchronize: false, whyNot: expect.stringMatching(why) });
    const failure = failureOf(() => lab.site.softwareUpdatePoint.runSynchronization(lab.command()));
    expect(failure).toMatchObject({ code: 'REFUSED', explained: { why: expect.stringMatching(why) } });
    expect(lab.site.jobs.list()).toEqual([]);
  });

  test('[SYNC-02] a child site is synchronized by its parent: the reason names it and a run is refused', async () => {
    await lab.close();
    lab = await openLab({ parent: 'P01' });
    expect(lab.site.describe()).toMatchObject({ kind: 'primary', parent: 'P01' });
    expect(read()).toMatchObject({ canSynchronize: false, whyNot: expect.stringContaining('P01') });
    const failure = failureOf(() => lab.site.softwareUpdatePoint.runSynchronization(lab.command()));
    expect(failure).toMatchObject({ code: 'REFUSED', explained: { why: expect.stringContaining('P01') } });
    expect(lab.site.jobs.list()).toEqual([]);
    expect(lab.database.all(build.selectFrom('journal').selectAll())).toEqual([]);
  });

  test('[SYNC-02] at a child site what the top decides cannot be changed, languages of update files can', async () => {
    await lab.close();
    lab = await openLab({ parent: 'P01' });
    const { settings } = read();
    const refused = [
      { ...settings, products: [] },
      { ...settings, classifications: [] },
      { ...settings, syncSettings: { ...settings.syncSettings, source: 'none' as const } },
      { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true } },
      { ...settings, languages: { ...settings.languages, summaryDetails: ['de'] } },
    ];
    for (const one of refused) expect(failureOf(() => lab.site.softwareUpdatePoint.change(lab.command(), one))).toMatchObject({ code: 'REFUSED' });
    expect(read().settings).toEqual(settings);
    lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, languages: { ...settings.languages, updateFile: ['de', 'en'] } });
    expect(read().settings.languages.updateFile).toEqual(['de', 'en']);
  });
});

describe('the synchronization schedule', () => {
  const simple = (every: number, unit: 'hours' | 'days' | 'weeks') => edited((s) => (s.syncSchedule = { ...s.syncSchedule, enabled: true, kind: 'simple', simple: { every, unit } }));

  test.each([['hours', 23], ['days', 31], ['weeks', 4]] as const)('[SYNC-03] simple in %s: 1 to %i', (unit, most) => {
    for (const every of [1, most]) expect(change(simple(every, unit)).value.changedRevision).toBeGreaterThan(0);
    for (const every of [0, -1, most + 1, 1.5]) {
      const failure = failureOf(() => change(simple(every, unit)));
      expect(failure.explained).toMatchObject({ fields: [{ path: 'syncSchedule.simple.every' }] });
    }
    expect(read().settings.syncSchedule.simple).toEqual({ every: most, unit });
  });

  const custom = (recurrence: unknown) => edited((s) => Object.assign(s.syncSchedule, { kind: 'custom', custom: { startAt: LAB_START, utc: true, recurrence } }));
  test.each([
    [{ kind: 'none' }],
    [{ kind: 'weekly', every: 4, weekday: 0 }],
    [{ kind: 'monthly', every: 12, day: 'last' }],
    [{ kind: 'monthlyByWeekday', every: 1, week: 'last', weekday: 6 }],
    [{ kind: 'interval', every: 59, unit: 'minutes' }],
  ])('[SYNC-03] custom: %o is kept', (recurrence) => {
    change(custom(recurrence));
    expect(read().settings.syncSchedule.custom.recurrence).toEqual(recurrence);
  });
  test.each([
    [{ kind: 'weekly', every: 5, weekday: 0 }],
    [{ kind: 'weekly', every: 1, weekday: 7 }],
    [{ kind: 'monthly', every: 13, day: 1 }],
    [{ kind: 'monthly', every: 1, day: 32 }],
    [{ kind: 'monthlyByWeekday', every: 1, week: 5, weekday: 1 }],
    [{ kind: 'interval', every: 60, unit: 'minutes' }],
    [{ kind: 'yearly' }],
  ])('[SYNC-03] custom: %o is refused', (recurrence) => {
    expect(failureOf(() => change(custom(recurrence))).code).toBe('INVALID_SETTINGS');
  });
});

describe('Test Connection', () => {
  const { serverName, port, ssl } = { serverName: '127.0.0.1', port: 0, ssl: false };
  const upstream = (at: Partial<{ serverName: string; port: number; ssl: boolean }>) => ({ ...read().settings.syncSettings, source: 'upstream' as const, upstream: { serverName, port, ssl, ...at } });

  test('[SYNC-01] says that the source answers, bundled and upstream', async () => {
    expect(await lab.site.softwareUpdatePoint.testConnection(read().settings.syncSettings)).toMatchObject({ ok: true, message: expect.stringContaining('protocol 1.20'), todo: '' });
    const answer = await lab.site.softwareUpdatePoint.testConnection(upstream({ port: Number(new URL(lab.upstreamUrl).port) }));
    expect(answer).toMatchObject({ ok: true });
    expect(answer.tookMs).toBeGreaterThanOrEqual(0);
    expect(await lab.site.softwareUpdatePoint.testConnection({ ...read().settings.syncSettings, source: 'none' })).toMatchObject({ ok: true });
  });

  test('[SYNC-01] says what is wrong where nobody listens, and where somebody else answers', async () => {
    const other = createServer((socket) => socket.resume().end('SSH-2.0-OpenSSH\r\n'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
    const taken = (other.address() as AddressInfo).port;
    expect(await lab.site.softwareUpdatePoint.testConnection(upstream({ port: taken }))).toMatchObject({ ok: false, message: expect.stringMatching(/\w/), todo: expect.stringMatching(/server name/) });
    await new Promise((resolve) => other.close(resolve));
    expect(await lab.site.softwareUpdatePoint.testConnection(upstream({ port: taken }))).toMatchObject({ ok: false, message: `Unable to connect to the remote server 127.0.0.1:${taken}.` });
  });

  test('[SYNC-01] leaves no trace: no job, no journal row, no changed store', async () => {
    await lab.site.softwareUpdatePoint.testConnection(read().settings.syncSettings);
    expect(lab.site.jobs.list()).toEqual([]);
    expect(lab.database.all(build.selectFrom('journal').selectAll())).toEqual([]);
    expect(lab.catalog.version()).toBe(0);
  });
});
