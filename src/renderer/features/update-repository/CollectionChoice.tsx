import { Select } from '@fluentui/react-components';
import { useId } from 'react';
import { useCollections } from '../../data/index.ts';
import { countCollection, useCountedCollection } from '../../state/index.ts';

/** The collection that counts are of; one that is gone counts as All Systems. */
export function useCounted(): { collection: number | null; whose: string } {
  const { id } = useCountedCollection();
  const known = useCollections().data?.value.find((one) => one.id === id);
  return { collection: known?.id ?? null, whose: known?.name ?? 'All Systems' };
}

/** Chooses whose computers every count of updates is of, here and in the other folders. */
export function CollectionChoice() {
  const collections = useCollections().data?.value ?? [];
  const { collection } = useCounted();
  const name = useId();
  return (
    <>
      <label htmlFor={name}>Collection:</label>
      <Select id={name} size="small" className="collection-choice" value={collection === null ? '' : String(collection)} onChange={(_, data) => countCollection(data.value === '' ? null : Number(data.value))}>
        <option value="">All Systems</option>
        {collections.filter((one) => one.name !== 'All Systems').map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </Select>
    </>
  );
}
