import type { Breath } from '../../kernel/index.ts';
import type { CatalogReader, StoredRevision } from '../catalog-store/index.ts';
import { readUpdate } from '../metadata/index.ts';
import { createExpressions, no, yes, type Answer } from './expressions.ts';
import type { Fact } from './facts.ts';
import { answersOn, type Leaf, type RuleExpressions } from './leaves.ts';
import { linkCatalog, type LinkedCatalog, type Rules, type ScannedUpdate } from './linked.ts';
import type { MachineFacts } from './machine.ts';
import { specialize, type PlatformRules } from './platform.ts';
import { factsThatSatisfy } from './solve.ts';
import { sourceOf, type Source } from './source.ts';
import { createSorting, none, required, stateOf, supersede, type Verdict } from './verdict.ts';
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
  /** The rules as far as they are open on machines like this one; to be kept for all of them. In one stretch, some tens of milliseconds. */
  on(platform: MachineFacts): PlatformRules;
}

/** What is kept to make the rules of the next version from. */
interface Compiled {
  readonly reader: CatalogReader;
  readonly sources: ReadonlyMap<string, Source>;
  /** Of software updates, in ascending order. */
  readonly indexes: ReadonlyMap<string, number>;
  readonly expressions: RuleExpressions;
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
  const isSame = before !== undefined && known?.reader === reader && before.version <= version;
  if (isSame && before.version === version) return before;
  const expressions = isSame ? known.expressions : createExpressions<Leaf>();
  const sources = new Map(isSame ? known.sources : []);
  const indexes = new Map(isSame ? known.indexes : []);
  const read = (row: StoredRevision): void => {
    const source = sourceOf(readUpdate(reader.getXml(row.rowId)), row, expressions);
    const { updateId } = source.identity;
    sources.set(updateId, source);
    if (source.kind === 'software' && !indexes.has(updateId)) indexes.set(updateId, indexes.size);
  };
  for (const row of isSame ? reader.changedBetween(before.version, version) : reader.currentUpdates()) {
    read(row);
    await breath();
  }
  const linked = await linkCatalog(sources, indexes, expressions, breath);
  const rules = rulesOf(version, linked, indexes, expressions);
  compiled.set(rules, { reader, sources, indexes, expressions });
  return rules;
}

/** The rules over what is linked. */
export function rulesOf(version: number, linked: LinkedCatalog, indexes: ReadonlyMap<string, number>, { all }: RuleExpressions): CatalogRules {
  const { updates, rules, supersedence } = linked;
  const answersFor = (machine: MachineFacts): Answer => answersOn(all, viewOf(machine));
  const factsOf = (index: number, machine: MachineFacts, answer: Answer): readonly Fact[] | null => {
    const one = rules[index];
    if (!one) return null;
    if (one.members.length === 0) return factsThatSatisfy(all, one.isInstalled, machine, answer);
    const applying = one.members.filter((member) => answered(rules[member]!, answer) === required);
    const parts = applying.map((member) => factsOf(member, machine, answer));
    return parts.length > 0 && parts.every((facts) => facts !== null) ? parts.flat() : null;
  };
  return {
    version, updates,
    indexOf: (updateId) => indexes.get(updateId.toLowerCase()),
    factsOf: (index, machine) => factsOf(index, machine, answersFor(machine)),
    evaluate(machine) {
      const answer = answersFor(machine);
      const states = Uint8Array.from(rules, (one) => (one.hasState ? answered(one, answer) : none));
      supersede(states, supersedence, new Uint8Array(states.length));
      return createSorting(states.length)(states);
    },
    on: (platform) => {
      const answer = answersFor(platform);
      return specialize({ all, rules, supersedence, machine: platform, factsOf: (index) => factsOf(index, platform, answer) });
    },
  };
}

/** Asks only what is needed. */
function answered({ prerequisites, isSuperseded, isInstalled, isInstallable }: Rules, answer: Answer): number {
  if (answer(prerequisites) !== yes) return none;
  const installed = answer(isInstalled);
  return stateOf(yes, answer(isSuperseded), installed, installed === no ? answer(isInstallable) : no);
}
