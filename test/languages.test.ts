import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SoftwareUpdatePointSettings } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { LAB_START, openLab, type Lab } from './support/lab.ts';

const DAY = 86_400_000;
const xp = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

function choose(languages: SoftwareUpdatePointSettings['languages']) {
  lab.site.softwareUpdatePoint.change(lab.command(), { ...lab.site.softwareUpdatePoint.settings().settings, languages });
}

async function titles() {
  const { value } = await lab.site.read('rows', { view: { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null }, offset: 0, limit: 100 });
  return Object.fromEntries(value.rows.map((row) => [row.articleId, row.title]));
}

test('[SYNC-07] fetches updates of the chosen languages and of all languages; a language chosen later is fetched whole', async () => {
  publish(lab.upstream, [xp('1'), xp('2', { languages: ['en'] }), xp('3', { languages: ['de'] }), xp('4', { languages: ['fr', 'ja'] }), xp('5', { languages: ['ko'] })]);
  await lab.synchronize();
  expect(Object.keys(await titles())).toEqual(['1', '2']);
  choose({ summaryDetails: ['en', 'de'], updateFile: ['en', 'ja'] });
  await lab.synchronize();
  expect(Object.keys(await titles())).toEqual(['1', '2', '3', '4']);
  choose({ summaryDetails: ['en'], updateFile: ['en'] });
  await lab.synchronize();
  expect(Object.keys(await titles())).toEqual(['1', '2', '3', '4']);
});

test('[SYNC-07] keeps the texts of the chosen language only, and an update keeps its own until it is new or revised', async () => {
  const both = (kb: string, more: Partial<Parameters<typeof update>[0]> = {}) => xp(kb, { title: `English ${kb}`, titles: { de: `Deutsch ${kb}`, fr: `Français ${kb}` }, ...more });
  choose({ summaryDetails: ['de'], updateFile: [] });
  publish(lab.upstream, [both('1'), both('2'), xp('3', { title: 'English 3' })]);
  await lab.synchronize();
  expect(await titles()).toEqual({ 1: 'Deutsch 1', 2: 'Deutsch 2', 3: 'English 3' });
  const stored = JSON.stringify(lab.database.prepare('SELECT u.title, u.find_text, c.sdm_package FROM software_updates u JOIN configuration_items c USING (item_id)').all());
  expect(stored).toContain('Description in de.');
  expect(stored).not.toMatch(/Français|Description in fr|English [12]/i);

  choose({ summaryDetails: ['fr'], updateFile: [] });
  publish(lab.upstream, [both('2', { revision: 101 }), both('4')], LAB_START);
  await lab.clock.advanceTo(lab.clock.now() + DAY);
  await lab.synchronize();
  expect(await titles()).toEqual({ 1: 'Deutsch 1', 2: 'Deutsch 2', 3: 'English 3', 4: 'Français 4' });

  // A full synchronization (here: the retry after a failed one) takes revisions too.
  const { syncSettings } = lab.site.softwareUpdatePoint.settings().settings;
  const from = (source: Partial<typeof syncSettings>) => lab.site.softwareUpdatePoint.change(lab.command(), { ...lab.site.softwareUpdatePoint.settings().settings, syncSettings: { ...syncSettings, ...source } });
  from({ source: 'upstream', upstream: { serverName: '127.0.0.1', port: 9, ssl: false } });
  await lab.synchronize();
  from({});
  await lab.clock.advanceTo(lab.site.softwareUpdatePoint.status().nextRetryAt! + DAY);
  expect(await titles()).toEqual({ 1: 'Deutsch 1', 2: 'Français 2', 3: 'English 3', 4: 'Français 4' });
});
