import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn, neighbour, NODE } from './supersedence-layout.ts';

test('[INSIGHT-04] a chain is a straight line from the newest on the left to the oldest on the right', () => {
  const { nodes, height } = drawn([3, 2, 1], [{ newer: 3, older: 2 }, { newer: 2, older: 1 }]);
  expect(nodes.map((node) => [node.id, node.layer, node.y])).toEqual([[3, 0, 0], [2, 1, 0], [1, 2, 0]]);
  expect(height).toBe(NODE.height);
  expect(neighbour(nodes, nodes[1]!, 'ArrowLeft')?.id).toBe(3);
  expect(neighbour(nodes, nodes[1]!, 'ArrowRight')?.id).toBe(1);
  expect(neighbour(nodes, nodes[1]!, 'ArrowUp')).toBeUndefined();
});

test('[INSIGHT-04] whatever supersedes what, no two updates lie over each other and the newer one is always left', () => {
  const edge = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })).filter(([a, b]) => a !== b).map(([a, b]) => ({ newer: Math.max(a, b), older: Math.min(a, b) }));
  fc.assert(fc.property(fc.array(edge, { maxLength: 40 }), (edges) => {
    const { nodes, width, height } = drawn(Array.from({ length: 20 }, (_, n) => n + 1), edges);
    const of = (id: number) => nodes.find((node) => node.id === id)!;
    for (const { newer, older } of edges) expect(of(newer).x + NODE.width).toBeLessThan(of(older).x);
    for (const a of nodes) {
      expect(a.x >= 0 && a.y >= 0 && a.x + NODE.width <= width && a.y + NODE.height <= height).toBe(true);
      for (const b of nodes) if (a.id < b.id) expect(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height).toBe(true);
    }
  }));
});
