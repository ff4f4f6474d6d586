import { command, useCollections, useSite } from '../../data/index.ts';
import { go, notify } from '../../state/index.ts';
import { CollectionSheet } from './CollectionSheet.tsx';
import { newDraft } from './form.ts';

/** Makes a collection, at the top or below another one. */
export default function NewCollectionDialog({ parent, onClose }: { parent: number | null; onClose(): void }) {
  const above = useCollections().data?.value.find((one) => one.id === parent);
  const site = useSite().data?.value;
  if (!site) return null;
  return (
    <CollectionSheet
      title={above ? `New Collection below ${above.name}` : 'New Collection'}
      initial={{ draft: newDraft, maintenanceWindows: [] }} known={[]} builtIn={false} now={site.clock.now} onClose={onClose}
      onSave={async ({ draft, maintenanceWindows }) => {
        const { value } = await command((e, call) => e.collections.create({ call, parent, draft }));
        if (maintenanceWindows.length > 0) await command((e, call) => e.collections.setMaintenanceWindows({ call, id: value.id, maintenanceWindows }));
        notify({ intent: 'done', title: `${value.name} was made`, text: 'Its members are being found.' });
        go(`collections/${value.id}`);
      }}
    />
  );
}
