import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SearchCriterion, View } from '../src/contract/index.ts';
import { ids, publish, update, type UpdateFacts } from './support/catalog.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

const xp = (kb: string, more: Partial<UpdateFacts> = {}) => update({ kb, windows: '5.1', product: ids.windowsXp, classification: ids.security, ...more });
const view = (more: Partial<View> = {}): View => ({ node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null, ...more });
type AnySite = Lab['site'];
const rows = async (site: AnySite, more: Partial<View> = {}) => (await site.read('rows', { view: view(more), offset: 0, limit: 500 })).value.rows;
const idsOf = async (site: AnySite, ...kbs: string[]) => (await rows(site)).filter((row) => kbs.includes(row.articleId)).map((row) => row.id);
const custom = async (site: AnySite) => Object.fromEntries((await rows(site)).map((row) => [row.articleId, row.customSeverity]));
const articles = async (site: AnySite, more: Partial<View>) => (await rows(site, more)).map((row) => row.articleId);
/** A full synchronization, which brings revisions; one that is run by hand only brings what is new (SYNC-09). */
async function fully(lab: Lab) {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
  await lab.clock.advanceTo(lab.clock.now() + 25 * 3_600_000);
}
const criterion = (value: string): SearchCriterion => ({ property: 'CustomSeverityName', type: null, uiProperty: null, values: [value] });

describe('properties of software updates', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
    publish(lab.upstream, [xp('100001', { severity: 'Low' }), xp('100002', { severity: 'Low', licence: true }), xp('100003', { licence: true }), xp('100004', { classification: ids.servicePacks })]);
    await lab.synchronize();
  });
  afterEach(() => lab.close());

  test('[REPO-05] a custom severity is shown at once, sorted, found and met by search folders, and a revision keeps it', async () => {
    const chosen = await idsOf(lab.site, '100001', '100003');
    const bySeverity = { sort: { column: 'customSeverity', descending: true } as const };
    await rows(lab.site, bySeverity);
    await rows(lab.site, { criteria: [criterion('Critical')] });
    expect(lab.site.updateProperties.change(lab.command(), chosen, { customSeverity: 'Critical' }).value).toEqual({ changed: 2 });
    expect(await custom(lab.site)).toEqual({ 100001: 'Critical', 100002: 'None', 100003: 'Critical', 100004: 'None' });
    expect((await articles(lab.site, bySeverity)).slice(0, 2).toSorted()).toEqual(['100001', '100003']);
    expect(await articles(lab.site, { criteria: [criterion('Critical')] })).toEqual(['100001', '100003']);
    expect(await articles(lab.site, { find: { text: 'critic', column: 'customSeverity' } })).toEqual(['100001', '100003']);
    lab.site.updateProperties.change(lab.command(), chosen.slice(0, 1), { customSeverity: 'Low' });
    expect(await articles(lab.site, { criteria: [criterion('Critical')] })).toEqual(['100003']);
    expect(await articles(lab.site, { find: { text: 'critic', column: 'customSeverity' } })).toEqual(['100003']);
    publish(lab.upstream, [xp('100003', { revision: 201, title: 'Revised', licence: true })]);
    await fully(lab);
    expect((await rows(lab.site)).find((row) => row.articleId === '100003')).toMatchObject({ title: 'Revised', customSeverity: 'Critical' });
    expect(await articles(lab.site, { criteria: [criterion('Critical')] })).toEqual(['100003']);
  });

  test('[REPO-05] the maximum run time is 20 minutes, 60 for service packs, until another one is set; a revision keeps it', async () => {
    const details = async (kb: string) => (await lab.site.updateDetails((await idsOf(lab.site, kb))[0]!)).value;
    expect(await details('100001')).toMatchObject({ maximumRunTime: 20, defaultRunTime: 20, settable: true });
    expect(await details('100004')).toMatchObject({ maximumRunTime: 60 });
    lab.site.updateProperties.change(lab.command(), await idsOf(lab.site, '100001', '100004'), { maximumRunTime: 90 });
    publish(lab.upstream, [xp('100001', { revision: 201 })]);
    await fully(lab);
    expect(await details('100001')).toMatchObject({ maximumRunTime: 90, defaultRunTime: 20, revisionNumber: 201 });
    lab.site.updateProperties.change(lab.command(), await idsOf(lab.site, '100004'), { maximumRunTime: null });
    expect(await details('100004')).toMatchObject({ maximumRunTime: 60 });
  });

  test('[REPO-05] license terms wait, are read one after another, and are accepted by name', async () => {
    const all = await idsOf(lab.site, '100001', '100002', '100003', '100004');
    expect(lab.site.updateProperties.pendingLicenceTerms(all)).toMatchObject({ total: 2, updates: [{ name: 'KB100002' }, { name: 'KB100003' }] });
    expect((await rows(lab.site)).map((row) => row.licenceTerms)).toEqual(['none', 'pending', 'pending', 'none']);
    expect(lab.site.updateProperties.acceptLicenceTerms(lab.command(), all).value).toEqual({ changed: 2 });
    expect((await lab.site.updateDetails(all[1]!)).value).toMatchObject({ licenceTerms: 'accepted', licenceAccepted: { at: lab.clock.now(), by: ACTOR } });
    expect(lab.site.updateProperties.pendingLicenceTerms(all).total).toBe(0);
    expect(lab.site.updateProperties.acceptLicenceTerms(lab.command(), all).value).toEqual({ changed: 0 });
  });

  test('[REPO-05] of several, what they have in common; what differs is nothing', async () => {
    const all = await idsOf(lab.site, '100001', '100002');
    expect(lab.site.updateProperties.common(all)).toEqual({ updates: 2, settable: true, severity: 'Low', customSeverity: 'None', licenceTerms: { with: 1, accepted: 0 } });
    lab.site.updateProperties.change(lab.command(), all.slice(0, 1), { customSeverity: 'Moderate' });
    expect(lab.site.updateProperties.common(all)).toMatchObject({ customSeverity: null });
    expect(() => lab.site.updateProperties.change(lab.command(), [987_654], { customSeverity: 'Low' })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('[INSIGHT-05] a change is undone for every update it changed, not for one that was changed again', async () => {
    const all = await idsOf(lab.site, '100001', '100002', '100003');
    lab.site.updateProperties.change(lab.command(), all.slice(0, 1), { customSeverity: 'Low' });
    const { revision } = lab.site.updateProperties.change(lab.command(), all, { customSeverity: 'Important' });
    expect(lab.site.objects.undoPreview(revision)).toMatchObject({ whyNot: null, more: 0, changes: [{ noun: 'Software update', name: 'KB100001', differences: [{ field: 'Custom severity', from: 'Important', to: 'Low' }] }, {}, {}] });
    lab.site.objects.undo(lab.command(), revision);
    expect(await custom(lab.site)).toMatchObject({ 100001: 'Low', 100002: 'None', 100003: 'None' });
    const again = lab.site.updateProperties.change(lab.command(), all, { customSeverity: 'Critical' });
    lab.site.updateProperties.change(lab.command(), all.slice(2), { customSeverity: 'Low' });
    expect(lab.site.objects.undoPreview(again.revision).whyNot?.why).toMatch(/“KB100003” was changed again/);
  });

  test('[REPO-05] ten thousand are changed and undone in one step', () => {
    const many = 10_000;
    lab.database.transaction((db) => {
      const item = db.prepare("INSERT INTO configuration_items (item_id, ci_id, update_id, revision_number, sdm_package, since_version, expired) VALUES (?, ?, ?, 100, '{}', 1, 0)");
      const row = db.prepare(`INSERT INTO software_updates (item_id, ci_id, update_id, revision_number, bulletin_id, article_id, title, severity, date_released, date_revised, expired, superseded, classification, product, language, icon, find_text, since_version, until_version)
        VALUES (?, ?, ?, 100, '', ?, 'An update', 0, 0, 0, 0, 0, '', '', '', 0, '', 1, 9007199254740991)`);
      for (let i = 0; i < many; i++) {
        const id = `00000000-0000-0000-0000-${String(i).padStart(12, '0')}`;
        item.run(50_000 + i, 50_000 + i, id);
        row.run(50_000 + i, 50_000 + i, id, `9${i}`);
      }
    });
    const chosen = Array.from({ length: many }, (_, i) => 50_000 + i);
    const { revision, value } = lab.site.updateProperties.change(lab.command(), chosen, { customSeverity: 'Important' });
    expect(value).toEqual({ changed: many });
    expect(lab.site.objects.undoPreview(revision)).toMatchObject({ whyNot: null, changes: { length: 200 }, more: many - 200 });
    lab.site.objects.undo(lab.command(), revision);
    expect(lab.site.updateProperties.common(chosen)).toMatchObject({ customSeverity: 'None' });
  });
});

describe('properties of software updates in a hierarchy', () => {
  let lab: LabHierarchy;
  beforeEach(async () => {
    lab = openHierarchy();
    publish(lab.upstream, [xp('100001'), xp('100002', { licence: true })]);
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    await lab.quiet();
    await lab.synchronize();
  });
  afterEach(async () => {
    await lab.close();
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test('[REPO-05] what the top sets travels down and is read-only there, also to a site that comes later', async () => {
    const [cen, pr1] = [lab.site('CEN'), lab.site('PR1')];
    const all = await idsOf(cen, '100001', '100002');
    cen.updateProperties.change(lab.command('CEN'), all, { customSeverity: 'Critical', maximumRunTime: 45 });
    const accepted = cen.updateProperties.acceptLicenceTerms(lab.command('CEN'), all);
    await lab.quiet();
    expect(await custom(pr1)).toEqual({ 100001: 'Critical', 100002: 'Critical' });
    const [, there] = await idsOf(pr1, '100001', '100002');
    expect((await pr1.updateDetails(there!)).value).toMatchObject({ maximumRunTime: 45, settable: false, licenceTerms: 'accepted' });
    for (const refused of [() => pr1.updateProperties.change(lab.command('PR1'), [there!], { maximumRunTime: 30 }), () => pr1.updateProperties.acceptLicenceTerms(lab.command('PR1'), [there!])])
      expect(refused).toThrow(expect.objectContaining({ code: 'REFUSED', explained: expect.objectContaining({ why: expect.stringContaining('synchronizes with Microsoft Update') as string }) as object }));
    cen.objects.undo(lab.command('CEN'), accepted.revision);
    lab.add('PR1', { code: 'PR2', kind: 'primary' });
    await lab.quiet();
    expect((await pr1.updateDetails(there!)).value).toMatchObject({ licenceTerms: 'pending' });
    expect((await rows(lab.site('PR2'))).map((row) => row.customSeverity)).toEqual(['Critical', 'Critical']);
  });
});
