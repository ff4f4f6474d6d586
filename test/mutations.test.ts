import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Random } from '../src/engine/kernel/index.ts';
import { createServerSyncClient, openCatalogStore, readUpdate, SynchronizationError, type CatalogStore, type UpdateIdentity } from '../src/engine/wsus/index.ts';
import { ids, publish } from './support/catalog.ts';
import { expectConsistent, openUpstream, rowsOf, xp, type Upstream } from './support/crash.ts';
import { contentHash, fileHash } from './support/dump.ts';
import { openHostile, type Hostile } from './support/hostile.ts';
import { LAB_START, openLab, type Lab } from './support/lab.ts';
import { mutatedBytes, mutatedText } from './support/mutate.ts';
import { repeated } from './support/random.ts';

/** Long enough for any number on demand. */
const timeout = 3_600_000;
const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

describe('mutated bundles', () => {
  type Files = Map<string, Buffer>;
  let connected: Lab;
  let isolated: Lab;
  let folder: string;
  /** Two genuine bundles of one site, the later one with more in it. */
  let genuine: Files[];
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const ownFingerprint = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex');

  async function exported(day: number): Promise<Files> {
    const to = join(folder, `genuine ${day}`);
    mkdirSync(to);
    await connected.clock.advanceTo(LAB_START + day * 86_400_000);
    publish(connected.upstream, Array.from({ length: 5 }, (_, i) => xp(day * 10 + i)), LAB_START);
    await connected.synchronize();
    const { value } = connected.site.airGap.export(connected.command(), { folder: to, expiresInDays: 30 }, 6000);
    expect(await connected.ended(value.jobId)).toMatchObject({ state: 'done' });
    return new Map(readdirSync(to).map((name) => [name, readFileSync(join(to, name))]));
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
    connected = await openLab({ seed: 'connected' });
    isolated = await openLab({ seed: 'isolated' });
    genuine = [await exported(1), await exported(2)];
    await isolated.clock.advanceTo(LAB_START + 3 * 86_400_000);
    isolated.site.airGap.pinKey(isolated.command(), { publicKey: connected.site.airGap.signingKey()!.publicKey, label: 'CEN' });
  });
  afterAll(async () => {
    await connected.close();
    await isolated.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const change = (files: Files, name: string, edit: (bytes: Buffer) => Buffer) => {
    const bytes = files.get(name);
    if (bytes) files.set(name, edit(bytes));
  };

  /** Signs what became of the manifest with a key nobody trusts, under its own name or under the trusted one's. */
  function signByAnother(random: Random, files: Files) {
    const manifest = files.get('manifest.json') ?? Buffer.alloc(0);
    const fingerprint = random.below(2) === 0 ? ownFingerprint : connected.site.airGap.signingKey()!.fingerprint;
    files.set('manifest.sig', Buffer.from(`ed25519 ${fingerprint} ${sign(null, manifest, privateKey).toString('base64')}\n`));
  }

  const damage = (random: Random, files: Files) => change(files, pick(random, [...files.keys()]), (bytes) => mutatedBytes(random, bytes));
  const manipulations: readonly ((random: Random, files: Files, other: Files) => void)[] = [
    damage,
    damage,
    (random, files) => change(files, 'manifest.json', (bytes) => Buffer.from(mutatedText(random, bytes.toString('utf8')))),
    (random, files) => change(files, 'manifest.sig', (bytes) => Buffer.from(mutatedText(random, bytes.toString('latin1')), 'latin1')),
    (random, files) => void files.delete(pick(random, [...files.keys()])),
    function swap(random, files) {
      const [a, b] = [pick(random, [...files]), pick(random, [...files])];
      files.set(a[0], b[1]).set(b[0], a[1]);
    },
    function mix(random, files, other) {
      const [name, bytes] = pick(random, [...other]);
      files.set(name, bytes);
    },
    signByAnother,
    function renew(random, files) {
      const expiry = `"expiresAt":${LAB_START + random.below(1000) * 86_400_000}`;
      change(files, 'manifest.json', (bytes) => Buffer.from(bytes.toString('utf8').replace(/"expiresAt":\d+/, expiry)));
      signByAnother(random, files);
    },
  ];

  /** Whether all of a genuine bundle is still there: a file more beside it, or a line end less in its signature, is no mutation. */
  const isWhole = (files: Files, original: Files) =>
    [...original].every(([name, bytes]) => {
      const now = files.get(name);
      return now?.equals(bytes) || (name === 'manifest.sig' && now?.toString('latin1') === bytes.toString('latin1').trimEnd());
    });

  async function outcome(files: Files): Promise<string> {
    const to = join(folder, 'mutant');
    rmSync(to, { recursive: true, force: true });
    mkdirSync(to);
    for (const [name, bytes] of files) writeFileSync(join(to, name), bytes);
    const manifest = createHash('sha256').update(files.get('manifest.json') ?? '').digest('hex');
    try {
      const { value } = isolated.site.airGap.import(isolated.command(), { folder: to, manifest, acceptUnsigned: false });
      return (await isolated.ended(value.jobId)).state;
    } catch (error) {
      return `refused: ${(error as Error).message}`;
    }
  }

  test('[INSIGHT-03] 2,000 mutated signed bundles: none is accepted, and nothing is changed', { timeout }, async () => {
    const before = contentHash(isolated);
    let tried = 0;
    await repeated('mutated bundles', 2000, async (random) => {
      const at = random.below(2);
      const files = new Map(genuine[at]);
      for (let left = 1 + random.below(2); left > 0; left--) pick(random, manipulations)(random, files, genuine[1 - at]!);
      if (genuine.some((original) => isWhole(files, original))) return;
      tried++;
      expect(await outcome(files)).toMatch(/^failed$|^refused: .{20}/);
      expect(contentHash(isolated)).toBe(before);
    });
    expect(tried).toBeGreaterThan(0);
    expect(await outcome(genuine[0]!)).toBe('done');
    expect(contentHash(isolated)).not.toBe(before);
  });
});

describe('mutated messages', () => {
  const UPDATES = 6;
  let upstream: Upstream;
  let hostile: Hostile;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
    upstream = await openUpstream(UPDATES);
    hostile = await openHostile(upstream.url, { replay: true });
  });
  afterAll(async () => {
    await hostile.close();
    await upstream.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const operations = ['GetAuthConfig', 'GetAuthorizationCookie', 'GetCookie', 'GetConfigData', 'GetRevisionIdList', 'GetRevisionIdList', 'GetUpdateData', 'GetUpdateData', 'GetUpdateData'];

  /** From now on one answer of a synchronization is a mutant: the first or the second to that operation. */
  function spoil(random: Random) {
    const [mutated, at] = [pick(random, operations), 1 + random.below(2)];
    hostile.spoil((operation, answer, count) => (operation === mutated && (count === at || count > 2) ? { ...answer, body: mutatedText(random, answer.body) } : answer));
  }

  /** Everything a catalog must be, whatever it was told: each document reads, is the one it is listed as, and is there once. */
  function expectSound(catalog: CatalogStore) {
    catalog.checkIntegrity();
    const seen = new Set<string>();
    for (const row of catalog.currentUpdates()) {
      const update = readUpdate(catalog.getXml(row.rowId));
      expect([update.identity, update.properties.updateType]).toEqual([row.identity, row.updateType]);
      expect(seen.has(row.identity.updateId)).toBe(false);
      seen.add(row.identity.updateId);
      for (const { digest } of catalog.filesOf(row.rowId)) expect(Buffer.from(digest, 'base64')).toHaveLength(20);
    }
  }

  /** What phase 1 asks for, into a catalog of its own. */
  async function fetchInto(catalog: CatalogStore): Promise<void> {
    const client = createServerSyncClient({ url: hostile.url, accountName: 'sup.lab', accountGuid: ids.windows, signal: new AbortController().signal, breath: () => undefined, limits: { attempts: 2 } });
    const staging = catalog.beginImport();
    const receive = async (revisions: readonly UpdateIdentity[]) => {
      for await (const { update, xml, files } of client.updates(revisions)) staging.put({ update, xml, arrivedAt: 0, files });
    };
    try {
      const configuration = await client.listRevisions({ configuration: true });
      await receive(configuration.revisions);
      const all = await client.listRevisions({ configuration: false, categories: [{ id: ids.windows, delta: false }], classifications: [{ id: ids.security, delta: false }] });
      await receive(all.revisions);
      staging.commit();
    } catch (error) {
      await staging.discard();
      throw error;
    }
  }

  test('[SYNC-10] 2,000 mutated answers: refused with a reason and nothing changed, or valid and the catalog is sound', { timeout }, async () => {
    const file = join(folder, 'susdb.db');
    let catalog = openCatalogStore(file);
    let before = fileHash(file);
    const seen = { refused: 0, valid: 0 };
    await repeated('mutated answers', 2000, async (random) => {
      spoil(random);
      try {
        await fetchInto(catalog);
      } catch (error) {
        expect(error).toBeInstanceOf(SynchronizationError);
        expect((error as Error).message.length).toBeGreaterThan(10);
        expect(fileHash(file)).toBe(before);
        seen.refused++;
        return;
      }
      expectSound(catalog);
      seen.valid++;
      catalog.close();
      rmSync(file);
      catalog = openCatalogStore(file);
      before = fileHash(file);
    });
    catalog.close();
    expect(Math.min(seen.refused, seen.valid)).toBeGreaterThan(0);
  });

  test('[SYNC-10] mutated answers in whole synchronizations: both stores as before, or both sound and alike', { timeout }, async () => {
    let lab = await openLab({ upstreamUrl: hostile.url });
    let before = contentHash(lab);
    await repeated('mutated synchronizations', 200, async (random) => {
      spoil(random);
      const run = await lab.synchronize();
      if (run.state === 'failed') {
        expect(run.failure).toMatchObject({ source: expect.stringMatching(/^\w+$/), message: expect.stringMatching(/.{10}/) });
        expect(run.failure!.source).not.toBe('Unknown');
        expect(contentHash(lab)).toBe(before);
        return;
      }
      expect(run.state).toBe('done');
      expectSound(lab.catalog);
      expectConsistent(lab);
      expect(rowsOf(lab).length).toBeLessThanOrEqual(lab.catalog.counts().Software ?? 0);
      await lab.close();
      lab = await openLab({ upstreamUrl: hostile.url });
      before = contentHash(lab);
    });
    await lab.close();
  });

  test('[SYNC-15] 2,000 mutated requests: always an answer, a fault or the truth, and the catalog is as before', { timeout }, async () => {
    const requests: { path: string; soapaction: string; body: string }[] = [];
    hostile.spoil(undefined);
    hostile.listen((request) => requests.push(request));
    const catalog = openCatalogStore(':memory:');
    await fetchInto(catalog);
    catalog.close();
    expect(requests.length).toBeGreaterThan(6);
    const rows = () => JSON.stringify([...upstream.store.currentUpdates()].map((row) => [row, upstream.store.getXml(row.rowId)]));
    const before = rows();
    const seen = { faults: 0, answers: 0 };
    await repeated('mutated requests', 2000, async (random) => {
      const { path, soapaction, body } = pick(random, requests);
      const answer = await fetch(new URL(path, upstream.url), { method: 'POST', headers: { 'content-type': 'text/xml; charset=utf-8', soapaction }, body: mutatedText(random, body) });
      const text = await answer.text();
      expect([200, 500, 413]).toContain(answer.status);
      if (answer.status === 500) expect(text).toMatch(/<ErrorCode>(InvalidParameters|InvalidCookie|InvalidAuthorizationCookie|IncompatibleProtocolVersion|InternalServerError|ServerChanged)<\/ErrorCode>/);
      seen[answer.status === 200 ? 'answers' : 'faults']++;
    });
    expect(rows()).toBe(before);
    expect(Math.min(seen.faults, seen.answers)).toBeGreaterThan(0);
  });
});
