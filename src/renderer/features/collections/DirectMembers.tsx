import { Button } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { IconButton } from '../../ui/index.ts';
import { useCollectionForm } from './fields.tsx';
import { PickComputersDialog, type PickedComputer } from './PickComputersDialog.tsx';

/** Computers that are members whatever they are. `known` are the names of those the collection has. */
export function DirectMembers({ known, disabled }: { known: readonly PickedComputer[]; disabled: boolean }) {
  const { watch, setValue } = useCollectionForm();
  const [picked, setPicked] = useState(known);
  const [picking, setPicking] = useState(false);
  const direct = watch('draft.direct');
  const set = (ids: number[]) => setValue('draft.direct', ids, { shouldDirty: true });
  const nameOf = (id: number) => picked.find((one) => one.id === id)?.name ?? `Resource ${id}`;
  return (
    <section className="collection-form" aria-label="Direct members">
      <h3>Direct members</h3>
      {direct.length === 0 ? <p className="secondary">None. A direct member is in the collection whatever it is.</p> : (
        <ul className="collection-members" aria-label="Direct members">
          {direct.map((id) => (
            <li key={id}>
              <span className="ellipsis">{nameOf(id)}</span>
              {!disabled && <IconButton label={`Remove ${nameOf(id)}`} icon={<Delete16Regular />} onClick={() => set(direct.filter((one) => one !== id))} />}
            </li>
          ))}
        </ul>
      )}
      {!disabled && <div><Button icon={<Add16Regular />} onClick={() => setPicking(true)}>Add Computers…</Button></div>}
      {picking && (
        <PickComputersDialog
          onClose={() => setPicking(false)}
          onPick={(computers) => {
            setPicked((before) => [...before, ...computers]);
            set([...new Set([...direct, ...computers.map(({ id }) => id)])]);
            setPicking(false);
          }}
        />
      )}
    </section>
  );
}
