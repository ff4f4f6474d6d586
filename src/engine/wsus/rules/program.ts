import type { Cells } from './cells.ts';
import type { Expressions } from './expressions.ts';
import { grownAnswer } from './grown.ts';
import type { Open } from './residue.ts';

/** What is left of the rules on a platform, as arrays that are run from front to back. */
export interface Program {
  /** Where an expression's value stands. */
  place(expression: number): number;
  /** Values (no, maybe, yes) by place, for the given rank of each cell. Valid until the next run. */
  run(ranks: Uint16Array): Uint8Array;
}

const pick = 0;
const ask = 1;
const and = 2;
const or = 3;
const not = 4;
const sure = 5;

/** @param roots expressions that are to be known; only what they stand on is kept */
export function programOf({ all }: Expressions<Open>, roots: Iterable<number>, cells: Cells): Program {
  const wanted = reached(all, roots);
  const places = new Map(wanted.map((expression, place) => [expression, place]));
  const ops = new Uint8Array(wanted.length);
  /** Of the cell, question or term an operation begins with; and where its operands are. */
  const first = new Int32Array(wanted.length);
  const begins = new Int32Array(wanted.length + 1);
  const operands: number[] = [];
  const questions: ((ranks: Uint16Array) => number)[] = [];
  const put = (place: number, op: number, head: number, rest: readonly number[]): void => {
    ops[place] = op;
    first[place] = head;
    for (const one of rest) operands.push(places.get(one)!);
  };
  for (const [place, expression] of wanted.entries()) {
    const one = all[expression]!;
    begins[place] = operands.length;
    if (one.op === 'question') {
      if ('cases' in one.question) put(place, pick, one.question.cell, one.question.cases);
      else put(place, ask, questions.push(grownAnswer(one.question.leaf, cells)) - 1, []);
    } else if (one.op === 'and' || one.op === 'or') put(place, one.op === 'and' ? and : or, 0, one.terms);
    else if (one.op === 'not' || one.op === 'sure') put(place, one.op === 'not' ? not : sure, places.get(one.term)!, []);
  }
  begins[wanted.length] = operands.length;
  return { place: (expression) => places.get(expression)!, run: runner(ops, first, begins, Int32Array.from(operands), questions) };
}

/** The constants and what the roots stand on, ascending: parts come before what is made of them. */
function reached(all: Expressions<Open>['all'], roots: Iterable<number>): number[] {
  const found = new Set<number>([0, 1, 2]);
  const open = [...roots];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    const one = all[at]!;
    if (one.op === 'and' || one.op === 'or') open.push(...one.terms);
    else if (one.op === 'question') open.push(...('cases' in one.question ? one.question.cases : []));
    else if (one.op === 'not' || one.op === 'sure') open.push(one.term);
  }
  return [...found].toSorted((a, b) => a - b);
}

function runner(ops: Uint8Array, first: Int32Array, begins: Int32Array, operands: Int32Array, questions: readonly ((ranks: Uint16Array) => number)[]): Program['run'] {
  const values = new Uint8Array(ops.length);
  values.set([0, 1, 2]);
  return (ranks) => {
    for (let place = 3; place < ops.length; place += 1) {
      const begin = begins[place]!;
      switch (ops[place]) {
        case pick: values[place] = values[operands[begin + ranks[first[place]!]!]!]!; break;
        case ask: values[place] = questions[first[place]!]!(ranks); break;
        case not: values[place] = 2 - values[first[place]!]!; break;
        case sure: values[place] = values[first[place]!] === 2 ? 2 : 0; break;
        case and: {
          let least = 2;
          for (let at = begin; at < begins[place + 1]! && least > 0; at += 1) if (values[operands[at]!]! < least) least = values[operands[at]!]!;
          values[place] = least;
          break;
        }
        default: {
          let most = 0;
          for (let at = begin; at < begins[place + 1]! && most < 2; at += 1) if (values[operands[at]!]! > most) most = values[operands[at]!]!;
          values[place] = most;
        }
      }
    }
    return values;
  };
}
