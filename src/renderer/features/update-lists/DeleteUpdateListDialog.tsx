import { command, explain, useAsked, useAttempt, useUpdateLists } from '../../data/index.ts';
import { go, notify, openDialog } from '../../state/index.ts';
import { Block, counted, DeleteDialog, NamedLines } from '../../ui/index.ts';

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
    <DeleteDialog icon="update-list" title="Delete Update List" ready={!busy && effect !== undefined} failed={failed} onRetry={problem ? undefined : () => void deletion.refetch()} onDelete={() => void remove()} onClose={onClose}>
      {effect && (
        <Block intent="warning" title={`Delete ${name ?? 'the update list'}?`}>
          {counted(effect.updates, 'software update')} on it {effect.updates === 1 ? 'stays' : 'stay'} in the repository.
          {effect.childSites.length > 0 && <p>It goes at the sites below too: {effect.childSites.join(', ')}.</p>}
        </Block>
      )}
      <NamedLines says="These refer to it:" lines={(effect?.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
