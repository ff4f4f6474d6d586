import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CollectionDraft } from '../src/contract/index.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
});
afterEach(() => lab.close());

const draft = (name: string, more: Partial<CollectionDraft> = {}): CollectionDraft => ({ name, comment: '', queries: [], direct: [], dynamic: false, schedule: null, ...more });
const { undo, preview } = {
  undo: (revision: number) => lab.site.objects.undo(lab.command(), revision).revision,
  preview: (revision: number) => lab.site.objects.undoPreview(revision),
};
const collections = () => lab.site.collections.list().filter((one) => !one.builtIn).map(({ id, name, parent }) => ({ id, name, parent }));

test('[INSIGHT-05] a deleted collection comes back with those below it, their windows and their ids; what is below a made one keeps it', async () => {
  const top = lab.site.collections.create(lab.command(), null, draft('Ring 1', { queries: [{ name: 'XP', criteria: [{ join: 'and', attribute: 'operatingSystem', operator: 'contains', value: 'XP' }] }] }));
  const below = lab.site.collections.create(lab.command(), top.value.id, draft('Ring 1 pilots'));
  lab.site.collections.setMaintenanceWindows(lab.command(), below.value.id, [{ name: 'Night', start: '2013-01-12T22:00', utc: true, minutes: 90, recurrence: { kind: 'none' } }]);
  await lab.site.collections.settled();
  const before = [top, below].map(({ value }) => lab.site.collections.details(value.id).maintenanceWindows);
  expect(preview(top.revision).whyNot?.why).toBe('“Ring 1 pilots” stands below it.');
  expect(lab.site.objects.references({ kind: 'collection', id: String(top.value.id) })).toEqual([{ kind: 'collection', noun: 'Collection', id: String(below.value.id), name: 'Ring 1 pilots' }]);

  const { revision } = lab.site.collections.delete(lab.command(), top.value.id);
  expect(collections()).toEqual([]);
  expect(preview(revision).changes.map(({ name, change }) => [name, change])).toEqual([['Ring 1', 'made'], ['Ring 1 pilots', 'made']]);
  const undone = undo(revision);
  await lab.site.collections.settled();
  expect(collections()).toEqual([{ id: top.value.id, name: 'Ring 1', parent: null }, { id: below.value.id, name: 'Ring 1 pilots', parent: top.value.id }]);
  expect([top, below].map(({ value }) => lab.site.collections.details(value.id).maintenanceWindows)).toEqual(before);
  expect(lab.site.collections.details(top.value.id).changedBy).toBe(ACTOR);

  undo(undone);
  expect(collections()).toEqual([]);
  lab.site.collections.create(lab.command(), null, draft('Ring 1'));
  expect(preview(revision).whyNot?.why).toBe('Another collection has this name.');
});

test('[INSIGHT-05] settings of the software update point go back as they were, and who has them open is told', () => {
  const { settings } = lab.site.softwareUpdatePoint.settings();
  const opened = lab.command();
  const { revision } = lab.site.softwareUpdatePoint.change(lab.command(), { ...settings, products: settings.products.slice(1), supersedence: { expire: 'never', months: 3 } });
  expect(preview(revision)).toMatchObject({ whyNot: null, changes: [{ noun: 'Component settings', change: 'changed', differences: [{ field: 'Products put in', from: null }, { field: 'Supersedence: expire', from: 'never', to: 'immediately' }] }] });
  undo(revision);
  expect(lab.site.softwareUpdatePoint.settings().settings).toEqual(settings);
  expect(() => lab.site.softwareUpdatePoint.change(opened, settings)).toThrow(expect.objectContaining({ code: 'REVISION_CONFLICT' }));
  expect(preview(revision).whyNot?.why).toMatch(/undone already/);
});

test('[INSIGHT-05] the history says who changed what and when, across a restart, and a synchronization cannot be undone', async () => {
  lab.site.collections.create(lab.command(), null, draft('Ring 1'));
  await lab.synchronize();
  lab = await lab.reopen();
  const { value } = await lab.site.read('history', { find: '', inputs: true, of: null, offset: 0, limit: 50 });
  expect(value.rows.map(({ name, kind, actor }) => [name, kind, actor])).toEqual([
    ['softwareUpdatePoint.synchronized', 'input', ACTOR], ['softwareUpdatePoint.runSynchronization', 'command', ACTOR], ['collections.create', 'command', ACTOR],
  ]);
  expect(value.rows.map(({ revision }) => preview(revision).whyNot?.why)).toEqual([expect.stringMatching(/came from outside/), expect.stringMatching(/started something/), undefined]);
  expect(lab.site.objects.lastChange(ACTOR)?.name).toBe('collections.create');
});
