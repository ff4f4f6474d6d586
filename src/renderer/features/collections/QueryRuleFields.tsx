import { Button, Field, Input } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular } from '@fluentui/react-icons';
import { useFieldArray } from 'react-hook-form';
import { collectionAttributes, type CollectionAttribute, type CollectionCriterion, type CollectionOperator } from '../../../contract/index.ts';
import { IconButton } from '../../ui/index.ts';
import { Pick, TextField, useCollectionForm, useMessage } from './fields.tsx';
import { attributeNames, operatorNames, valueChoices } from './words.ts';

const attributes = Object.entries(attributeNames) as [CollectionAttribute, string][];
export const firstCriterion: CollectionCriterion = { join: 'and', attribute: 'operatingSystem', operator: 'is', value: '' };

function CriterionFields({ rule, at, onRemove, disabled }: { rule: number; at: number; onRemove: (() => void) | null; disabled: boolean }) {
  const path = `draft.queries.${rule}.criteria.${at}` as const;
  const { watch, setValue } = useCollectionForm();
  const one = watch(path);
  const message = useMessage(`${path}.value`, `${path}.operator`);
  const set = (change: Partial<CollectionCriterion>) => setValue(path, { ...one, ...change }, { shouldDirty: true, shouldValidate: message !== undefined });
  const setAttribute = (attribute: CollectionAttribute) => {
    const operators: readonly CollectionOperator[] = collectionAttributes[attribute];
    set({ attribute, operator: operators.includes(one.operator) ? one.operator : operators[0]!, value: valueChoices[attribute]?.[0]?.[0] ?? '' });
  };
  const choices = valueChoices[one.attribute];
  return (
    <div className="collection-compare" role="group" aria-label={`Comparison ${at + 1}`}>
      {at === 0 ? <span /> : <Pick hidden label="Joined by" disabled={disabled} value={one.join} options={[['and', 'and'], ['or', 'or']]} onPick={(join) => set({ join })} />}
      <Pick hidden label="Attribute" disabled={disabled} value={one.attribute} options={attributes} onPick={setAttribute} />
      <Pick hidden label="Operator" disabled={disabled} value={one.operator} options={collectionAttributes[one.attribute].map((operator) => [operator, operatorNames[operator]] as const)} onPick={(operator) => set({ operator })} />
      {choices ? (
        <Pick hidden label="Value" disabled={disabled} value={one.value} options={choices} onPick={(value) => set({ value })} />
      ) : (
        <Field validationMessage={message}>
          <Input aria-label="Value" disabled={disabled} maxLength={100} value={one.value} onChange={(_, data) => set({ value: data.value })} />
        </Field>
      )}
      {onRemove && !disabled ? <IconButton label="Remove Comparison" icon={<Delete16Regular />} onClick={onRemove} /> : <span />}
    </div>
  );
}

/** One query rule: its name and its comparisons. */
export function QueryRuleFields({ rule, onRemove, disabled }: { rule: number; onRemove(): void; disabled: boolean }) {
  const { control } = useCollectionForm();
  const criteria = useFieldArray({ control, name: `draft.queries.${rule}.criteria` });
  return (
    <section className="collection-card" aria-label={`Query rule ${rule + 1}`}>
      <div className="collection-head">
        <TextField name={`draft.queries.${rule}.name`} label="Rule name" disabled={disabled} />
        {!disabled && <Button onClick={onRemove}>Remove Rule</Button>}
      </div>
      {criteria.fields.map((field, at) => (
        <CriterionFields key={field.id} rule={rule} at={at} disabled={disabled} onRemove={criteria.fields.length > 1 ? () => criteria.remove(at) : null} />
      ))}
      {!disabled && (
        <div>
          <Button size="small" icon={<Add16Regular />} onClick={() => criteria.append(firstCriterion)}>Add Comparison</Button>
        </div>
      )}
    </section>
  );
}
