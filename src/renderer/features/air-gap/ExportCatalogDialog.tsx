import { Button, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { command, useAsked, useAttempt } from '../../data/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './air-gap.css';

/** Asks for folder and expiry and starts the export (SYNC-08). */
export default function ExportCatalogDialog({ onClose }: { onClose(): void }) {
  const key = useAsked(['airGap', 'signingKey'], (e, call) => e.airGap.signingKey({ call })).data?.value;
  const [folder, setFolder] = useState('');
  const [days, setDays] = useState('30');
  const { busy, problem, attempt } = useAttempt();
  const expiresInDays = Number(days);
  const valid = folder.trim() !== '' && Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= 3650;

  const run = () =>
    attempt(async () => {
      await command((e, call) => e.airGap.export({ call, folder: folder.trim(), expiresInDays }));
      onClose();
    });

  return (
    <DialogWindow
      icon="update-repository"
      title="Export Catalog"
      width={500}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !valid} onClick={() => void run()}>
            Export
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="air-gap-fields">
        <Block intent="information">The WSUS catalog is written as a signed bundle for sites without Internet. Files of updates are not part of it.</Block>
        <label>
          Empty folder on the site server
          <Input value={folder} maxLength={1024} onChange={(_, data) => setFolder(data.value)} />
        </label>
        <label>
          Can be imported for (days)
          <Input type="number" min={1} max={3650} value={days} onChange={(_, data) => setDays(data.value)} />
        </label>
        <p className="secondary">{key ? `Signed with the key ${key.fingerprint.slice(0, 16)}….` : 'The first export makes the key it is signed with.'} Importing sites must trust it; it is shown under Site Settings, Trusted Keys.</p>
        {problem && <ErrorBlock error={problem} />}
      </div>
    </DialogWindow>
  );
}
