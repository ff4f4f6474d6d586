import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { IconName } from './icons/drawings.tsx';
import { ErrorBlock } from './parts.tsx';
import { DialogWindow } from './Sheet.tsx';

interface Props {
  icon: IconName;
  title: string;
  initial: string;
  /** What is wrong with a name; undefined: nothing. */
  messageOf(name: string): string | undefined;
  busy: boolean;
  problem: { what: string; why: string; todo: string; fields: readonly { message: string }[] } | null;
  /** Called with a name nothing is wrong with, without white space around it. */
  onSave(name: string): void;
  onClose(): void;
}

/** Asks for the name of an object. */
export function NameDialog({ icon, title, initial, messageOf, busy, problem, onSave, onClose }: Props) {
  const [name, setName] = useState(initial);
  const [checked, setChecked] = useState(false);
  const message = (checked ? messageOf(name) : undefined) ?? problem?.fields[0]?.message;
  const save = () => {
    setChecked(true);
    if (messageOf(name) === undefined) onSave(name.trim());
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
      <form className="delete-dialog" onSubmit={(event) => (event.preventDefault(), save())}>
        <Field label="Name" validationMessage={message}>
          <Input autoFocus maxLength={500} value={name} onChange={(_, data) => setName(data.value)} onFocus={(event) => event.target.select()} />
        </Field>
        {problem && !problem.fields[0] && <ErrorBlock error={problem} />}
      </form>
    </DialogWindow>
  );
}
