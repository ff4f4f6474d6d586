import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { objectName } from '../../../contract/index.ts';
import { useAttempt } from '../../data/index.ts';
import { DialogWindow, ErrorBlock, type IconName } from '../../ui/index.ts';
import './search-folders.css';

/** Asks for the name of a folder, by the rules the site checks with. */
export function FolderNameDialog({ title, icon, initial, onSave, onClose }: { title: string; icon: IconName; initial: string; onSave(name: string): Promise<void>; onClose(): void }) {
  const [name, setName] = useState(initial);
  const [checked, setChecked] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const parsed = objectName.safeParse(name);
  const message = (checked ? parsed.error?.issues[0]?.message : undefined) ?? problem?.fields[0]?.message;
  const save = () => {
    setChecked(true);
    if (parsed.success) void attempt(() => onSave(parsed.data));
  };
  return (
    <DialogWindow
      icon={icon} title={title} width={440} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy} onClick={save}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <form className="folder-form" onSubmit={(event) => (event.preventDefault(), save())}>
        <Field label="Name" validationMessage={message}>
          <Input autoFocus maxLength={500} value={name} onChange={(_, data) => setName(data.value)} onFocus={(event) => event.target.select()} />
        </Field>
        {problem && !problem.fields[0] && <ErrorBlock error={problem} />}
      </form>
    </DialogWindow>
  );
}
