import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Comparison, DifferenceKind, Job } from '../src/contract/index.ts';
import { prerequisiteIds, readUpdate, writeUpdate, type CatalogReader } from '../src/engine/wsus/index.ts';
import { category, ids, publish, update, updateId } from './support/catalog.ts';
import { LAB_START, openLab, stores, type Lab } from './support/lab.ts';

const DAY = 86_400_000;
const xp = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, severity: 'Critical', bulletin: 'MS12-001', ...more });

let connected: Lab;
let isolated: Lab;
let folder = '';
let bundle = '';
let bundles = 0;

const newFolder = () => {
  const path = join(folder, String(bundles++));
  mkdirSync(path);
  return path;
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  connected = await openLab({ seed: 'connected' });
  isolated = await openLab({ seed: 'isolated' });
  const { settings } = isolated.site.softwareUpdatePoint.settings();
  isolated.site.softwareUpdatePoint.change(isolated.command(), { ...settings, syncSettings: { ...settings.syncSettings, source: 'none' } });
  publish(connected.upstream, [xp('100001', { bundles: ['100003'] }), xp('100002', { title: 'Üpdate “zwei” 𝔘' }), xp('100003', { deployable: false }), update({ kb: '200001', product: ids.office2007, classification: ids.critical })]);
  await connected.synchronize();
  bundle = newFolder();
});
afterEach(async () => {
  await connected.close();
  await isolated.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(to = bundle, { days = 30, partLimit = undefined as number | undefined } = {}): Promise<Job> {
  const { value } = connected.site.airGap.export(connected.command(), { folder: to, expiresInDays: days }, partLimit);
  return connected.ended(value.jobId);
}

const trust = () => isolated.site.airGap.pinKey(isolated.command(), { publicKey: connected.site.airGap.signingKey()!.publicKey, label: 'CEN' });
const manifestOf = (from: string) => createHash('sha256').update(readFileSync(join(from, 'manifest.json'))).digest('hex');

async function imported(from = bundle, acceptUnsigned = false): Promise<Job> {
  const { value } = isolated.site.airGap.import(isolated.command(), { folder: from, manifest: manifestOf(from), acceptUnsigned });
  return isolated.ended(value.jobId);
}

/** Why an import is refused, at once or by its job; the stores must be as they were. */
async function refusedWith(from: string, acceptUnsigned = false): Promise<string> {
  const before = stores(isolated);
  const why = await imported(from, acceptUnsigned).then((job) => `${job.state}: ${job.message}`, (error: Error) => error.message);
  expect(stores(isolated)).toBe(before);
  return why;
}

async function compared(from = bundle): Promise<Comparison> {
  const { value } = isolated.site.airGap.compare(isolated.command(), from);
  expect(await isolated.ended(value.jobId)).toMatchObject({ state: 'done' });
  return isolated.site.airGap.comparison(value.jobId);
}

/** A copy of a bundle in a folder of its own. */
const copyOf = (from = bundle) => {
  const to = newFolder();
  cpSync(from, to, { recursive: true });
  return to;
};

/** Rewrites the manifest, signed by `key` when there is one. */
function rewrite(to: string, edit: (manifest: Record<string, unknown>) => Record<string, unknown>, key?: { fingerprint: string; privateKey: KeyObject }) {
  const bytes = Buffer.from(JSON.stringify(edit(JSON.parse(readFileSync(join(to, 'manifest.json'), 'utf8')) as Record<string, unknown>)));
  writeFileSync(join(to, 'manifest.json'), bytes);
  if (key) writeFileSync(join(to, 'manifest.sig'), `ed25519 ${key.fingerprint} ${sign(null, bytes, key.privateKey).toString('base64')}\n`);
}

/** A key pair the isolated site trusts, whose private half the test holds. */
function ownKey(pin = true) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const fingerprint = createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('hex');
  if (pin) isolated.site.airGap.pinKey(isolated.command(), { publicKey: publicKey.export({ type: 'spki', format: 'pem' }) as string, label: 'Test' });
  return { fingerprint, privateKey };
}

const contentOf = (reader: CatalogReader) => [...reader.currentUpdates()].map((row) => [row.identity, row.updateType, row.publicationState, reader.getXml(row.rowId), reader.filesOf(row.rowId)]).sort((a, b) => (JSON.stringify(a[0]) < JSON.stringify(b[0]) ? -1 : 1));
const journal = (lab: Lab) => (lab.database.prepare<{ name: string; input: string; after: string | null }>('SELECT name, input, after FROM journal ORDER BY revision').all()).filter((row) => row.name.startsWith('airGap.'));

describe('export and import', () => {
  test('[SYNC-08] a catalog crosses the gap whole, and Run Synchronization without a source brings it into the site database', async () => {
    expect(await exported()).toMatchObject({ state: 'done', kind: 'export' });
    expect(readdirSync(bundle).sort()).toEqual(['manifest.json', 'manifest.sig', 'part-001.cab']);
    trust();
    expect(await imported()).toMatchObject({ state: 'done', kind: 'import', done: 18, total: 18 });
    expect(contentOf(isolated.catalog)).toEqual(contentOf(connected.catalog));
    const run = await isolated.synchronize();
    expect(run.phases.map((phase) => [phase.name, phase.state])).toEqual([['wsus', 'skipped'], ['siteDatabase', 'done']]);
    const titles = (lab: Lab) => lab.database.prepare<{ title: string }>('SELECT title, update_id, revision_number, classification, product FROM software_updates ORDER BY update_id').all();
    expect(titles(isolated)).toEqual(titles(connected));
    expect(titles(isolated)).toHaveLength(3);
  });

  test('[SYNC-08] parts end before their limit, each in order: categories first, members before their bundle', async () => {
    await exported(bundle, { partLimit: 6000 });
    const { parts } = JSON.parse(readFileSync(join(bundle, 'manifest.json'), 'utf8')) as { parts: { name: string; bytes: number; sha256: string; documents: number }[] };
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.reduce((sum, part) => sum + part.documents, 0)).toBe(18);
    for (const { name, bytes, sha256 } of parts) {
      expect(statSync(join(bundle, name)).size).toBe(bytes);
      expect(createHash('sha256').update(readFileSync(join(bundle, name))).digest('hex')).toBe(sha256);
    }
    trust();
    expect(await imported()).toMatchObject({ state: 'done' });
    const order = [...isolated.catalog.currentUpdates()].map((row) => row.identity.updateId);
    expect(order.indexOf(updateId('100003'))).toBeLessThan(order.indexOf(updateId('100001')));
    expect(order.slice(0, 6)).toEqual(expect.arrayContaining([ids.security, ids.critical, ids.infrastructure]));
    expect(contentOf(isolated.catalog)).toEqual(contentOf(connected.catalog));
  });

  test('[SYNC-08] the same bundle again changes nothing; a later one brings what is new', async () => {
    await exported();
    trust();
    await imported();
    const before = stores(isolated);
    expect(await imported()).toMatchObject({ state: 'done' });
    expect(stores(isolated)).toBe(before);
    await connected.clock.advanceTo(LAB_START + DAY);
    await isolated.clock.advanceTo(LAB_START + DAY);
    publish(connected.upstream, [xp('100009')], LAB_START);
    await connected.synchronize();
    const later = newFolder();
    await exported(later);
    expect((await compared(later)).total).toEqual({ new: 1, revised: 0, expired: 0, gone: 0 });
    expect(await imported(later)).toMatchObject({ state: 'done' });
    expect(contentOf(isolated.catalog)).toEqual(contentOf(connected.catalog));
    expect(await refusedWith(bundle)).toMatch(/older than what is here/);
  });

  test('[SYNC-08] an export goes into an empty folder alone, and leaves nothing behind when it is cancelled', async () => {
    for (const [target, why] of [['relative', /not a whole path/], [join(folder, 'none'), /does not exist/], [join(folder, 'file'), /not a folder/]] as const) {
      writeFileSync(join(folder, 'file'), '');
      expect(() => connected.site.airGap.export(connected.command(), { folder: target, expiresInDays: 1 })).toThrow(why);
    }
    const { value } = connected.site.airGap.export(connected.command(), { folder: bundle, expiresInDays: 1 }, 3000);
    const stop = connected.site.jobs.feed.listen((job) => {
      if (job.id === value.jobId && job.state === 'running' && job.done === job.total) connected.site.cancelJob(connected.command(), job.id);
    });
    expect(await connected.ended(value.jobId)).toMatchObject({ state: 'cancelled', done: 18 });
    stop();
    expect(readdirSync(bundle)).toEqual([]);
    await exported();
    expect(() => connected.site.airGap.export(connected.command(), { folder: bundle, expiresInDays: 1 })).toThrow(/of another export/);
    const empty = await openLab();
    expect(() => empty.site.airGap.export(empty.command(), { folder: newFolder(), expiresInDays: 1 })).toThrow(/It is empty/);
    await empty.close();
  });

  test('[INSIGHT-03] an import cancelled half-way leaves both stores as they were', async () => {
    await exported(bundle, { partLimit: 3000 });
    trust();
    const before = stores(isolated);
    for (const at of [(job: Job) => job.phase === 'Importing the bundle', (job: Job) => job.done > 0 && job.done === job.total]) {
      const { value } = isolated.site.airGap.import(isolated.command(), { folder: bundle, manifest: manifestOf(bundle), acceptUnsigned: false });
      const stop = isolated.site.jobs.feed.listen((job) => {
        if (job.id === value.jobId && job.state === 'running' && at(job)) isolated.site.cancelJob(isolated.command(), job.id);
      });
      expect(await isolated.ended(value.jobId)).toMatchObject({ state: 'cancelled' });
      stop();
      expect(stores(isolated)).toBe(before);
    }
    expect(await imported()).toMatchObject({ state: 'done' });
  });
});

describe('the scan cabinet', () => {
  test('[SYNC-08] wsusscn2.cab is compared and imported like a bundle, but only when it is accepted unsigned', async () => {
    cpSync(new URL('fixtures/wsus/wsusscn2-mini.cab', import.meta.url), join(bundle, 'wsusscn2.cab'));
    const result = await compared();
    expect(result).toMatchObject({ signedBy: null, source: { site: null, server: 'wsusscn2.cab' }, expiresAt: null, updates: 3, total: { new: 3, revised: 0, expired: 0, gone: 0 } });
    const run = (acceptUnsigned: boolean) => isolated.site.airGap.import(isolated.command(), { folder: bundle, manifest: result.manifest, acceptUnsigned });
    expect(() => run(false)).toThrow(/not signed/);
    expect(await isolated.ended(run(true).value.jobId)).toMatchObject({ state: 'done' });
    expect(isolated.catalog.counts()).toEqual({ Software: 3 });
    expect((await isolated.synchronize()).phases[1]).toMatchObject({ state: 'done', added: 3 });
    const before = stores(isolated);
    truncateSync(join(bundle, 'wsusscn2.cab'), 15_000);
    const again = isolated.site.airGap.compare(isolated.command(), bundle);
    expect(await isolated.ended(again.value.jobId)).toMatchObject({ state: 'failed', message: expect.stringMatching(/wsusscn2.cab cannot be read/) });
    expect(() => run(true)).toThrow(/not the bundle that was compared/);
    expect(stores(isolated)).toBe(before);
    expect(() => isolated.site.airGap.compare(isolated.command(), newFolder())).toThrow(/no manifest.json and no wsusscn2.cab/);
  });
});

describe('trust', () => {
  test('[INSIGHT-03] unsigned is refused, unless that is accepted deliberately, which the journal records', async () => {
    await exported();
    rmSync(join(bundle, 'manifest.sig'));
    expect(await refusedWith(bundle)).toMatch(/not signed/);
    expect((await compared()).signedBy).toBeNull();
    expect(await imported(bundle, true)).toMatchObject({ state: 'done' });
    const rows = journal(isolated).filter((row) => row.name.startsWith('airGap.import'));
    expect(rows.map((row) => row.name)).toEqual(['airGap.import', 'airGap.imported']);
    expect(JSON.parse(rows[0]!.input)).toMatchObject({ acceptUnsigned: true });
    expect(JSON.parse(rows[1]!.input)).toMatchObject({ acceptUnsigned: true, signedBy: null, added: 18 });
  });

  test('[INSIGHT-03] a key that is unknown, revoked or replaced opens nothing, and “unsigned” does not help', async () => {
    await exported();
    expect(await refusedWith(bundle, true)).toMatch(/not trusted here/);
    const { value: first } = trust();
    const { value: renewed } = connected.site.airGap.renewSigningKey(connected.command());
    const next = newFolder();
    await exported(next);
    expect(await refusedWith(next)).toMatch(/not trusted here/);
    const forged = { ...renewed.rotation!, signature: sign(null, Buffer.from('else'), generateKeyPairSync('ed25519').privateKey).toString('base64') };
    expect(() => isolated.site.airGap.rotateKey(isolated.command(), forged)).toThrow(/was not signed by the trusted key/);
    isolated.site.airGap.rotateKey(isolated.command(), renewed.rotation!);
    expect(isolated.site.airGap.trustedKeys().map((key) => [key.fingerprint, key.state, key.replacedBy]).sort()).toEqual([[first.fingerprint, 'replaced', renewed.fingerprint], [renewed.fingerprint, 'trusted', null]].sort());
    expect(await refusedWith(bundle)).toMatch(/which is replaced/);
    expect((await compared(next)).signedBy).toEqual({ fingerprint: renewed.fingerprint, label: 'CEN' });
    isolated.site.airGap.revokeKey(isolated.command(), renewed.fingerprint);
    expect(await refusedWith(next)).toMatch(/which is revoked/);
    expect(() => isolated.site.airGap.revokeKey(isolated.command(), renewed.fingerprint)).toThrow(/is revoked/);
    expect(() => isolated.site.airGap.pinKey(isolated.command(), { publicKey: renewed.publicKey, label: 'again' })).toThrow(/it is revoked/);
    expect(journal(isolated).map((row) => row.name)).toEqual(expect.arrayContaining(['airGap.pinKey', 'airGap.rotateKey', 'airGap.revokeKey']));
  });

  test('[INSIGHT-03] only Ed25519 public keys are pinned, and the private one stays with its owner', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }) as string;
    const secret = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    for (const publicKey of [rsa, secret, 'nonsense', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n']) expect(() => isolated.site.airGap.pinKey(isolated.command(), { publicKey, label: 'x' })).toThrow(/no Ed25519 public key/);
    await exported();
    expect(statSync(join(connected.folder, 'export-key.json')).mode & 0o777).toBe(0o600);
    const file = JSON.parse(readFileSync(join(connected.folder, 'export-key.json'), 'utf8')) as { privateKey: string };
    expect(JSON.stringify([connected.site.airGap.signingKey(), journal(connected)])).not.toContain(file.privateKey.split('\n')[1]);
  });

  test('[INSIGHT-03] wrongly signed, expired, damaged, incomplete: each refused with its reason, both stores as before', async () => {
    await exported(bundle, { partLimit: 6000 });
    trust();
    const spoilt = (spoil: (to: string) => void) => {
      const to = copyOf();
      spoil(to);
      return refusedWith(to);
    };
    const flip = (file: string, at: number) => {
      const bytes = readFileSync(file);
      bytes[at]! ^= 1;
      writeFileSync(file, bytes);
    };
    expect(await spoilt((to) => flip(join(to, 'manifest.json'), 20))).toMatch(/signature is wrong/);
    expect(await spoilt((to) => rewrite(to, (m) => ({ ...m, expiresAt: LAB_START + 900 * DAY })))).toMatch(/signature is wrong/);
    expect(await spoilt((to) => writeFileSync(join(to, 'manifest.sig'), 'ed25519 x'))).toMatch(/is no signature/);
    expect(await spoilt((to) => flip(join(to, 'part-002.cab'), 400))).toMatch(/part-002.cab is not what the manifest describes/);
    expect(await spoilt((to) => truncateSync(join(to, 'part-002.cab'), 300))).toMatch(/has 300 bytes instead of/);
    expect(await spoilt((to) => appendFileSync(join(to, 'part-001.cab'), 'x'))).toMatch(/bytes instead of/);
    expect(await spoilt((to) => rmSync(join(to, 'part-002.cab')))).toMatch(/part-002.cab is missing/);
    expect(await spoilt((to) => cpSync(join(to, 'part-001.cab'), join(to, 'part-002.cab')))).toMatch(/part-002.cab/);
    await expect(async () => isolated.site.airGap.import(isolated.command(), { folder: bundle, manifest: '0'.repeat(64), acceptUnsigned: false })).rejects.toThrow(/not the bundle that was compared/);
    await isolated.clock.advanceTo(LAB_START + 40 * DAY);
    expect(await refusedWith(bundle)).toMatch(/It expired on 2013-02-06/);
    expect(() => isolated.site.airGap.compare(isolated.command(), bundle)).toThrow(/expired/);
  });

  test('[INSIGHT-03] a trusted signature does not make wrong content right', async () => {
    await exported();
    const key = ownKey();
    const signed = (edit: (manifest: Record<string, unknown>) => Record<string, unknown>) => {
      const to = copyOf();
      rewrite(to, edit, key);
      return refusedWith(to);
    };
    expect(await signed((m) => ({ ...m, createdAt: LAB_START + 10 * DAY }))).toMatch(/still to come/);
    type Parts = { parts: Record<string, unknown>[] };
    expect(await signed((m) => ({ ...m, format: 2 }))).toMatch(/does not have the form/);
    expect(await signed((m) => ({ ...m, more: 1 }))).toMatch(/does not have the form/);
    expect(await signed((m) => ({ ...m, parts: [{ ...(m as Parts).parts[0], name: '../../etc/passwd' }] }))).toMatch(/does not have the form/);
    expect(await signed((m) => ({ ...m, parts: [...(m as Parts).parts, ...(m as Parts).parts] }))).toMatch(/does not have the form/);
    expect(await signed((m) => ({ ...m, parts: [{ ...(m as Parts).parts[0], documents: 17 }] }))).toMatch(/it lists 18 documents, the manifest 17/);
    expect(await signed((m) => ({ ...m, counts: { categories: 14, detectoids: 0, updates: 5 } }))).toMatch(/hold 18 documents, its manifest counts 19/);
    const to = copyOf();
    writeFileSync(join(to, 'part-001.cab'), 'no cabinet');
    rewrite(to, (m) => ({ ...m, parts: [{ name: 'part-001.cab', documents: 18, bytes: 10, sha256: createHash('sha256').update('no cabinet').digest('hex') }] }), key);
    expect(await refusedWith(to)).toMatch(/part-001.cab cannot be read: The data is no cabinet/);
  });
});

/** Differences recounted from the two catalogs alone: [classification, product, kind] of each. */
function recount(there: CatalogReader, here: CatalogReader) {
  const updates = (reader: CatalogReader) => new Map([...reader.currentUpdates({ updateTypes: ['Software'] })].map((row) => [row.identity.updateId, { row, update: readUpdate(reader.getXml(row.rowId)) }]));
  const [incoming, present] = [updates(there), updates(here)];
  const found: { kind: DifferenceKind; id: string; categories: string[] }[] = [];
  for (const [id, { row, update }] of incoming) {
    const known = present.get(id)?.row;
    const categories = prerequisiteIds(update);
    if (!known) found.push({ kind: 'new', id, categories });
    else if (known.identity.revisionNumber < row.identity.revisionNumber) found.push({ kind: row.publicationState === 'Expired' && known.publicationState !== 'Expired' ? 'expired' : 'revised', id, categories });
  }
  for (const [id, { update }] of present) if (!incoming.has(id)) found.push({ kind: 'gone', id, categories: prerequisiteIds(update) });
  return found;
}

describe('comparison', () => {
  test('[INSIGHT-03] new, revised, expired and gone are counted per classification and product, with the list behind each number, and nothing is changed', async () => {
    publish(isolated.catalog, [category(ids.windowsXp, 'Windows XP', 'Product', ids.windows), category(ids.security, 'Security Updates', 'UpdateClassification'), xp('100001', { revision: 99 }), xp('100002', { revision: 99 }), xp('900001'), xp('900002', { expired: true }), xp('100003', { deployable: false })]);
    publish(connected.upstream, [xp('100002', { revision: 101, expired: true }), ...Array.from({ length: 30 }, (_, i) => xp(String(500_000 + i)))], LAB_START);
    await connected.clock.advanceTo(LAB_START + DAY);
    await isolated.clock.advanceTo(LAB_START + DAY);
    await connected.synchronize();
    await exported(bundle, { partLimit: 9000 });
    trust();
    const before = stores(isolated);
    const result = await compared();
    expect(stores(isolated)).toBe(before);
    const expected = recount(connected.catalog, isolated.catalog);
    const count = (kind: DifferenceKind, id?: string) => expected.filter((one) => one.kind === kind && (id === undefined || one.categories.includes(id))).length;
    expect(result.total).toEqual({ new: count('new'), revised: count('revised'), expired: count('expired'), gone: count('gone') });
    expect(result.total).toEqual({ new: 31, revised: 1, expired: 1, gone: 2 });
    expect([result.updates, result.unchanged]).toEqual([34, 1]);
    for (const [by, groups] of [['classification', result.classifications], ['product', result.products]] as const) {
      expect(groups.length).toBe(2);
      for (const group of groups) {
        for (const kind of ['new', 'revised', 'expired', 'gone'] as const) {
          expect(group[kind]).toBe(count(kind, group.id!));
          const rows: string[] = [];
          for (let offset = 0; ; offset += 7) {
            const page = isolated.site.airGap.differences({ jobId: result.jobId, kind, within: { by, id: group.id }, offset, limit: 7 });
            expect(page.total).toBe(group[kind]);
            rows.push(...page.rows.map((row) => row.updateId));
            if (page.rows.length < 7) break;
          }
          expect(rows.sort()).toEqual(expected.filter((one) => one.kind === kind && one.categories.includes(group.id!)).map((one) => one.id).sort());
        }
      }
    }
    expect(isolated.site.airGap.differences({ jobId: result.jobId, kind: 'expired', within: null, offset: 0, limit: 5 }).rows).toEqual([expect.objectContaining({ updateId: updateId('100002'), revisionNumber: 101 })]);
    expect(() => isolated.site.airGap.comparison('other')).toThrow(/no such comparison/);
  });

  test('[INSIGHT-03] an import does what its comparison said, and removes nothing', async () => {
    publish(isolated.catalog, [xp('900001'), xp('100001', { revision: 99 })]);
    await exported();
    trust();
    const { total } = await compared();
    expect(total).toEqual({ new: 3, revised: 1, expired: 0, gone: 1 });
    await imported();
    expect(JSON.parse(journal(isolated).at(-1)!.input)).toMatchObject({ added: 14 + total.new, revised: total.revised });
    expect(isolated.catalog.find({ updateId: updateId('900001'), revisionNumber: 100 })).toBeDefined();
    expect(writeUpdate(readUpdate(isolated.catalog.getXml(isolated.catalog.find({ updateId: updateId('100001'), revisionNumber: 100 })!.rowId)))).toContain(updateId('100003'));
    expect((await compared()).total).toEqual({ new: 0, revised: 0, expired: 0, gone: 1 });
  });
});
