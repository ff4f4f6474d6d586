import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';

/** The catalog bundled with the product, behind a WSUS server of its own. */
export interface BundledMicrosoftUpdate {
  /**
   * Makes it publish everything up to `now` (site time) and answers with its address. The first call builds the catalog,
   * which takes seconds; `progress` tells how far it is.
   */
  publish(now: number, progress: (done: number, total: number) => void): Promise<string>;
}

export interface Source {
  /** Tells sources apart: what one remembers of the last synchronization means nothing to another. */
  id: string;
  /** Name for the console and the history. */
  name: string;
  /** Address of the upstream server; null when nothing is to be fetched (SYNC-08). */
  address(now: number, progress: (done: number, total: number) => void): Promise<string | null>;
}

type SyncSettings = SoftwareUpdatePointSettings['syncSettings'];

/** The three synchronization sources (SYNC-01, D§2.3). */
export function sourceOf(settings: SyncSettings, bundled: BundledMicrosoftUpdate): Source {
  if (settings.source === 'none') return { id: 'none', name: 'No source', address: async () => null };
  if (settings.source === 'upstream') {
    const { serverName, port, ssl } = settings.upstream;
    const url = `${ssl ? 'https' : 'http'}://${serverName}:${port}`;
    return { id: url, name: serverName, address: async () => url };
  }
  if (settings.microsoftUpdate.endpoint === 'real') return { id: settings.microsoftUpdate.url, name: 'Microsoft Update', address: async () => settings.microsoftUpdate.url };
  return { id: 'bundled', name: 'Microsoft Update (bundled catalog)', address: (now, progress) => bundled.publish(now, progress) };
}

/** A child site's source: the WSUS server of its parent (SYNC-11). */
export function parentSource(parent: string, name: string, address: (now: number) => Promise<string>): Source {
  return { id: `parent ${parent}`, name, address };
}

/** Why nothing can be synchronized at all, or null. */
export function whyNoPoint(settings: SoftwareUpdatePointSettings): string | null {
  return settings.general.role === 'none' ? 'The site has no active software update point. Choose one on the General tab, or install the role under Site Settings, Site Systems.' : null;
}

/** Why a site cannot synchronize now, or null. A child site's controls are grey (SYNC-02). */
export function whyNotSynchronize(site: { parent: string | null }, settings: SoftwareUpdatePointSettings): string | null {
  if (site.parent !== null) return `A child site is synchronized by its parent ${site.parent}.`;
  const without = whyNoPoint(settings);
  if (without !== null) return without;
  if (settings.syncSettings.source === 'none') return null;
  if (settings.classifications.length === 0) return 'No classification is chosen. Choose at least one on the Classifications tab.';
  if (settings.products.length === 0) return 'No product is chosen. Choose at least one on the Products tab.';
  return null;
}

export function refuseUnlessPossible(why: string | null) {
  if (why !== null) throw new Failure('REFUSED', { what: 'The synchronization was not started.', why, todo: 'Open Software Update Point Component Properties, correct it, and run the synchronization again.' });
}
