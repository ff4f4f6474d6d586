import { Field, Input, Textarea } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { dateTime } from '../../ui/index.ts';

interface Props {
  name: string;
  description: string;
  disabled?: boolean;
  messageOf(path: 'name' | 'description'): string | undefined;
  onChange(change: { name?: string; description?: string }): void;
  children?: ReactNode;
}

/** Name and description of a deployment or a template. */
export const GeneralFields = ({ name, description, disabled, messageOf, onChange, children }: Props) => (
  <div className="deployment-form">
    <Field label="Name" required validationMessage={messageOf('name')}>
      <Input value={name} disabled={disabled} maxLength={200} onChange={(_, data) => onChange({ name: data.value })} />
    </Field>
    <Field label="Description" validationMessage={messageOf('description')}>
      <Textarea value={description} disabled={disabled} rows={3} onChange={(_, data) => onChange({ description: data.value })} />
    </Field>
    {children}
  </div>
);

interface Made {
  createdAt: number;
  createdBy: string;
  modifiedAt: number;
  modifiedBy: string;
  sourceSite: string;
  uniqueId: string;
}

/** Who made it and changed it last, and where. */
export const MadeFacts = ({ made }: { made: Made }) => (
  <>
    <dt>Created</dt>
    <dd>{dateTime(made.createdAt)} UTC by {made.createdBy}</dd>
    <dt>Modified</dt>
    <dd>{dateTime(made.modifiedAt)} UTC by {made.modifiedBy}</dd>
    <dt>Source site</dt>
    <dd>{made.sourceSite}</dd>
    <dt>Unique ID</dt>
    <dd>{made.uniqueId}</dd>
  </>
);
