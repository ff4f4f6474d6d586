import { command, explain, useAdvertisements, useAsked, useAttempt, usePackages } from '../../data/index.ts';
import { go, notify, openDialog } from '../../state/index.ts';
import { Block, counted, DeleteDialog, NamedLines } from '../../ui/index.ts';

const nouns = { package: 'Package', program: 'Program', advertisement: 'Advertisement' } as const;
const icons = { package: 'deployment-package', program: 'component', advertisement: 'deployment' } as const;

/** Names what goes along before it is deleted: the programs of a package, the advertisements of those. */
export function DeleteObjectDialog({ of, id, onClose }: { of: keyof typeof nouns; id: number; onClose(): void }) {
  const packages = usePackages().data?.value ?? [];
  const advertisements = useAdvertisements().data?.value ?? [];
  const all = { package: packages, program: packages.flatMap((one) => one.programs), advertisement: advertisements };
  const name = all[of].find((one) => one.id === id)?.name ?? `the ${of}`;
  const deletion = useAsked(['softwareDistribution', 'deletion', of, id], (e, call) => {
    const asked = { call, id };
    return of === 'package' ? e.softwareDistribution.packageDeletion(asked) : of === 'program' ? e.softwareDistribution.programDeletion(asked) : e.softwareDistribution.advertisementDeletion(asked);
  }, { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const effect = deletion.data?.value;
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => {
        const asked = { call, id };
        return of === 'package' ? e.softwareDistribution.deletePackage(asked) : of === 'program' ? e.softwareDistribution.deleteProgram(asked) : e.softwareDistribution.deleteAdvertisement(asked);
      }, deletion.data!.revision);
      notify({ intent: 'done', title: `${name} was deleted`, action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
      if (of === 'package') go('packages');
    });
  return (
    <DeleteDialog icon={icons[of]} title={`Delete ${nouns[of]}`} ready={!busy && effect !== undefined} failed={problem ?? (deletion.error ? explain(deletion.error) : null)} onRetry={problem ? undefined : () => void deletion.refetch()} onDelete={() => void remove()} onClose={onClose}>
      {effect && (
        <Block intent="warning" title={`Delete ${name}?`}>
          {of === 'advertisement' ? `${counted(effect.computers, 'computer')} of its collection ${effect.computers === 1 ? 'runs' : 'run'} the program no more, where it has not begun.` : 'What computers have run stays as it is.'}
        </Block>
      )}
      <NamedLines says="These programs go with it:" lines={(effect?.programs ?? []).map((text, key) => ({ key, text }))} />
      <NamedLines says="These advertisements go with it:" lines={(effect?.advertisements ?? []).map((text, key) => ({ key, text }))} />
      <NamedLines says="These refer to it:" lines={(effect?.referredBy ?? []).map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </DeleteDialog>
  );
}
