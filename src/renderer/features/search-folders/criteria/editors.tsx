import { Button, Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { Add16Regular, Delete16Regular, Search16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { searchValues, type SearchValueKind } from '../../../../contract/index.ts';
import { count, IconButton, Severity } from '../../../ui/index.ts';
import type { Choice } from './use-choices.ts';
import { comparisonOf, operators, partsOf, sameValue, spanText } from './words.ts';

interface EditorProps {
  values: readonly string[];
  onChange(values: string[]): void;
}

/** One text on each line; any of them may be contained. */
function TextEditor({ name, values, onChange }: EditorProps & { name: string }) {
  const [text, setText] = useState(values.join('\n'));
  const change = (next: string) => {
    setText(next);
    onChange(next.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
  };
  return (
    <Field label={`${name} contains any of (one on each line)`}>
      <Textarea rows={4} maxLength={2000} value={text} onChange={(_, data) => change(data.value)} />
    </Field>
  );
}

function YesNoEditor({ name, values, onChange }: EditorProps & { name: string }) {
  return (
    <RadioGroup aria-label={name} value={values[0]?.toLowerCase() ?? ''} onChange={(_, data) => onChange([data.value])}>
      <Radio value="true" label="Yes" />
      <Radio value="false" label="No" />
    </RadioGroup>
  );
}

const usual = ['0:0:1:0', '0:0:7:0', '0:1:0:0', '0:3:0:0', '0:6:0:0', '1:0:0:0'];
const most = [100, 1200, 36_500, 876_000];

/** A span back from now; several can only come from elsewhere, and the longest has the say. */
function SpanEditor({ values, onChange }: EditorProps) {
  const parts = partsOf(values[0] ?? '');
  const set = (at: number, text: string) => {
    const n = Math.min(most[at]!, Math.max(0, Math.trunc(Number(text) || 0)));
    onChange([parts.map((one, nth) => (nth === at ? n : one)).join(':')]);
  };
  return (
    <>
      <RadioGroup aria-label="Within the" value={values[0] ?? ''} onChange={(_, data) => onChange([data.value])}>
        {usual.map((span) => <Radio key={span} value={span} label={spanText(span)} />)}
      </RadioGroup>
      <div className="criteria-span">
        {['Years', 'Months', 'Days', 'Hours'].map((unit, at) => (
          <Field key={unit} label={unit}>
            <Input type="number" min={0} max={most[at]} value={String(parts[at])} onChange={(_, data) => set(at, data.value)} />
          </Field>
        ))}
      </div>
      <p className="secondary">Counted back from the site’s time when the folder is opened.</p>
    </>
  );
}

/** Comparisons, of which one has to hold. What is no number yet stays in the fields. */
function NumberEditor({ percent, values, onChange }: EditorProps & { percent: boolean }) {
  const [rows, setRows] = useState(values.length === 0 ? [comparisonOf('>=1')] : values.map(comparisonOf));
  const change = (next: typeof rows) => {
    setRows(next);
    onChange(next.map(({ operator, number }) => operator + number).filter((value) => searchValues.number.test(value)));
  };
  return (
    <>
      {rows.map((row, at) => (
        <div key={at} className="criteria-compare">
          <Select aria-label="Comparison" value={row.operator} onChange={(_, data) => change(rows.with(at, { ...row, operator: data.value }))}>
            {operators.map(([sign, name]) => <option key={sign} value={sign}>{name}</option>)}
          </Select>
          <Input aria-label={percent ? 'Percent' : 'Computers'} inputMode="decimal" maxLength={11} value={row.number} onChange={(_, data) => change(rows.with(at, { ...row, number: data.value.trim() }))} />
          {rows.length > 1 ? <IconButton label="Remove Comparison" icon={<Delete16Regular />} onClick={() => change(rows.toSpliced(at, 1))} /> : <span />}
        </div>
      ))}
      <div><Button size="small" icon={<Add16Regular />} disabled={rows.length >= 10} onClick={() => change([...rows, comparisonOf('=0')])}>Or</Button></div>
    </>
  );
}

/** Any of a list; what was chosen and is not on it stays chosen until it is cleared. */
function ChoiceEditor({ kind, name, choices, values, onChange }: EditorProps & { kind: SearchValueKind; name: string; choices: readonly Choice[] }) {
  const [find, setFind] = useState('');
  const known = new Set(choices.map(({ value }) => sameValue(value)));
  const all = [...choices, ...values.filter((value) => !known.has(sameValue(value))).map((value) => ({ value, title: value.replaceAll("'", '') }))];
  const shown = all.filter(({ title }) => title.toLowerCase().includes(find.trim().toLowerCase()));
  const chosen = new Set(values.map(sameValue));
  const toggle = (value: string, on: boolean) => onChange(on ? [...values, value] : values.filter((one) => sameValue(one) !== sameValue(value)));
  return (
    <>
      <p className="secondary">{name} is any of{values.length > 0 && ` (${count(values.length)} chosen)`}</p>
      {all.length > 12 && <Input size="small" aria-label="Look for" maxLength={100} contentBefore={<Search16Regular />} value={find} onChange={(_, data) => setFind(data.value)} />}
      <div className="criteria-choices" role="group" aria-label={name}>
        {shown.map(({ value, title }) => (
          <div key={value}>
            <Checkbox label={kind === 'severity' ? <Severity name={title as 'None'} /> : title} checked={chosen.has(sameValue(value))} onChange={(_, data) => toggle(value, data.checked === true)} />
          </div>
        ))}
        {shown.length === 0 && <p className="secondary">{all.length === 0 ? 'The first synchronization brings this list.' : 'Nothing on the list contains that.'}</p>}
      </div>
    </>
  );
}

/** Changes the values of one criterion. */
export function ValueEditor({ kind, property, name, choices, values, onChange }: EditorProps & { kind: SearchValueKind; property: string; name: string; choices: readonly Choice[] }) {
  switch (kind) {
    case 'text':
      return <TextEditor name={name} values={values} onChange={onChange} />;
    case 'yesNo':
      return <YesNoEditor name={name} values={values} onChange={onChange} />;
    case 'date':
      return <SpanEditor values={values} onChange={onChange} />;
    case 'number':
      return <NumberEditor percent={property === 'PercentCompliant'} values={values} onChange={onChange} />;
    default:
      return <ChoiceEditor kind={kind} name={name} choices={choices} values={values} onChange={onChange} />;
  }
}
