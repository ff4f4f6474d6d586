import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { go, notify } from '../../state/index.ts';
import { Block, counted, DeleteDialog, NamedLines } from '../../ui/index.ts';

/** Names what goes with a collection before it is deleted. */
export default function DeleteCollectionDialog({ id, onClose }: { id: number; onClose(): void }) {
  const deletion = useAsked(['collections', 'deletion', id], (e, call) => e.collections.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const [own, ...below] = deletion.data?.value.collections ?? [];
  const failed = problem ?? (deletion.error ? explain(deletion.error) : null);
  const remove = () =>
    attempt(async () => {
      await command((e, call) => e.collections.delete({ call, id }));
      notify({ intent: 'done', title: `${own?.name} was deleted`, text: 'Its computers stay.' });
      go('collections');
      onClose();
    });
  const windows = (n: number) => counted(n, 'maintenance window');
  return (
    <DeleteDialog icon="collection" title="Delete Collection" ready={!busy && own !== undefined} failed={failed} onRetry={problem ? undefined : () => void deletion.refetch()} onDelete={() => void remove()} onClose={onClose}>
      {own && (
        <Block intent="warning" title={`Delete ${own.name}?`}>
          Its rules{own.windows > 0 ? ` and ${windows(own.windows)}` : ''} go with it. {counted(own.members, 'computer')} that {own.members === 1 ? 'is' : 'are'} in it now {own.members === 1 ? 'stays' : 'stay'} in the site.
        </Block>
      )}
      <NamedLines
        says={below.length === 1 ? 'The collection below it goes too:' : 'The collections below it go too:'}
        lines={below.map((one) => ({ key: one.id, text: `${one.name}: ${counted(one.members, 'computer')}${one.windows > 0 ? `, ${windows(one.windows)}` : ''}` }))}
      />
      <NamedLines says="These refer to it and reach no computer any more:" lines={(deletion.data?.value.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
