import { Button, Checkbox, Field, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { classNames, rightNames, rightsOfClass, securableClass, withoutRead, type ObjectRef, type Right, type SecurableClass } from '../../../contract/index.ts';
import { command, explain, useAttempt, useGivingReason } from '../../data/index.ts';
import { notify, openDialog, openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './security-rights.css';
import { useGiven, useUsers } from './use-rights.ts';

interface Props {
  user: string | null;
  class: SecurableClass | null;
  object: (ObjectRef & { name: string }) | null;
  onClose(): void;
}

const has = (object: ObjectRef | null, of: ObjectRef | null) => object?.kind === of?.kind && object?.id === of?.id;

/** Rights of a user on a class or on one object of it. Read goes along with every right that needs it. */
export default function SecurityRightsDialog({ user: givenUser, class: givenClass, object, onClose }: Props) {
  const users = (useUsers().data?.value ?? []).filter((one) => !one.account);
  const [picked, setUser] = useState(givenUser);
  const [of, setClass] = useState<SecurableClass>(givenClass ?? 'configurationItem');
  const user = picked ?? users[0]?.name ?? '';
  const given = useGiven({ user, object: object && { kind: object.kind, id: object.id } }, user !== '');
  const before = given.data?.value.find((row) => row.class === of && has(row.object, object))?.rights ?? [];
  const [edited, setEdited] = useState<{ key: string; rights: readonly Right[] } | null>(null);
  const key = `${user} ${of}`;
  const rights = edited?.key === key ? edited.rights : before;
  const reason = useGivingReason(of, object);
  const { busy, problem, attempt } = useAttempt();
  const toggle = (right: Right, on: boolean) => {
    const next = on ? [...rights, right, ...(right !== 'read' && !withoutRead.includes(right) ? ['read' as const] : [])] : rights.filter((one) => one !== right && (right !== 'read' || withoutRead.includes(one)));
    setEdited({ key, rights: rightsOfClass[of].filter((one) => next.includes(one)) });
  };
  const save = () =>
    void attempt(async () => {
      if (edited?.key === key) {
        const { revision } = await command((e, call) => e.rights.set({ call, user, class: of, object: object && { kind: object.kind, id: object.id }, rights: [...rights] }));
        notify({ intent: 'done', title: `Rights of ${user} on ${object?.name ?? classNames[of]} changed`, text: 'They hold at once.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
      }
      onClose();
    });
  return (
    <DialogWindow
      icon="security-rights" title="Security Rights" width={520} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || user === ''} onClick={save}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button onClick={() => openHelp('security-rights')}>Help</Button>
        </>
      }
    >
      <div className="rights-form">
        {problem && <ErrorBlock error={problem} />}
        {given.error && <ErrorBlock error={explain(given.error)} onRetry={() => void given.refetch()} />}
        <Field label="User">
          <Select value={user} disabled={givenUser !== null} onChange={(_, data) => setUser(data.value)}>
            {users.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
          </Select>
        </Field>
        <Field label="Class">
          <Select value={of} disabled={givenClass !== null} onChange={(_, data) => setClass(data.value as SecurableClass)}>
            {securableClass.options.map((one) => <option key={one} value={one}>{classNames[one]}</option>)}
          </Select>
        </Field>
        <p>Instance: <strong>{object?.name ?? '(All instances)'}</strong></p>
        <fieldset className="rights-boxes">
          <legend>Permissions</legend>
          {rightsOfClass[of].map((right) => <Checkbox key={right} label={rightNames[right]} disabled={reason !== null} checked={rights.includes(right)} onChange={(_, data) => toggle(right, data.checked === true)} />)}
        </fieldset>
        {reason !== null && <Block intent="information">{reason}</Block>}
      </div>
    </DialogWindow>
  );
}
