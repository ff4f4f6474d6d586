import { CheckField, ChoiceField, NumberField, TextField, useSettingsForm } from './fields.tsx';

export function GeneralTab() {
  const { watch } = useSettingsForm();
  const role = watch('general.role');
  const none = role === 'none';
  const remote = role === 'remoteServer' || role === 'cluster';
  return (
    <div className="tab-form">
      <ChoiceField
        name="general.role"
        label="Active software update point for this site"
        choices={[
          { value: 'none', label: 'None', about: 'No synchronization, and no client is scanned.' },
          { value: 'siteServer', label: 'Active software update point on site server' },
          { value: 'remoteServer', label: 'Active software update point on remote server' },
          { value: 'cluster', label: 'Active software update point on Network Load Balancing cluster' },
        ]}
      />
      {remote && <TextField name="general.serverName" label={role === 'cluster' ? 'Cluster name or address' : 'Server name'} placeholder="WSUS01.corp.lab" />}
      <div className="tab-row">
        <NumberField name="general.port" label="Port number" min={1} max={65535} disabled={none} />
        <NumberField name="general.sslPort" label="SSL port number" min={1} max={65535} disabled={none} />
      </div>
      <p className="secondary">The ports of the WSUS web site: 8530 and 8531, or 80 and 443 on the default web site.</p>
      <CheckField name="general.ssl" label="Enable SSL for this WSUS server" disabled={none} />
      <TextField name="general.connectionAccount" label="Software Update Point Connection Account" hint="Empty: the computer account of the site server." disabled={none} placeholder="CORP\account" />
      <ChoiceField
        name="general.clientConnections"
        label="Client connections"
        disabled={none}
        choices={[
          { value: 'intranetOnly', label: 'Allow intranet-only client connections' },
          { value: 'intranetAndInternet', label: 'Allow both intranet and Internet client connections' },
        ]}
      />
    </div>
  );
}
