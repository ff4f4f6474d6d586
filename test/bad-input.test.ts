import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Synchronization } from '../src/contract/index.ts';
import type { Update } from '../src/engine/wsus/index.ts';
import { publish, updateId } from './support/catalog.ts';
import { openUpstream, rowsOf, xp, type Upstream } from './support/crash.ts';
import { contentHash } from './support/dump.ts';
import { faulty, openHostile, tlsFixture, type Hostile, type Spoil } from './support/hostile.ts';
import { LAB_START, logLines, openLab, type Lab } from './support/lab.ts';

const HOUR = 3_600_000;
const UPDATES = 150;

let upstream: Upstream;
let hostile: Hostile;
let lab: Lab;
beforeEach(async () => {
  upstream = await openUpstream(UPDATES);
  hostile = await openHostile(upstream.url);
  lab = await openLab({ upstreamUrl: hostile.url });
});
afterEach(async () => {
  await lab.close();
  await hostile.close();
  await upstream.close();
});

/** Moves both clocks to the same moment, so that what is published for then is public. */
async function nextDay(day = 1) {
  upstream.setClock(LAB_START + day * 24 * HOUR);
  await lab.clock.advanceTo(LAB_START + day * 24 * HOUR);
}

/** A synchronization that must fail: the log, 6703 and the history say why and whose fault it was, both stores are as they were, and it is tried again in an hour. */
async function refused(of: Lab = lab): Promise<Synchronization['failure'] & object> {
  const before = contentHash(of);
  const run = await of.synchronize();
  expect(run.state).toBe('failed');
  expect(contentHash(of)).toBe(before);
  const { message, source } = run.failure!;
  const lines = logLines(of).slice(-3);
  expect(lines.map((line) => [line.severity, line.text])).toEqual([
    ['error', `Sync failed: ${message}. Source: ${source}`],
    ['error', expect.stringContaining(`ISTR0="${source}" ISTR1="${message}"`)],
    ['warning', 'Sync failed. Will retry in 60 minutes'],
  ]);
  expect(lines[1]!.text).toMatch(/^STATMSG: ID=6703 /);
  expect(of.site.softwareUpdatePoint.status().nextRetryAt).toBe(run.endedAt! + HOUR);
  return run.failure!;
}

/** The same answers without the spoiling end in all there is. */
async function recovers(total = UPDATES) {
  hostile.spoil(undefined);
  const before = contentHash(lab);
  expect((await lab.synchronize()).state).toBe('done');
  expect(contentHash(lab)).not.toBe(before);
  expect(rowsOf(lab)).toHaveLength(total);
}

/** Spoils what is answered with updates, from the second such answer of updates on, when some of them are staged already. */
const laterDocuments = (change: (body: string) => string): Spoil => (operation, { body }, count) => (operation === 'GetUpdateData' && count >= 3 ? change(body) : body);
const FOREIGN = '99999999-0000-4000-8000-000000000000';

describe('an upstream that answers wrongly', () => {
  test.each<[string, Spoil, string, RegExp]>([
    ['ids that were not asked for', laterDocuments((body) => body.replace(/<UpdateID>[^<]+/, `<UpdateID>${FOREIGN}`)), 'UssOtherError', new RegExp(`sent update ${FOREIGN}.100, which was not asked for`)],
    ['other revisions', laterDocuments((body) => body.replace(/<RevisionNumber>100/, '<RevisionNumber>101')), 'UssOtherError', /sent update .*\.101, which was not asked for/],
    ['the document of another update', laterDocuments((body) => body.replace(/(UpdateID=")[0-9a-f-]{36}/, `$1${FOREIGN}`)), 'ImportUpdateError', /cannot be imported: The document is that of another update/],
    ['another revision inside the document', laterDocuments((body) => body.replace(/(RevisionNumber=")100/, '$1102')), 'ImportUpdateError', /cannot be imported: The document is that of another update/],
    ['an update twice', laterDocuments((body) => body.replace(/(<ServerSyncUpdateData>.*?<\/ServerSyncUpdateData>)/, '$1$1')), 'UssOtherError', /sent update .* twice/],
    ['no update at all', laterDocuments((body) => body.replaceAll(/<ServerSyncUpdateData>.*<\/ServerSyncUpdateData>/g, '')), 'UssOtherError', /sent none of the updates it was asked for; the first of them is /],
    ['always without one of them', (_, { body }) => body.replace(new RegExp(`<ServerSyncUpdateData><Id><UpdateID>${updateId('700033')}.*?</ServerSyncUpdateData>`), ''), 'UssOtherError', new RegExp(`the first of them is ${updateId('700033')}.100`)],
    ['a web page', (operation, { body }) => (operation === 'GetUpdateData' ? '<!DOCTYPE html><html><body>Please log in.</body></html>' : body), 'UssOtherError', /answered with a web page instead of a SOAP message/],
    ['something else', (operation, { body }) => (operation === 'GetRevisionIdList' ? '{"error": "none"}' : body), 'UssOtherError', /answer cannot be understood/],
    ['a message that breaks off', laterDocuments((body) => body.slice(0, body.length / 2)), 'UssOtherError', /answer cannot be understood/],
  ])('[SYNC-10] %s', async (_, spoil, source, message) => {
    hostile.spoil(spoil);
    const failure = await refused();
    expect(failure).toMatchObject({ source, message: expect.stringMatching(message) });
    await recovers();
    // And again where there is something to lose.
    await nextDay();
    publish(upstream.store, [xp(UPDATES, { supersedes: ['700001'] }), ...Array.from({ length: 300 }, (__, i) => xp(1000 + i)), xp(33, { revision: 100 })], LAB_START + HOUR);
    if (message.source.includes(updateId('700033'))) return;
    hostile.spoil(spoil);
    expect((await refused()).source).toBe(source);
    await recovers(UPDATES + 301);
  });

  test('[SYNC-10] an update listed many times comes once', async () => {
    hostile.spoil((operation, { body }) => (operation === 'GetRevisionIdList' ? body.replaceAll(/(<UpdateIdentity>.*?<\/UpdateIdentity>)/g, '$1$1$1') : body));
    const run = await lab.synchronize();
    expect(run).toMatchObject({ state: 'done', phases: [{ added: UPDATES, steps: [{}, { done: UPDATES, total: UPDATES }] }, { added: UPDATES }] });
    expect(rowsOf(lab)).toHaveLength(UPDATES);
  });

  test('[SYNC-10] answers with one update at a time take long and end well', async () => {
    hostile.spoil((operation, { body }) => {
      const [first, ...more] = operation === 'GetUpdateData' ? (body.match(/<ServerSyncUpdateData>.*?<\/ServerSyncUpdateData>/g) ?? []) : [];
      return first === undefined ? body : body.replace(more.join(''), '');
    });
    await recoversWhileSpoilt();
    expect(hostile.calls('GetUpdateData')).toBeGreaterThan(UPDATES);
  });
});

async function recoversWhileSpoilt() {
  expect((await lab.synchronize()).state).toBe('done');
  expect(rowsOf(lab)).toHaveLength(UPDATES);
}

describe('updates that cannot be', () => {
  const circle = (kind: 'supersedes' | 'bundles', numbers: readonly number[], more: Parameters<typeof xp>[1] = {}) =>
    numbers.map((n, i) => xp(n, { supersedes: [], [kind]: [String(700_000 + numbers[(i + 1) % numbers.length]!)], ...more }));

  test.each<[string, Update[], RegExp]>([
    ['supersede each other', circle('supersedes', [501, 502, 503]), /^Updates [0-9a-f-]{36}, [0-9a-f-]{36}, [0-9a-f-]{36} say that they supersede each other in a circle$/],
    ['supersede themselves', circle('supersedes', [501]), /^Update [0-9a-f-]{36} says that it supersedes itself$/],
    ['contain each other', circle('bundles', [501, 502]), /^Updates [0-9a-f-]{36}, [0-9a-f-]{36} say that they contain each other in a circle$/],
  ])('[SYNC-10] that %s', async (_, updates, message) => {
    await lab.synchronize();
    await nextDay();
    publish(upstream.store, updates, LAB_START + HOUR);
    expect(await refused()).toMatchObject({ source: 'ImportUpdateError', message: expect.stringMatching(message) });
    await nextDay(2);
    publish(upstream.store, updates.map((one) => ({ ...one, identity: { ...one.identity, revisionNumber: 101 }, supersededUpdates: [], bundledUpdates: [] })), LAB_START + 25 * HOUR);
    await recovers(UPDATES + updates.length);
  });

  test('[SYNC-10] a circle through an update that is here already', async () => {
    await lab.synchronize();
    await nextDay();
    publish(upstream.store, [xp(501, { supersedes: ['700007'] }), xp(6, { revision: 101, supersedes: ['700501'] })], LAB_START + HOUR);
    // 7 supersedes 6 since the beginning. A delta leaves revisions to the full one: here nothing goes round yet.
    expect((await lab.synchronize()).state).toBe('done');
    lab.site.softwareUpdatePoint.change(lab.command(), { ...lab.site.softwareUpdatePoint.settings().settings, syncSchedule: { enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' }, custom: lab.site.softwareUpdatePoint.settings().settings.syncSchedule.custom } });
    await lab.clock.advanceTo(lab.clock.now() + 25 * HOUR);
    const [run] = lab.site.softwareUpdatePoint.history(1);
    expect(run).toMatchObject({ kind: 'full', state: 'failed', failure: { source: 'ImportUpdateError', message: expect.stringMatching(/supersede each other in a circle/) } });
    expect(lab.database.prepare("SELECT count(*) AS n FROM configuration_items WHERE update_id = ?").get(updateId('700006'))).toEqual({ n: 1 });
  });

  test('[SYNC-10] a newer revision that ends a relation is not mistaken for a circle by a delta', async () => {
    publish(upstream.store, [xp(501, { supersedes: ['700502'] })]);
    await lab.synchronize();
    await nextDay();
    publish(upstream.store, [xp(501, { revision: 101 }), xp(502, { supersedes: ['700501'] })], LAB_START + HOUR);
    expect((await lab.synchronize()).state).toBe('done');
  });

  test.each<[string, (update: Update) => Update, RegExp]>([
    ['of the wrong length', (one) => ({ ...one, files: [{ ...one.files[0]!, digest: 'AAAA' }] }), /The SHA1 digest of its file 'kb700501.exe' is none/],
    ['of SHA-256 as long as one of SHA-1', (one) => ({ ...one, files: [{ ...one.files[0]!, sha256: one.files[0]!.digest }] }), /The SHA256 digest of its file 'kb700501.exe' is none/],
  ])('[SYNC-10] whose file has a digest %s', async (_, spoil, message) => {
    await lab.synchronize();
    await nextDay();
    publish(upstream.store, [xp(500), spoil(xp(501))], LAB_START + HOUR);
    expect(await refused()).toMatchObject({ source: 'ImportUpdateError', message: expect.stringMatching(message) });
  });

  test('[SYNC-10] whose document is damaged, or endless', async () => {
    hostile.spoil(laterDocuments((body) => body.replace(/ Digest="[^"]+"/, ' Digest="no digest"')));
    expect(await refused()).toMatchObject({ source: 'ImportUpdateError', message: expect.stringMatching(/The SHA1 digest of its file 'kb\d+.exe' is none/) });
    hostile.spoil(laterDocuments((body) => body.replace('&lt;upd:Properties', '&lt;upd:Broperties')));
    expect(await refused()).toMatchObject({ source: 'ImportUpdateError', message: expect.stringMatching(/^Update [0-9a-f-]{36}\.100 cannot be imported: /) });
    const nested = '&lt;upd:x&gt;'.repeat(100_000);
    hostile.spoil(laterDocuments((body) => body.replace('&lt;upd:Properties', `${nested}&lt;upd:Properties`)));
    expect((await refused()).source).toBe('ImportUpdateError');
    await recovers();
  });
});

describe('an upstream that is unwell', () => {
  test('[SYNC-10] cookies that expire again and again mid-way are renewed', async () => {
    let stale = 0;
    hostile.spoil((operation, { body }, count) => {
      if ((operation !== 'GetUpdateData' && operation !== 'GetRevisionIdList') || count % 2 === 0) return body;
      stale++;
      return faulty(count % 4 === 1 ? 'CookieExpired' : 'InvalidCookie');
    });
    await recoversWhileSpoilt();
    expect(stale).toBeGreaterThan(2);
    expect(hostile.calls('GetCookie')).toBe(stale + 1);
  });

  test('[SYNC-10] cookies that never hold end it', async () => {
    hostile.spoil((operation, { body }, count) => (operation === 'GetUpdateData' && count > 1 ? faulty('CookieExpired') : body));
    expect(await refused()).toMatchObject({ source: 'DssAuthenticationError', message: 'The server answered with the fault CookieExpired' });
    expect(hostile.calls('GetCookie')).toBeLessThan(6);
    await recovers();
  });

  test('[SYNC-10] a storm of ServerBusy ends it; the retry an hour later finds the server well', async () => {
    hostile.spoil((operation, { body }, count) => (operation === 'GetUpdateData' && count > 2 ? faulty('ServerBusy') : body));
    expect(await refused()).toMatchObject({ source: 'UssBusy', message: 'The server answered with the fault ServerBusy' });
    hostile.spoil((_, __, count) => (count > 0 ? { status: 503, body: 'busy' } : faulty('ServerBusy')));
    expect(await refused()).toMatchObject({ source: 'UssBusy', message: 'The request failed with HTTP status 503: Service Unavailable' });
    expect(hostile.calls('GetAuthConfig')).toBe(1);
    hostile.spoil(undefined);
    upstream.setClock(LAB_START + 2 * HOUR);
    await lab.clock.advanceTo(lab.site.softwareUpdatePoint.status().nextRetryAt! + HOUR);
    expect(lab.site.softwareUpdatePoint.history(1)[0]).toMatchObject({ reason: 'retry schedule', state: 'done' });
    expect(rowsOf(lab)).toHaveLength(UPDATES);
  });

  test('[SYNC-10] connections that break are taken up again', async () => {
    hostile.spoil((_, { body }, count) => (count % 3 === 0 ? Promise.reject(new Error('gone')) : body));
    await recoversWhileSpoilt();
  });
});

describe('clocks that jump', () => {
  const more = (from: number, count: number, at: number) => publish(upstream.store, Array.from({ length: count }, (_, i) => xp(from + i)), at);

  test('[SYNC-10] the upstream’s, a year ahead in the middle: the cookie is renewed and nothing is missed', async () => {
    hostile.spoil((operation, { body }, count) => {
      if (operation === 'GetUpdateData' && count === 1) upstream.setClock(LAB_START + 365 * 24 * HOUR);
      return body;
    });
    await recoversWhileSpoilt();
    expect(hostile.calls('GetCookie')).toBe(2);
  });

  test('[SYNC-10] the upstream’s, back and forth: nothing is missed and nothing comes twice', async () => {
    upstream.setClock(LAB_START + 48 * HOUR);
    await lab.synchronize();
    upstream.setClock(LAB_START);
    more(1000, 10, LAB_START - HOUR);
    expect((await lab.synchronize()).phases[0]).toMatchObject({ added: 10, unchanged: UPDATES });
    more(2000, 10, LAB_START + 24 * HOUR);
    upstream.setClock(LAB_START + 49 * HOUR);
    expect((await lab.synchronize()).phases[0]).toMatchObject({ added: 10, unchanged: 0 });
    expect(rowsOf(lab)).toHaveLength(UPDATES + 20);
  });

  test('[SYNC-10] the site’s own, five years ahead: its anchors are the upstream’s and still hold', async () => {
    await lab.synchronize();
    await lab.clock.advanceTo(LAB_START + 5 * 365 * 24 * HOUR);
    upstream.setClock(LAB_START + HOUR);
    more(1000, 10, LAB_START + HOUR);
    expect((await lab.synchronize()).phases[0]).toMatchObject({ added: 10, unchanged: 0 });
  });
});

describe('certificates', () => {
  async function over(certificate: 'good' | 'wrong-name' | 'expired', authorities: string | undefined, look: (site: Lab, port: number) => Promise<void>) {
    const secure = await openHostile(upstream.url, { certificate });
    const site = await openLab({ upstreamUrl: upstream.url, authorities });
    const { settings } = site.site.softwareUpdatePoint.settings();
    site.site.softwareUpdatePoint.change(site.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: 'localhost', port: secure.port, ssl: true } } });
    try {
      await look(site, secure.port);
    } finally {
      await site.close();
      await secure.close();
    }
  }
  const authority = tlsFixture('authority.pem');

  test('[SYNC-01] one of the company’s own authority holds when that authority is trusted here', () =>
    over('good', authority, async (site) => {
      expect((await site.synchronize()).state).toBe('done');
      expect(rowsOf(site)).toHaveLength(UPDATES);
      expect(await site.site.softwareUpdatePoint.testConnection(site.site.softwareUpdatePoint.settings().settings.syncSettings)).toMatchObject({ ok: true });
    }));

  test.each<['good' | 'wrong-name' | 'expired', string | undefined, RegExp]>([
    ['wrong-name', authority, /^The certificate of localhost is refused: it is for another name \(wsus\.elsewhere\.lab\)$/],
    ['expired', authority, /^The certificate of localhost is refused: it has expired$/],
    ['good', undefined, /^The certificate of localhost is refused: it comes from an authority that is not trusted here$/],
    ['good', tlsFixture('good.pem'), /^The list of further trusted authorities holds something else/],
    ['good', 'no certificate', /^The list of further trusted authorities holds something else than certificates in PEM form$/],
  ])('[SYNC-10] %s with %#: refused with the reason', (certificate, authorities, message) =>
    over(certificate, authorities, async (site, port) => {
      expect(await refused(site)).toMatchObject({ source: 'UssCommunicationError', message: expect.stringMatching(message) });
      const { ok, message: tested } = await site.site.softwareUpdatePoint.testConnection({ ...site.site.softwareUpdatePoint.settings().settings.syncSettings, upstream: { serverName: 'localhost', port, ssl: true } });
      expect([ok, tested.replace(/\.$/, '')]).toEqual([false, expect.stringMatching(message)]);
    }));

  test('[SYNC-10] none at all: a server that does not speak TLS is told apart', () =>
    over('good', authority, async (site) => {
      const { settings } = site.site.softwareUpdatePoint.settings();
      site.site.softwareUpdatePoint.change(site.command(), { ...settings, syncSettings: { ...settings.syncSettings, upstream: { serverName: 'localhost', port: hostile.port, ssl: true } } });
      expect(await refused(site)).toMatchObject({ source: 'UssCommunicationError', message: expect.stringMatching(/does not speak SSL/) });
    }));
});
