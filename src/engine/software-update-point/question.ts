import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Breath } from '../kernel/index.ts';
import { build, type Readable } from '../site-database/index.ts';
import { createServerSyncClient, type CatalogStore, type UpdateIdentity } from '../wsus/index.ts';
import { sourceOf, type BundledMicrosoftUpdate } from './source.ts';
import { chosenLanguages, chosenProducts, missing, recall, updateRequest } from './wsus-phase.ts';

/** The part of the settings that decides which updates a synchronization fetches. */
export type Choice = Pick<SoftwareUpdatePointSettings, 'classifications' | 'products' | 'languages'>;

/** The question of a synchronization, put to its source without fetching what the answer names (INSIGHT-07). */
export interface Question {
  /** Revisions of one classification that are not in the WSUS catalog store and that a synchronization with this choice would fetch. Rejects with SynchronizationError. */
  wanted(classification: string, choice: Choice): Promise<UpdateIdentity[]>;
}

/** Null when there is no source that could be asked (SYNC-08). The source is asked under the same anchors as the next synchronization will. */
export async function openQuestion(asking: {
  settings: SoftwareUpdatePointSettings;
  microsoftUpdate: BundledMicrosoftUpdate;
  catalog: CatalogStore;
  database: Readable;
  server: string;
  authorities?: () => string | undefined;
  now: number;
  breath: Breath;
  signal: AbortSignal;
}): Promise<Question | null> {
  const { settings, catalog, breath, signal } = asking;
  const source = sourceOf(settings.syncSettings, asking.microsoftUpdate);
  const url = await source.address(asking.now, () => {});
  if (url === null) return null;
  signal.throwIfAborted();
  const client = createServerSyncClient({ url, accountName: asking.server, accountGuid: catalog.setting('account_guid') ?? '00000000-0000-0000-0000-000000000000', signal, breath, authorities: asking.authorities?.(), limits: { connect: 10_000, idle: 20_000, total: 60_000, attempts: 1 } });
  const known = recall(catalog, source.id);
  const categories = asking.database.all(build.selectFrom('categories').select(['category_id', 'parent_id'])).map((row) => ({ id: row.category_id, parentId: row.parent_id }));
  return {
    wanted: async (classification, choice) => {
      const request = updateRequest({ categories: chosenProducts(choice, categories), classifications: [classification], languages: chosenLanguages(choice) }, known);
      const { revisions } = await client.listRevisions(request);
      return missing((identity) => catalog.find(identity) !== undefined, revisions, breath);
    },
  };
}
