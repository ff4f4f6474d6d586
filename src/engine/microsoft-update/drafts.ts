import type { Breath } from '../kernel/index.ts';
import { bulletinDrafts } from './bulletins.ts';
import { cell, type Facts } from './facts.ts';
import type { KnownFiles } from './files.ts';
import { earlyDrafts, knownDrafts, observedDrafts } from './listed.ts';
import type { Draft } from './model.ts';
import { osdsusDrafts } from './osdsus.ts';
import { createProducts } from './products.ts';
import { seriesDrafts } from './series.ts';

/**
 * Everything the facts know, in the order of publication (then of ids), each KB, product and architecture once: where
 * two lists name the same, the bulletin list says what it is for and the list with real ids who it is.
 */
export async function allDrafts(facts: Facts, breath: Breath): Promise<Draft[]> {
  const products = createProducts(facts);
  const known = knownFilesOf(facts);
  const real = osdsusDrafts(facts, products);
  await breath();
  const bulletins = await bulletinDrafts(facts.bulletins, products, known, breath);
  const listed = [
    ...knownDrafts(facts.knownUpdates, products, known), ...earlyDrafts(facts.earlyUpdates, products, known),
    ...observedDrafts(facts.observedUpdates, products, known),
  ];
  await breath();
  const merged = joined([...bulletins, ...listed], real);
  await breath();
  return [...merged, ...seriesDrafts(facts.series, products)].toSorted(byPublication);
}

function knownFilesOf(facts: Facts): KnownFiles {
  return new Map([...Map.groupBy(facts.knownFiles, (row) => cell(row, 'kb'))].map(([kb, rows]) => [kb, rows.map((row) => cell(row, 'file_name'))]));
}

function keysOf(draft: Draft): string[] {
  return draft.products.map((product) => `${draft.kb} ${product} ${draft.architecture}`);
}

/** Gives drafts their real ids, titles and files, and adds the real ones that no other list names. */
function joined(drafts: readonly Draft[], real: readonly Draft[]): Draft[] {
  const byKey = new Map<string, Draft>();
  for (const one of real) for (const key of keysOf(one)) if (!byKey.has(key)) byKey.set(key, one);
  const used = new Map<Draft, Draft>();
  const ids = new Map<string, string>();
  for (const draft of drafts) {
    const match = byKey.get(keysOf(draft)[0] ?? '');
    if (!match || used.has(match)) continue;
    used.set(match, draft);
    ids.set(draft.updateId, match.updateId);
  }
  const identities = new Map([...used].map(([match, draft]) => [draft, match]));
  const whole = drafts.map((draft) => {
    const match = identities.get(draft);
    const supersedes = draft.supersedes.map((id) => ids.get(id) ?? id);
    if (!match) return { ...draft, supersedes };
    return { ...draft, supersedes, updateId: match.updateId, title: match.title, files: match.files, legacyName: match.legacyName };
  });
  return [...whole, ...real.filter((one) => !used.has(one))];
}

function byPublication(a: Draft, b: Draft): number {
  return (a.revisions[0]?.publishedAt ?? 0) - (b.revisions[0]?.publishedAt ?? 0) || (a.updateId < b.updateId ? -1 : 1);
}
