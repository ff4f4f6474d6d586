import { Button, Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Collection, DeploymentSettings } from '../../../../contract/index.ts';
import { useCollections } from '../../../data/index.ts';
import { count, DialogWindow } from '../../../ui/index.ts';
import '../deployments.css';

/** A part of the settings and what changes it. */
export interface SettingsProps {
  settings: DeploymentSettings;
  disabled?: boolean;
  onSettings(settings: DeploymentSettings): void;
}

function BrowseCollection({ chosen, onChoose, onClose }: { chosen: string | null; onChoose(code: string): void; onClose(): void }) {
  const collections = useCollections().data?.value ?? [];
  const [text, setText] = useState('');
  const [code, setCode] = useState(chosen);
  const shown = collections.filter((one) => one.name.toLowerCase().includes(text.trim().toLowerCase()));
  const choose = (one: string | null) => one !== null && (onChoose(one), onClose());
  return (
    <DialogWindow
      icon="collection" title="Browse Collection" width={440} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={code === null} onClick={() => choose(code)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="deployment-form">
        <Field label="Look for"><Input type="search" value={text} onChange={(_, data) => setText(data.value)} /></Field>
        <div role="listbox" aria-label="Collections" className="listbox deployment-collections" tabIndex={0} onKeyDown={(event) => {
          const at = shown.findIndex((one) => one.code === code);
          const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
          if (event.key === 'Enter') return choose(code);
          if (to === undefined || !shown[to]) return;
          event.preventDefault();
          setCode(shown[to].code);
        }}>
          {shown.map((one) => (
            <div key={one.id} role="option" aria-selected={one.code === code} onClick={() => setCode(one.code)} onDoubleClick={() => choose(one.code)}>
              {one.name} <span className="secondary">{count(one.members)}</span>
            </div>
          ))}
          {shown.length === 0 && <p className="secondary">No collection has “{text}” in its name.</p>}
        </div>
      </div>
    </DialogWindow>
  );
}

export const collectionNamed = (collections: readonly Collection[], code: string | null): Collection | undefined => collections.find((one) => one.code === code);

/** Who it is for; a template may leave it open, for rollouts in steps (D§5.2). */
export function CollectionFields({ settings, disabled, onSettings, optional }: SettingsProps & { optional: boolean }) {
  const collections = useCollections().data?.value;
  const [browsing, setBrowsing] = useState(false);
  const { collection } = settings;
  const known = collectionNamed(collections ?? [], collection);
  const text = collection === null ? '' : (known?.name ?? collection);
  return (
    <div className="deployment-form">
      <div className="deployment-row">
        <Field label="Collection" validationMessage={collection !== null && collections && !known ? 'There is no such collection at this site.' : undefined} validationState={collection !== null && collections && !known ? 'warning' : undefined}>
          <Input readOnly disabled={disabled} value={text} placeholder={optional ? 'None: chosen when the template is used' : ''} />
        </Field>
        <Button disabled={disabled} onClick={() => setBrowsing(true)}>Browse…</Button>
        {optional && <Button disabled={disabled || collection === null} onClick={() => onSettings({ ...settings, collection: null })}>Clear</Button>}
      </div>
      {known && <p className="secondary">{count(known.members)} computers are members now.</p>}
      <Checkbox label="Include members of subcollections" disabled={disabled} checked={settings.includeSubcollections} onChange={(_, data) => onSettings({ ...settings, includeSubcollections: data.checked === true })} />
      {browsing && <BrowseCollection chosen={collection} onChoose={(code) => onSettings({ ...settings, collection: code })} onClose={() => setBrowsing(false)} />}
    </div>
  );
}
