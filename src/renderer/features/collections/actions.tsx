import { Add16Regular, ArrowSync16Regular, CalendarClock16Regular, Delete16Regular } from '@fluentui/react-icons';
import type { Collection } from '../../../contract/index.ts';
import { command, notifyFailure, useSite } from '../../data/index.ts';
import { notify, openDialog, type Action } from '../../state/index.ts';

const BUILT_IN = 'it is one of the collections the product brings.';

async function updateMembership({ id, name }: Collection, all: readonly Collection[]) {
  try {
    await command((e, call) => e.collections.updateMembership({ call, id, subcollections: all.some((one) => one.parent === id) }));
    notify({ intent: 'information', title: `The membership of ${name} is being updated` });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Makes a collection below this one, or with null at the top. */
export function useNewCollection(parent: number | null): Action {
  const secondary = useSite().data?.value.kind === 'secondary';
  return { label: 'New Collection…', icon: <Add16Regular />, run: () => openDialog({ kind: 'newCollection', parent }), reason: secondary ? 'a secondary site has no site database to keep it in.' : null, needs: ['collections.create'] };
}

/** Verbs of one collection. */
export function useCollectionVerbs(collection: Collection | undefined, all: readonly Collection[]): Action[] {
  const create = useNewCollection(collection?.id ?? null);
  if (!collection) return [];
  return [
    { ...create, label: 'New Sub-collection…' },
    { label: 'Update Collection Membership', icon: <ArrowSync16Regular />, run: () => void updateMembership(collection, all), reason: collection.updating ? 'it is being updated.' : null, needs: ['collections.updateMembership', collection.id] },
    { label: 'Maintenance Windows…', icon: <CalendarClock16Regular />, run: () => openDialog({ kind: 'collectionProperties', id: collection.id, tab: 'Maintenance Windows' }) },
    { label: 'Delete Collection…', icon: <Delete16Regular />, run: () => openDialog({ kind: 'deleteCollection', id: collection.id }), reason: collection.builtIn ? BUILT_IN : null, needs: ['collections.delete', collection.id] },
  ];
}

export const propertiesOf = (collection: Collection | undefined): Action | null =>
  collection ? { label: 'Properties', run: () => openDialog({ kind: 'collectionProperties', id: collection.id }) } : null;
