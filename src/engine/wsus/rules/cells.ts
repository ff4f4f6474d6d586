import { compareWrites, writesOf, type Fact, type Write } from './facts.ts';
import type { MachineFacts } from './machine.ts';
import { changedView } from './overlay.ts';
import type { MachineView } from './view.ts';

/** A cell that an installation brings to a rank; of several the highest wins, and 0 is what the platform has. */
export interface Step {
  readonly cell: number;
  readonly rank: number;
}

/** Everything on a platform that the installation of some updates can change. */
export interface Cells {
  /** How many ranks a cell has. */
  readonly ranks: readonly number[];
  /** What the installation of an update changes. */
  steps(update: number): readonly Step[];
  /** The platform where each cell has the rank it is asked for. */
  view(rankOf: (cell: number) => number): MachineView;
}

interface Written {
  readonly update: number;
  readonly write: Write;
}

/** @param facts by update, in ascending order: where two leave different values, the later one wins */
export function cellsOf(machine: MachineFacts, facts: ReadonlyMap<number, readonly Fact[]>): Cells {
  const numbers = new Map<Write['cell'], Map<string, number>>();
  const written: Written[][] = [];
  for (const [update, own] of facts) {
    for (const write of own.flatMap((fact) => writesOf(fact, machine))) {
      const ofKind = numbers.get(write.cell) ?? new Map<string, number>();
      numbers.set(write.cell, ofKind);
      const cell = ofKind.get(write.at) ?? written.push([]) - 1;
      ofKind.set(write.at, cell);
      written[cell]!.push({ update, write });
    }
  }
  const steps = new Map<number, Step[]>();
  const states = written.map((writes, cell) => {
    // The sort is stable, so that equal ones stay in the order of the updates.
    const ascending = writes.toSorted((a, b) => compareWrites(a.write, b.write));
    const ranked: Write['state'][] = [];
    for (const { update, write } of ascending) {
      if (ranked.length === 0 || !isSame(ranked.at(-1), write.state)) ranked.push(write.state);
      steps.set(update, [...(steps.get(update) ?? []), { cell, rank: ranked.length }]);
    }
    return ranked;
  });
  return {
    ranks: states.map((ranked) => ranked.length + 1),
    steps: (update) => steps.get(update) ?? [],
    view: (rankOf) => changedView(machine, {
      now(kind, at) {
        const cell = numbers.get(kind)?.get(at);
        return cell === undefined ? undefined : states[cell]![rankOf(cell) - 1];
      },
      cells: (kind) => numbers.get(kind)?.keys() ?? [],
    }),
  };
}

/** Whether two states of a cell are the same: most cells have one only, `true`. */
function isSame(a: Write['state'] | undefined, b: Write['state']): boolean {
  return a === b || (a !== true && b !== true && JSON.stringify(a) === JSON.stringify(b));
}
