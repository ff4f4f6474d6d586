import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { notify, openDialog } from '../../state/index.ts';
import { Block, counted, DeleteDialog, NamedLines } from '../../ui/index.ts';

/** Names the packages whose copies go with the role. */
export default function RemoveDistributionPointDialog({ server, onClose }: { server: string; onClose(): void }) {
  const removal = useAsked(['deploymentPackages', 'removal', server], (e, call) => e.distributionPoints.removal({ call, server }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const packages = removal.data?.value.packages;
  const last = packages?.filter((one) => one.last).length ?? 0;
  const remove = () =>
    attempt(async () => {
      const { revision } = await command((e, call) => e.distributionPoints.remove({ call, server }));
      notify({ intent: 'done', title: `${server} is no distribution point any more`, action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
    });
  return (
    <DeleteDialog icon="site-system" title="Remove Distribution Point" ready={!busy && packages !== undefined} failed={problem ?? (removal.error ? explain(removal.error) : null)} onDelete={() => void remove()} onClose={onClose}>
      {packages && (
        <Block intent="warning" title={`Remove the distribution point role from ${server}?`}>
          {packages.length === 0 ? <p>There is no package on it.</p> : <p>The copies of {counted(packages.length, 'package')} on it are deleted.{last > 0 && ` ${counted(last, 'is', 'are')} on no other distribution point.`}</p>}
        </Block>
      )}
      <NamedLines says="Packages on it:" lines={(packages ?? []).map((one) => ({ key: one.id, text: `${one.name} (${one.id})${one.last ? ', on no other distribution point' : ''}` }))} />
    </DeleteDialog>
  );
}
