import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { downloadSettings, type DownloadSettings } from '../../../contract/index.ts';
import { command, useAsked, useAttempt } from '../../data/index.ts';
import { DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './deployment-packages.css';

/** How many contents a site downloads at a time, and how fast. */
export default function DownloadSettingsDialog({ onClose }: { onClose(): void }) {
  const known = useAsked(['deploymentPackages', 'downloadSettings'], (e, call) => e.deploymentPackages.downloadSettings({ call })).data?.value;
  const [changed, setChanged] = useState<DownloadSettings | null>(null);
  const { busy, problem, attempt } = useAttempt();
  const settings = changed ?? known;
  if (!settings) return null;
  const bad = (field: keyof DownloadSettings) => downloadSettings.safeParse(settings).error?.issues.some((issue) => issue.path[0] === field);
  const save = () =>
    attempt(async () => {
      if (changed) await command((e, call) => e.deploymentPackages.setDownloadSettings({ call, settings }));
      onClose();
    });
  return (
    <DialogWindow
      icon="deployment-package" title="Download Settings" width={460} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !downloadSettings.safeParse(settings).success} onClick={() => void save()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="package-form">
        {problem && <ErrorBlock error={problem} />}
        <Field label="Downloads at a time" validationMessage={bad('parallel') ? 'From 1 to 16.' : undefined}><Input type="number" min={1} max={16} value={String(settings.parallel)} onChange={(_, data) => setChanged({ ...settings, parallel: Number(data.value) })} /></Field>
        <Checkbox label="Limit the bandwidth of all downloads together" checked={settings.limit !== null} onChange={(_, data) => setChanged({ ...settings, limit: data.checked === true ? 1024 : null })} />
        <Field label="KB per second" validationMessage={bad('limit') ? 'From 16 to 10,000,000.' : undefined}><Input type="number" min={16} disabled={settings.limit === null} value={settings.limit === null ? '' : String(settings.limit)} onChange={(_, data) => setChanged({ ...settings, limit: Number(data.value) })} /></Field>
        <p className="secondary">It counts from the next file on, and not for copies to distribution points.</p>
      </div>
    </DialogWindow>
  );
}
