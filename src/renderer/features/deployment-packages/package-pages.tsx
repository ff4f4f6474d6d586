import { Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { deploymentPackageDraft, type DeploymentPackage, type DeploymentPackageDraft, type DistributionPoint, type DownloadOrigin, type DownloadPlan } from '../../../contract/index.ts';
import { Block, bytes, counted } from '../../ui/index.ts';
import { newPackage, priorityNames } from './words.ts';

export type Target = { kind: 'existing'; id: string | null } | { kind: 'new'; draft: DeploymentPackageDraft };

/** What the schema says of a field, once something stands in it. */
const messageOf = (draft: DeploymentPackageDraft, field: 'name' | 'description' | 'source') =>
  draft[field] === '' ? undefined : deploymentPackageDraft.safeParse(draft).error?.issues.find((issue) => issue.path[0] === field)?.message;

/** ○ select a package of this site, ○ create one (D§5.3). */
export function TargetPage({ target, packages, onTarget, onDraft }: { target: Target; packages: readonly DeploymentPackage[]; onTarget(target: Target): void; onDraft(change: Partial<DeploymentPackageDraft>): void }) {
  const existing = target.kind === 'existing';
  const draft = existing ? newPackage : target.draft;
  return (
    <>
      <RadioGroup aria-label="Which deployment package" value={target.kind} onChange={(_, data) => onTarget(data.value === 'existing' ? { kind: 'existing', id: packages[0]?.id ?? null } : { kind: 'new', draft: newPackage })}>
        <Radio value="existing" label="Select deployment package" disabled={packages.length === 0} />
        <div className="package-choice">
          <Field label="Deployment package">
            <Select disabled={!existing} value={existing ? (target.id ?? '') : ''} onChange={(_, data) => onTarget({ kind: 'existing', id: data.value })}>
              {packages.length === 0 && <option value="">There is none yet</option>}
              {!existing && packages.length > 0 && <option value="">–</option>}
              {packages.map((one) => <option key={one.id} value={one.id}>{one.settings.name} ({one.id}, {counted(one.updates, 'software update')})</option>)}
            </Select>
          </Field>
        </div>
        <Radio value="new" label="Create a new deployment package" />
      </RadioGroup>
      <div className="package-choice">
        <Field label="Name" required validationMessage={messageOf(draft, 'name')}>
          <Input disabled={existing} value={draft.name} maxLength={100} onChange={(_, data) => onDraft({ name: data.value })} />
        </Field>
        <Field label="Description" validationMessage={messageOf(draft, 'description')}>
          <Textarea disabled={existing} rows={2} value={draft.description} onChange={(_, data) => onDraft({ description: data.value })} />
        </Field>
        <Field label="Package source" required validationMessage={messageOf(draft, 'source')} hint="\\server\share\folder, used by no other package">
          <Input disabled={existing} value={draft.source} maxLength={300} placeholder="\\CEN01\Sources\2013-01" onChange={(_, data) => onDraft({ source: data.value })} />
        </Field>
        <Field label="Sending priority">
          <Select disabled={existing} value={draft.priority} onChange={(_, data) => onDraft({ priority: data.value as DeploymentPackageDraft['priority'] })}>
            {Object.entries(priorityNames).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
          </Select>
        </Field>
        <Checkbox disabled={existing} label="Enable binary differential replication" checked={draft.differential} onChange={(_, data) => onDraft({ differential: data.checked === true })} />
      </div>
    </>
  );
}

/** Distribution points of the site; those that have the package keep it. */
export function PointsPage({ points, has, chosen, onChosen }: { points: readonly DistributionPoint[]; has: readonly string[]; chosen: readonly string[]; onChosen(chosen: readonly string[]): void }) {
  const toggle = (server: string, on: boolean) => onChosen(on ? [...chosen, server] : chosen.filter((one) => one !== server));
  if (points.length === 0) return <Block intent="warning" title="This site has no distribution point">Without one no client can get the updates. Install the role under Site Settings, Site Systems: New Distribution Point. The files can be downloaded now and copied later.</Block>;
  return (
    <div role="group" aria-label="Distribution points" className="package-points">
      {points.map(({ server, settings }) => (
        <Checkbox
          key={server} checked={has.includes(server) || chosen.includes(server)} disabled={has.includes(server)} onChange={(_, data) => toggle(server, data.checked === true)}
          label={`${server}${settings.branch ? ', branch' : ''}${settings.protected ? ', protected' : ''}${has.includes(server) ? ' (has the package)' : ''}`}
        />
      ))}
      {has.length === 0 && chosen.length === 0 && <p className="secondary">Without a distribution point no client can get the updates from this package; it can be copied later.</p>}
    </div>
  );
}

/** ○ Internet ○ a folder on the network (D§5.3). */
export function LocationPage({ origin, onOrigin, labScale }: { origin: DownloadOrigin; onOrigin(origin: DownloadOrigin): void; labScale: number | null }) {
  return (
    <>
      <RadioGroup aria-label="Download location" value={origin.kind} onChange={(_, data) => onOrigin(data.value === 'folder' ? { kind: 'folder', path: '' } : { kind: 'internet' })}>
        <Radio value="internet" label="Download software updates from the Internet" />
        <Radio value="folder" label="Download software updates from a location on the local network" />
      </RadioGroup>
      <div className="package-choice">
        <Field label="Folder" hint="The files lie in it by their names. They are checked against the digests of the metadata, wherever they come from.">
          <Input disabled={origin.kind !== 'folder'} value={origin.kind === 'folder' ? origin.path : ''} maxLength={300} placeholder="\\server\share\folder" onChange={(_, data) => onOrigin({ kind: 'folder', path: data.value })} />
        </Field>
      </div>
      {labScale !== null && <Block intent="information">In this lab the Internet is a server of Patchbay’s own. A file has the bytes that its digests in the metadata are of; where the real size is known it is that by {labScale.toLocaleString('en-US')}, from 4 KB to 1 MB.</Block>}
    </>
  );
}

/** Languages that the updates have files for; those of the software update point are ticked. */
export function LanguagePage({ plan, onLanguages }: { plan: DownloadPlan | undefined; onLanguages(languages: readonly string[]): void }) {
  if (!plan) return <p role="status">The files are looked up…</p>;
  const chosen = plan.languages.filter((one) => one.chosen).map((one) => one.language);
  return (
    <>
      <p>{counted(plan.neutral.files, 'file is', 'files are')} for all languages ({bytes(plan.neutral.size)}) and {plan.neutral.files === 1 ? 'comes' : 'come'} anyway.</p>
      {plan.languages.length === 0 ? (
        <p className="secondary">These software updates have no files for single languages.</p>
      ) : (
        <div role="group" aria-label="Languages" className="package-points">
          {plan.languages.map((one) => (
            <Checkbox key={one.language} checked={one.chosen} label={`${one.name}: ${counted(one.files, 'file')}, ${bytes(one.size)}`} onChange={(_, data) => onLanguages(data.checked === true ? [...chosen, one.language] : chosen.filter((each) => each !== one.language))} />
          ))}
        </div>
      )}
    </>
  );
}
