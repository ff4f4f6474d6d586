import { Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { Dismiss12Regular } from '@fluentui/react-icons';
import type { SearchCriterion } from '../../../../contract/index.ts';
import { ValueEditor } from './editors.tsx';
import type { useChoices } from './use-choices.ts';
import { kindOf, nameOf, valuesText, verbs } from './words.ts';

interface LineProps {
  criterion: SearchCriterion;
  first: boolean;
  choices: ReturnType<typeof useChoices>;
  readOnly: boolean;
  onChange(values: string[]): void;
  onRemove(): void;
}

/** One criterion; its underlined value opens the editor. */
function Line({ criterion, first, choices, readOnly, onChange, onRemove }: LineProps) {
  const kind = kindOf(criterion);
  const name = nameOf(criterion.property);
  const text = kind === null ? criterion.values.join(' or ') : valuesText(kind, criterion.values, choices.names);
  return (
    <li>
      {!first && 'and '}
      <strong>{name}</strong> {kind === null ? 'says' : verbs[kind]}{' '}
      {kind === null ? (
        <>
          <span className="mono">{text}</span> <span className="tag" title="It came with an imported file. Patchbay keeps and exports it and does not evaluate it.">from elsewhere, not evaluated</span>
          {!readOnly && (
            <button type="button" className="criteria-remove" aria-label={`Remove ${name}`} title={`Remove ${name}`} onClick={onRemove}><Dismiss12Regular /></button>
          )}
        </>
      ) : readOnly ? text : (
        <Popover trapFocus positioning={{ position: 'after', align: 'top', fallbackPositions: ['below', 'above'] }}>
          <PopoverTrigger disableButtonEnhancement>
            <button type="button" className={`criteria-value${criterion.values.length === 0 ? ' is-missing' : ''}`} aria-label={`${name}: ${text}`}>{text}</button>
          </PopoverTrigger>
          <PopoverSurface className="criteria-editor" aria-label={name}>
            <ValueEditor kind={kind} property={criterion.property} name={name} choices={choices.of(kind)} values={criterion.values} onChange={onChange} />
          </PopoverSurface>
        </Popover>
      )}
    </li>
  );
}

/** The criteria as sentences (D§4.1): AND between them, OR within one. */
export function CriteriaText({ criteria, choices, readOnly, onChange }: { criteria: readonly SearchCriterion[]; choices: ReturnType<typeof useChoices>; readOnly: boolean; onChange(criteria: SearchCriterion[]): void }) {
  return (
    <div className="criteria-text" role="group" aria-label="Search criteria" tabIndex={readOnly ? 0 : undefined}>
      <p>Find software updates{criteria.length > 0 ? ' where' : ''}</p>
      {criteria.length === 0 && <p className="secondary">Nothing is asked for: every software update matches.{!readOnly && ' Tick a property to ask for it.'}</p>}
      <ul>
        {criteria.map((criterion, at) => (
          <Line
            key={`${at} ${criterion.property}`} criterion={criterion} first={at === 0} choices={choices} readOnly={readOnly}
            onChange={(values) => onChange(criteria.with(at, { ...criterion, values }))} onRemove={() => onChange(criteria.toSpliced(at, 1))}
          />
        ))}
      </ul>
    </div>
  );
}
