import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { useSynchronizationStatus } from '../../../data/index.ts';
import { Block, dateTime } from '../../../ui/index.ts';
import { CheckField, NumberField, useSettingsForm } from './fields.tsx';

type Recurrence = SoftwareUpdatePointSettings['syncSchedule']['custom']['recurrence'];

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const initial: Record<Recurrence['kind'], Recurrence> = {
  none: { kind: 'none' },
  monthly: { kind: 'monthly', every: 1, day: 1 },
  monthlyByWeekday: { kind: 'monthlyByWeekday', every: 1, week: 2, weekday: 3 },
  weekly: { kind: 'weekly', every: 1, weekday: 3 },
  interval: { kind: 'interval', every: 7, unit: 'days' },
};
const kindNames: [Recurrence['kind'], string][] = [['none', 'None: once'], ['weekly', 'Weekly'], ['monthly', 'Monthly, on a day'], ['monthlyByWeekday', 'Monthly, on a weekday'], ['interval', 'Custom interval']];
const weeks: [string, string][] = [['1', 'First'], ['2', 'Second'], ['3', 'Third'], ['4', 'Fourth'], ['last', 'Last']];

function Pick({ label, value, options, onPick, disabled }: { label: string; value: string; options: readonly (readonly [string, string])[]; onPick(value: string): void; disabled?: boolean }) {
  return (
    <Field label={label}>
      <Select value={value} disabled={disabled} onChange={(_, data) => onPick(data.value)}>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function RecurrenceFields({ recurrence, onRecurrence, disabled }: { recurrence: Recurrence; onRecurrence(next: Recurrence): void; disabled: boolean }) {
  const weekdayOptions = weekdays.map((name, n) => [String(n), name] as const);
  const every = (label: string, max: number) => <NumberField name="syncSchedule.custom.recurrence.every" label={label} min={1} max={max} disabled={disabled} />;
  switch (recurrence.kind) {
    case 'none':
      return null;
    case 'weekly':
      return (
        <>
          {every('Every (weeks)', 4)}
          <Pick label="On" value={String(recurrence.weekday)} options={weekdayOptions} disabled={disabled} onPick={(v) => onRecurrence({ ...recurrence, weekday: Number(v) })} />
        </>
      );
    case 'monthly':
      return (
        <>
          {every('Every (months)', 12)}
          <Pick label="On day" value={String(recurrence.day)} options={[...Array.from({ length: 31 }, (_, n) => [String(n + 1), String(n + 1)] as const), ['last', 'Last day'] as const]} disabled={disabled} onPick={(v) => onRecurrence({ ...recurrence, day: v === 'last' ? 'last' : Number(v) })} />
        </>
      );
    case 'monthlyByWeekday':
      return (
        <>
          {every('Every (months)', 12)}
          <Pick label="On the" value={String(recurrence.week)} options={weeks} disabled={disabled} onPick={(v) => onRecurrence({ ...recurrence, week: v === 'last' ? 'last' : Number(v) })} />
          <Pick label="Weekday" value={String(recurrence.weekday)} options={weekdayOptions} disabled={disabled} onPick={(v) => onRecurrence({ ...recurrence, weekday: Number(v) })} />
        </>
      );
    case 'interval':
      return (
        <>
          {every('Every', 59)}
          <Pick label="Unit" value={recurrence.unit} options={[['minutes', 'Minutes'], ['hours', 'Hours'], ['days', 'Days']]} disabled={disabled} onPick={(v) => onRecurrence({ ...recurrence, unit: v as 'minutes' | 'hours' | 'days' })} />
        </>
      );
  }
}

export function ScheduleTab() {
  const { watch, setValue } = useSettingsForm();
  const schedule = watch('syncSchedule');
  const supersedence = watch('supersedence');
  const off = !schedule.enabled;
  const simple = schedule.kind === 'simple';
  const dirty = { shouldDirty: true, shouldValidate: true } as const;
  const { startAt, recurrence } = schedule.custom;
  const nextAt = useSynchronizationStatus().data?.value.nextScheduledAt ?? null;
  const setRecurrence = (next: Recurrence) => setValue('syncSchedule.custom.recurrence', next, dirty);
  return (
    <div className="tab-form">
      <p className="secondary">A scheduled synchronization is a full one: new, changed and expired updates. Run Synchronization fetches what is new.</p>
      <CheckField name="syncSchedule.enabled" label="Enable synchronization on a schedule" />
      <RadioGroup aria-label="Kind of schedule" disabled={off} value={schedule.kind} onChange={(_, data) => setValue('syncSchedule.kind', data.value as 'simple' | 'custom', dirty)}>
        <Radio value="simple" label="Simple schedule" />
        <div className="choice-more">
          <div className="tab-row">
            <NumberField name="syncSchedule.simple.every" label="Run every" min={1} max={31} disabled={off || !simple} />
            <Pick label="Unit" value={schedule.simple.unit} disabled={off || !simple} options={[['hours', 'Hours (1 to 23)'], ['days', 'Days (1 to 31)'], ['weeks', 'Weeks (1 to 4)']]} onPick={(v) => setValue('syncSchedule.simple.unit', v as 'hours' | 'days' | 'weeks', dirty)} />
          </div>
        </div>
        <Radio value="custom" label="Custom schedule" />
        <div className="choice-more">
          <div className="tab-row">
            <Field label="Start">
              <Input type="datetime-local" disabled={off || simple} value={new Date(startAt).toISOString().slice(0, 16)} onChange={(_, data) => data.value !== '' && setValue('syncSchedule.custom.startAt', Date.parse(`${data.value}Z`), dirty)} />
            </Field>
            <Pick label="Recurrence" value={recurrence.kind} disabled={off || simple} options={kindNames} onPick={(v) => setRecurrence(initial[v as Recurrence['kind']])} />
          </div>
          <div className="tab-row">
            <RecurrenceFields recurrence={recurrence} onRecurrence={setRecurrence} disabled={off || simple} />
          </div>
          <CheckField name="syncSchedule.custom.utc" label="Coordinated Universal Time (UTC)" disabled={off || simple} />
        </div>
      </RadioGroup>
      <Field label="A scheduled synchronization expires superseded updates">
        <RadioGroup layout="horizontal" value={supersedence.expire} onChange={(_, data) => setValue('supersedence.expire', data.value as 'immediately' | 'afterMonths' | 'never', dirty)}>
          <Radio value="immediately" label="Immediately" />
          <Radio value="afterMonths" label="After a number of months" />
          <Radio value="never" label="Never" />
        </RadioGroup>
      </Field>
      {supersedence.expire === 'afterMonths' && <NumberField name="supersedence.months" label="Months" min={1} max={99} />}
      <Block intent="information">{nextAt === null ? 'No synchronization is scheduled.' : `The next scheduled synchronization starts at ${dateTime(nextAt)} UTC. A change here counts from the moment it is saved.`}</Block>
    </div>
  );
}
