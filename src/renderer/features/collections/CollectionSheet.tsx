import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { FormProvider, useForm, type FieldPath } from 'react-hook-form';
import { explain, type Explanation } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './collections.css';
import { TextField } from './fields.tsx';
import { collectionForm, type CollectionForm } from './form.ts';
import type { PickedComputer } from './PickComputersDialog.tsx';
import { RulesTab } from './RulesTab.tsx';
import { WindowsTab } from './WindowsTab.tsx';

export const tabs = ['General', 'Membership Rules', 'Maintenance Windows', 'Security'] as const;
export type TabName = (typeof tabs)[number];

interface Props {
  title: string;
  initial: CollectionForm;
  known: readonly PickedComputer[];
  builtIn: boolean;
  /** Site time, for the start of a new window. */
  now: number;
  tab?: TabName;
  /** Facts below the fields of the General tab. */
  facts?: ReactNode;
  /** The Security tab of a collection that is there. */
  security?: ReactNode;
  onSave(form: CollectionForm, changed: { draft: boolean; windows: boolean }): Promise<void>;
  onClose(): void;
}

const tabOf = (path: string): TabName => (path.startsWith('maintenanceWindows') ? 'Maintenance Windows' : /^draft\.(?:name|comment)/.test(path) ? 'General' : 'Membership Rules');

/** One form over the tabs of a collection, checked by the schemas the site checks with. */
export function CollectionSheet({ title, initial, known, builtIn, now, tab = 'General', facts, security, onSave, onClose }: Props) {
  const form = useForm<CollectionForm>({ resolver: zodResolver(collectionForm), defaultValues: initial });
  const { errors, dirtyFields, isSubmitting } = form.formState;
  const [current, setCurrent] = useState<TabName>(tab);
  const [problem, setProblem] = useState<Explanation | null>(null);
  const marked = [
    ...(errors.draft?.name || errors.draft?.comment ? ['General' as const] : []),
    ...(errors.draft?.queries || errors.draft?.schedule || errors.draft?.direct ? ['Membership Rules' as const] : []),
    ...(errors.maintenanceWindows ? ['Maintenance Windows' as const] : []),
  ];
  const save = form.handleSubmit(
    async (value) => {
      setProblem(null);
      try {
        await onSave(value, { draft: dirtyFields.draft !== undefined, windows: dirtyFields.maintenanceWindows !== undefined });
        onClose();
      } catch (error) {
        const explained = explain(error);
        setProblem(explained);
        for (const { path, message } of explained.fields) form.setError(`draft.${path}` as FieldPath<CollectionForm>, { message });
        if (explained.fields[0]) setCurrent(tabOf(`draft.${explained.fields[0].path}`));
      }
    },
    (found) => setCurrent(found.draft?.name || found.draft?.comment ? 'General' : found.draft ? 'Membership Rules' : 'Maintenance Windows'),
  );
  return (
    <FormProvider {...form}>
      <DialogWindow
        icon="collection" title={title} width={720} height={660} onClose={onClose}
        tabs={{ names: tabs.filter((name) => name !== 'Security' || security !== undefined), current, onSelect: (name) => setCurrent(name as TabName), marked }}
        footer={
          <>
            <Button appearance="primary" disabled={isSubmitting} onClick={() => void save()}>OK</Button>
            <Button onClick={onClose}>Cancel</Button>
            <Button onClick={() => openHelp('collections')}>Help</Button>
          </>
        }
      >
        {problem && <div className="sheet-problem"><ErrorBlock error={problem} /></div>}
        {current === 'General' && (
          <div className="collection-form">
            <TextField name="draft.name" label="Name" disabled={builtIn} />
            <TextField name="draft.comment" label="Comment" disabled={builtIn} />
            {facts}
          </div>
        )}
        {current === 'Membership Rules' && <RulesTab known={known} builtIn={builtIn} />}
        {current === 'Security' && security}
        {current === 'Maintenance Windows' && <WindowsTab now={now} />}
      </DialogWindow>
    </FormProvider>
  );
}
