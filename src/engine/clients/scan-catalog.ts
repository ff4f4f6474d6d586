import { hash } from 'node:crypto';
import type { CatalogRules } from '../wsus/index.ts';
import { cellsOf, type Results, type ScanResult } from './fleet/results.ts';
import type { ScanCatalog } from './fleet/model.ts';
import { updateHash, type Candidate } from './machines/index.ts';

/** A simulated computer as far as a scan asks: what it runs on, and which of its candidates it has. */
export interface Machine {
  /** Computers of one platform differ in installed updates only. */
  readonly platform: string;
  /** Indexes of the installed ones, ascending; a subset of the candidates. */
  installed(candidates: readonly Candidate[]): Int32Array;
}

/**
 * One version of the catalog as clients scan with it: specialised once per platform, evaluated once per installed state.
 * @param ciOf CI_ID of an update at the site; undefined: not in the site database
 */
export function createScanCatalog(parts: {
  contentVersion: number;
  rules: CatalogRules;
  ciOf(updateId: string): number | undefined;
  machineOf(clientId: number): Machine;
  /** CI_IDs of what the client installed beside what its machine was made with; undefined: nothing. */
  addedOn(clientId: number): ReadonlySet<number> | undefined;
  factsOf(platform: string): Parameters<CatalogRules['on']>[0];
  results: Results;
}): ScanCatalog {
  const { rules, results } = parts;
  const ciIds = rules.updates.map((update) => parts.ciOf(update.updateId));
  const platforms = new Map<string, { rules: ReturnType<CatalogRules['on']>; candidates: Candidate[]; byState: Map<string, ScanResult> }>();
  const known: (ScanResult | undefined)[] = [];

  const platformOf = (name: string) => {
    let platform = platforms.get(name);
    if (!platform) {
      const specialised = rules.on(parts.factsOf(name));
      const candidates = Array.from(specialised.candidates, (index): Candidate => {
        const { updateId, articleId, releasedAt } = rules.updates[index]!;
        return { index, articleId, releasedAt, hash: updateHash(updateId) };
      });
      platforms.set(name, (platform = { rules: specialised, candidates, byState: new Map() }));
    }
    return platform;
  };
  const withAdded = (made: Int32Array, candidates: readonly Candidate[], added: ReadonlySet<number> | undefined): Int32Array => {
    if (!added) return made;
    const all = new Set(made);
    for (const { index } of candidates) if (added.has(ciIds[index] ?? 0)) all.add(index);
    return Int32Array.from(all).sort();
  };
  const evaluate = (clientId: number): ScanResult => {
    const machine = parts.machineOf(clientId);
    const platform = platformOf(machine.platform);
    const installed = withAdded(machine.installed(platform.candidates), platform.candidates, parts.addedOn(clientId));
    // Nearly every computer of a fleet that installs has a state of its own: what it is known by is short.
    const key = hash('sha1', new Uint8Array(installed.buffer, installed.byteOffset, installed.byteLength), 'base64');
    let result = platform.byState.get(key);
    if (!result) {
      const { installed: has, required, unknown } = platform.rules.evaluate(installed);
      const ids = (indexes: Int32Array) => [...indexes].flatMap((index) => ciIds[index] ?? []);
      platform.byState.set(key, (result = results.of(cellsOf({ installed: ids(has), required: ids(required), unknown: ids(unknown) }))));
    }
    return result;
  };

  return {
    contentVersion: parts.contentVersion,
    resultOf: (clientId) => (known[clientId] ??= evaluate(clientId)),
    changed: (clientId) => void (known[clientId] = undefined),
  };
}
