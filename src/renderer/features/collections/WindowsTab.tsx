import { Button, Checkbox } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useFieldArray } from 'react-hook-form';
import type { MaintenanceWindow, WindowRecurrence } from '../../../contract/index.ts';
import { NumberInput, Pick, TextField, useCollectionForm, useMessage } from './fields.tsx';
import { recurrenceNames, weekdayNames, weekdays } from './words.ts';

const initial: Record<WindowRecurrence['kind'], WindowRecurrence> = {
  none: { kind: 'none' }, daily: { kind: 'daily', every: 1 }, weekly: { kind: 'weekly', every: 1, day: 'saturday' }, monthly: { kind: 'monthly', every: 1, day: 1 },
};
const kinds = Object.entries(recurrenceNames) as [WindowRecurrence['kind'], string][];
const days = [...Array.from({ length: 31 }, (_, at) => [String(at + 1), String(at + 1)] as const), ['0', 'Last day'] as const];

function RecurrenceFields({ path, recurrence, onRecurrence }: { path: string; recurrence: WindowRecurrence; onRecurrence(next: WindowRecurrence): void }) {
  const message = useMessage(`${path}.every`);
  if (recurrence.kind === 'none') return null;
  const most = { daily: 31, weekly: 4, monthly: 12 }[recurrence.kind];
  const unit = { daily: 'days', weekly: 'weeks', monthly: 'months' }[recurrence.kind];
  return (
    <>
      <NumberInput label={`Every (${unit})`} min={1} max={most} value={recurrence.every} message={message} onNumber={(every) => onRecurrence({ ...recurrence, every })} />
      {recurrence.kind === 'weekly' && <Pick label="On" value={recurrence.day} options={weekdays.map((day) => [day, weekdayNames[day]] as const)} onPick={(day) => onRecurrence({ ...recurrence, day })} />}
      {recurrence.kind === 'monthly' && <Pick label="On day" value={String(recurrence.day)} options={days} onPick={(day) => onRecurrence({ ...recurrence, day: Number(day) })} />}
    </>
  );
}

function WindowFields({ at, onRemove }: { at: number; onRemove(): void }) {
  const path = `maintenanceWindows.${at}` as const;
  const { watch, setValue } = useCollectionForm();
  const window = watch(path);
  const message = useMessage(`${path}.minutes`);
  const set = (change: Partial<MaintenanceWindow>) => setValue(path, { ...window, ...change }, { shouldDirty: true, shouldValidate: true });
  const setMinutes = (hours: number, minutes: number) => set({ minutes: hours * 60 + minutes });
  const hours = Math.floor(window.minutes / 60);
  return (
    <section className="collection-card" aria-label={`Maintenance window ${at + 1}`}>
      <div className="collection-head">
        <TextField name={`${path}.name`} label="Name" />
        <Button onClick={onRemove}>Remove Window</Button>
      </div>
      <div className="collection-row">
        <TextField name={`${path}.start`} label="Start" type="datetime-local" />
        <NumberInput label="Hours" min={0} max={23} value={hours} onNumber={(next) => setMinutes(next, window.minutes % 60)} message={message} />
        <NumberInput label="Minutes" min={0} max={59} value={window.minutes % 60} onNumber={(next) => setMinutes(hours, next)} />
      </div>
      <div className="collection-row">
        <Pick label="Recurrence" value={window.recurrence.kind} options={kinds} onPick={(kind) => set({ recurrence: initial[kind] })} />
        <RecurrenceFields path={`${path}.recurrence`} recurrence={window.recurrence} onRecurrence={(recurrence) => set({ recurrence })} />
      </div>
      <Checkbox label="Coordinated Universal Time (UTC); otherwise the local time of each client" checked={window.utc} onChange={(_, data) => set({ utc: data.checked === true })} />
    </section>
  );
}

/** When software may be installed on the members. Windows are not handed down to sub-collections (D§6.4.6). */
export function WindowsTab({ now }: { now: number }) {
  const { control } = useCollectionForm();
  const windows = useFieldArray({ control, name: 'maintenanceWindows' });
  const message = useMessage('maintenanceWindows', 'maintenanceWindows.root');
  const add = () => windows.append({ name: `Window ${windows.fields.length + 1}`, start: `${new Date(now).toISOString().slice(0, 10)}T22:00`, utc: false, minutes: 120, recurrence: initial.weekly });
  return (
    <div className="collection-form">
      <p className="secondary">Software updates are installed within these windows, each shorter than 24 hours. Sub-collections do not inherit them. Without a window of any of its collections a computer installs at any time.</p>
      {windows.fields.map((field, at) => <WindowFields key={field.id} at={at} onRemove={() => windows.remove(at)} />)}
      {message && <p role="alert">{message}</p>}
      <div><Button icon={<Add16Regular />} onClick={add}>Add Window</Button></div>
    </div>
  );
}
