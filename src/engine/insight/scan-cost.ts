import { scanLimits, type ScanCost, type SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Breath } from '../kernel/index.ts';
import type { Choice, Question } from '../software-update-point/index.ts';
import { expected, sum, type Measures, type Weight } from './measures.ts';

/** Synchronized with or without a tick (D§1.1). */
const WSUS_INFRASTRUCTURE_UPDATES = '051f8713-e600-4bee-b7b7-690d43c78948';

/**
 * Calls of a client's first scan, when everything it is offered is for it: one for each level of categories at least,
 * and one for every 200 kB (W§4). An upper bound: a client without a product is not sent that product's updates.
 */
export function roundTrips(scanBytes: number, levels: number): number {
  return levels + Math.ceil(scanBytes / scanLimits.bytes);
}

const classificationsOf = ({ classifications }: Choice) => [...new Set([...classifications, WSUS_INFRASTRUCTURE_UPDATES])];

/** Updates not stored yet: what the saved choice still brings, and what the draft adds to that. */
async function coming(question: Question, saved: Choice, draft: Choice, measures: Measures): Promise<{ pending: Weight; added: Weight; dropped: number }> {
  const asked = new Map<string, Promise<string[]>>();
  const ask = (id: string, choice: Choice) => {
    const key = JSON.stringify([id, choice.products, choice.languages]);
    const answer = asked.get(key) ?? question.wanted(id, choice).then((list) => list.map((one) => `${one.updateId}/${one.revisionNumber}`));
    asked.set(key, answer);
    return answer;
  };
  const before = classificationsOf(saved);
  const after = classificationsOf(draft);
  const pending: Weight[] = [];
  const added: Weight[] = [];
  let dropped = 0;
  for (const id of new Set([...before, ...after])) {
    const old = new Set(before.includes(id) ? await ask(id, saved) : []);
    const now = new Set(after.includes(id) ? await ask(id, draft) : []);
    const fresh = [...now].filter((one) => !old.has(one)).length;
    dropped += [...old].filter((one) => !now.has(one)).length;
    pending.push(expected([...old].filter((one) => now.has(one)).length, id, measures));
    added.push(expected(fresh, id, measures));
  }
  return { pending: sum(pending), added: sum(added), dropped };
}

/** What a draft of the choice costs a client that scans (INSIGHT-07). Rejects with SynchronizationError when the source does not answer. */
export async function scanCost(asking: { question: Question | null; saved: SoftwareUpdatePointSettings; draft: Choice; measures: Measures; breath: Breath }): Promise<ScanCost> {
  const { question, saved, draft, measures } = asking;
  const stored = measures.all;
  const first = stored.updates === 0;
  const now = first ? 0 : roundTrips(stored.scanBytes, measures.levels);
  const base = { stored: { updates: stored.updates, bytes: stored.bytes }, roundTripsNow: now };
  if (!question) return { ...base, known: false, whyNot: 'With no source to ask, this is known after the next import and synchronization.', adds: null, pending: null, drops: 0, roundTripsAfter: null };
  const { pending, added, dropped } = await coming(question, saved, draft, measures);
  const weight = ({ updates, bytes }: Weight) => ({ updates, bytes });
  const after = roundTrips(stored.scanBytes + pending.scanBytes + added.scanBytes, first ? 3 : measures.levels);
  return { ...base, known: true, whyNot: null, adds: weight(added), pending: weight(pending), drops: dropped, roundTripsAfter: after };
}
