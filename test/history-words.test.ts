import { expect, test } from 'vitest';
import { knownNames } from '../src/renderer/features/history/words.ts';
import { productFiles } from './support/import-graph.ts';

test('[INSIGHT-05] whatever the engine journals is told in words', () => {
  const journaled = /(?:journal\.(?:command|input)\([^']{0,80}|changeFleet\(call, \{ name: |(?:made|changed|make|edit|drop)\(call, |UNDO = )'([a-zA-Z]+\.[a-zA-Z]+)'/g;
  const names = [...productFiles('src/engine').values()].flatMap((text) => [...text.matchAll(journaled)].map((found) => found[1]!));
  expect(names.length).toBeGreaterThan(40);
  expect(knownNames.toSorted()).toEqual([...new Set(names)].toSorted());
});
