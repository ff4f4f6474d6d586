import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Synchronization } from '../../src/contract/index.ts';
import { createIds, createRandom, type Random } from '../../src/engine/kernel/index.ts';
import { createWsusServer, openCatalogStore, type CatalogStore } from '../../src/engine/wsus/index.ts';
import { categories, ids, publish, update } from './catalog.ts';
import { LAB_START, openLab, type Lab } from './lab.ts';

export const xp = (n: number, more: Partial<Parameters<typeof update>[0]> = {}) =>
  update({ kb: String(700_000 + n), product: ids.windowsXp, classification: ids.security, bulletin: 'MS12-001', supersedes: n % 7 === 0 ? [String(700_000 + n - 1)] : [], ...more });

export interface Upstream {
  readonly url: string;
  readonly store: CatalogStore;
  /** Its clock stands still until it is set. */
  setClock(moment: number): void;
  close(): Promise<void>;
}

/** An upstream server in this process for sites in other ones. */
export async function openUpstream(updates: number): Promise<Upstream> {
  const store = openCatalogStore(':memory:');
  publish(store, categories);
  publish(store, Array.from({ length: updates }, (_, n) => xp(n)));
  const random = createRandom('upstream');
  let now = LAB_START;
  const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'upstream.lab' });
  return {
    url: await server.listen(), store,
    setClock: (moment) => void (now = moment),
    close: async () => {
      await server.close();
      store.close();
    },
  };
}

export interface Ended {
  signal: NodeJS.Signals | null;
  /** What the child printed; undefined when it was killed before. */
  result: { state: Synchronization['state']; failure: Synchronization['failure']; looks: number; log: string[] } | undefined;
}

const script = fileURLToPath(new URL('./synchronize-child.ts', import.meta.url));

/** Synchronizes in a process of its own. `killAt`: it ends itself at that look at real time, or right after its commit; `killAfter`: it is killed so many ms after its start; `blocks`: no file may grow over so many KiB. */
export function synchronizeElsewhere(asked: { folder: string; upstreamUrl: string; killAt?: number | 'committed'; killAfter?: number; blocks?: number }): Promise<Ended> {
  const input = JSON.stringify({ folder: asked.folder, upstreamUrl: asked.upstreamUrl, killAt: asked.killAt ?? null });
  const limit = asked.blocks === undefined ? '' : `ulimit -f ${asked.blocks}; `;
  const child = spawn('bash', ['-c', `${limit}exec "$0" "$@"`, process.execPath, script, input], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (data) => (output += String(data)));
  child.stderr.on('data', (data) => (errors += String(data)));
  const timer = asked.killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), asked.killAfter);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && signal === null) reject(new Error(`The child ended with ${code}: ${errors}`));
      else resolve({ signal, result: output === '' ? undefined : (JSON.parse(output) as Ended['result']) });
    });
  });
}

/** What a user sees of all rows, without the numbers that a run before may have used up. */
export const rowsOf = (lab: Lab) =>
  lab.database
    .prepare('SELECT update_id, revision_number, article_id, title, expired, superseded, icon, classification, product FROM software_updates WHERE since_version <= (SELECT catalog_version FROM site) AND until_version > (SELECT catalog_version FROM site) ORDER BY update_id')
    .all() as { update_id: string }[];

/** Both stores sound, nothing staged left, and the site database holding nothing the catalog does not. */
export function expectConsistent(lab: Lab) {
  lab.catalog.checkIntegrity();
  expect(lab.database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  expect(lab.database.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  const staged = lab.database.prepare(`SELECT (SELECT count(*) FROM software_updates WHERE since_version > s.catalog_version OR (until_version > s.catalog_version AND until_version < ${Number.MAX_SAFE_INTEGER})) + (SELECT count(*) FROM configuration_items WHERE since_version > s.catalog_version) AS n FROM site s`).get();
  expect(staged).toEqual({ n: 0 });
  const stored = new Set([...lab.catalog.currentUpdates()].map((row) => row.identity.updateId));
  expect(rowsOf(lab).filter((row) => !stored.has(row.update_id))).toEqual([]);
}

/** A first synchronization killed at one moment and what must be true afterwards; says how much of it was to be seen. */
export async function killAndLook(upstream: Upstream, undisturbed: readonly unknown[], kill: { killAt?: number | 'committed'; killAfter?: number }): Promise<'nothing' | 'everything' | 'not killed'> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  try {
    const { signal } = await synchronizeElsewhere({ folder, upstreamUrl: upstream.url, ...kill });
    const lab = await openLab({ folder, upstreamUrl: upstream.url });
    try {
      const rows = rowsOf(lab);
      if (rows.length > 0) expect(rows).toEqual(undisturbed);
      expectConsistent(lab);
      expect(lab.site.jobs.list().filter((job) => job.endedAt === null)).toEqual([]);
      expect(lab.site.describe().synchronizedOnce).toBe(rows.length > 0);
      expect((await lab.synchronize()).state).toBe('done');
      expect(rowsOf(lab)).toEqual(undisturbed);
      expectConsistent(lab);
      return signal === null ? 'not killed' : rows.length > 0 ? 'everything' : 'nothing';
    } finally {
      await lab.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An undisturbed first synchronization: its rows, and how often it looks at real time. */
export async function undisturbedRun(upstream: Upstream): Promise<{ rows: unknown[]; looks: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  try {
    const { result } = await synchronizeElsewhere({ folder, upstreamUrl: upstream.url });
    const lab = await openLab({ folder, upstreamUrl: upstream.url });
    const rows = rowsOf(lab);
    await lab.close();
    return { rows, looks: result!.looks };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Seeded moments of a run, every fourth of them near its end, every fourth right after the commit. */
export function* moments(random: Random, looks: number): Generator<number | 'committed', void, undefined> {
  for (let i = 0; ; i++) yield i % 4 === 3 ? 'committed' : i % 4 === 2 ? looks - random.below(Math.min(40, looks)) : 1 + random.below(looks);
}
