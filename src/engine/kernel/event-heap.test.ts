import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomized } from '../../../test/support/random.ts';
import { createEventHeap } from './event-heap.ts';

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), at: fc.integer({ min: 0, max: 20 }) }),
    fc.record({ kind: fc.constant('remove' as const), which: fc.nat(50) }),
    fc.record({ kind: fc.constant('take' as const), until: fc.integer({ min: -1, max: 25 }) }),
  ),
  { maxLength: 120 },
);

test('[SYNC-03] events come in the order of their moments, equal ones as they were asked for, whatever is added and taken back', async () => {
  const property = fc.property(steps, (asked) => {
    const heap = createEventHeap();
    let model: { at: number; name: string }[] = [];
    const removals: { name: string; remove: () => void }[] = [];
    asked.forEach((step, i) => {
      if (step.kind === 'add') {
        const name = String(i);
        removals.push({ name, remove: heap.add({ at: step.at, name, run: () => {} }) });
        model.push({ at: step.at, name });
        model.sort((a, b) => a.at - b.at);
      } else if (step.kind === 'remove' && removals.length > 0) {
        const { name, remove } = removals[step.which % removals.length]!;
        remove();
        model = model.filter((one) => one.name !== name);
      } else if (step.kind === 'take') {
        const due = model[0] && model[0].at <= step.until ? model.shift() : undefined;
        expect(heap.take(step.until)?.name).toBe(due?.name);
      }
      expect(heap.nextAt()).toBe(model[0]?.at);
    });
  });
  await randomized('event heap against a sorted list', property);
});
