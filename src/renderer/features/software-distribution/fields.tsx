import { Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import type { AdvertisementDraft, PackageDraft, ProgramDraft } from '../../../contract/index.ts';
import { useCollections, usePackages } from '../../data/index.ts';
import { Block } from '../../ui/index.ts';
import { afterNames, DOCUMENTED_REPAIR, fieldOf, momentOf, rerunNames, runNames } from './words.ts';

export interface FieldsProps<D> {
  draft: D;
  disabled: boolean;
  onChange(change: Partial<D>): void;
  /** What is wrong with a field that something stands in. */
  messageOf(path: keyof D & string): string | undefined;
}

interface TextProps<D> extends FieldsProps<D> {
  label: string;
  path: keyof D & string;
  required?: boolean;
}

function Text<D extends object>({ label, path, draft, disabled, required, onChange, messageOf }: TextProps<D>) {
  return (
    <Field label={label} required={required} validationMessage={messageOf(path)}>
      <Input value={String(draft[path] ?? '')} disabled={disabled} maxLength={300} onChange={(_, data) => onChange({ [path]: data.value } as Partial<D>)} />
    </Field>
  );
}

function Comment<D extends { comment: string }>({ draft, disabled, onChange, messageOf }: FieldsProps<D>) {
  return (
    <Field label="Comment" validationMessage={messageOf('comment' as keyof D & string)}>
      <Textarea value={draft.comment} disabled={disabled} rows={2} onChange={(_, data) => onChange({ comment: data.value } as Partial<D>)} />
    </Field>
  );
}

/** One of several values, by their names. */
function Choice<V extends string>({ label, names, value, disabled, onChange }: { label: string; names: Readonly<Record<V, string>>; value: V; disabled: boolean; onChange(value: V): void }) {
  return (
    <Field label={label}>
      <Select value={value} disabled={disabled} onChange={(_, data) => onChange(data.value as V)}>
        {(Object.keys(names) as V[]).map((one) => <option key={one} value={one}>{names[one]}</option>)}
      </Select>
    </Field>
  );
}

export const PackageGeneral = (props: FieldsProps<PackageDraft>) => (
  <div className="distribution-form">
    <Text {...props} label="Name" path="name" required />
    <Text {...props} label="Version" path="version" />
    <Text {...props} label="Manufacturer" path="manufacturer" />
    <Text {...props} label="Language" path="language" />
    <Comment {...props} />
  </div>
);

export function PackageSource(props: FieldsProps<PackageDraft>) {
  const { draft, disabled, onChange, messageOf } = props;
  return (
    <div className="distribution-form">
      <Checkbox label="This package contains source files" checked={draft.source !== null} disabled={disabled} onChange={(_, data) => onChange({ source: data.checked === true ? '' : null })} />
      <Field label="Source directory" validationMessage={messageOf('source')}>
        <Input value={draft.source ?? ''} disabled={disabled || draft.source === null} maxLength={300} placeholder="\\server\share\folder" onChange={(_, data) => onChange({ source: data.value })} />
      </Field>
      <p className="secondary">Computers of the lab execute no files: the directory is kept and not read.</p>
    </div>
  );
}

export const ProgramGeneral = (props: FieldsProps<ProgramDraft>) => (
  <div className="distribution-form">
    <Text {...props} label="Name" path="name" required />
    <Comment {...props} />
    <Text {...props} label="Command line" path="commandLine" required />
    <Choice label="Run" names={runNames} value={props.draft.run} disabled={props.disabled} onChange={(run) => props.onChange({ run })} />
    <Choice label="After running" names={afterNames} value={props.draft.afterRunning} disabled={props.disabled} onChange={(afterRunning) => props.onChange({ afterRunning })} />
    <Block intent="information">Lab computers do not execute command lines: a program exits with 0 and changes nothing. They know one: <span className="mono">{DOCUMENTED_REPAIR}</span>, with x64 or ia64 for those platforms, brings Windows Update Agent 7.2.6001.788.</Block>
  </div>
);

export function ProgramRequirements({ draft, disabled, onChange, messageOf }: FieldsProps<ProgramDraft>) {
  return (
    <div className="distribution-form">
      <Field label="Maximum allowed run time (minutes)" validationMessage={messageOf('maximumRunTime')}>
        <Input value={Number.isNaN(draft.maximumRunTime) ? '' : String(draft.maximumRunTime)} inputMode="numeric" disabled={disabled} onChange={(_, data) => onChange({ maximumRunTime: data.value.trim() === '' ? NaN : Number(data.value) })} />
      </Field>
    </div>
  );
}

export function AdvertisementGeneral(props: FieldsProps<AdvertisementDraft>) {
  const { draft, disabled, onChange, messageOf } = props;
  const packages = usePackages().data?.value ?? [];
  const collections = useCollections().data?.value ?? [];
  const programs = packages.flatMap((one) => one.programs.map((program) => ({ id: program.id, text: `${one.name} – ${program.name}` })));
  return (
    <div className="distribution-form">
      <Text {...props} label="Name" path="name" required />
      <Comment {...props} />
      <Field label="Package and program" required validationMessage={messageOf('program')}>
        <Select value={String(draft.program)} disabled={disabled} onChange={(_, data) => onChange({ program: Number(data.value) })}>
          {!programs.some(({ id }) => id === draft.program) && <option value={String(draft.program)}>{programs.length === 0 ? 'There is none yet' : '–'}</option>}
          {programs.map(({ id, text }) => <option key={id} value={id}>{text}</option>)}
        </Select>
      </Field>
      <Field label="Collection" required validationMessage={messageOf('collection')}>
        <Select value={String(draft.collection)} disabled={disabled} onChange={(_, data) => onChange({ collection: Number(data.value) })}>
          {!collections.some(({ id }) => id === draft.collection) && <option value={String(draft.collection)}>–</option>}
          {collections.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </Select>
      </Field>
      <Checkbox label="Include members of subcollections" checked={draft.includeSubcollections} disabled={disabled} onChange={(_, data) => onChange({ includeSubcollections: data.checked === true })} />
    </div>
  );
}

export function AdvertisementSchedule({ draft, disabled, onChange, messageOf }: FieldsProps<AdvertisementDraft>) {
  const asap = draft.mandatory === null;
  return (
    <div className="distribution-form">
      <Field label="Advertisement start time (UTC)" validationMessage={messageOf('startAt')}>
        <Input type="datetime-local" value={fieldOf(draft.startAt)} disabled={disabled} onChange={(_, data) => onChange({ startAt: momentOf(data.value) })} />
      </Field>
      <Field label="Mandatory assignments">
        <RadioGroup value={asap ? 'asap' : 'at'} disabled={disabled} onChange={(_, data) => onChange({ mandatory: data.value === 'asap' ? null : draft.startAt })}>
          <Radio value="asap" label="As soon as possible" />
          <Radio value="at" label="At a date and time" />
        </RadioGroup>
      </Field>
      {draft.mandatory !== null && (
        <Field label="Assignment (UTC)" validationMessage={messageOf('mandatory')}>
          <Input type="datetime-local" value={fieldOf(draft.mandatory)} disabled={disabled} onChange={(_, data) => onChange({ mandatory: momentOf(data.value) })} />
        </Field>
      )}
      <Choice label="Program rerun behavior" names={rerunNames} value={draft.rerun} disabled={disabled} onChange={(rerun) => onChange({ rerun })} />
      <p className="secondary">A computer runs the program once for each assignment: with another assignment it looks at the rerun behavior.</p>
    </div>
  );
}
