import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { searchFolderDraft, type SearchFolderDraft, type UpdateRow } from '../../../contract/index.ts';
import { useAttempt, useRepositoryTree } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { CriteriaText } from './criteria/CriteriaText.tsx';
import { Preview } from './criteria/Preview.tsx';
import { PropertyList } from './criteria/PropertyList.tsx';
import { useChoices } from './criteria/use-choices.ts';
import { kindOf, nameOf } from './criteria/words.ts';
import { everything, keyOf, scopesOf, type Scope } from './scope.ts';
import './search-folders.css';
import { WhyDialog } from './WhyDialog.tsx';

interface Props {
  initial: SearchFolderDraft;
  /** The site that made it, when that is another one. */
  lockedBy?: string;
  /** What the Security button of a folder that is there shows. */
  security?: ReactNode;
  onSave(draft: SearchFolderDraft): Promise<void>;
  onClose(): void;
}

/** What keeps a draft from being saved: by the schema the site checks with, and values that were not chosen yet. */
function problemsOf(draft: SearchFolderDraft): { name?: string; criteria?: string } {
  const issues = searchFolderDraft.safeParse(draft).error?.issues ?? [];
  const missing = draft.criteria.find((one) => kindOf(one) !== null && one.values.length === 0);
  return {
    name: issues.find(({ path }) => path[0] === 'name')?.message,
    criteria: missing ? `Choose a value for ${nameOf(missing.property)}, or clear its check box.` : issues.find(({ path }) => path[0] === 'criteria')?.message,
  };
}

function LookIn({ draft, scopes, readOnly, onChange }: { draft: SearchFolderDraft; scopes: readonly Scope[]; readOnly: boolean; onChange(lookIn: SearchFolderDraft['lookIn']): void }) {
  const { lookIn } = draft;
  const known = lookIn === null || scopes.some(({ node }) => keyOf(node) === keyOf(lookIn));
  return (
    <div className="criteria-scope">
      <Checkbox
        label="Search all folders under this feature" disabled={readOnly || (lookIn === null && scopes.length === 0)} checked={lookIn === null}
        onChange={(_, data) => onChange(data.checked === true ? null : (scopes[0]?.node ?? everything))}
      />
      {lookIn !== null && (
        <Select aria-label="This folder and below" disabled={readOnly} value={keyOf(lookIn)} onChange={(_, data) => onChange(scopes.find(({ node }) => keyOf(node) === data.value)?.node ?? lookIn)}>
          {!known && <option value={keyOf(lookIn)}>A folder that is not here</option>}
          {scopes.map(({ node, title }) => <option key={keyOf(node)} value={keyOf(node)}>{title}</option>)}
        </Select>
      )}
    </div>
  );
}

/** Search Folder Criteria (D§4.1): properties, the sentence of criteria, a name; and what they find, while they change. */
export function CriteriaDialog({ initial, lockedBy, security, onSave, onClose }: Props) {
  const [draft, setDraft] = useState(initial);
  const [checked, setChecked] = useState(false);
  const [why, setWhy] = useState<{ update: UpdateRow | null } | null>(null);
  const [securing, setSecuring] = useState(false);
  const { busy, problem, attempt } = useAttempt();
  const choices = useChoices();
  const scopes = scopesOf(useRepositoryTree().data?.value);
  const readOnly = lockedBy !== undefined;
  const set = (change: Partial<SearchFolderDraft>) => setDraft((before) => ({ ...before, ...change }));
  const problems = checked ? problemsOf(draft) : {};
  const refusedName = problem?.fields.find(({ path }) => path === 'name')?.message;
  const save = () => {
    setChecked(true);
    const { name, criteria } = problemsOf(draft);
    if (name === undefined && criteria === undefined) void attempt(() => onSave({ ...draft, name: draft.name.trim() }));
  };
  return (
    <DialogWindow
      icon={readOnly ? 'search-folder-locked' : 'search-folder'} title="Search Folder Criteria" width={1020} height={680} onClose={onClose}
      footer={
        <>
          <span className="secondary criteria-note">Matches are found anew each time the folder is opened.</span>
          {!readOnly && <Button appearance="primary" disabled={busy} onClick={save}>OK</Button>}
          <Button onClick={onClose}>{readOnly ? 'Close' : 'Cancel'}</Button>
          {security && <Button onClick={() => setSecuring(true)}>Security…</Button>}
          <Button onClick={() => openHelp('search-folders')}>Help</Button>
        </>
      }
    >
      <div className="criteria-dialog">
        <section className="criteria-step">
          <h3 className="criteria-head"><strong>Step 1:</strong> Select the properties to search for</h3>
          <PropertyList criteria={draft.criteria} readOnly={readOnly} onChange={(criteria) => set({ criteria })} />
        </section>
        <section className="criteria-step">
          {readOnly && <Block intent="information">This search folder was made at {lockedBy} and is read-only here. Connect to {lockedBy} to change it.</Block>}
          <h3 className="criteria-head"><strong>Step 2:</strong> Edit the search criteria, click an underlined value to change it</h3>
          <CriteriaText criteria={draft.criteria} choices={choices} readOnly={readOnly} onChange={(criteria) => set({ criteria })} />
          {problems.criteria && <p role="alert" className="criteria-problem">{problems.criteria}</p>}
          <Preview criteria={draft.criteria} lookIn={draft.lookIn} onWhy={(update) => setWhy({ update })} />
          <div className="criteria-name">
            <label htmlFor="search-folder-name"><strong>Step 3:</strong> Search folder name:</label>
            <Field validationMessage={problems.name ?? refusedName}>
              <Input id="search-folder-name" disabled={readOnly} maxLength={500} value={draft.name} onChange={(_, data) => set({ name: data.value })} />
            </Field>
          </div>
          <LookIn draft={draft} scopes={scopes} readOnly={readOnly} onChange={(lookIn) => set({ lookIn })} />
          {problem && !refusedName && <ErrorBlock error={problem} />}
        </section>
      </div>
      {securing && <DialogWindow icon="security-rights" title={`Security of ${initial.name}`} width={620} onClose={() => setSecuring(false)} footer={<Button onClick={() => setSecuring(false)}>Close</Button>}>{security}</DialogWindow>}
      {why && <WhyDialog criteria={draft.criteria} lookIn={draft.lookIn} update={why.update} onClose={() => setWhy(null)} />}
    </DialogWindow>
  );
}
