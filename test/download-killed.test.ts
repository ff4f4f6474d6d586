import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createContentServer } from '../src/engine/microsoft-update/index.ts';
import { system } from '../src/engine/kernel/index.ts';
import { draft, idsOf, packagesOf, publishWithFiles, quiet, withFile } from './support/content.ts';
import { openUpstream } from './support/crash.ts';
import { openLab, type Lab } from './support/lab.ts';
import { repeated } from './support/random.ts';

const program = fileURLToPath(new URL('./support/download-program.ts', import.meta.url));
const KBS = Array.from({ length: 12 }, (_, n) => String(300_001 + n));
const SIZE = 256 * 1024;

/** Digests by content: what a place may hold under these names, and nothing else. */
function digestsOf(lab: Lab): Map<string, Map<string, string>> {
  const rows = lab.database.prepare<{ content_id: string; file_name: string; sha1: string }>('SELECT content_id, file_name, sha1 FROM content_files').all();
  return new Map(Map.groupBy(rows, (row) => row.content_id).entries().map(([content, files]) => [content, new Map(files.map((file) => [file.file_name, file.sha1]))]));
}

/** Every folder that has the name of a content is that content, whole. */
function expectWhole(place: string, digests: ReturnType<typeof digestsOf>): number {
  const names = existsSync(place) ? readdirSync(place) : [];
  for (const name of names) {
    const files = digests.get(name);
    expect(files, `${name} is no content`).toBeDefined();
    expect(readdirSync(join(place, name)).toSorted()).toEqual([...files!.keys()].toSorted());
    for (const [file, digest] of files!) expect(createHash('sha1').update(readFileSync(join(place, name, file))).digest('hex')).toBe(digest);
  }
  return names.length;
}

test('[DEPLOY-03] killed at random moments, source and distribution point never have half a file, and the next start goes on', async () => {
  const upstream = await openUpstream(0);
  publishWithFiles(upstream.store, KBS.map((kb) => withFile(kb, {}, SIZE)));
  const server = createContentServer({ after: system.after });
  const content = await server.listen();
  await repeated('kills during a download', 1, async (random) => {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
    const options = { folder, upstreamUrl: upstream.url, content };
    let lab = await openLab(options);
    await lab.synchronize();
    await lab.close();
    // Slow enough that most kills meet it half-way.
    server.setFault({ kind: 'slow', ms: 1 });
    const seen: number[] = [];
    for (let kills = 0; kills < 4; kills++) {
      const child = spawn(process.execPath, [program, JSON.stringify({ ...options, kbs: KBS, killAfter: 1 + random.below(500) })], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'ignore', 'inherit'] });
      expect((await once(child, 'close'))[1]).toBe('SIGKILL');
      lab = await openLab(options);
      const digests = digestsOf(lab);
      const [id] = packagesOf(lab).map((one) => one.id);
      seen.push(expectWhole(join(folder, 'shares', 'cen01.corp.lab', 'sources', 'january'), digests));
      if (id !== undefined) expectWhole(lab.site.deploymentPackages.contentFolder(id, 'DP01.corp.lab'), digests);
      await lab.close();
    }
    server.setFault(null);
    lab = await openLab(options);
    lab.site.deploymentPackages.start();
    if (packagesOf(lab).length === 0) {
      lab.site.distributionPoints.install(lab.command(), 'DP01.corp.lab', { branch: false, protected: false, boundaries: [] });
      lab.site.deploymentPackages.create(lab.command(), draft('January'), { updates: idsOf(lab, ...KBS), servers: ['DP01.corp.lab'], origin: { kind: 'internet' }, languages: [] });
    }
    await quiet(lab.site);
    const [one] = packagesOf(lab);
    expect(one).toMatchObject({ contents: { there: KBS.length, wanted: 0, failed: 0 }, distributionPoints: { all: 1, installed: 1 } });
    expect(expectWhole(lab.site.deploymentPackages.contentFolder(one!.id, 'DP01.corp.lab'), digestsOf(lab))).toBe(KBS.length);
    expect(lab.site.deploymentPackages.status(one!.id)).toMatchObject([{ state: 'installed', version: one!.version }]);
    expect(readdirSync(join(folder, 'downloads'))).toEqual([]);
    for (const update of idsOf(lab, ...KBS)) expect(lab.site.deploymentPackages.locations(update)[0]!.locations).toHaveLength(1);
    // No whole file was asked for twice: only what was cut off, from where it was.
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  });
  await upstream.close();
  await server.close();
});
