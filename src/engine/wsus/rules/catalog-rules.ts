import type { Breath } from '../../kernel/index.ts';
import type { CatalogReader, StoredRevision } from '../catalog-store/index.ts';
import { readUpdate } from '../metadata/index.ts';
import { answersOf, createExpressions, type Expressions } from './expressions.ts';
import type { Fact } from './facts.ts';
import { linkCatalog, type LinkedCatalog, type ScannedUpdate } from './linked.ts';
import type { MachineFacts } from './machine.ts';
import { factsThatSatisfy } from './solve.ts';
import { sourceOf, type Source } from './source.ts';
import { stateOf, supersede, verdictOf, type Verdict } from './verdict.ts';
import { viewOf } from './view.ts';

/** The rules of one version of a catalog, ready to be asked of machines. */
export interface CatalogRules {
  /** Of the catalog they were made from. */
  readonly version: number;
  /** Software updates, current revisions, in the order they came. */
  readonly updates: readonly ScannedUpdate[];
  indexOf(updateId: string): number | undefined;
  /** A scan (SCAN-03, SCAN-08): in one stretch, some milliseconds for ten thousand updates. */
  evaluate(machine: MachineFacts): Verdict;
  /**
   * What installing the update leaves on the machine, of a bundle what its members that apply leave; null when it cannot be
   * installed there.
   */
  factsOf(index: number, machine: MachineFacts): readonly Fact[] | null;
}

/** What is kept to make the rules of the next version from. */
interface Compiled {
  readonly reader: CatalogReader;
  readonly sources: ReadonlyMap<string, Source>;
  /** Of software updates, in ascending order. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly expressions: Expressions;
}

const compiled = new WeakMap<CatalogRules, Compiled>();

/**
 * Makes the rules of the catalog as it is now, in slices. With `before`, rules of an earlier version of the same catalog, only the
 * documents that came since are read.
 * @throws CatalogStoreError, XmlError, UpdateError
 */
export async function compileCatalog(reader: CatalogReader, breath: Breath, before?: CatalogRules): Promise<CatalogRules> {
  const version = reader.version();
  const known = before && compiled.get(before);
  if (before && known?.reader === reader && before.version === version) return before;
  const isNext = before !== undefined && known?.reader === reader && before.version < version;
  const expressions = isNext ? known.expressions : createExpressions();
  const sources = new Map(isNext ? known.sources : []);
  const indexes = new Map(isNext ? known.indexes : []);
  for (const row of isNext ? reader.changedBetween(before.version, version) : reader.currentUpdates()) {
    read(row);
    await breath();
  }
  function read(row: StoredRevision): void {
    const source = sourceOf(readUpdate(reader.getXml(row.rowId)), row, expressions);
    const { updateId } = source.identity;
    sources.set(updateId, source);
    if (source.kind === 'software' && !indexes.has(updateId)) indexes.set(updateId, indexes.size);
  }
  const linked = await linkCatalog(sources, indexes, expressions, breath);
  const rules = rulesOf(version, linked, indexes, expressions);
  compiled.set(rules, { reader, sources, indexes, expressions });
  return rules;
}

function rulesOf(version: number, linked: LinkedCatalog, indexes: ReadonlyMap<string, number>, { all }: Expressions): CatalogRules {
  const { updates, rules, supersedence } = linked;
  const factsOf = (index: number, machine: MachineFacts): readonly Fact[] | null => {
    const one = rules[index];
    if (!one) return null;
    if (one.members.length === 0) return factsThatSatisfy(all, one.isInstalled, machine);
    const answer = answersOf(all, viewOf(machine));
    const applying = one.members.filter((member) => stateOf({ ...rules[member]!, hasState: true }, answer) === 2);
    const parts = applying.map((member) => factsOf(member, machine));
    return parts.length > 0 && parts.every((facts) => facts !== null) ? parts.flat() : null;
  };
  return {
    version, updates, factsOf,
    indexOf: (updateId) => indexes.get(updateId.toLowerCase()),
    evaluate(machine) {
      const answer = answersOf(all, viewOf(machine));
      const states = Uint8Array.from(rules, (one) => stateOf(one, answer));
      supersede(states, supersedence, new Uint8Array(states.length));
      return verdictOf(states);
    },
  };
}
