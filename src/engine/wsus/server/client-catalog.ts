import type { Breath } from '../../kernel/index.ts';
import type { CatalogReader, StoredRevision } from '../catalog-store/index.ts';
import { readUpdate } from '../metadata/index.ts';

/** What is done with an update at the client (W§4): software update points approve nothing. */
export type Action = 'Evaluate' | 'PreDeploymentCheck' | 'Bundle';

/** One current revision as clients are told of it. Its row number is its id on this server. */
export interface ClientEntry {
  readonly rowId: number;
  readonly updateId: string;
  readonly revisionNumber: number;
  /** Site time, ms. */
  readonly arrivedAt: number;
  /** All must hold, of each at least one id. */
  readonly prerequisites: readonly (readonly string[])[];
  /** Nothing stands on it. */
  readonly isLeaf: boolean;
  readonly action: Action;
  readonly superseded: readonly string[];
}

/** What clients can be told of, at one version of the catalog. */
export interface ClientCatalog {
  readonly version: number;
  /** Those that others stand on first, else in the order they came. */
  readonly entries: readonly ClientEntry[];
  readonly byRow: ReadonlyMap<number, ClientEntry>;
  readonly byId: ReadonlyMap<string, ClientEntry>;
  /**
   * What an update supersedes by way of one that a client may not get when it gets this one: such an id has to be named with
   * it, or the client would not see the chain.
   */
  alsoSuperseded(entry: ClientEntry): string[];
}

/** Levels of categories; real catalogs have three. */
const mostLevels = 100;

/** What is kept of a document. */
interface Known {
  readonly row: StoredRevision;
  readonly prerequisites: readonly (readonly string[])[];
  readonly members: readonly string[];
  readonly superseded: readonly string[];
  readonly isDeployable: boolean;
  /** A category that is there wherever those it is below are. */
  readonly isPlain: boolean;
}

/** The catalog for clients, as of now; made anew, in slices, when the store has another version. Only what is new is read. */
export function createClientCatalogs(reader: CatalogReader, breath: Breath): () => Promise<ClientCatalog> {
  const known = new Map<string, Known>();
  let current: Promise<ClientCatalog> | undefined;
  let version = -1;
  const read = async (): Promise<ClientCatalog> => {
    const [from, to] = [version, reader.version()];
    for (const row of from < 0 ? reader.currentUpdates() : reader.changedBetween(from, to)) {
      known.set(row.identity.updateId, knownOf(row, reader));
      await breath();
    }
    version = to;
    return catalogOf(to, known);
  };
  return async () => {
    for (;;) {
      // One reading at a time, for all who ask.
      const reading = (current ??= read());
      const found = await reading.catch((error: unknown) => {
        if (current === reading) current = undefined;
        throw error;
      });
      if (found.version === reader.version()) return found;
      if (current === reading) current = undefined;
    }
  };
}

function knownOf(row: StoredRevision, reader: CatalogReader): Known {
  const { properties, prerequisites, bundledUpdates, supersededUpdates } = reader.getSummary(row.rowId);
  const isPlain = row.updateType === 'Category' && ['lar:True', undefined].includes(isInstalledOf(reader.getXml(row.rowId)));
  return {
    row, isPlain,
    prerequisites: prerequisites.map((one) => (typeof one === 'string' ? [one] : one.anyOf)),
    members: bundledUpdates.flatMap((one) => ('anyOf' in one ? one.anyOf : [one])).map((one) => one.updateId),
    superseded: supersededUpdates,
    isDeployable: row.updateType === 'Software' && row.publicationState !== 'Expired' && properties.explicitlyDeployable === true,
  };
}

function isInstalledOf(document: string): string | undefined {
  const rule = readUpdate(document).applicability?.isInstalled;
  return rule && `${rule.kind}:${rule.name}`;
}

function catalogOf(version: number, known: ReadonlyMap<string, Known>): ClientCatalog {
  const needed = new Set<string>();
  const bundled = new Set<string>();
  for (const { prerequisites, members } of known.values()) {
    for (const ids of prerequisites) for (const id of ids) needed.add(id);
    for (const id of members) bundled.add(id);
  }
  const actionOf = (id: string, { row, isDeployable }: Known): Action | undefined => {
    if (isDeployable) return 'PreDeploymentCheck';
    if (row.updateType === 'Category' || row.updateType === 'Detectoid' || needed.has(id)) return 'Evaluate';
    return bundled.has(id) ? 'Bundle' : undefined;
  };
  const entries: ClientEntry[] = [];
  for (const [updateId, one] of known) {
    const action = actionOf(updateId, one);
    const { prerequisites, superseded, row: { rowId, arrivedAt, identity: { revisionNumber } } } = one;
    if (action) entries.push({ rowId, updateId, revisionNumber, arrivedAt, prerequisites, isLeaf: !needed.has(updateId), action, superseded });
  }
  entries.sort((a, b) => Number(a.isLeaf) - Number(b.isLeaf) || a.rowId - b.rowId);
  const byId = new Map(entries.map((one) => [one.updateId, one]));
  return { version, entries, byId, byRow: new Map(entries.map((one) => [one.rowId, one])), alsoSuperseded: createAlsoSuperseded(known, byId) };
}

function createAlsoSuperseded(known: ReadonlyMap<string, Known>, sent: ReadonlyMap<string, ClientEntry>): ClientCatalog['alsoSuperseded'] {
  const always = new Map<string, boolean>();
  const isAlwaysThere = (id: string, level = 0): boolean => {
    const one = known.get(id);
    const found = always.get(id);
    if (found !== undefined || !one || level > mostLevels) return found ?? false;
    // Held against a ring.
    always.set(id, false);
    always.set(id, one.isPlain && one.prerequisites.every((ids) => ids.some((each) => isAlwaysThere(each, level + 1))));
    return always.get(id)!;
  };
  const terms = (one: Known): string[] => one.prerequisites.filter((ids) => !ids.some((id) => isAlwaysThere(id))).map((ids) => ids.toSorted().join(' '));
  return ({ updateId, superseded }) => {
    const own = new Set(terms(known.get(updateId)!));
    const seen = new Set([updateId, ...superseded]);
    const more: string[] = [];
    const open = [...superseded];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const one = known.get(id);
      if (!one || (sent.has(id) && terms(one).every((term) => own.has(term)))) continue;
      const further = one.superseded.filter((each) => !seen.has(each));
      for (const each of further) seen.add(each);
      more.push(...further);
      open.push(...further);
    }
    return more;
  };
}
