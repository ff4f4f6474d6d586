import { useMemo } from 'react';
import type { Collection } from '../../../contract/index.ts';
import { explain, useCollections } from '../../data/index.ts';
import { List, listFacts, useList, useRowsInMemory } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { counted, ErrorBlock, PaneTitle } from '../../ui/index.ts';
import { propertiesOf, useCollectionVerbs, useNewCollection } from './actions.tsx';
import { collectionColumns, type CollectionRow } from './columns.tsx';

/** Each collection below the one it stands in. */
function inOrder(all: readonly Collection[], parent: number | null = null, level = 0): CollectionRow[] {
  return all.filter((one) => one.parent === parent).flatMap((one) => [{ ...one, level }, ...inOrder(all, one.id, level + 1)]);
}

/** Collections: all of the site, with how many computers each has. */
export default function CollectionsPage() {
  const collections = useCollections();
  const list = useList<CollectionRow, number>('collections', collectionColumns);
  const value = collections.data?.value;
  const all = value ?? [];
  const rows = useRowsInMemory(list, useMemo(() => (value ? inOrder(value) : null), [value]), { asGiven: true });
  const chosen = all.find((row) => list.selection.keys.has(row.id));
  const verbs = useCollectionVerbs(chosen, all);
  const create = useNewCollection(null);
  usePage({
    ...listFacts(list, rows, 'collection'),
    node: [create],
    selection: chosen ? { title: chosen.name, actions: verbs } : null,
    readAt: collections.dataUpdatedAt,
    refresh: () => void collections.refetch(),
    properties: propertiesOf(chosen),
  });
  return (
    <>
      <PaneTitle icon="collection" title="Collections" note={collections.data ? counted(all.length, 'collection') : undefined} />
      {collections.error && <div className="page-inset"><ErrorBlock error={explain(collections.error)} onRetry={() => void collections.refetch()} /></div>}
      <List single label="Collections" list={list} rows={rows} keyOf={(c) => c.id} onOpen={(c) => go(`collections/${c.id}`)} />
    </>
  );
}
