import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultDeploymentSettings, deploymentTemplateDraft, type DeploymentTemplateDraft } from '../src/contract/index.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

const draft = (name: string, settings: Partial<DeploymentTemplateDraft['settings']> = {}): DeploymentTemplateDraft => ({ name, description: 'Desktops', settings: { ...defaultDeploymentSettings, ...settings } });

describe('deployment templates', () => {
  let lab: Lab;
  beforeEach(async () => {
    lab = await openLab();
  });
  afterEach(() => lab.close());
  const templates = () => lab.site.deploymentTemplates;

  test('[DEPLOY-01] one keeps every setting, is changed, copied, renamed and deleted, and is there again after a restart', async () => {
    const { value } = templates().create(lab.command(), draft('Desktops', { collection: 'SMS00001', duration: { every: 10, unit: 'days' } }), null);
    expect(templates().list()).toMatchObject([{ ...draft('Desktops', { collection: 'SMS00001', duration: { every: 10, unit: 'days' } }), collectionName: 'All Systems', sourceSite: 'CEN', locked: false, createdBy: ACTOR, uniqueId: expect.stringMatching(/^Template_[0-9A-F-]{36}$/) as string }]);
    templates().change(lab.command(), value.id, draft('Desktops', { collection: null, utc: false }));
    templates().rename(lab.command(), value.id, 'Workstations');
    const copy = templates().copy(lab.command(), value.id, 'Servers');
    lab = await lab.reopen();
    expect(templates().list().map(({ name, collectionName, settings }) => [name, collectionName, settings.utc])).toEqual([['Servers', null, false], ['Workstations', null, false]]);
    templates().delete(lab.command(), copy.value.id);
    expect(templates().list().map(({ name }) => name)).toEqual(['Workstations']);
  });

  test('[DEPLOY-01] a template comes from a document and goes into one, with what is not known here', () => {
    const xml = '<TemplateDescription>\n  <UTC>false</UTC>\n  <NapOption>3</NapOption>\n</TemplateDescription>\n';
    const read = templates().readXml(xml, ' Pilot ');
    expect(read).toMatchObject({ name: 'Pilot', settings: { utc: false } });
    const { value } = templates().create(lab.command(), read, xml);
    expect(templates().exportXml(value.id)).toBe(xml);
    const copy = templates().copy(lab.command(), value.id, 'Pilot 2').value.id;
    templates().change(lab.command(), copy, { ...read, name: 'Pilot 2', settings: { ...read.settings, utc: true } });
    expect(templates().exportXml(copy)).toBe(xml.replace('false', 'true'));
    expect(() => templates().create(lab.command(), draft('Other'), '<Other/>')).toThrow(expect.objectContaining({ code: 'REFUSED' }));
  });

  test('[DEPLOY-01] names are there once, shapes are checked, and two who change one do not overwrite each other', () => {
    for (const wrong of [draft(''), draft('a/b'), { ...draft('a'), description: 'x'.repeat(513) }, draft('a', { collection: 'SMS1' }), draft('a', { duration: { every: 0, unit: 'days' } }), draft('a', { duration: { every: 1.5, unit: 'days' } })]) expect(deploymentTemplateDraft.safeParse(wrong).success).toBe(false);
    const { value } = templates().create(lab.command(), draft('Desktops'), null);
    expect(() => templates().create(lab.command(), draft('DESKTOPS'), null)).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS' }));
    expect(() => templates().copy(lab.command(), value.id, 'Desktops')).toThrow(expect.objectContaining({ code: 'INVALID_SETTINGS' }));
    const opened = lab.command();
    templates().change(lab.command(), value.id, draft('Mine'));
    for (const second of [() => templates().change(opened, value.id, draft('Yours')), () => templates().rename(opened, value.id, 'Yours'), () => templates().delete(opened, value.id)]) expect(second).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT' }));
    expect(() => templates().exportXml(99)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('[INSIGHT-05] every change of a template can be undone and says what differs; deleting its collection names it', () => {
    const own = lab.site.collections.create(lab.command(), null, { name: 'Pilot', comment: '', queries: [], direct: [], dynamic: false, schedule: null }).value;
    const steps = [
      () => templates().create(lab.command(), draft('A', { collection: own.code }), null).revision, () => templates().change(lab.command(), 1, draft('A', { collection: 'SMS00001', utc: false })).revision,
      () => templates().rename(lab.command(), 1, 'B').revision, () => templates().copy(lab.command(), 1, 'C').revision, () => templates().delete(lab.command(), 1).revision,
    ];
    const state = () => JSON.stringify(templates().list().map(({ modifiedAt: _at, ...one }) => one));
    const states = [state()];
    const revisions = steps.map((step) => {
      const revision = step();
      states.push(state());
      return revision;
    });
    expect(lab.site.objects.entry(revisions[1]!).changes[0]!.differences).toEqual([{ field: 'Collection', from: 'Pilot', to: 'All Systems' }, { field: 'Times', from: 'UTC', to: 'Client local time' }]);
    for (const [i, revision] of revisions.entries().toArray().toReversed()) {
      lab.site.objects.undo(lab.command(), revision);
      expect(state()).toBe(states[i]);
    }
    templates().create(lab.command(), draft('D', { collection: own.code }), null);
    expect(lab.site.collections.deletion(own.id).referredBy).toMatchObject([{ noun: 'Deployment template', name: 'D' }]);
    lab.site.collections.delete(lab.command(), own.id);
    expect(templates().list()).toMatchObject([{ collectionName: null, settings: { collection: own.code } }]);
  });

  test('[D§8.6] only who may make templates makes them', () => {
    lab.site.rights.addUser(lab.command(), 'CORP\\nobody', null);
    expect(() => lab.site.rights.check('CORP\\nobody', { class: 'deploymentTemplate', right: 'create' })).toThrow(expect.objectContaining({ code: 'NO_RIGHT' }));
    expect(() => lab.site.rights.check('CORP\\deployment.admin', { class: 'deploymentTemplate', right: 'create' })).not.toThrow();
  });
});

describe('deployment templates in a hierarchy', () => {
  let lab: LabHierarchy;
  beforeEach(async () => {
    lab = openHierarchy();
    lab.add('CEN', { code: 'PR1', kind: 'primary' });
    lab.add('PR1', { code: 'PR2', kind: 'primary' });
    lab.add('PR1', { code: 'SEC', kind: 'secondary' });
    await lab.quiet();
  });
  afterEach(async () => {
    await lab.close();
    rmSync(lab.folder, { recursive: true, force: true });
  });

  test('[DEPLOY-01] those of a parent travel down, are read-only there, follow every change, and come to a site that joins later', async () => {
    const cen = lab.site('CEN');
    const { value } = cen.deploymentTemplates.create(lab.command('CEN'), draft('Desktops', { collection: 'SMS00001' }), null);
    lab.add('CEN', { code: 'PR3', kind: 'primary' });
    await lab.quiet();
    for (const code of ['PR1', 'PR2', 'PR3']) {
      const there = lab.site(code).deploymentTemplates;
      const [own] = cen.deploymentTemplates.list();
      expect(there.list()).toEqual([{ ...own, id: there.list()[0]!.id, locked: true }]);
      const { id } = there.list()[0]!;
      for (const refused of [() => there.change(lab.command(code), id, draft('Mine')), () => there.rename(lab.command(code), id, 'Mine'), () => there.delete(lab.command(code), id)]) expect(refused).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    }
    expect(() => lab.site('SEC').deploymentTemplates.create(lab.command('SEC'), draft('Mine'), null)).toThrow(expect.objectContaining({ code: 'REFUSED' }));
    const pr1 = lab.site('PR1').deploymentTemplates;
    pr1.copy(lab.command('PR1'), pr1.list()[0]!.id, 'Chicago');
    cen.deploymentTemplates.rename(lab.command('CEN'), value.id, 'All desktops');
    await lab.quiet();
    expect(lab.site('PR2').deploymentTemplates.list().map(({ name, sourceSite }) => [name, sourceSite])).toEqual([['All desktops', 'CEN'], ['Chicago', 'PR1']]);
    expect(cen.deploymentTemplates.deletion(value.id).childSites).toEqual(['PR1', 'PR2', 'PR3']);
    const { revision } = cen.deploymentTemplates.delete(lab.command('CEN'), value.id);
    await lab.quiet();
    expect(lab.site('PR2').deploymentTemplates.list().map(({ name }) => name)).toEqual(['Chicago']);
    cen.objects.undo(lab.command('CEN'), revision);
    await lab.quiet();
    expect(lab.site('PR2').deploymentTemplates.list()).toMatchObject([{ name: 'All desktops', locked: true }, { name: 'Chicago' }]);
  });
});
