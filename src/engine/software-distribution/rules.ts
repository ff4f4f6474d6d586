import type { AdvertisementDraft, ProgramDraft } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { all, find, type Drafts, type Kind } from './store.ts';

const refuse = (kind: Kind, path: string, message: string, todo: string) => new Failure('INVALID_SETTINGS', { what: `The ${kind} was not saved.`, why: message, todo, fields: [{ path, message }] });

/**
 * Packages and advertisements have names of their own at a site, programs in their package; what one refers to must be there.
 * Throws Failure INVALID_SETTINGS.
 */
export function checkDraft<K extends Kind>(db: Readable, kind: K, draft: Drafts[K], own: number | null): void {
  const beside = all(db, kind).filter((one) => one.id !== own && (kind !== 'program' || (one.draft as ProgramDraft).package === (draft as ProgramDraft).package));
  if (beside.some((one) => one.draft.name.toLowerCase() === draft.name.toLowerCase())) throw refuse(kind, 'name', `Another ${kind} has this name.`, 'Choose another name.');
  if (kind === 'program' && !find(db, 'package', (draft as ProgramDraft).package)) throw refuse(kind, 'package', 'The package is not there any more.', 'Choose another package.');
  if (kind !== 'advertisement') return;
  const { program, collection, startAt, mandatory } = draft as AdvertisementDraft;
  if (!find(db, 'program', program)) throw refuse(kind, 'program', 'The program is not there any more.', 'Choose another program.');
  if (db.prepare('SELECT 1 AS found FROM collections WHERE collection_id = ?').get(collection) === undefined) throw refuse(kind, 'collection', 'The collection is not there any more.', 'Choose another collection.');
  if (mandatory !== null && mandatory < startAt) throw refuse(kind, 'mandatory', 'The mandatory assignment is before the advertisement start time.', 'Choose a later time, or As soon as possible.');
}
