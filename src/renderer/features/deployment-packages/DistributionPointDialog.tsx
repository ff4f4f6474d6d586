import { Button, Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { distributionPointSettings, serverName, type DistributionPointSettings } from '../../../contract/index.ts';
import { command, useAttempt, useDistributionPoints } from '../../data/index.ts';
import { go, notify } from '../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './deployment-packages.css';

const plain: DistributionPointSettings = { branch: false, protected: false, boundaries: [] };

/** Installs the role on a server, or changes it (DEPLOY-04): branch, protected within boundaries. */
export default function DistributionPointDialog({ server: given, known, onClose }: { server: string; known: boolean; onClose(): void }) {
  const points = useDistributionPoints().data?.value;
  const before = points?.find((one) => one.server.toLowerCase() === given.toLowerCase());
  const [server, setServer] = useState(given);
  const [changed, setChanged] = useState<{ settings: DistributionPointSettings; text: string } | null>(null);
  const { busy, problem, attempt } = useAttempt();
  if (!points) return null;
  const { settings, text } = changed ?? { settings: before?.settings ?? plain, text: (before?.settings ?? plain).boundaries.join('\n') };
  const set = (change: Partial<DistributionPointSettings>, boundaries = text) => setChanged({ settings: { ...settings, ...change, boundaries: boundaries.split('\n').map((line) => line.trim()).filter(Boolean) }, text: boundaries });
  const badServer = server === '' ? null : (serverName.safeParse(server).error?.issues[0]?.message ?? (known || !points.some((one) => one.server.toLowerCase() === server.toLowerCase()) ? null : 'It is a distribution point already.'));
  const badSettings = distributionPointSettings.safeParse(settings).error?.issues[0]?.message;
  const save = () =>
    attempt(async () => {
      await command((e, call) => (known ? e.distributionPoints.change({ call, server, settings }) : e.distributionPoints.install({ call, server, settings })));
      onClose();
      if (known) return;
      notify({ intent: 'done', title: `${server} is a distribution point`, text: 'It has no packages yet: New Distribution Points of a package copies it there.' });
      go(`site-systems/${server}`);
    });
  return (
    <DialogWindow
      icon="site-system" title={known ? 'ConfigMgr Distribution Point Properties' : 'New Distribution Point'} width={520} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || server === '' || badServer !== null || badSettings !== undefined} onClick={() => void save()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="package-form">
        {problem && <ErrorBlock error={problem} />}
        <Field label="Server" required validationMessage={badServer ?? undefined}><Input value={server} disabled={known || given !== ''} placeholder="DP01.corp.lab" maxLength={255} onChange={(_, data) => setServer(data.value.trim())} /></Field>
        <Checkbox label="Enable as a branch distribution point" checked={settings.branch} onChange={(_, data) => set({ branch: data.checked === true })} />
        <Checkbox label="Enable this site system as a protected site system" checked={settings.protected} onChange={(_, data) => set({ protected: data.checked === true })} />
        <Field label="Boundaries, one in a line" validationMessage={badSettings} hint="IP subnets, address ranges or Active Directory sites. Only clients within them use a protected distribution point.">
          <Textarea rows={4} value={text} onChange={(_, data) => set({}, data.value)} placeholder="10.1.0.0/16" />
        </Field>
      </div>
    </DialogWindow>
  );
}
