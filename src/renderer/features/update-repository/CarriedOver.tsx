import { Button } from '@fluentui/react-components';
import { useSite, useSoftwareUpdatePoint } from '../../data/index.ts';
import { openDialog } from '../../state/index.ts';
import { Block } from '../../ui/index.ts';

/** Above lists of updates when nothing of them can be used now: after a new software update point, until it has synchronized (SYNC-18). */
export function CarriedOver() {
  const site = useSite().data?.value;
  const point = useSoftwareUpdatePoint().data?.value;
  const removed = point?.settings.general.role === 'none';
  if (!site?.updatesCarriedOver && !(removed && site?.synchronizedOnce)) return null;
  return (
    <div className="page-inset">
      <Block
        intent="warning"
        title={removed ? 'There is no active software update point' : 'These updates are inactive until the next synchronization'}
        actions={!removed && <Button onClick={() => openDialog({ kind: 'runSynchronization' })}>Run Synchronization</Button>}
      >
        {removed ? 'The updates stay here, but clients cannot scan for them. Install the role under Site Settings, Site Systems.' : 'They were carried over. Until the software update point has synchronized they can neither be scanned for nor deployed.'}
      </Block>
    </div>
  );
}
