import { Button } from '@fluentui/react-components';
import type { UndoPreview } from '../../../contract/index.ts';
import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { notify, openDialog, openHelp } from '../../state/index.ts';
import { Block, dateTime, DialogWindow, ErrorBlock, NamedLines } from '../../ui/index.ts';
import { Differences } from './Differences.tsx';
import { changesToCome, inWords } from './words.ts';

function Effect({ change }: { change: UndoPreview['changes'][number] }) {
  return (
    <section className="history-change" aria-label={`${change.noun} ${change.name}`}>
      <h3>{change.noun} {change.name}: <span className="secondary">{changesToCome[change.change]}</span></h3>
      <Differences label={`What changes about ${change.name}`} from="Now" to="After the undo" rows={change.differences} />
      <NamedLines says="These refer to it:" lines={change.referredBy.map((one) => ({ key: `${one.kind} ${one.id}`, text: `${one.noun} ${one.name}` }))} />
    </section>
  );
}

/** Says what would follow from taking a change back, then does it (INSIGHT-05). */
export default function UndoDialog({ revision, onClose }: { revision: number; onClose(): void }) {
  const asked = useAsked(['journal', 'undoPreview', revision], (e, call) => e.objects.undoPreview({ call, revision }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const preview = asked.data?.value;
  const failed = problem ?? (asked.error ? explain(asked.error) : null);
  const undo = () =>
    attempt(async () => {
      const done = await command((e, call) => e.objects.undo({ call, revision }));
      notify({ intent: 'done', title: `Undone: ${inWords(preview!.entry.name)}`, text: preview!.changes.map((one) => one.name).slice(0, 3).join(', '), action: { label: 'Redo…', run: () => openDialog({ kind: 'undo', revision: done.revision }) } });
      onClose();
    });
  return (
    <DialogWindow
      icon="history" title="Undo" width={680} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !preview || preview.whyNot !== null} onClick={() => void undo()}>Undo</Button>
          <Button onClick={onClose}>{preview?.whyNot ? 'Close' : 'Cancel'}</Button>
          <Button onClick={() => openHelp('history')}>Help</Button>
        </>
      }
    >
      <div className="history-undo">
        {preview && (
          <p>
            <strong>{inWords(preview.entry.name)}</strong>, revision {preview.entry.revision}, by {preview.entry.actor}, {dateTime(preview.entry.at)} UTC.
          </p>
        )}
        {preview?.whyNot && <Block intent="warning" title="This cannot be undone.">{preview.whyNot.why} {preview.whyNot.todo}</Block>}
        {preview?.changes.map((change) => <Effect key={`${change.kind} ${change.id}`} change={change} />)}
        {preview && preview.more > 0 && <p className="secondary">And {preview.more} more in the same way.</p>}
        {failed && <ErrorBlock error={failed} onRetry={problem ? undefined : () => void asked.refetch()} />}
      </div>
    </DialogWindow>
  );
}
