import { Checkbox, Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { SearchCriterion } from '../../../../contract/index.ts';
import { newCriterion, properties } from './words.ts';

/** The properties one can search for; a ticked one has its criterion. */
export function PropertyList({ criteria, readOnly, onChange }: { criteria: readonly SearchCriterion[]; readOnly: boolean; onChange(criteria: SearchCriterion[]): void }) {
  const [find, setFind] = useState('');
  const shown = properties.filter(({ name }) => name.toLowerCase().includes(find.trim().toLowerCase()));
  return (
    <div className="criteria-properties">
      <Input size="small" appearance="filled-lighter" aria-label="Look for a property" placeholder="Look for a property" maxLength={100} contentBefore={<Search16Regular />} value={find} onChange={(_, data) => setFind(data.value)} />
      <div role="group" aria-label="Properties" className="criteria-ticks">
        {shown.map(({ id, name }) => (
          <div key={id}>
            <Checkbox
              label={name} disabled={readOnly} checked={criteria.some((one) => one.property === id)}
              onChange={(_, data) => onChange(data.checked === true ? [...criteria, newCriterion(id)] : criteria.filter((one) => one.property !== id))}
            />
          </div>
        ))}
        {shown.length === 0 && <p className="secondary">No property’s name contains that.</p>}
      </div>
    </div>
  );
}
