import { command, explain, useAsked, useAttempt, useDeployments } from '../../../data/index.ts';
import { go, notify, openDialog } from '../../../state/index.ts';
import { Block, counted, DeleteDialog, NamedLines } from '../../../ui/index.ts';

/** Names what a deletion takes along before it is done: the computers that have it, what refers to it, and the sites below. */
export default function DeleteDeploymentDialog({ id, onClose }: { id: number; onClose(): void }) {
  const name = useDeployments().data?.value.find((one) => one.id === id)?.name;
  const deletion = useAsked(['deployments', 'deletion', id], (e, call) => e.deployments.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const effect = deletion.data?.value;
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => e.deployments.delete({ call, id }), deletion.data!.revision);
      notify({ intent: 'done', title: `${name ?? 'The deployment'} was deleted`, text: 'Its software updates stay in the repository.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
      go('deployment-management');
    });
  return (
    <DeleteDialog
      icon="deployment" title="Delete Deployment" ready={!busy && effect !== undefined} failed={problem ?? (deletion.error ? explain(deletion.error) : null)} onRetry={problem ? undefined : () => void deletion.refetch()}
      onDelete={() => void remove()} onClose={onClose}
    >
      {effect && (
        <Block intent="warning" title={`Delete ${name ?? 'the deployment'}?`}>
          {counted(effect.computers, 'computer')} {effect.computers === 1 ? 'loses' : 'lose'} it with the next policy; what is installed stays installed. {counted(effect.updates, 'software update')} in it {effect.updates === 1 ? 'stays' : 'stay'} in the repository.
          {effect.childSites.length > 0 && <p>It goes at the sites below too: {effect.childSites.join(', ')}.</p>}
        </Block>
      )}
      <NamedLines says="These refer to it:" lines={(effect?.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
