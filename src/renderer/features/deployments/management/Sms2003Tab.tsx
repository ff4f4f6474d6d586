import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Sms2003Advertisement } from '../../../../contract/index.ts';
import { DialogWindow } from '../../../ui/index.ts';
import type { SettingsProps } from '../settings/CollectionFields.tsx';
import { Sms2003Page } from '../settings/pages.tsx';

const within = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most;

/** Advanced… of SMS 2003 Settings (D§5.3). */
function AdvancedDialog({ advertisement, disabled, onSave, onClose }: { advertisement: Sms2003Advertisement; disabled: boolean; onSave(next: Sms2003Advertisement): void; onClose(): void }) {
  const [draft, setDraft] = useState(advertisement);
  const { hide, every, maximumMinutes } = draft;
  const set = (change: Partial<Sms2003Advertisement>) => setDraft({ ...draft, ...change });
  const valid = (every === null || within(every.every, 31)) && (maximumMinutes === null || within(maximumMinutes, 9999));
  return (
    <DialogWindow
      icon="deployment" title="Advanced SMS 2003 Settings" width={520} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={!valid || disabled} onClick={() => (onSave(draft), onClose())}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="deployment-form">
        <Checkbox label="Hide deployments from SMS 2003 clients" disabled={disabled} checked={hide} onChange={(_, data) => set({ hide: data.checked === true })} />
        <Checkbox label="Mandatory assignments recur on a schedule of their own; otherwise on the site’s re-evaluation schedule" disabled={disabled} checked={every !== null} onChange={(_, data) => set({ every: data.checked === true ? { every: 7, unit: 'days' } : null })} />
        {every !== null && (
          <div className="deployment-row deployment-more">
            <Field label="Every" validationMessage={within(every.every, 31) ? undefined : '1 to 31.'}><Input type="number" min={1} max={31} disabled={disabled} value={Number.isNaN(every.every) ? '' : String(every.every)} onChange={(_, data) => set({ every: { ...every, every: data.value === '' ? Number.NaN : Number(data.value) } })} /></Field>
            <Select aria-label="Unit" disabled={disabled} value={every.unit} onChange={(_, data) => set({ every: { ...every, unit: data.value as 'hours' | 'days' } })}><option value="hours">Hours</option><option value="days">Days</option></Select>
          </div>
        )}
        <Checkbox label="Enforce start time and maximum installation time" disabled={disabled} checked={maximumMinutes !== null} onChange={(_, data) => set({ maximumMinutes: data.checked === true ? 60 : null })} />
        {maximumMinutes !== null && (
          <div className="deployment-row deployment-more">
            <Field label="Minutes" validationMessage={within(maximumMinutes, 9999) ? undefined : '1 to 9,999 minutes.'}><Input type="number" min={1} max={9999} disabled={disabled} value={Number.isNaN(maximumMinutes) ? '' : String(maximumMinutes)} onChange={(_, data) => set({ maximumMinutes: data.value === '' ? Number.NaN : Number(data.value) })} /></Field>
          </div>
        )}
      </div>
    </DialogWindow>
  );
}

export function Sms2003Tab({ advertisement, onAdvertisement, ...settings }: SettingsProps & { advertisement: Sms2003Advertisement; onAdvertisement(next: Sms2003Advertisement): void }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="deployment-form">
      <Sms2003Page {...settings} />
      <div><Button onClick={() => setOpen(true)}>Advanced…</Button></div>
      {open && <AdvancedDialog advertisement={advertisement} disabled={settings.disabled === true} onSave={onAdvertisement} onClose={() => setOpen(false)} />}
    </div>
  );
}
