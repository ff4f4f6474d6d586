import { useEffect, useMemo, useState } from 'react';
import { scanLimits, type ScanCost } from '../../../../contract/index.ts';
import { useAsked } from '../../../data/index.ts';
import { bytes, count, counted, Progress } from '../../../ui/index.ts';
import { useSettingsForm } from './fields.tsx';

const PAUSE_MS = 300;

/** The value as it was when it last stood still, so that a run of clicks asks once. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

const amount = ({ updates, bytes: size }: { updates: number; bytes: number }) => `${counted(updates, 'update')}, about ${bytes(size)} of metadata`;

/** What the change adds, in one sentence. */
function change(cost: ScanCost, changed: boolean): string {
  if (!cost.known || !cost.adds || !cost.pending) return cost.whyNot ?? '';
  const pending = cost.pending.updates === 0 ? 'The next synchronization brings nothing new' : `The next synchronization brings ${amount(cost.pending)} (estimated)`;
  if (!changed) return `${pending}.`;
  if (cost.adds.updates > 0) return `This change adds ${amount(cost.adds)} (estimated).`;
  if (cost.drops > 0) return `With this change ${counted(cost.drops, 'update')} will not come any more.`;
  return 'This change adds no updates.';
}

function verdict(after: number): string {
  if (after > scanLimits.roundTrips) return 'Over the limit of the agent: first scans would fail with 0x80244010. Choose less.';
  if (after > 0.8 * scanLimits.roundTrips) return 'Near the limit of the agent, which gives up with 0x80244010.';
  return `The agent gives up after ${scanLimits.roundTrips}, with 0x80244010.`;
}

/** What the classifications and products as they are ticked cost a client that scans, before they are saved (INSIGHT-07). */
export function ScanCostStrip({ changed }: { changed: boolean }) {
  const { watch } = useSettingsForm();
  const [classifications, products, languages] = watch(['classifications', 'products', 'languages']);
  const ticked = JSON.stringify({ classifications, products, languages });
  const key = useSettled(ticked);
  const draft = useMemo(() => JSON.parse(key) as { classifications: string[]; products: string[]; languages: typeof languages }, [key]);
  const asked = useAsked(['softwareUpdatePoint', 'scanCost', draft], (e, call) => e.insight.scanCost({ call, draft }), { enabled: draft.languages.summaryDetails.length > 0 });
  const cost = asked.data?.value;
  // An answer to another draft must not stand beside these ticks.
  const waiting = ticked !== key || (asked.isFetching && (asked.isPlaceholderData || !cost));
  const after = cost ? (cost.roundTripsAfter ?? cost.roundTripsNow) : 0;
  const intent = after > 0.8 * scanLimits.roundTrips ? (after > scanLimits.roundTrips ? ' is-over' : ' is-near') : '';
  return (
    <section className={`scan-cost${intent}`} aria-label="Cost of a client’s scan" aria-busy={waiting}>
      <p aria-live="polite">{asked.error ? 'What this costs a scan could not be worked out.' : !cost || waiting ? 'Asking the synchronization source…' : change(cost, changed)}</p>
      <Progress share={Math.min(1, after / scanLimits.roundTrips)} state={after > scanLimits.roundTrips ? 'failed' : 'done'} label="Round trips of a client’s first scan" />
      <p className="secondary">
        First scan of a client: {cost ? 'at most ' : ''}{cost ? (cost.roundTripsAfter !== null && cost.roundTripsAfter !== cost.roundTripsNow ? `${count(cost.roundTripsAfter)} round trips (now ${count(cost.roundTripsNow)})` : counted(after, 'round trip')) : '…'}. <span className="scan-cost-verdict">{verdict(after)}</span>
      </p>
    </section>
  );
}
