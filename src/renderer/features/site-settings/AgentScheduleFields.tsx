import { Field, Input, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { AgentSchedule } from '../../../contract/index.ts';

type Recurrence = AgentSchedule['custom']['recurrence'];

const initial: Record<Recurrence['kind'], Recurrence> = {
  none: { kind: 'none' }, weekly: { kind: 'weekly', every: 1, weekday: 3 }, monthly: { kind: 'monthly', every: 1, day: 1 }, monthlyByWeekday: { kind: 'monthlyByWeekday', every: 1, week: 2, weekday: 2 }, interval: { kind: 'interval', every: 7, unit: 'days' },
};
const kinds: [Recurrence['kind'], string][] = [['none', 'None: once'], ['weekly', 'Weekly'], ['monthly', 'Monthly, on a day'], ['monthlyByWeekday', 'Monthly, on a weekday'], ['interval', 'Custom interval']];
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'].map((name, n) => [String(n), name] as const);
const weeks = [['1', 'First'], ['2', 'Second'], ['3', 'Third'], ['4', 'Fourth'], ['last', 'Last']] as const;
const days = [...Array.from({ length: 31 }, (_, n) => [String(n + 1), String(n + 1)] as const), ['last', 'Last day'] as const];
const most: Record<Recurrence['kind'], number> = { none: 0, weekly: 4, monthly: 12, monthlyByWeekday: 12, interval: 59 };

function Pick({ label, value, options, disabled, onPick }: { label: string; value: string; options: readonly (readonly [string, string])[]; disabled: boolean; onPick(value: string): void }) {
  return (
    <Field label={label}>
      <Select value={value} disabled={disabled} onChange={(_, data) => onPick(data.value)}>{options.map(([key, name]) => <option key={key} value={key}>{name}</option>)}</Select>
    </Field>
  );
}

function Every({ label, value, max, disabled, message, onEvery }: { label: string; value: number; max: number; disabled: boolean; message?: string; onEvery(value: number): void }) {
  return (
    <Field label={label} validationMessage={message}>
      <Input type="number" min={1} max={max} disabled={disabled} style={{ width: 90, minWidth: 0 }} value={Number.isNaN(value) ? '' : String(value)} onChange={(_, data) => onEvery(data.value === '' ? Number.NaN : Number(data.value))} />
    </Field>
  );
}

function RecurrenceFields({ recurrence: r, disabled, message, onRecurrence }: { recurrence: Recurrence; disabled: boolean; message?: string; onRecurrence(next: Recurrence): void }) {
  if (r.kind === 'none') return null;
  const unit = { weekly: ' (weeks)', monthly: ' (months)', monthlyByWeekday: ' (months)', interval: '' }[r.kind];
  const numberOrLast = (value: string) => (value === 'last' ? ('last' as const) : Number(value));
  return (
    <>
      <Every label={`Every${unit}`} value={r.every} max={most[r.kind]} disabled={disabled} message={message} onEvery={(every) => onRecurrence({ ...r, every })} />
      {r.kind === 'monthly' && <Pick label="On day" value={String(r.day)} options={days} disabled={disabled} onPick={(day) => onRecurrence({ ...r, day: numberOrLast(day) })} />}
      {r.kind === 'monthlyByWeekday' && <Pick label="On the" value={String(r.week)} options={weeks} disabled={disabled} onPick={(week) => onRecurrence({ ...r, week: numberOrLast(week) })} />}
      {(r.kind === 'weekly' || r.kind === 'monthlyByWeekday') && <Pick label="Weekday" value={String(r.weekday)} options={weekdays} disabled={disabled} onPick={(weekday) => onRecurrence({ ...r, weekday: Number(weekday) })} />}
      {r.kind === 'interval' && <Pick label="Unit" value={r.unit} options={[['minutes', 'Minutes'], ['hours', 'Hours'], ['days', 'Days']]} disabled={disabled} onPick={(next) => onRecurrence({ ...r, unit: next as typeof r.unit })} />}
    </>
  );
}

/** ○ Simple schedule ○ Custom schedule of a client agent (D§6.1). `messageOf` takes a path below the schedule. */
export function AgentScheduleFields({ label, schedule, disabled, messageOf, onSchedule }: { label: string; schedule: AgentSchedule; disabled: boolean; messageOf(path: string): string | undefined; onSchedule(next: AgentSchedule): void }) {
  const { kind, simple, custom } = schedule;
  const [noSimple, noCustom] = [disabled || kind !== 'simple', disabled || kind !== 'custom'];
  const setCustom = (change: Partial<AgentSchedule['custom']>) => onSchedule({ ...schedule, custom: { ...custom, ...change } });
  return (
    <RadioGroup aria-label={label} disabled={disabled} value={kind} onChange={(_, data) => onSchedule({ ...schedule, kind: data.value as AgentSchedule['kind'] })}>
      <Radio value="simple" label="Simple schedule" />
      <div className="agent-row">
        <Every label="Run every" value={simple.every} max={31} disabled={noSimple} message={kind === 'simple' ? messageOf('simple.every') : undefined} onEvery={(every) => onSchedule({ ...schedule, simple: { ...simple, every } })} />
        <Pick label="Unit" value={simple.unit} options={[['hours', 'Hours (1 to 23)'], ['days', 'Days (1 to 31)'], ['weeks', 'Weeks (1 to 4)']]} disabled={noSimple} onPick={(unit) => onSchedule({ ...schedule, simple: { ...simple, unit: unit as typeof simple.unit } })} />
      </div>
      <Radio value="custom" label="Custom schedule" />
      <div className="agent-row">
        <Field label="Start"><Input type="datetime-local" disabled={noCustom} value={new Date(custom.startAt).toISOString().slice(0, 16)} onChange={(_, data) => data.value !== '' && setCustom({ startAt: Date.parse(`${data.value}Z`) })} /></Field>
        <Pick label="Recurrence" value={custom.recurrence.kind} options={kinds} disabled={noCustom} onPick={(next) => setCustom({ recurrence: initial[next as Recurrence['kind']] })} />
        <RecurrenceFields recurrence={custom.recurrence} disabled={noCustom} message={kind === 'custom' ? messageOf('custom.recurrence.every') : undefined} onRecurrence={(recurrence) => setCustom({ recurrence })} />
      </div>
    </RadioGroup>
  );
}
