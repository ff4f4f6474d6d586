import { Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useController, useFormContext, type FieldPath } from 'react-hook-form';
import type { SoftwareUpdatePointSettings } from '../../../../contract/index.ts';

type Path = FieldPath<SoftwareUpdatePointSettings>;

interface Common {
  name: Path;
  label: string;
  disabled?: boolean;
  hint?: string;
}

export const useSettingsForm = () => useFormContext<SoftwareUpdatePointSettings>();

export function TextField({ name, label, disabled, hint, width = 320, placeholder }: Common & { width?: number; placeholder?: string }) {
  const { field, fieldState } = useController<SoftwareUpdatePointSettings>({ name });
  return (
    <Field label={label} validationMessage={disabled ? undefined : fieldState.error?.message} hint={hint} style={{ maxWidth: width }}>
      <Input ref={field.ref} disabled={disabled} placeholder={placeholder} value={String(field.value ?? '')} onChange={(_, data) => field.onChange(data.value)} onBlur={field.onBlur} />
    </Field>
  );
}

/** A whole number; an empty or broken entry becomes NaN, which the schema refuses with its own words. */
export function NumberField({ name, label, disabled, min, max, width = 96 }: Common & { min: number; max: number; width?: number }) {
  const { field, fieldState } = useController<SoftwareUpdatePointSettings>({ name });
  const value = field.value as number;
  return (
    <Field label={label} validationMessage={disabled ? undefined : fieldState.error?.message}>
      <Input ref={field.ref} type="number" disabled={disabled} min={min} max={max} style={{ width, minWidth: 0 }} value={Number.isNaN(value) ? '' : String(value)} onChange={(_, data) => field.onChange(data.value === '' ? Number.NaN : Number(data.value))} onBlur={field.onBlur} />
    </Field>
  );
}

export function CheckField({ name, label, disabled }: Common) {
  const { field } = useController<SoftwareUpdatePointSettings>({ name });
  return <Checkbox ref={field.ref} disabled={disabled} label={label} checked={field.value === true} onChange={(_, data) => field.onChange(data.checked === true)} />;
}

export interface Choice {
  value: string;
  label: string;
  about?: string;
  /** Shown below while this choice is taken. */
  more?: ReactNode;
  disabled?: boolean;
}

/** Radio buttons with a line of explanation each. */
export function ChoiceField({ name, label, choices, disabled }: Common & { choices: readonly Choice[] }) {
  const { field, fieldState } = useController<SoftwareUpdatePointSettings>({ name });
  return (
    <Field label={{ children: label, className: 'choice-title' }} validationMessage={fieldState.error?.message}>
      <RadioGroup value={String(field.value)} disabled={disabled} onChange={(_, data) => field.onChange(data.value)}>
        {choices.map((choice) => (
          <div key={choice.value}>
            <Radio
              value={choice.value}
              disabled={choice.disabled}
              label={
                <>
                  {choice.label}
                  {choice.about && <div className="secondary">{choice.about}</div>}
                </>
              }
            />
            {choice.more && <div className="choice-more">{choice.more}</div>}
          </div>
        ))}
      </RadioGroup>
    </Field>
  );
}
