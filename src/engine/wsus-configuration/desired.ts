import { z } from 'zod';
import { syncSettings, type SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { CatalogStore, ReportingLevel } from '../wsus/index.ts';

/** Setting of the WSUS catalog store that holds its configuration. */
export const KEPT_AS = 'configuration';

/** What of the site's settings stands in WSUS itself: where it synchronizes from and what it subscribes to. */
const configuration = z.object({
  upstream: z.string(),
  classifications: z.array(z.string()),
  products: z.array(z.string()),
  languages: z.array(z.string()),
  reportingEvents: syncSettings.shape.reportingEvents,
});

type Configuration = z.infer<typeof configuration>;

/** Names of the settings as the console has them. */
const names: Record<keyof Configuration, string> = { upstream: 'Upstream Server', classifications: 'Update Classifications', products: 'Products', languages: 'Languages', reportingEvents: 'WSUS reporting events' };

export function upstreamOf({ syncSettings }: SoftwareUpdatePointSettings): string {
  if (syncSettings.source === 'microsoftUpdate') return 'Microsoft Update';
  return syncSettings.source === 'none' ? 'no upstream server' : syncSettings.upstream.serverName;
}

export function desired(settings: SoftwareUpdatePointSettings): Configuration {
  return {
    upstream: upstreamOf(settings),
    classifications: settings.classifications.toSorted(),
    products: settings.products.toSorted(),
    languages: [...new Set([...settings.languages.summaryDetails, ...settings.languages.updateFile])].sort(),
    reportingEvents: settings.syncSettings.reportingEvents,
  };
}

/** Names of the settings that differ from what WSUS holds; null when it holds none yet, or nothing that can be read. */
export function differences(stored: string | undefined, wanted: Configuration): string[] | null {
  const held = parsed(stored);
  if (!held) return null;
  return (Object.keys(names) as (keyof Configuration)[]).filter((key) => JSON.stringify(held[key]) !== JSON.stringify(wanted[key])).map((key) => names[key]);
}

function parsed(stored: string | undefined): Configuration | undefined {
  try {
    return stored === undefined ? undefined : configuration.safeParse(JSON.parse(stored)).data;
  } catch {
    return undefined;
  }
}

/** The reporting events that WSUS is configured for; none until it is configured. */
export function reportingEventsIn(catalog: Pick<CatalogStore, 'setting'>): ReportingLevel {
  return parsed(catalog.setting(KEPT_AS))?.reportingEvents ?? 'none';
}
