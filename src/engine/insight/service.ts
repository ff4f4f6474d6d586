import type { ScanCost, SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Breath, Clock } from '../kernel/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';
import { openQuestion, type BundledMicrosoftUpdate, type Choice } from '../software-update-point/index.ts';
import { SynchronizationError, type CatalogStore } from '../wsus/index.ts';
import { measure, type Measures } from './measures.ts';
import { roundTrips, scanCost } from './scan-cost.ts';

export interface Insight {
  /**
   * How many updates and metadata bytes a draft of classifications and products adds and what that does to a client's
   * scan (INSIGHT-07). The source is asked for the list alone, in slices; `signal` gives it up. Changes nothing.
   */
  scanCost(draft: Choice, signal?: AbortSignal): Promise<ScanCost>;
}

export interface InsightParts {
  server: string;
  database: SiteDatabase;
  catalog: CatalogStore;
  clock: Clock;
  microsoftUpdate: BundledMicrosoftUpdate;
  /** Certificates (PEM) of authorities that may vouch for the source, beside the system's own. */
  authorities?: () => string | undefined;
  settings: () => SoftwareUpdatePointSettings;
  breath: () => Breath;
}

export function createInsight(parts: InsightParts): Insight {
  const { catalog } = parts;
  let kept: Promise<Measures> | undefined;
  let keptVersion = -1;
  /** The stored catalog is weighed once for each of its versions. */
  const measures = () => {
    if (kept === undefined || keptVersion !== catalog.version()) {
      keptVersion = catalog.version();
      kept = measure(catalog, parts.breath());
      kept.catch(() => (kept = undefined));
    }
    return kept;
  };

  return {
    scanCost: async (draft, signal = new AbortController().signal) => {
      const saved = parts.settings();
      const weighed = await measures();
      signal.throwIfAborted();
      const breath = parts.breath();
      try {
        const question = await openQuestion({ ...parts, settings: saved, now: parts.clock.now(), breath, signal });
        return await scanCost({ question, saved, draft, measures: weighed, breath });
      } catch (error) {
        if (!(error instanceof SynchronizationError) || signal.aborted) throw error;
        const { updates, bytes } = weighed.all;
        const whyNot = `The source does not answer (${error.message.replace(/\.$/, '')}), so this is known after the next synchronization.`;
        return { known: false, whyNot, stored: { updates, bytes }, adds: null, pending: null, drops: 0, roundTripsNow: updates === 0 ? 0 : roundTrips(weighed.all.scanBytes, weighed.levels), roundTripsAfter: null };
      }
    },
  };
}
