import { Button } from '@fluentui/react-components';
import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { go, notify } from '../../state/index.ts';
import { Block, counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';

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
  return (
    <DialogWindow
      alert icon="collection" title="Delete Collection" width={500} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !own} onClick={() => void remove()}>Delete</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="collection-form">
        {own && (
          <Block intent="warning" title={`Delete ${own.name}?`}>
            Its rules{own.windows > 0 ? ` and ${counted(own.windows, 'maintenance window')}` : ''} go with it. {counted(own.members, 'computer')} that {own.members === 1 ? 'is' : 'are'} in it now {own.members === 1 ? 'stays' : 'stay'} in the site.
          </Block>
        )}
        {below.length > 0 && (
          <div>
            <p>{below.length === 1 ? 'The collection below it goes too:' : 'The collections below it go too:'}</p>
            <ul className="collection-gone">
              {below.map((one) => (
                <li key={one.id}>{one.name}: {counted(one.members, 'computer')}{one.windows > 0 && `, ${counted(one.windows, 'maintenance window')}`}</li>
              ))}
            </ul>
          </div>
        )}
        {failed && <ErrorBlock error={failed} onRetry={problem ? undefined : () => void deletion.refetch()} />}
      </div>
    </DialogWindow>
  );
}
