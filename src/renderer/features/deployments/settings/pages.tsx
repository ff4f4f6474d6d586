import { Checkbox, Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { deploymentDuration, type DeploymentSettings } from '../../../../contract/index.ts';
import { localPointNames, remotePointNames, unitNames } from '../words.ts';
import { type SettingsProps } from './CollectionFields.tsx';

/** What the schema says of the duration that stands there. */
export const durationMessage = (duration: DeploymentSettings['duration']): string | undefined => deploymentDuration.safeParse(duration).error?.issues[0]?.message;

export function DisplayTimePage({ settings, disabled, onSettings }: SettingsProps) {
  const { every, unit } = settings.duration;
  return (
    <div className="deployment-form">
      <Field label={{ children: 'User notifications', className: 'deployment-title' }}>
        <RadioGroup disabled={disabled} value={settings.displayNotifications ? 'allow' : 'suppress'} onChange={(_, data) => onSettings({ ...settings, displayNotifications: data.value === 'allow' })}>
          <Radio value="allow" label="Allow display notifications on clients" />
          <Radio value="suppress" label="Suppress display notifications on clients" />
        </RadioGroup>
      </Field>
      <Field label={{ children: 'Time settings', className: 'deployment-title' }}>
        <RadioGroup disabled={disabled} value={settings.utc ? 'utc' : 'local'} onChange={(_, data) => onSettings({ ...settings, utc: data.value === 'utc' })}>
          <Radio value="local" label="Client local time" />
          <Radio value="utc" label="UTC" />
        </RadioGroup>
      </Field>
      <div className="deployment-row">
        <Field label="Duration" validationMessage={durationMessage(settings.duration)}>
          <Input type="number" disabled={disabled} min={1} max={99} value={Number.isNaN(every) ? '' : String(every)} onChange={(_, data) => onSettings({ ...settings, duration: { every: data.value === '' ? Number.NaN : Number(data.value), unit } })} />
        </Field>
        <Select aria-label="Unit of the duration" disabled={disabled} value={unit} onChange={(_, data) => onSettings({ ...settings, duration: { every, unit: data.value as typeof unit } })}>
          {unitNames.map(([key, name]) => <option key={key} value={key}>{name}</option>)}
        </Select>
      </div>
      <p className="secondary">The deadline that a deployment suggests is its available time and this duration.</p>
    </div>
  );
}

export function RestartPage({ settings, disabled, onSettings }: SettingsProps) {
  const { suppressRestart } = settings;
  const suppress = (change: Partial<typeof suppressRestart>) => onSettings({ ...settings, suppressRestart: { ...suppressRestart, ...change } });
  return (
    <div className="deployment-form">
      <fieldset className="deployment-group" disabled={disabled}>
        <legend>Suppress the system restart on</legend>
        <Checkbox label="Servers" checked={suppressRestart.servers} onChange={(_, data) => suppress({ servers: data.checked === true })} />
        <Checkbox label="Workstations" checked={suppressRestart.workstations} onChange={(_, data) => suppress({ workstations: data.checked === true })} />
      </fieldset>
      <p className="secondary">An update that waits for a restart stays Required until the computer was restarted.</p>
      <Checkbox label="Allow system restart outside of maintenance windows" disabled={disabled} checked={settings.restartOutsideWindows} onChange={(_, data) => onSettings({ ...settings, restartOutsideWindows: data.checked === true })} />
    </div>
  );
}

export const EventPage = ({ settings, disabled, onSettings }: SettingsProps) => (
  <div className="deployment-form">
    <Checkbox label="Disable Operations Manager alerts while updates install" disabled={disabled} checked={settings.disableAlerts} onChange={(_, data) => onSettings({ ...settings, disableAlerts: data.checked === true })} />
    <Checkbox label="Generate Operations Manager alert when an update installation fails" disabled={disabled} checked={settings.alertOnFailure} onChange={(_, data) => onSettings({ ...settings, alertOnFailure: data.checked === true })} />
  </div>
);

export function DownloadPage({ settings, disabled, onSettings }: SettingsProps) {
  type Where = DeploymentSettings['slowBoundary'];
  return (
    <div className="deployment-form">
      <Field label={{ children: 'When a client is within a slow or unreliable network boundary', className: 'deployment-title' }}>
        <RadioGroup disabled={disabled} value={settings.slowBoundary} onChange={(_, data) => onSettings({ ...settings, slowBoundary: data.value as Where })}>
          <Radio value="doNotInstall" label="Do not install software updates" />
          <Radio value="downloadAndInstall" label="Download software updates from distribution point and install" />
        </RadioGroup>
      </Field>
      <Field label={{ children: 'When the content is not on a protected distribution point', className: 'deployment-title' }}>
        <RadioGroup disabled={disabled} value={settings.unprotectedPoint} onChange={(_, data) => onSettings({ ...settings, unprotectedPoint: data.value as Where })}>
          <Radio value="doNotInstall" label="Do not install software updates" />
          <Radio value="downloadAndInstall" label="Download software updates from unprotected distribution point and install" />
        </RadioGroup>
      </Field>
    </div>
  );
}

export function Sms2003Page({ settings, disabled, onSettings }: SettingsProps) {
  const { sms2003 } = settings;
  const set = (change: Partial<typeof sms2003>) => onSettings({ ...settings, sms2003: { ...sms2003, ...change } });
  const off = disabled || !sms2003.deploy;
  return (
    <div className="deployment-form">
      <Checkbox label="Deploy software updates to SMS 2003 clients" disabled={disabled} checked={sms2003.deploy} onChange={(_, data) => set({ deploy: data.checked === true })} />
      <p className="secondary">Only updates that are all deployable to SMS 2003 can then be deployed with it.</p>
      <Checkbox label="Collect hardware inventory immediately" disabled={off} checked={sms2003.collectInventory} onChange={(_, data) => set({ collectInventory: data.checked === true })} />
      <Field label={{ children: 'When a distribution point is available locally', className: 'deployment-title' }}>
        <RadioGroup disabled={off} value={sms2003.localPoint} onChange={(_, data) => set({ localPoint: data.value as typeof sms2003.localPoint })}>
          {Object.entries(localPointNames).map(([value, label]) => <Radio key={value} value={value} label={label} />)}
        </RadioGroup>
      </Field>
      <Field label={{ children: 'When no distribution point is available locally', className: 'deployment-title' }}>
        <RadioGroup disabled={off} value={sms2003.remotePoint} onChange={(_, data) => set({ remotePoint: data.value as typeof sms2003.remotePoint })}>
          {Object.entries(remotePointNames).map(([value, label]) => <Radio key={value} value={value} label={label} />)}
        </RadioGroup>
      </Field>
    </div>
  );
}
