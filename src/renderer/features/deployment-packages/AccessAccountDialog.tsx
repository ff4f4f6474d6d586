import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { accessAccount, type AccessAccount } from '../../../contract/index.ts';
import { command, useAttempt, useDeploymentPackages, useReason } from '../../data/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { accessNames } from './words.ts';
import './deployment-packages.css';

/** Makes an access account of a package, or changes what one may. */
export default function AccessAccountDialog({ id, account, onClose }: { id: string; account: string | null; onClose(): void }) {
  const one = useDeploymentPackages().data?.value.find((each) => each.id === id);
  const before = one?.accounts.find((each) => each.account === account);
  const [draft, setDraft] = useState<AccessAccount>({ account: account ?? '', access: before?.access ?? 'read' });
  const { busy, problem, attempt } = useAttempt();
  const reason = useReason('deploymentPackages.setAccessAccounts', id);
  if (!one) return null;
  const message = draft.account === '' ? undefined : accessAccount.safeParse(draft).error?.issues[0]?.message;
  const taken = account === null && one.accounts.some((each) => each.account.toLowerCase() === draft.account.trim().toLowerCase());
  const locked = one.locked ? `It came from site ${one.sourceSite}: it is read-only here.` : reason;
  const save = () =>
    attempt(async () => {
      const accounts = [...one.accounts.filter((each) => each.account !== account), accessAccount.parse(draft)];
      await command((e, call) => e.deploymentPackages.setAccessAccounts({ call, id, accounts }));
      onClose();
    });
  return (
    <DialogWindow
      icon="security-rights" title={account === null ? 'New Access Account' : `${account} Properties`} width={480} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || locked !== null || draft.account.trim() === '' || message !== undefined || taken} onClick={() => void save()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="package-form">
        {problem && <ErrorBlock error={problem} />}
        {locked !== null && <Block intent="information">{locked}</Block>}
        <Field label="Account" validationMessage={message ?? (taken ? 'It has access already.' : undefined)} hint="DOMAIN\user, or Users, Guests, Administrators">
          <Input value={draft.account} disabled={account !== null || locked !== null} maxLength={140} onChange={(_, data) => setDraft({ ...draft, account: data.value })} />
        </Field>
        <Field label="Access">
          <Select value={draft.access} disabled={locked !== null} onChange={(_, data) => setDraft({ ...draft, access: data.value as AccessAccount['access'] })}>
            {Object.entries(accessNames).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
          </Select>
        </Field>
      </div>
    </DialogWindow>
  );
}
