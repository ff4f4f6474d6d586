import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { CollectionDetails, ObjectRef } from '../../../contract/index.ts';
import { ask, command, explain, useSite, type Reply } from '../../data/index.ts';
import { counted, dateTime, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { CollectionSheet, tabs, type TabName } from './CollectionSheet.tsx';
import { formOf } from './form.ts';
import { updatedText } from './words.ts';

function Facts({ collection }: { collection: CollectionDetails }) {
  return (
    <dl className="facts">
      <dt>Collection ID</dt>
      <dd>{collection.code}</dd>
      <dt>Members</dt>
      <dd>{counted(collection.members, 'computer')}</dd>
      <dt>Membership updated (UTC)</dt>
      <dd>{updatedText(collection)}</dd>
      {collection.changedAt !== null && (
        <>
          <dt>Changed (UTC)</dt>
          <dd>{dateTime(collection.changedAt)} by {collection.changedBy}</dd>
        </>
      )}
    </dl>
  );
}

/** Properties of a collection: reads it as it is now, then shows the sheet. A later change of others shows as a conflict. */
export default function CollectionProperties({ id, tab, security, onClose }: { id: number; tab?: string; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const [loaded, setLoaded] = useState<Reply<CollectionDetails> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const site = useSite().data?.value;
  const load = () => {
    setProblem(null);
    ask((e, call) => e.collections.details({ call, id })).then(setLoaded, setProblem);
  };
  useEffect(load, [id]);
  if (problem) {
    return (
      <DialogWindow icon="collection" title="Collection Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={explain(problem)} onRetry={load} />
      </DialogWindow>
    );
  }
  if (!loaded || !site) return null;
  const { value: collection, revision } = loaded;
  return (
    <CollectionSheet
      title={`${collection.name} Properties`} initial={formOf(collection)} known={collection.direct} builtIn={collection.builtIn} now={site.clock.now} tab={tabs.find((name): name is TabName => name === tab)}
      facts={<Facts collection={collection} />} security={security({ kind: 'collection', id: String(id), name: collection.name })} onClose={onClose}
      onSave={async ({ draft, maintenanceWindows }, changed) => {
        const saved = changed.draft ? await command((e, call) => e.collections.change({ call, id, draft }), revision) : null;
        if (changed.windows) await command((e, call) => e.collections.setMaintenanceWindows({ call, id, maintenanceWindows }), saved?.revision ?? revision);
      }}
    />
  );
}
