import { Field, Input, Select } from '@fluentui/react-components';
import { get, useController, useFormContext, type FieldPath } from 'react-hook-form';
import type { CollectionForm } from './form.ts';

type Path = FieldPath<CollectionForm>;

export const useCollectionForm = () => useFormContext<CollectionForm>();

/** What the schema says of these places of the form, the first that has something to say. */
export function useMessage(...paths: string[]): string | undefined {
  const { errors } = useCollectionForm().formState;
  return paths.map((path) => (get(errors, path) as { message?: string } | undefined)?.message).find((message) => message !== undefined);
}

export function TextField({ name, label, disabled, type }: { name: Path; label: string; disabled?: boolean; type?: 'datetime-local' }) {
  const { field, fieldState } = useController<CollectionForm>({ name });
  return (
    <Field label={label} validationMessage={fieldState.error?.message}>
      <Input ref={field.ref} type={type} disabled={disabled} maxLength={500} value={String(field.value ?? '')} onChange={(_, data) => field.onChange(data.value)} onBlur={field.onBlur} />
    </Field>
  );
}

/** A whole number; an empty or broken entry becomes NaN, which the schema refuses with its own words. */
export function NumberInput({ label, value, min, max, onNumber, message, disabled }: { label: string; value: number; min: number; max: number; onNumber(value: number): void; message?: string; disabled?: boolean }) {
  return (
    <Field label={label} validationMessage={message}>
      <Input type="number" disabled={disabled} min={min} max={max} style={{ width: 80, minWidth: 0 }} value={Number.isNaN(value) ? '' : String(value)} onChange={(_, data) => onNumber(data.value === '' ? Number.NaN : Number(data.value))} />
    </Field>
  );
}

export function Pick<Value extends string>({ label, hidden, value, options, onPick, disabled }: { label: string; hidden?: boolean; value: Value; options: readonly (readonly [Value, string])[]; onPick(value: Value): void; disabled?: boolean }) {
  const select = (
    <Select aria-label={hidden ? label : undefined} disabled={disabled} value={value} onChange={(_, data) => onPick(data.value as Value)}>
      {options.map(([key, name]) => (
        <option key={key} value={key}>{name}</option>
      ))}
    </Select>
  );
  return hidden ? select : <Field label={label}>{select}</Field>;
}
