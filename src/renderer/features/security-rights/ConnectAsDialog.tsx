import { Button, Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { connectAs, explain, useActor } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './security-rights.css';
import { useUsers } from './use-rights.ts';
import { CHOSEN } from './words.ts';

/** File ▸ Connect As: whom the console acts as from now on. */
export default function ConnectAsDialog({ onClose }: { onClose(): void }) {
  const actor = useActor();
  const users = useUsers();
  const [chosen, setChosen] = useState(actor ?? '');
  const connect = () => {
    onClose();
    if (chosen !== actor) connectAs(chosen);
  };
  return (
    <DialogWindow
      icon="security-rights" title="Connect As" width={480} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={chosen === ''} onClick={connect}>Connect</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => openHelp('security-rights')}>Help</Button>
        </>
      }
    >
      <div className="rights-form">
        {users.error && <ErrorBlock error={explain(users.error)} onRetry={() => void users.refetch()} />}
        <Field label={{ children: 'User', className: 'choice-title' }}>
          <RadioGroup value={chosen} onChange={(_, data) => setChosen(data.value)}>
            {(users.data?.value ?? []).map((user) => <Radio key={user.name} value={user.name} label={user.account ? `${user.name} (account of the site server, every right)` : user.name} />)}
          </RadioGroup>
        </Field>
        <Block intent="information">{CHOSEN}</Block>
      </div>
    </DialogWindow>
  );
}
