import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import { useController, useForm } from 'react-hook-form';
import { updateListDraft, type ObjectRef, type UpdateList, type UpdateListDraft } from '../../../contract/index.ts';
import { ask, command, explain, useReason, type Explanation, type Reply } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, counted, dateTime, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './update-lists.css';

const TABS = ['General', 'Security'] as const;

const title = (list: UpdateList) => `${list.name} Properties`;

function Sheet({ loaded, security, onClose }: { loaded: Reply<UpdateList>; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const [current, setCurrent] = useState<string>(TABS[0]);
  const { value: list, revision } = loaded;
  const form = useForm<UpdateListDraft>({ resolver: zodResolver(updateListDraft), defaultValues: { name: list.name, description: list.description } });
  const { field: name } = useController({ name: 'name', control: form.control });
  const { field: description } = useController({ name: 'description', control: form.control });
  const { errors, isDirty, isSubmitting } = form.formState;
  const reason = useReason('updateLists.change', list.id);
  const disabled = list.locked || reason !== null;
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [seen, setSeen] = useState(revision);
  const save = (close: boolean) =>
    form.handleSubmit(async (draft) => {
      setProblem(null);
      try {
        if (isDirty) {
          const saved = await command((e, call) => e.updateLists.change({ call, id: list.id, draft }), seen);
          setSeen(saved.revision);
          form.reset(draft);
        }
        if (close) onClose();
      } catch (error) {
        const explained = explain(error);
        setProblem(explained);
        for (const { path, message } of explained.fields) form.setError(path as 'name', { message });
      }
    });
  return (
    <DialogWindow
      icon={list.locked ? 'update-list-locked' : 'update-list'} title={title(list)} width={620} height={520} onClose={onClose} tabs={{ names: TABS, current, onSelect: setCurrent, marked: errors.name || errors.description ? ['General'] : [] }}
      footer={
        <>
          <Button appearance="primary" disabled={isSubmitting} onClick={() => void save(true)()}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!isDirty || isSubmitting} onClick={() => void save(false)()}>Apply</Button>
          <Button onClick={() => openHelp('update-lists')}>Help</Button>
        </>
      }
    >
      {current === 'Security' && security({ kind: 'updateList', id: String(list.id), name: list.name })}
      {current === 'General' && <div className="list-form">
        {problem && <ErrorBlock error={problem} />}
        {list.locked && <Block intent="information">It came from site {list.sourceSite}: it is read-only here and changed there.</Block>}
        {!list.locked && reason !== null && <Block intent="information">{reason}</Block>}
        <Field label="Name" validationMessage={errors.name?.message}>
          <Input ref={name.ref} value={name.value} disabled={disabled} maxLength={200} onChange={(_, data) => name.onChange(data.value)} />
        </Field>
        <Field label="Description" validationMessage={errors.description?.message}>
          <Textarea ref={description.ref} value={description.value} disabled={disabled} rows={3} onChange={(_, data) => description.onChange(data.value)} />
        </Field>
        <dl className="facts">
          <dt>Software updates</dt>
          <dd>{counted(list.updates, 'software update')}{list.expired > 0 && `, ${list.expired} expired`}{list.superseded > 0 && `, ${list.superseded} superseded`}{list.missing > 0 && `, ${list.missing} not in the repository of this site`}</dd>
          <dt>Created</dt>
          <dd>{dateTime(list.createdAt)} UTC by {list.createdBy}</dd>
          <dt>Modified</dt>
          <dd>{dateTime(list.modifiedAt)} UTC by {list.modifiedBy}</dd>
          <dt>Source site</dt>
          <dd>{list.sourceSite}</dd>
          <dt>Unique ID</dt>
          <dd>{list.uniqueId}</dd>
        </dl>
      </div>}
    </DialogWindow>
  );
}

/** General of an update list; read once, so that a change by somebody else shows as a conflict and is not overwritten. */
export default function UpdateListProperties({ id, security, onClose }: { id: number; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const [loaded, setLoaded] = useState<Reply<UpdateList | undefined> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => void ask((e, call) => e.updateLists.list({ call })).then(({ revision, value }) => setLoaded({ revision, value: value.find((one) => one.id === id) }), setProblem), [id]);
  const gone = { what: 'The update list is not there.', why: 'It was deleted meanwhile.', todo: 'Press F5 to refresh the tree.' };
  if (problem !== null || (loaded && !loaded.value)) {
    return (
      <DialogWindow icon="update-list" title="Update List Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={problem === null ? gone : explain(problem)} />
      </DialogWindow>
    );
  }
  return loaded?.value ? <Sheet loaded={{ revision: loaded.revision, value: loaded.value }} security={security} onClose={onClose} /> : null;
}
