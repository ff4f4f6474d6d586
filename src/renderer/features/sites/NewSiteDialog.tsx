import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { newSite, type NewSite } from '../../../contract/index.ts';
import { explain, type Explanation } from '../../data/index.ts';
import { notify } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { addSite } from './actions.tsx';
import './sites.css';

/** The key is shown once; what the other machine runs stands beside it. */
function JoinKey({ code, joinKey }: { code: string; joinKey: string }) {
  return (
    <>
      <Block intent="done" title={`${code} is expected`}>
        The key is shown this once. On the other machine run this, with the name of this server and the port it listens on:
      </Block>
      <pre className="sites-command">{`patchbay serve --site ${code} --parent https://SERVER:PORT --join ${joinKey}`}</pre>
    </>
  );
}

/** Makes a child site: in this program, or expected from another machine (SYNC-11). */
export default function NewSiteDialog({ parent, onClose }: { parent: string; onClose(): void }) {
  const form = useForm<NewSite>({ resolver: zodResolver(newSite), defaultValues: { code: '', name: '', server: '', kind: 'primary', place: 'here' }, mode: 'onTouched' });
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [made, setMade] = useState<{ code: string; joinKey: string } | null>(null);
  const { errors, isSubmitting } = form.formState;

  const make = form.handleSubmit(async (site) => {
    setProblem(null);
    try {
      const { value } = await addSite(parent, site);
      if (value.joinKey !== null) return setMade({ code: value.code, joinKey: value.joinKey });
      notify({ intent: 'done', title: `${site.code} – ${site.name} was made`, text: `It synchronizes from ${parent}.` });
      onClose();
    } catch (error) {
      setProblem(explain(error));
    }
  });
  const text = (name: 'code' | 'name' | 'server', label: string, placeholder: string) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Field label={label} validationMessage={errors[name]?.message}>
          <Input ref={field.ref} value={field.value} placeholder={placeholder} onBlur={field.onBlur} onChange={(_, data) => field.onChange(name === 'code' ? data.value.toUpperCase() : data.value)} />
        </Field>
      )}
    />
  );
  const choice = (name: 'kind' | 'place', label: string, choices: [string, string][]) => (
    <Controller
      control={form.control}
      name={name}
      render={({ field }) => (
        <Field label={label}>
          <RadioGroup value={field.value} onChange={(_, data) => field.onChange(data.value)}>
            {choices.map(([value, about]) => <Radio key={value} value={value} label={about} />)}
          </RadioGroup>
        </Field>
      )}
    />
  );
  return (
    <DialogWindow
      icon="site"
      title={`New Site below ${parent}`}
      width={500}
      onClose={onClose}
      footer={
        made ? (
          <Button appearance="primary" onClick={onClose}>Close</Button>
        ) : (
          <>
            <Button appearance="primary" disabled={isSubmitting} onClick={() => void make()}>OK</Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        )
      }
    >
      {made ? (
        <JoinKey {...made} />
      ) : (
        <form className="sites-fields" onSubmit={(event) => void make(event)}>
          {text('code', 'Site code', 'PR1')}
          {text('name', 'Name', 'Chicago')}
          {text('server', 'Site server', 'PR101.corp.lab')}
          {choice('kind', 'Type', [['primary', 'Primary site: its own site database, WSUS catalog and logs'], ['secondary', 'Secondary site: a WSUS replica and its log, no site database']])}
          {choice('place', 'Runs in', [['here', 'This program'], ['elsewhere', 'Another Patchbay, perhaps on another machine']])}
          {problem && <ErrorBlock error={problem} />}
          <button type="submit" hidden />
        </form>
      )}
    </DialogWindow>
  );
}
