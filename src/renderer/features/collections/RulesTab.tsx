import { Button, Checkbox } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useController, useFieldArray } from 'react-hook-form';
import { DirectMembers } from './DirectMembers.tsx';
import { NumberInput, Pick, useCollectionForm, useMessage } from './fields.tsx';
import type { CollectionForm } from './form.ts';
import type { PickedComputer } from './PickComputersDialog.tsx';
import { firstCriterion, QueryRuleFields } from './QueryRuleFields.tsx';

function ScheduleFields({ disabled }: { disabled: boolean }) {
  const { watch, setValue } = useCollectionForm();
  const schedule = watch('draft.schedule');
  const message = useMessage('draft.schedule.every');
  const set = (next: CollectionForm['draft']['schedule']) => setValue('draft.schedule', next, { shouldDirty: true, shouldValidate: true });
  return (
    <>
      <Checkbox disabled={disabled} label="Update this collection on a schedule" checked={schedule !== null} onChange={(_, data) => set(data.checked === true ? { every: 1, unit: 'days' } : null)} />
      {schedule && (
        <div className="collection-row">
          <NumberInput label="Every" min={1} max={31} disabled={disabled} value={schedule.every} message={message} onNumber={(every) => set({ ...schedule, every })} />
          <Pick label="Unit" disabled={disabled} value={schedule.unit} options={[['hours', 'Hours'], ['days', 'Days']]} onPick={(unit) => set({ ...schedule, unit })} />
        </div>
      )}
    </>
  );
}

/** Who is a member: query rules, direct members, and when they are found anew. */
export function RulesTab({ known, builtIn }: { known: readonly PickedComputer[]; builtIn: boolean }) {
  const { control } = useCollectionForm();
  const queries = useFieldArray({ control, name: 'draft.queries' });
  const dynamic = useController<CollectionForm, 'draft.dynamic'>({ name: 'draft.dynamic' }).field;
  const message = useMessage('draft.queries', 'draft.queries.root');
  return (
    <div className="collection-form">
      <p className="secondary">{builtIn ? 'The rules of a collection that the product brings cannot be changed.' : 'A computer is a member when one rule finds it, or when it is a direct member. And binds closer than or.'}</p>
      {queries.fields.map((field, rule) => <QueryRuleFields key={field.id} rule={rule} disabled={builtIn} onRemove={() => queries.remove(rule)} />)}
      {message && <p role="alert">{message}</p>}
      {!builtIn && <div><Button icon={<Add16Regular />} onClick={() => queries.append({ name: `Rule ${queries.fields.length + 1}`, criteria: [firstCriterion] })}>Add Query Rule</Button></div>}
      <DirectMembers known={known} disabled={builtIn} />
      <div className="collection-choices">
        <Checkbox ref={dynamic.ref} disabled={builtIn} label="Dynamically add new resources" checked={dynamic.value} onChange={(_, data) => dynamic.onChange(data.checked === true)} />
        <ScheduleFields disabled={builtIn} />
      </div>
    </div>
  );
}
