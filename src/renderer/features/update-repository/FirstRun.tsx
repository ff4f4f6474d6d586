import { Button } from '@fluentui/react-components';
import { useSoftwareUpdatePoint } from '../../data/index.ts';
import { openDialog, usePage, type Action } from '../../state/index.ts';
import { EmptyState, PaneTitle, type IconName } from '../../ui/index.ts';

/** Before the first synchronization there is nothing to scan for or deploy (SYNC-18). */
export function FirstRun({ title, icon, actions = [] }: { title: string; icon: IconName; actions?: Action[] }) {
  const point = useSoftwareUpdatePoint().data?.value;
  usePage({ node: actions, selection: null, items: null, selected: 0 });
  return (
    <>
      <PaneTitle icon={icon} title={title} />
      <EmptyState
        icon="update-repository"
        title="Nothing is synchronized yet"
        text="Software updates come from the software update point. Until its first synchronization nothing can be scanned for or deployed."
        action={
          <>
            <Button appearance="primary" disabled={point?.canSynchronize === false} onClick={() => openDialog({ kind: 'runSynchronization' })}>
              Run Synchronization
            </Button>
            {point?.whyNot && <p>{point.whyNot}</p>}
            <button type="button" className="link" onClick={() => openDialog({ kind: 'softwareUpdatePointProperties', tab: 'Products' })}>
              Choose classifications, products and languages first
            </button>
          </>
        }
      />
    </>
  );
}
