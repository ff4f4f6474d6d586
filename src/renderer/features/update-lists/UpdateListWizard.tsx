import { Checkbox, Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { updateListDraft, type UpdateList } from '../../../contract/index.ts';
import { command, explain, useReason, useUpdateLists } from '../../data/index.ts';
import { go, openHelp } from '../../state/index.ts';
import { counted, ErrorBlock, Wizard, type WizardOutcome, type WizardPage } from '../../ui/index.ts';
import { Results } from './Results.tsx';
import './update-lists.css';

/** The pages that download files, which another feature draws. */
interface Download {
  pages: WizardPage[];
  summary: ReactNode;
  start(): Promise<{ contents: number }>;
}
type PackagePagesOf = (asked: { updates: readonly number[]; wanted: boolean; children(download: Download): ReactNode }) => ReactNode;

type Target = { kind: 'existing'; id: number | null } | { kind: 'new'; name: string; description: string };

/** What the schema says of a field, once something stands in it. */
function messageOf(target: Target, field: 'name' | 'description'): string | undefined {
  if (target.kind === 'existing' || target[field] === '') return undefined;
  const { kind: _kind, ...draft } = target;
  return updateListDraft.safeParse(draft).error?.issues.find((issue) => issue.path[0] === field)?.message;
}

function missingOf(target: Target, lists: readonly UpdateList[]): string | null {
  if (target.kind === 'existing') return lists.some((list) => list.id === target.id) ? null : 'Choose an update list.';
  const { kind: _kind, ...draft } = target;
  return updateListDraft.safeParse(draft).error?.issues[0]?.message ?? null;
}

/** ○ add to an existing list, ○ create a new one with name and description (D§5.1). */
function Choice({ target, lists, onTarget, download, onDownload, whyNot }: { target: Target; lists: readonly UpdateList[]; onTarget(target: Target): void; download: boolean; onDownload(download: boolean): void; whyNot: string | null }) {
  const existing = target.kind === 'existing';
  return (
    <>
      <RadioGroup aria-label="Which update list" value={target.kind} onChange={(_, data) => onTarget(data.value === 'existing' ? { kind: 'existing', id: lists[0]?.id ?? null } : { kind: 'new', name: '', description: '' })}>
        <Radio value="existing" label="Add to an existing update list" disabled={lists.length === 0} />
        <div className="list-choice">
          <Field label="Update list">
            <Select disabled={!existing} value={existing ? String(target.id) : ''} onChange={(_, data) => onTarget({ kind: 'existing', id: Number(data.value) })}>
              {lists.length === 0 && <option value="">There is none yet</option>}
              {!existing && lists.length > 0 && <option value="">–</option>}
              {lists.map((list) => (
                <option key={list.id} value={list.id}>{list.name} ({counted(list.updates, 'software update')})</option>
              ))}
            </Select>
          </Field>
        </div>
        <Radio value="new" label="Create a new update list" />
      </RadioGroup>
      <div className="list-choice">
        <Field label="Name" required validationMessage={messageOf(target, 'name')}>
          <Input disabled={existing} value={existing ? '' : target.name} maxLength={200} onChange={(_, data) => !existing && onTarget({ ...target, name: data.value })} />
        </Field>
        <Field label="Description" validationMessage={messageOf(target, 'description')}>
          <Textarea disabled={existing} rows={3} value={existing ? '' : target.description} onChange={(_, data) => !existing && onTarget({ ...target, description: data.value })} />
        </Field>
      </div>
      <Checkbox label="Download the files associated with the selected software updates" checked={download} disabled={whyNot !== null} title={whyNot ?? undefined} onChange={(_, data) => onDownload(data.checked === true)} />
    </>
  );
}

function Summary({ target, lists, updates }: { target: Target; lists: readonly UpdateList[]; updates: number }) {
  const existing = target.kind === 'existing' ? lists.find((list) => list.id === target.id) : undefined;
  return (
    <dl className="facts">
      <dt>Update list</dt>
      <dd>{target.kind === 'new' ? `${target.name.trim()} (new)` : (existing?.name ?? 'It is not there any more.')}</dd>
      {target.kind === 'new' && target.description.trim() !== '' && (
        <>
          <dt>Description</dt>
          <dd>{target.description.trim()}</dd>
        </>
      )}
      <dt>Software updates</dt>
      <dd>{counted(updates, 'software update')}{existing ? `, beside ${counted(existing.updates, 'that is', 'that are')} on the list; what is on it already stays as it is` : ''}</dd>
    </dl>
  );
}

/** The list is made; what becomes of the download is said beside it. */
async function started(download: Download): Promise<ReactNode> {
  try {
    const { contents } = await download.start();
    return <p>{contents === 0 ? 'The files are in the package already.' : `${counted(contents, 'content is', 'contents are')} being downloaded into the package.`}</p>;
  } catch (error) {
    return <ErrorBlock error={explain(error)} />;
  }
}

/** Update List Wizard (REPO-06): puts selected updates on a list; dropped on one, it does not ask for it. */
export default function UpdateListWizard({ updates, list, packagePages, onClose }: { updates: readonly number[]; list: number | null; packagePages: PackagePagesOf; onClose(): void }) {
  const all = useUpdateLists().data?.value;
  const lists = all?.filter((one) => !one.locked) ?? [];
  const [chosen, setTarget] = useState<Target | null>(list === null ? null : { kind: 'existing', id: list });
  const [made, setMade] = useState<number | null>(null);
  const [downloading, setDownloading] = useState(false);
  const reason = useReason('deploymentPackages.create');
  if (!all) return null;
  const target = chosen ?? (lists.length === 0 ? { kind: 'new', name: '', description: '' } : { kind: 'existing', id: lists[0]!.id });
  const page: WizardPage = { name: 'Update List', title: 'Add the updates to a list, or make a new one', missing: missingOf(target, lists), content: <Choice target={target} lists={lists} onTarget={setTarget} download={downloading} onDownload={setDownloading} whyNot={reason} /> };

  const run = async (download: Download): Promise<WizardOutcome> => {
    try {
      const { value } = await command((e, call) => {
        if (target.kind === 'existing') return e.updateLists.add({ call, id: target.id!, updates: [...updates] });
        const { kind: _kind, ...draft } = target;
        return e.updateLists.create({ call, draft, updates: [...updates] });
      });
      setMade(value.id);
      return { confirmation: <>{downloading && (await started(download))}<Results outcome={value} /></> };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  const draw = (download: Download) => (
    <Wizard
      icon="update-list"
      title="Update List Wizard"
      height={620}
      pages={[...(list === null ? [page] : []), ...(downloading ? download.pages : [])]}
      summary={<><Summary target={target} lists={lists} updates={updates.length} />{downloading && download.summary}</>}
      progress="The updates are put on the list…"
      run={() => run(download)}
      next={made === null ? undefined : { label: 'Show the List', run: () => (onClose(), go(`update-lists/${made}`)) }}
      onHelp={() => openHelp('update-lists')}
      onClose={onClose}
    />
  );
  return packagePages({ updates, wanted: downloading, children: draw });
}
