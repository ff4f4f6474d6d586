import type { Breath } from '../../kernel/index.ts';
import { no, yes } from './expressions.ts';
import type { RuleExpressions } from './leaves.ts';
import type { Source } from './source.ts';
import { createSupersedence, type Supersedence } from './supersedence.ts';

/** One software update of a catalog. */
export interface ScannedUpdate {
  /** Its place in `CatalogRules.updates`. It stays the same in what is compiled from these rules. */
  readonly index: number;
  /** Lower case. */
  readonly updateId: string;
  readonly revisionNumber: number;
  readonly servicePack: boolean;
  /** Without "KB"; '' without one. */
  readonly articleId: string;
  /** Site time, ms: the document's CreationDate. */
  readonly releasedAt: number;
  readonly expired: boolean;
  /** Can be deployed: whether it gets a state, unless it is expired. */
  readonly deployable: boolean;
}

/** Expressions of one update. */
export interface Rules {
  readonly hasState: boolean;
  /** Whether all prerequisites are present: yes or no. */
  readonly prerequisites: number;
  readonly isInstalled: number;
  readonly isInstallable: number;
  readonly isSuperseded: number;
  /** Indexes of bundled updates, when these are its rules. */
  readonly members: readonly number[];
}

/** Levels of prerequisites and bundles; real catalogs have some five. */
const mostLevels = 100;

/** The rules of all updates with what they say about each other put in, by index. */
export interface LinkedCatalog {
  readonly updates: readonly ScannedUpdate[];
  readonly rules: readonly Rules[];
  readonly supersedence: Supersedence;
  /** The expression of whether a document's subject is present; it may be a new one. */
  readonly present: (updateId: string) => number;
}

/**
 * Prerequisites and bundled updates are found by id; one that is not in the catalog is not present, as it would never reach a
 * client. A category without rules is present when what it is below is. What stands on itself, or on more levels than any catalog
 * has, is not present.
 */
export async function linkCatalog(sources: ReadonlyMap<string, Source>, indexes: ReadonlyMap<string, number>, expressions: RuleExpressions, breath: Breath): Promise<LinkedCatalog> {
  const known = new Map<string, Rules>();
  const open = new Set<string>();
  const rulesOf = (id: string): Rules | undefined => {
    const source = sources.get(id);
    const found = known.get(id);
    if (found || !source || open.has(id) || open.size >= mostLevels) return found;
    open.add(id);
    const rules = linked(source);
    open.delete(id);
    known.set(id, rules);
    return rules;
  };
  const present = (id: string): number => {
    const rules = rulesOf(id);
    return rules ? expressions.and([rules.prerequisites, expressions.sure(rules.isInstalled)]) : no;
  };
  const linked = (source: Source): Rules => {
    const { isSuperseded, members } = source;
    const hasState = source.isDeployable && !source.isExpired;
    const prerequisites = expressions.and(source.prerequisites.map((ids) => expressions.or(ids.map(present))));
    const absent = source.kind === 'category' ? yes : no;
    if (members.length === 0 || source.isInstalled !== undefined || source.isInstallable !== undefined) {
      return { hasState, prerequisites, isInstalled: source.isInstalled ?? absent, isInstallable: source.isInstallable ?? no, isSuperseded, members: [] };
    }
    const bundled = members.flatMap((id) => rulesOf(id) ?? []);
    const isInstallable = expressions.or(bundled.map((one) => expressions.and([one.prerequisites, expressions.not(one.isInstalled), one.isInstallable])));
    const anyInstalled = expressions.or(bundled.map((one) => expressions.and([one.prerequisites, one.isInstalled])));
    const isInstalled = expressions.and([anyInstalled, expressions.not(isInstallable)]);
    return { hasState, prerequisites, isInstalled, isInstallable, isSuperseded, members: members.flatMap((id) => indexes.get(id) ?? []) };
  };
  const updates: ScannedUpdate[] = [];
  const rules: Rules[] = [];
  for (const [id, index] of indexes) {
    const source = sources.get(id)!;
    updates.push(scanned(source, index));
    rules.push(rulesOf(id)!);
    await breath();
  }
  return { updates, rules, present, supersedence: await createSupersedence([...indexes.keys()].map((id) => sources.get(id)!), indexes, breath) };
}

function scanned({ identity, isServicePack, articleId, releasedAt, isExpired, isDeployable }: Source, index: number): ScannedUpdate {
  return { index, ...identity, servicePack: isServicePack, articleId, releasedAt, expired: isExpired, deployable: isDeployable };
}
