import { Button } from '@fluentui/react-components';
import { command, explain, useAsked, useAttempt, useUpdateLists } from '../../data/index.ts';
import { go, notify, openDialog } from '../../state/index.ts';
import { Block, counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './update-lists.css';

/** Names what a deletion takes along before it is done: what refers to the list, and the sites that have it. */
export default function DeleteUpdateListDialog({ id, onClose }: { id: number; onClose(): void }) {
  const name = useUpdateLists().data?.value.find((one) => one.id === id)?.name;
  const deletion = useAsked(['updateLists', 'deletion', id], (e, call) => e.updateLists.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const effect = deletion.data?.value;
  const failed = problem ?? (deletion.error ? explain(deletion.error) : null);
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => e.updateLists.delete({ call, id }), deletion.data!.revision);
      notify({ intent: 'done', title: `${name ?? 'The update list'} was deleted`, text: 'Its software updates stay in the repository.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
      go('update-lists');
    });
  return (
    <DialogWindow
      alert icon="update-list" title="Delete Update List" width={500} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !effect} onClick={() => void remove()}>Delete</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="list-form">
        {effect && (
          <Block intent="warning" title={`Delete ${name ?? 'the update list'}?`}>
            {counted(effect.updates, 'software update')} on it {effect.updates === 1 ? 'stays' : 'stay'} in the repository.
            {effect.childSites.length > 0 && <p>It goes at the sites below too: {effect.childSites.join(', ')}.</p>}
          </Block>
        )}
        {effect && effect.referredBy.length > 0 && (
          <div>
            <p>These refer to it:</p>
            <ul className="list-refers">
              {effect.referredBy.map((one) => <li key={`${one.kind} ${one.id}`}>{one.noun} {one.name}</li>)}
            </ul>
          </div>
        )}
        {failed && <ErrorBlock error={failed} onRetry={problem ? undefined : () => void deletion.refetch()} />}
      </div>
    </DialogWindow>
  );
}
