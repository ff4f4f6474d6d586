import type { Breath } from '../kernel/index.ts';
import type { CatalogStore, MeasuredRevision } from '../wsus/index.ts';

/** What a set of updates weighs: how many, the bytes of their documents, and of those what a client's scan loads. */
export interface Weight {
  updates: number;
  bytes: number;
  scanBytes: number;
}

export interface Measures {
  version: number;
  /** Everything a client may be given: updates, categories and detectoids. */
  all: Weight;
  /** Updates by classification id; '' holds those without one. */
  byClassification: ReadonlyMap<string, Weight>;
  /** Calls a client needs to come down to the updates: levels of categories and detectoids that stand on each other. */
  levels: number;
}

const SAMPLES = 24;

/** What an average update of the bundled catalog weighs; used while nothing is stored to take the average of. */
const USUAL = { bytes: 3_600, scanBytes: 1_300 };

const none = (): Weight => ({ updates: 0, bytes: 0, scanBytes: 0 });

/** Identity and properties of a core fragment, which are much the same for every update. */
const HEAD = 190;

/**
 * Characters of the fragment a scan loads of a document: relationships and rules, without namespaces (W§4, "Fragments").
 * Texts, files and handler data travel only for updates that apply.
 */
export function scanCharacters(xml: string): number {
  const part = (name: string) => {
    const from = xml.indexOf(`<upd:${name}>`);
    const to = xml.indexOf(`</upd:${name}>`, from);
    return from < 0 || to < 0 ? '' : xml.slice(from, to);
  };
  return HEAD + (part('Relationships') + part('ApplicabilityRules')).replace(/ xmlns:\w+="[^"]*"|upd:/g, '').length;
}

/** The share of a classification's documents that a scan loads, from a few of them spread evenly. */
async function scanShare(catalog: CatalogStore, rows: readonly MeasuredRevision[], breath: Breath): Promise<number> {
  let whole = 0;
  let loaded = 0;
  for (let i = 0; i < rows.length; i += Math.max(1, Math.floor(rows.length / SAMPLES))) {
    whole += rows[i]!.characters;
    loaded += scanCharacters(catalog.getXml(rows[i]!.rowId));
    await breath();
  }
  return whole === 0 ? 0 : Math.min(1, loaded / whole);
}

function levelsOf(rows: readonly MeasuredRevision[]): number {
  const above = new Map(rows.map((row) => [row.updateId, row.prerequisiteIds]));
  const known = new Map<string, number>();
  const level = (id: string): number => {
    const found = known.get(id);
    if (found !== undefined) return found;
    // Held against a ring of prerequisites.
    known.set(id, 0);
    const own = 1 + Math.max(0, ...(above.get(id) ?? []).filter((parent) => above.has(parent)).map(level));
    known.set(id, own);
    return own;
  };
  return Math.max(0, ...rows.map((row) => level(row.updateId)));
}

/** Weighs a catalog in slices. */
export async function measure(catalog: CatalogStore, breath: Breath): Promise<Measures> {
  const version = catalog.version();
  const classifications = new Set(catalog.categories().filter((row) => row.categoryType === 'UpdateClassification').map((row) => row.identity.updateId));
  const rows = new Map<string, MeasuredRevision[]>();
  const ground: MeasuredRevision[] = [];
  for (const row of catalog.measured()) {
    const isUpdate = row.updateType === 'Software' || row.updateType === 'Driver';
    const id = row.prerequisiteIds.find((one) => classifications.has(one)) ?? '';
    const list = isUpdate ? (rows.get(id) ?? []) : ground;
    if (isUpdate) rows.set(id, list);
    list.push(row);
    const pause = breath();
    if (pause) await pause;
  }
  const weigh = async (list: readonly MeasuredRevision[]): Promise<Weight> => {
    const bytes = list.reduce((sum, row) => sum + row.characters, 0);
    return { updates: list.length, bytes, scanBytes: Math.round(bytes * (await scanShare(catalog, list, breath))) };
  };
  const byClassification = new Map<string, Weight>();
  const all = await weigh(ground);
  all.updates = 0;
  for (const [id, list] of rows) {
    const weight = await weigh(list);
    byClassification.set(id, weight);
    add(all, weight);
  }
  return { version, all, byClassification, levels: levelsOf(ground) };
}

function add(to: Weight, more: Weight) {
  to.updates += more.updates;
  to.bytes += more.bytes;
  to.scanBytes += more.scanBytes;
}

/** What so many updates of a classification weigh by the average of those stored: of the classification, else of all, else a usual one. */
export function expected(updates: number, classification: string, { all, byClassification }: Measures): Weight {
  const known = byClassification.get(classification) ?? (all.updates > 0 ? all : undefined);
  const bytes = known ? known.bytes / known.updates : USUAL.bytes;
  const scanBytes = known ? known.scanBytes / known.updates : USUAL.scanBytes;
  return { updates, bytes: Math.round(updates * bytes), scanBytes: Math.round(updates * scanBytes) };
}

export function sum(weights: readonly Weight[]): Weight {
  const total = none();
  for (const one of weights) add(total, one);
  return total;
}
