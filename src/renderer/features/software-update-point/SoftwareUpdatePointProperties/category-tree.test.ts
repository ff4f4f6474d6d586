import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Category } from '../../../../contract/index.ts';
import { allState, allToggled, classificationTree, coveredLeaves, found, productTree, tickState, toggled } from './category-tree.ts';

const category = (id: string, kind: Category['kind'], parentId: string | null): Category => ({ id, title: id, kind, parentId, updates: 1 });
const tree = productTree([
  category('Microsoft', 'company', null),
  category('Windows', 'productFamily', 'Microsoft'),
  category('Office', 'productFamily', 'Microsoft'),
  category('Windows XP', 'product', 'Windows'),
  category('Windows 7', 'product', 'Windows'),
  category('Windows Vista', 'product', 'Windows'),
  category('Office 2003', 'product', 'Office'),
]);
const node = (id: string) => tree.flatMap((n) => [n, ...n.children]).find((n) => n.id === id)!;

test('[SYNC-01] families stand at the top with their products, in order', () => {
  expect(tree.map((n) => [n.id, n.children.map((c) => c.id)])).toEqual([['Office', ['Office 2003']], ['Windows', ['Windows 7', 'Windows Vista', 'Windows XP']]]);
});

test('[SYNC-01] clearing one product of a ticked family leaves the family’s other products ticked', () => {
  const ticks = toggled(tree, new Set(['Windows']), 'Windows XP');
  expect([...ticks].sort()).toEqual(['Windows 7', 'Windows Vista']);
  expect(tickState(node('Windows'), ticks)).toBe('mixed');
  expect([...toggled(tree, ticks, 'Windows')]).toEqual(['Windows']);
});

test('[SYNC-01] a click on a mixed family ticks it, a click on a ticked one clears it with its products', () => {
  expect([...toggled(tree, new Set(['Windows 7']), 'Windows')]).toEqual(['Windows']);
  expect([...toggled(tree, new Set(['Windows']), 'Windows')]).toEqual([]);
  expect([...toggled(tree, new Set(['Windows 7', 'Windows Vista', 'Windows XP']), 'Windows')]).toEqual([]);
});

test('[SYNC-01] ids the tree does not know stay, whatever is clicked', () => {
  expect(allToggled(tree, new Set(['unknown']))).toEqual(new Set(['unknown', 'Office', 'Windows']));
  expect(allToggled(tree, new Set(['unknown', 'Office', 'Windows']))).toEqual(new Set(['unknown']));
});

test('[SYNC-01] after any clicks a box is on exactly when the products below it are all covered', () => {
  let runs = 0;
  const ids = tree.flatMap((n) => [n.id, ...n.children.map((c) => c.id)]);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 20 }), (clicks) => {
      runs++;
      let ticks = new Set<string>();
      for (const click of clicks) {
        const above = tree.some((family) => ticks.has(family.id) && family.children.some((c) => c.id === click));
        const before = tickState(node(click), ticks, above);
        ticks = toggled(tree, ticks, click);
        const aboveNow = tree.some((family) => ticks.has(family.id) && family.children.some((c) => c.id === click));
        expect(tickState(node(click), ticks, aboveNow)).toBe(before === 'on' ? 'off' : 'on');
      }
      const { covered, all } = coveredLeaves(tree, ticks);
      expect(allState(tree, ticks)).toBe(covered === all ? 'on' : covered === 0 ? 'off' : 'mixed');
    }),
    { interruptAfterTimeLimit: 2000 },
  );
  console.info(`ticks: ${runs} runs`);
});

test('[SYNC-01] look for shows what matches with its family', () => {
  expect(found(tree, 'vista').map((n) => [n.id, n.children.map((c) => c.id)])).toEqual([['Windows', ['Windows Vista']]]);
  expect(found(tree, 'office')[0]!.children).toHaveLength(1);
  expect(found(tree, 'no such product')).toEqual([]);
});

test('[SYNC-01] WSUS Infrastructure Updates cannot be switched off, so it has no box', () => {
  const categories = [category('0fa1201d-4330-4fa8-8ae9-b877473b6441', 'classification', null), category('051f8713-e600-4bee-b7b7-690d43c78948', 'classification', null)];
  expect(classificationTree(categories).map((n) => n.id)).toEqual(['0fa1201d-4330-4fa8-8ae9-b877473b6441']);
});
