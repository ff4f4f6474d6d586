import { Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import type { DeploymentSchedule } from '../../../../contract/index.ts';
import '../deployments.css';

interface Props {
  schedule: DeploymentSchedule;
  utc: boolean;
  disabled?: boolean;
  /** The date and time it is now, as the calendar shows it. */
  now: string;
  /** The deadline that is suggested when one is set. */
  suggested: string;
  /** Hide all deployments from end users is on: an optional one could be started by nobody. */
  hideAll: boolean;
  messageOf(field: 'available' | 'deadline'): string | undefined;
  onSchedule(schedule: DeploymentSchedule): void;
}

const Moment = ({ label, value, disabled, message, onChange }: { label: string; value: string; disabled?: boolean; message?: string; onChange(value: string): void }) => (
  <Field label={label} validationMessage={message}>
    <Input type="datetime-local" disabled={disabled} value={value} onChange={(_, data) => onChange(data.value)} />
  </Field>
);

/** When the updates are offered, and by when they have to be there (D§5.3). */
export function ScheduleFields({ schedule, utc, disabled, now, suggested, hideAll, messageOf, onSchedule }: Props) {
  const { available, deadline } = schedule;
  const set = (change: Partial<DeploymentSchedule>) => onSchedule({ ...schedule, ...change });
  const times = utc ? 'UTC' : 'client local time';
  return (
    <div className="deployment-form">
      <Field label={{ children: 'When the software updates become available', className: 'deployment-title' }}>
        <RadioGroup disabled={disabled} value={available === null ? 'soon' : 'at'} onChange={(_, data) => set({ available: data.value === 'soon' ? null : now })}>
          <Radio value="soon" label="As soon as possible" />
          <Radio value="at" label="Date and time" />
        </RadioGroup>
      </Field>
      {available !== null && <div className="deployment-more"><Moment label={`Available (${times})`} value={available} disabled={disabled} message={messageOf('available')} onChange={(next) => set({ available: next })} /></div>}
      <Field label={{ children: 'Deadline for the installation', className: 'deployment-title' }} validationMessage={deadline === null ? messageOf('deadline') : undefined}>
        <RadioGroup disabled={disabled} value={deadline === null ? 'none' : 'at'} onChange={(_, data) => set(data.value === 'none' ? { deadline: null, wakeOnLan: false, ignoreMaintenanceWindows: false } : { deadline: suggested })}>
          <Radio value="none" disabled={hideAll && deadline !== null} label="Do not set a deadline: users choose whether they install" />
          <Radio value="at" label="Set a deadline" />
        </RadioGroup>
      </Field>
      {hideAll && <p className="secondary">Hide all deployments from end users is on in Software Updates Client Agent Properties, so only mandatory deployments can be made.</p>}
      <div className="deployment-more">
        {deadline !== null && <Moment label={`Deadline (${times})`} value={deadline} disabled={disabled} message={messageOf('deadline')} onChange={(next) => set({ deadline: next })} />}
        <Checkbox label="Enable Wake On LAN" disabled={disabled || deadline === null} checked={schedule.wakeOnLan} onChange={(_, data) => set({ wakeOnLan: data.checked === true })} />
        <Checkbox label="Ignore maintenance windows and install immediately at deadline" disabled={disabled || deadline === null} checked={schedule.ignoreMaintenanceWindows} onChange={(_, data) => set({ ignoreMaintenanceWindows: data.checked === true })} />
      </div>
    </div>
  );
}
