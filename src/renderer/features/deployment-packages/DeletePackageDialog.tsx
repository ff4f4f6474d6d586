import { command, explain, useAsked, useAttempt, useDeploymentPackages } from '../../data/index.ts';
import { go, notify, openDialog } from '../../state/index.ts';
import { Block, bytes, counted, DeleteDialog, NamedLines } from '../../ui/index.ts';

/** Names what goes with a package before it is deleted: copies, updates whose files are nowhere else, what refers to it. */
export default function DeletePackageDialog({ id, onClose }: { id: string; onClose(): void }) {
  const name = useDeploymentPackages().data?.value.find((one) => one.id === id)?.settings.name ?? id;
  const deletion = useAsked(['deploymentPackages', 'deletion', id], (e, call) => e.deploymentPackages.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const effect = deletion.data?.value;
  const failed = problem ?? (deletion.error ? explain(deletion.error) : null);
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => e.deploymentPackages.delete({ call, id }), deletion.data!.revision);
      notify({ intent: 'done', title: `${name} was deleted`, text: 'Its copies go from the distribution points; its source folder stays.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
      go('deployment-packages');
    });
  return (
    <DeleteDialog icon="deployment-package" title="Delete Deployment Package" ready={!busy && effect !== undefined} failed={failed} onRetry={problem ? undefined : () => void deletion.refetch()} onDelete={() => void remove()} onClose={onClose}>
      {effect && (
        <Block intent="warning" title={`Delete ${name}?`}>
          {effect.onlyHere > 0 && <p>The files of {counted(effect.onlyHere, 'software update')} are in no other package: clients that still need them cannot get them any more.</p>}
          {effect.onlyHere === 0 && <p>{effect.updates === 0 ? 'There are no software updates in it.' : 'The files of all its software updates are in other packages too.'}</p>}
          <p>{bytes(effect.size)} in {effect.source} stay there.</p>
          {effect.childSites.length > 0 && <p>It goes at the sites below too: {effect.childSites.join(', ')}.</p>}
        </Block>
      )}
      <NamedLines says="Its copies are deleted from:" lines={(effect?.servers ?? []).map((server) => ({ key: server, text: server }))} />
      <NamedLines says="These refer to it:" lines={(effect?.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
