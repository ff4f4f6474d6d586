import { z } from 'zod';
import { collectionDraft, maintenanceWindows, type CollectionDetails, type CollectionDraft } from '../../../contract/index.ts';

/** What the property sheet of a collection holds: the same schemas the site checks with. */
export const collectionForm = z.object({ draft: collectionDraft, maintenanceWindows });
export type CollectionForm = z.infer<typeof collectionForm>;

export const newDraft: CollectionDraft = { name: '', comment: '', queries: [], direct: [], dynamic: false, schedule: { every: 1, unit: 'days' } };

export const formOf = ({ name, comment, queries, direct, dynamic, schedule, maintenanceWindows: windows }: CollectionDetails): CollectionForm => ({
  draft: { name, comment, queries, direct: direct.map(({ id }) => id), dynamic, schedule }, maintenanceWindows: windows,
});
