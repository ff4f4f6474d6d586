import { Button } from '@fluentui/react-components';
import { useSession } from '../../data/index.ts';
import { DialogWindow } from '../../ui/index.ts';

export default function AboutDialog({ onClose }: { onClose(): void }) {
  const host = useSession((s) => s.host);
  return (
    <DialogWindow icon="app" title="About Patchbay" width={460} onClose={onClose} footer={<Button appearance="primary" onClick={onClose}>OK</Button>}>
      <p style={{ marginBottom: 12 }}>Software Updates of System Center Configuration Manager 2007, re-created as working software. Not a product of Microsoft.</p>
      <dl className="facts">
        <dt>Version</dt>
        <dd>{host?.version}</dd>
        <dt>Runs on</dt>
        <dd>{host?.runtime}</dd>
        <dt>Data folder</dt>
        <dd>{host?.dataFolder}</dd>
        <dt>You act as</dt>
        <dd>{host?.actor}</dd>
      </dl>
    </DialogWindow>
  );
}
