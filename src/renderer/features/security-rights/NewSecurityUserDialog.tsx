import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { userName } from '../../../contract/index.ts';
import { command, useAttempt } from '../../data/index.ts';
import { notify, openDialog, openHelp } from '../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './security-rights.css';
import { useUsers } from './use-rights.ts';

/** Adds a user, with no rights or with those of another one. */
export default function NewSecurityUserDialog({ onClose }: { onClose(): void }) {
  const [name, setName] = useState('');
  const [like, setLike] = useState('');
  const [checked, setChecked] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const users = (useUsers().data?.value ?? []).filter((user) => !user.account);
  const parsed = userName.safeParse(name);
  const message = checked && !parsed.success ? parsed.error.issues[0]?.message : problem?.fields[0]?.message;
  const save = () => {
    setChecked(true);
    if (!parsed.success) return;
    void attempt(async () => {
      const { revision } = await command((e, call) => e.rights.addUser({ call, name: parsed.data, like: like === '' ? null : like }));
      notify({ intent: 'done', title: `${parsed.data} was added`, text: like === '' ? 'Rights are given under Rights.' : `With the class rights of ${like}.`, action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      onClose();
    });
  };
  return (
    <DialogWindow
      icon="security-rights" title="New User" width={480} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy} onClick={save}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => openHelp('security-rights')}>Help</Button>
        </>
      }
    >
      <div className="rights-form">
        {problem && problem.fields.length === 0 && <ErrorBlock error={problem} />}
        <Field label="User name" validationMessage={message}>
          <Input value={name} maxLength={200} placeholder="CORP\user" onChange={(_, data) => setName(data.value)} onKeyDown={(event) => event.key === 'Enter' && save()} />
        </Field>
        <Field label="Class rights">
          <Select value={like} onChange={(_, data) => setLike(data.value)}>
            <option value="">None</option>
            {users.map((user) => <option key={user.name} value={user.name}>As {user.name}</option>)}
          </Select>
        </Field>
      </div>
    </DialogWindow>
  );
}
