import { Button } from '@fluentui/react-components';
import { command, useAsked, useAttempt, useSite, useSoftwareUpdatePoint } from '../../data/index.ts';
import { go } from '../../state/index.ts';
import { Block, counted, dateTime, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { sourceName } from './words.ts';

/** Warns that it may take a while, says what will be fetched, and starts a delta synchronization (SYNC-04). */
export default function RunSynchronizationDialog({ onClose }: { onClose(): void }) {
  const point = useSoftwareUpdatePoint().data?.value;
  const site = useSite().data?.value;
  const categories = useAsked(['softwareUpdatePoint', 'categories'], (e, call) => e.softwareUpdatePoint.categories({ call })).data?.value ?? [];
  const { busy, problem, attempt } = useAttempt();

  const run = () =>
    attempt(async () => {
      await command((e, call) => e.softwareUpdatePoint.runSynchronization({ call }));
      onClose();
      go('synchronization');
    });

  const titles = (ids: readonly string[]) => ids.flatMap((id) => categories.find((c) => c.id === id)?.title ?? []);
  const listed = (ids: readonly string[], one: string) => {
    const known = titles(ids);
    return known.length > 0 && known.length <= 6 ? known.join(', ') : counted(ids.length, one);
  };
  const settings = point?.settings;
  return (
    <DialogWindow
      alert
      icon="update-repository"
      title="Run Synchronization"
      width={500}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || point?.canSynchronize === false} title={point?.whyNot ?? undefined} onClick={() => void run()}>
            Run Synchronization
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div style={{ display: 'grid', gap: 14 }}>
        <Block intent="warning" title="Synchronization may take a while">
          {site?.synchronizedOnce ? 'It fetches what is new or changed.' : 'The first one fetches everything chosen below.'} The console stays usable; progress is in the status bar, and it can be cancelled.
        </Block>
        {settings && (
          <dl className="facts">
            <dt>Source</dt>
            <dd>{sourceName(settings.syncSettings)}</dd>
            <dt>Classifications</dt>
            <dd>{listed(settings.classifications, 'classification')}</dd>
            <dt>Products</dt>
            <dd>{listed(settings.products, 'product')}</dd>
            <dt>Languages</dt>
            <dd>{settings.languages.summaryDetails.join(', ')}</dd>
            <dt>Last success</dt>
            <dd>{site?.lastSynchronizedAt ? `${dateTime(site.lastSynchronizedAt)} UTC` : 'Never'}</dd>
          </dl>
        )}
        <p className="secondary">Categories are always refreshed. Only metadata is fetched, no update files.</p>
        {point?.whyNot && <Block intent="error">{point.whyNot}</Block>}
        {problem && <ErrorBlock error={problem} />}
      </div>
    </DialogWindow>
  );
}
