import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RuleNode } from '../metadata/index.ts';
import { randomized } from '../test-support.ts';
import { evaluateRule, registryOf, type MachineFacts } from './index.ts';
import { rule, xp } from './test-support.ts';

/** Each can be true, false or unknown on the machines below. */
const questions: readonly RuleNode[] = [
  rule('lar:True'), rule('lar:False'), rule('bar:Unheard'),
  ...['a', 'b', 'c'].map((name) => rule('bar:RegKeyExists', { Key: 'HKLM', Subkey: `SOFTWARE\\${name}` })),
  rule('bar:Memory', { MinSizeInMB: '512' }), rule('bar:NFC'), rule('bar:FileVersion', { Path: 'c:\\a.dll', Comparison: 'LessThan', Version: '2.0' }),
  rule('bar:WmiQuery', { WqlQuery: 'select * from a' }),
];
const { rules } = fc.letrec<{ rules: RuleNode }>((tie) => ({
  rules: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(...questions),
    fc.tuple(fc.constantFrom('lar:And', 'lar:Or'), fc.array(tie('rules'), { maxLength: 4 })).map(([name, children]) => rule(name, {}, children)),
    tie('rules').map((inner) => rule('lar:Not', {}, [inner])),
  ),
}));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const machines: fc.Arbitrary<MachineFacts> = fc
  .record({ keys: fc.subarray(['a', 'b', 'c']), memory: maybe(fc.constantFrom(256, 1024)), nfc: maybe(fc.boolean()), version: maybe(fc.constantFrom('1.0', '3.0')), wmi: maybe(fc.boolean()) })
  .map(({ keys, memory, nfc, version, wmi }) => ({
    ...xp, registry: registryOf(Object.fromEntries(keys.map((name) => [`hklm\\software\\${name}`, {}]))), files: new Map([['c:\\a.dll', version === undefined ? {} : { version }]]),
    hardware: { ...(memory !== undefined && { memory }), ...(nfc !== undefined && { nfc }) }, ...(wmi !== undefined && { wmi: new Map([['root\\cimv2|select * from a', wmi]]) }),
  }));
const and = (...terms: RuleNode[]) => rule('lar:And', {}, terms);
const or = (...terms: RuleNode[]) => rule('lar:Or', {}, terms);
const no = (term: RuleNode) => rule('lar:Not', {}, [term]);

/** The machine with everything known that was not. */
function told(machine: MachineFacts, memory: number, nfc: boolean, version: string, wmi: boolean): MachineFacts {
  const [file] = machine.files.values();
  return {
    ...machine, hardware: { memory, nfc, ...machine.hardware }, files: new Map([['c:\\a.dll', { version, ...file }]]), wmi: machine.wmi ?? new Map([['root\\cimv2|select * from a', wmi]]),
  };
}

describe('logic of three values', () => {
  it('[SCAN-03] Not changes places with And and Or, twice Not is nothing, the order of terms does not matter', () =>
    randomized('laws of logic', fc.property(fc.array(rules, { minLength: 1, maxLength: 5 }), machines, (terms, machine) => {
      const answer = (one: RuleNode) => evaluateRule(one, machine);
      expect(answer(no(and(...terms)))).toBe(answer(or(...terms.map(no))));
      expect(answer(no(or(...terms)))).toBe(answer(and(...terms.map(no))));
      for (const term of terms) expect(answer(no(no(term)))).toBe(answer(term));
      expect(answer(and(...terms.toReversed()))).toBe(answer(and(...terms)));
      expect(answer(or(...terms.toReversed()))).toBe(answer(or(...terms)));
    })));

  it('[SCAN-03] what becomes known never turns a known answer', () =>
    randomized('monotonicity', fc.property(rules, machines, fc.constantFrom(256, 1024), fc.boolean(), fc.constantFrom('1.0', '3.0'), fc.boolean(), (a, machine, ...facts) => {
      const before = evaluateRule(a, machine);
      if (before !== null) expect(evaluateRule(a, told(machine, ...facts))).toBe(before);
    })));
});
