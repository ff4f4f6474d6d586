import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import { useForm, type FieldErrors, type UseFormReturn } from 'react-hook-form';
import { deploymentPackageDraft, type DeploymentPackage, type DeploymentPackageDraft, type ObjectRef } from '../../../contract/index.ts';
import { ask, command, explain, useReason, type Explanation, type Reply } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, counted, dateTime, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { contentText, priorityNames } from './words.ts';
import './deployment-packages.css';

const TABS = ['General', 'Data Source', 'Data Access', 'Distribution Settings', 'Security'] as const;

interface TabProps {
  form: UseFormReturn<DeploymentPackageDraft>;
  one: DeploymentPackage;
  disabled: boolean;
}
const change = { shouldDirty: true, shouldValidate: true } as const;

function General({ form: { watch, setValue, formState: { errors } }, one, disabled }: TabProps) {
  const draft = watch();
  return (
    <>
      <Field label="Name" validationMessage={errors.name?.message}><Input value={draft.name} disabled={disabled} maxLength={100} onChange={(_, data) => setValue('name', data.value, change)} /></Field>
      <Field label="Description" validationMessage={errors.description?.message}><Textarea rows={2} value={draft.description} disabled={disabled} onChange={(_, data) => setValue('description', data.value, change)} /></Field>
      <Field label="Package source" validationMessage={errors.source?.message} hint={one.updates > 0 ? 'The source of a package with files cannot be changed.' : undefined}><Input value={draft.source} disabled={disabled || one.updates > 0} maxLength={300} onChange={(_, data) => setValue('source', data.value, change)} /></Field>
      <Checkbox label="Enable binary differential replication" checked={draft.differential} disabled={disabled} onChange={(_, data) => setValue('differential', data.checked === true, change)} />
      <dl className="facts">
        <dt>Package ID</dt><dd>{one.id}</dd>
        <dt>Source site</dt><dd>{one.sourceSite}</dd>
        <dt>Created</dt><dd>{dateTime(one.createdAt)} UTC by {one.createdBy}</dd>
        <dt>Modified</dt><dd>{dateTime(one.modifiedAt)} UTC by {one.modifiedBy}</dd>
      </dl>
    </>
  );
}

const DataSource = ({ form: { watch, setValue }, one, disabled }: TabProps) => (
  <>
    <dl className="facts">
      <dt>Package source</dt><dd>{one.settings.source}</dd>
      <dt>Source version</dt><dd>{one.version}</dd>
      <dt>Content</dt><dd>{contentText(one)}</dd>
      <dt>Software updates</dt><dd>{counted(one.updates, 'software update')}</dd>
      <dt>Last refresh</dt><dd>{one.refreshedAt === null ? 'Never' : `${dateTime(one.refreshedAt)} UTC`}</dd>
    </dl>
    <Checkbox label="Persist content in the client cache" checked={watch().persist} disabled={disabled} onChange={(_, data) => setValue('persist', data.checked === true, change)} />
  </>
);

function DataAccess({ form: { watch, setValue, formState: { errors } }, one, disabled }: TabProps) {
  const { share, disconnect } = watch();
  const fixed = disabled || one.distributionPoints.all > 0;
  const named = (errors as FieldErrors<{ share: { name: string } }>).share?.name?.message;
  return (
    <>
      <RadioGroup aria-label="Share" value={share.kind} disabled={fixed} onChange={(_, data) => setValue('share', { ...share, kind: data.value as 'common' | 'named' }, change)}>
        <Radio value="common" label="Access distribution folder through common ConfigMgr package share" />
        <Radio value="named" label="Share distribution folder" />
      </RadioGroup>
      <Field label="Share name" validationMessage={named} hint={one.distributionPoints.all > 0 ? 'It can be changed while the package is on no distribution point.' : undefined}><Input value={share.name} disabled={fixed || share.kind === 'common'} maxLength={80} onChange={(_, data) => setValue('share', { ...share, name: data.value }, change)} /></Field>
      <Checkbox label="Disconnect users from distribution points" checked={disconnect.enabled} disabled={disabled} onChange={(_, data) => setValue('disconnect', { ...disconnect, enabled: data.checked === true }, change)} />
      <div className="package-row">
        <Field label="Number of retries before disconnecting users"><Input type="number" min={1} max={99} value={String(disconnect.retries)} disabled={disabled || !disconnect.enabled} onChange={(_, data) => setValue('disconnect', { ...disconnect, retries: Number(data.value) }, change)} /></Field>
        <Field label="Interval between user notification and disconnection (minutes)"><Input type="number" min={1} max={60} value={String(disconnect.minutes)} disabled={disabled || !disconnect.enabled} onChange={(_, data) => setValue('disconnect', { ...disconnect, minutes: Number(data.value) }, change)} /></Field>
      </div>
      {errors.disconnect && <p role="alert">Retries are 1 to 99, minutes 1 to 60.</p>}
    </>
  );
}

function Distribution({ form: { watch, setValue }, disabled }: TabProps) {
  const { priority, sender, branch, onDemand } = watch();
  return (
    <>
      <Field label="Sending priority" hint="Counts when several packages wait; of the same priority the one that was made first is sent first.">
        <Select value={priority} disabled={disabled} onChange={(_, data) => setValue('priority', data.value as DeploymentPackageDraft['priority'], change)}>
          {Object.entries(priorityNames).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
        </Select>
      </Field>
      <Field label="Preferred sender">
        <Select value={sender} disabled={disabled} onChange={(_, data) => setValue('sender', data.value as DeploymentPackageDraft['sender'], change)}>
          <option value="none">&lt;No Preference&gt;</option>
          <option value="courier">Courier Sender</option>
        </Select>
      </Field>
      <Field label="Branch distribution points">
        <RadioGroup value={branch} disabled={disabled} onChange={(_, data) => setValue('branch', data.value as 'automatic' | 'manual', change)}>
          <Radio value="automatic" label="Automatically download content when packages are assigned to branch distribution points" />
          <Radio value="manual" label="Administrator manually copies this package to branch distribution points" />
        </RadioGroup>
      </Field>
      <Checkbox label="Make this package available on protected distribution points when requested by clients inside the protected boundaries" checked={onDemand} disabled={disabled || branch === 'manual'} onChange={(_, data) => setValue('onDemand', data.checked === true, change)} />
    </>
  );
}

/** In which tab an error stands. */
const tabOf = (field: string): (typeof TABS)[number] => (field === 'share' || field === 'disconnect' ? 'Data Access' : 'General');

function Sheet({ loaded, security, onClose }: { loaded: Reply<DeploymentPackage>; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const { value: one, revision } = loaded;
  const [current, setCurrent] = useState<string>(TABS[0]);
  const form = useForm<DeploymentPackageDraft>({ resolver: zodResolver(deploymentPackageDraft), defaultValues: one.settings });
  const { errors, isDirty, isSubmitting } = form.formState;
  const reason = useReason('deploymentPackages.change', one.id);
  const disabled = one.locked || reason !== null;
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [seen, setSeen] = useState(revision);
  const save = (close: boolean) =>
    form.handleSubmit(async (draft) => {
      setProblem(null);
      try {
        if (isDirty) {
          const saved = await command((e, call) => e.deploymentPackages.change({ call, id: one.id, draft }), seen);
          setSeen(saved.revision);
          form.reset(draft);
        }
        if (close) onClose();
      } catch (error) {
        const explained = explain(error);
        setProblem(explained);
        for (const { path, message } of explained.fields) form.setError(path.replace(/^draft\./, '') as 'name', { message });
      }
    });
  const tab = { form, one, disabled };
  return (
    <DialogWindow
      icon={one.locked ? 'deployment-package-locked' : 'deployment-package'} title={`${one.settings.name} Properties`} width={660} height={560} onClose={onClose}
      tabs={{ names: TABS, current, onSelect: setCurrent, marked: Object.keys(errors).map(tabOf) }}
      footer={
        <>
          <Button appearance="primary" disabled={isSubmitting} onClick={() => void save(true)()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!isDirty || isSubmitting} onClick={() => void save(false)()}>Apply</Button>
          <Button onClick={() => openHelp('deployment-packages')}>Help</Button>
        </>
      }
    >
      {current === 'Security' && security({ kind: 'deploymentPackage', id: one.id, name: one.settings.name })}
      {current !== 'Security' && (
        <div className="package-form">
          {problem && <ErrorBlock error={problem} />}
          {one.locked && <Block intent="information">It came from site {one.sourceSite}: it is read-only here and changed there. Its actions are not: it can be copied to distribution points of this site.</Block>}
          {!one.locked && reason !== null && <Block intent="information">{reason}</Block>}
          {current === 'General' && <General {...tab} />}
          {current === 'Data Source' && <DataSource {...tab} />}
          {current === 'Data Access' && <DataAccess {...tab} />}
          {current === 'Distribution Settings' && <Distribution {...tab} />}
        </div>
      )}
    </DialogWindow>
  );
}

/** The five tabs of a package (D§5.4); read once, so that a change by somebody else shows as a conflict and is not overwritten. */
export default function PackageProperties({ id, security, onClose }: { id: string; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const [loaded, setLoaded] = useState<Reply<DeploymentPackage | undefined> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => void ask((e, call) => e.deploymentPackages.list({ call })).then(({ revision, value }) => setLoaded({ revision, value: value.find((one) => one.id === id) }), setProblem), [id]);
  const gone = { what: 'The deployment package is not there.', why: 'It was deleted meanwhile.', todo: 'Press F5 to refresh the tree.' };
  if (problem !== null || (loaded && !loaded.value)) {
    return (
      <DialogWindow icon="deployment-package" title="Deployment Package Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={problem === null ? gone : explain(problem)} />
      </DialogWindow>
    );
  }
  return loaded?.value ? <Sheet loaded={{ revision: loaded.revision, value: loaded.value }} security={security} onClose={onClose} /> : null;
}
