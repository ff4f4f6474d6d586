import { ArrowSync16Regular, DismissCircle16Regular, History16Regular } from '@fluentui/react-icons';
import { command, notifyFailure, useJobs, useSite, useSoftwareUpdatePoint } from '../../data/index.ts';
import { go, openDialog, useNode, type Action } from '../../state/index.ts';

/** Asks a running synchronization to stop; the page shows when it did. */
export async function cancelSynchronization(id: string) {
  try {
    await command((e, call) => e.jobs.cancel({ call, id }));
  } catch (error) {
    notifyFailure(error);
  }
}

/** The verbs of Update Repository that are about synchronization (D§1.7). */
export function useSynchronizationVerbs(): Action[] {
  const running = useJobs((s) => s.running.find((job) => job.kind === 'synchronization'));
  const point = useSoftwareUpdatePoint().data?.value;
  const here = useNode() === 'synchronization';
  const parent = useSite().data?.value.parent ?? null;
  return [
    // A child site has none: its parent starts it (SYNC-02).
    ...(parent !== null ? [] : [{ label: 'Run Synchronization', icon: <ArrowSync16Regular />, run: () => openDialog({ kind: 'runSynchronization' }), reason: running ? 'a synchronization is running already.' : (point?.whyNot ?? null), needs: ['softwareUpdatePoint.runSynchronization'] as const }]),
    {
      label: 'Cancel Synchronization',
      icon: <DismissCircle16Regular />,
      run: () => running && void cancelSynchronization(running.id),
      reason: !running ? 'no synchronization is running.' : running.state === 'cancelling' ? 'it is stopping already.' : running.cancellable ? null : 'it cannot be cancelled at this point.',
      needs: ['jobs.cancel'],
    },
    ...(here ? [] : [{ label: 'Synchronization', icon: <History16Regular />, run: () => go('synchronization') }]),
  ];
}
