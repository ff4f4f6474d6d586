import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { command, explain, useAsked, useAttempt, useReason } from '../../data/index.ts';
import { notify, openDialog } from '../../state/index.ts';
import { counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './details.css';
import { WhyNot } from './UpdateProperties/settable-tabs.tsx';

/** Review/Accept License Terms (D§5.3): the terms one after another, each accepted or left; those accepted are journaled. */
export default function LicenseTermsDialog({ updates, onClose }: { updates: readonly number[]; onClose(): void }) {
  const asked = useAsked(['updateRepository', 'pendingLicenceTerms', updates], (e, call) => e.updateRepository.pendingLicenceTerms({ call, updates: [...updates] }));
  const [at, setAt] = useState(0);
  const { busy, problem, attempt } = useAttempt();
  const reason = useReason('updateRepository.acceptLicenceTerms');
  const pending = asked.data?.value;
  const waiting = pending?.updates ?? [];
  const shown = waiting[Math.min(at, waiting.length - 1)];
  const accept = (ids: readonly number[], close: boolean) =>
    void attempt(async () => {
      const { revision, value } = await command((e, call) => e.updateRepository.acceptLicenceTerms({ call, updates: [...ids] }));
      notify({ intent: 'done', title: `License terms of ${counted(value.changed, 'software update')} accepted`, text: 'They can be deployed.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      if (close) onClose();
    });
  const disabled = busy || !shown || pending?.settable === false || reason !== null;
  return (
    <DialogWindow
      icon="update-normal" title="Review/Accept License Terms" width={620} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={disabled} onClick={() => shown && accept([shown.id], waiting.length === 1)}>Accept</Button>
          {waiting.length > 1 && <Button disabled={disabled} onClick={() => accept(updates, true)}>Accept All {pending?.total}</Button>}
          <Button onClick={onClose}>{shown ? 'Cancel' : 'Close'}</Button>
        </>
      }
    >
      <div className="settable">
        {problem && <ErrorBlock error={problem} />}
        {asked.error && <ErrorBlock error={explain(asked.error)} onRetry={() => void asked.refetch()} />}
        {pending && !shown && <p>None of the selected software updates has license terms that wait to be accepted.</p>}
        {shown && (
          <>
            <p className="secondary">License terms {Math.min(at, waiting.length - 1) + 1} of {pending?.total}</p>
            <h3>{shown.title}</h3>
            <p>
              The catalog says that this update has license terms of its vendor; it does not hold their text. Read them with the article of the update before you accept them{shown.articleUrl ? ': ' : '.'}
              {shown.articleUrl && <span className="mono">{shown.articleUrl}</span>}
            </p>
            {waiting.length > 1 && (
              <p>
                <Button size="small" disabled={at === 0} onClick={() => setAt(at - 1)}>Previous</Button> <Button size="small" disabled={at >= waiting.length - 1} onClick={() => setAt(at + 1)}>Next</Button>
              </p>
            )}
            <WhyNot settable={pending?.settable ?? true} reason={reason} />
          </>
        )}
      </div>
    </DialogWindow>
  );
}
