import { Block } from '../../../ui/index.ts';
import { ChoiceField, NumberField, TextField, useSettingsForm } from './fields.tsx';

export function InternetBasedTab() {
  const { watch } = useSettingsForm();
  const role = watch('internetBased.role');
  const possible = watch('general.clientConnections') === 'intranetOnly';
  return (
    <div className="tab-form">
      {!possible && <Block intent="information">An Internet-based software update point needs an active one that takes intranet connections alone (General).</Block>}
      <ChoiceField
        name="internetBased.role"
        label="Internet-based software update point"
        choices={[
          { value: 'none', label: 'None' },
          { value: 'remoteServer', label: 'Internet-based software update point on remote server', disabled: !possible && role === 'none' },
          { value: 'cluster', label: 'Internet-based software update point on Network Load Balancing cluster', disabled: !possible && role === 'none' },
        ]}
      />
      <TextField name="internetBased.serverName" label="Server or cluster name" disabled={role === 'none'} placeholder="WSUS02.corp.lab" />
      <div className="tab-row">
        <NumberField name="internetBased.port" label="Port number" min={1} max={65535} disabled={role === 'none'} />
        <NumberField name="internetBased.sslPort" label="SSL port number" min={1} max={65535} disabled={role === 'none'} />
      </div>
      <p className="secondary">It synchronizes from the site's active software update point right after that one, into a WSUS catalog of its own; the site database is not touched by it.</p>
    </div>
  );
}
