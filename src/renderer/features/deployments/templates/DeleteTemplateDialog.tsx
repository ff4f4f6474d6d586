import { command, explain, useAsked, useAttempt, useDeploymentTemplates } from '../../../data/index.ts';
import { notify, openDialog } from '../../../state/index.ts';
import { Block, DeleteDialog, NamedLines } from '../../../ui/index.ts';

/** Names what a deletion takes along before it is done. */
export default function DeleteTemplateDialog({ id, onClose }: { id: number; onClose(): void }) {
  const name = useDeploymentTemplates().data?.value.find((one) => one.id === id)?.name;
  const deletion = useAsked(['deploymentTemplates', 'deletion', id], (e, call) => e.deploymentTemplates.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const effect = deletion.data?.value;
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => e.deploymentTemplates.delete({ call, id }), deletion.data!.revision);
      notify({ intent: 'done', title: `${name ?? 'The deployment template'} was deleted`, text: 'Deployments keep the settings they got from it.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
    });
  return (
    <DeleteDialog
      icon="deployment-template" title="Delete Deployment Template" ready={!busy && effect !== undefined} failed={problem ?? (deletion.error ? explain(deletion.error) : null)} onRetry={problem ? undefined : () => void deletion.refetch()}
      onDelete={() => void remove()} onClose={onClose}
    >
      {effect && (
        <Block intent="warning" title={`Delete ${name ?? 'the deployment template'}?`}>
          Deployments that were made with it keep their settings.
          {effect.childSites.length > 0 && <p>It goes at the sites below too: {effect.childSites.join(', ')}.</p>}
        </Block>
      )}
      <NamedLines says="These refer to it:" lines={(effect?.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
