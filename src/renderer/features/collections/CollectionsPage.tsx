import { useState } from 'react';
import type { Collection } from '../../../contract/index.ts';
import { explain, useCollections } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { counted, ErrorBlock, Grid, nothingSelected, PaneTitle, type Selection } from '../../ui/index.ts';
import { propertiesOf, useCollectionVerbs, useNewCollection } from './actions.tsx';
import { collectionColumns, collectionLayout, type CollectionRow } from './columns.tsx';

/** Each collection below the one it stands in. */
function inOrder(all: readonly Collection[], parent: number | null = null, level = 0): CollectionRow[] {
  return all.filter((one) => one.parent === parent).flatMap((one) => [{ ...one, level }, ...inOrder(all, one.id, level + 1)]);
}

/** Collections: all of the site, with how many computers each has. */
export default function CollectionsPage() {
  const collections = useCollections();
  const [layout, setLayout] = useGridLayout('collections', collectionLayout, collectionLayout.order);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const all = collections.data?.value ?? [];
  const rows = inOrder(all);
  const chosen = rows.find((row) => selection.keys.has(row.id));
  const verbs = useCollectionVerbs(chosen, all);
  const create = useNewCollection(null);
  usePage({
    node: [create],
    selection: chosen ? { title: chosen.name, actions: verbs } : null,
    items: collections.data ? counted(rows.length, 'collection') : null,
    selected: selection.keys.size,
    readAt: collections.dataUpdatedAt,
    refresh: () => void collections.refetch(),
    properties: propertiesOf(chosen),
  });
  return (
    <>
      <PaneTitle icon="collection" title="Collections" note={collections.data ? counted(rows.length, 'collection') : undefined} />
      {collections.error && <div className="page-inset"><ErrorBlock error={explain(collections.error)} onRetry={() => void collections.refetch()} /></div>}
      <Grid
        single label="Collections" columns={collectionColumns} layout={layout} onLayout={setLayout} total={collections.data ? rows.length : null} row={(i) => rows[i]} keyOf={(c) => c.id}
        selection={selection} onSelection={setSelection} onOpen={(c) => go(`collections/${c.id}`)} onMenu={openContextMenu}
      />
    </>
  );
}
