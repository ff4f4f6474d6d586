import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { categories, ids, publish, update } from './support/catalog.ts';
import { logLines, openLab, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const xp = (kb: string) => update({ kb, product: ids.windowsXp, classification: ids.security });
const articles = () => lab.database.all(build.selectFrom('software_updates').select('article_id').orderBy('article_id')).map((row) => row.article_id);
function source(edit: (s: SoftwareUpdatePointSettings['syncSettings']) => SoftwareUpdatePointSettings['syncSettings']) {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSettings: edit(settings.syncSettings) });
}

test('[SYNC-01] an upstream update server by name, port and SSL is synchronized like Microsoft Update', async () => {
  publish(lab.upstream, [xp('100001')]);
  const { hostname, port } = new URL(lab.upstreamUrl);
  // The lab's upstream publishes by the moment Microsoft Update was last asked for.
  await lab.synchronize();
  source((s) => ({ ...s, source: 'upstream', upstream: { serverName: hostname, port: Number(port), ssl: false } }));
  const run = await lab.synchronize();
  expect(run).toMatchObject({ state: 'done', source: '127.0.0.1' });
  expect(articles()).toEqual(['100001']);
});

test('[SYNC-08] without a source phase 1 is left out: what the WSUS catalog store holds goes into the site database', async () => {
  source((s) => ({ ...s, source: 'none' }));
  publish(lab.catalog, [...categories, xp('100001'), xp('100002')]);
  const run = await lab.synchronize();
  expect(run.phases.map((p) => [p.name, p.state, p.added])).toEqual([['wsus', 'skipped', 0], ['siteDatabase', 'done', 2]]);
  expect(articles()).toEqual(['100001', '100002']);
  const texts = logLines(lab).map((line) => line.text);
  expect(texts.filter((text) => /WSUS synchronizing|Starting WSUS|ID=6704|Sleeping/.test(text))).toEqual([]);
  expect(texts).toContain('sync: Starting SMS database synchronization');
});

test('[SYNC-08] without a source and with an empty store there is nothing to do, and that is no failure', async () => {
  source((s) => ({ ...s, source: 'none' }));
  expect(await lab.synchronize()).toMatchObject({ state: 'done' });
  expect(articles()).toEqual([]);
});
