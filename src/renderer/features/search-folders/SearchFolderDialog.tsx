import { Button } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { ObjectRef, SearchFolder, SearchFolderDraft, UpdateRow } from '../../../contract/index.ts';
import { ask, command, explain, useAsked, type Reply } from '../../data/index.ts';
import { expand, go, notify, type SearchFolderRequest } from '../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { CriteriaDialog } from './CriteriaDialog.tsx';
import { DeleteFolderDialog } from './DeleteFolderDialog.tsx';
import { FolderNameDialog } from './FolderNameDialog.tsx';
import { MoveFolderDialog } from './MoveFolderDialog.tsx';
import { WhyDialog } from './WhyDialog.tsx';

const nodeOf = (id: number | null) => (id === null ? 'search-folders' : `search-folders/${id}`);

/** Goes to a folder that was made, with the one it stands in open. */
function show({ id, parent }: SearchFolder) {
  expand([nodeOf(parent)]);
  go(nodeOf(id));
}

/** Of an update only its details can be asked for by its number; a row shows the same. */
function Why({ folder, update, onClose }: { folder: SearchFolder; update: number | null; onClose(): void }) {
  const details = useAsked(['updateRepository', 'details', update], (e, call) => e.updateRepository.details({ call, id: update! }), { enabled: update !== null });
  const row: UpdateRow | null = details.data?.value ?? null;
  if (update !== null && !row && !details.error) return null;
  return <WhyDialog criteria={folder.criteria} lookIn={folder.lookIn} update={row} onClose={onClose} />;
}

type OfFolder = Exclude<SearchFolderRequest, { parent: number | null }>;

/** Dialogs of a folder that is there: it is read as it is now, so that a later change of others shows as a conflict. */
function WithFolder({ request, security, onClose }: { request: OfFolder; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const { id } = request;
  const [read, setRead] = useState<Reply<SearchFolder[]> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const load = () => {
    setProblem(null);
    ask((e, call) => e.searchFolders.list({ call })).then(setRead, setProblem);
  };
  useEffect(load, [id]);
  if (!read && !problem) return null;
  const folder = read?.value.find((one) => one.id === id);
  if (!read || !folder) {
    const gone = { what: 'The folder is not there.', why: 'Someone has deleted it.', todo: 'Press F5 to refresh the list.' };
    return (
      <DialogWindow icon="search-folder" title="Search Folder" width={480} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={problem ? explain(problem) : gone} onRetry={load} />
      </DialogWindow>
    );
  }
  const { revision, value: all } = read;
  switch (request.verb) {
    case 'criteria':
      return (
        <CriteriaDialog
          initial={{ name: folder.name, criteria: folder.criteria, lookIn: folder.lookIn }} lockedBy={folder.locked ? folder.sourceSite : undefined} security={security({ kind: 'searchFolder', id: String(id), name: folder.name })} onClose={onClose}
          onSave={async (draft) => {
            await command((e, call) => e.searchFolders.change({ call, id, draft }), revision);
            onClose();
          }}
        />
      );
    case 'rename':
      return (
        <FolderNameDialog
          title={`Rename ${folder.name}`} icon={folder.kind === 'folder' ? 'folder' : 'search-folder'} initial={folder.name} onClose={onClose}
          onSave={async (name) => {
            await command((e, call) => e.searchFolders.rename({ call, id, name }), revision);
            onClose();
          }}
        />
      );
    case 'move':
      return <MoveFolderDialog folder={folder} all={all} revision={revision} onClose={onClose} />;
    case 'delete':
      return <DeleteFolderDialog folder={folder} revision={revision} onClose={onClose} onDeleted={() => go(nodeOf(folder.parent))} />;
    case 'why':
      return <Why folder={folder} update={request.update} onClose={onClose} />;
  }
}

/** The dialog that was asked for. */
export default function SearchFolderDialog({ request, security, onClose }: { request: SearchFolderRequest; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  if (!('parent' in request)) return <WithFolder key={`${request.verb} ${request.id}`} request={request} security={security} onClose={onClose} />;
  const { parent } = request;
  if (request.verb === 'newFolder') {
    return (
      <FolderNameDialog
        title="New Folder" icon="folder" initial="New Folder" onClose={onClose}
        onSave={async (name) => {
          const { value } = await command((e, call) => e.searchFolders.createFolder({ call, parent, name }));
          show(value);
          onClose();
        }}
      />
    );
  }
  const initial: SearchFolderDraft = request.verb === 'import' ? request.draft : { name: '', criteria: [], lookIn: request.lookIn };
  return (
    <CriteriaDialog
      initial={initial} onClose={onClose}
      onSave={async (draft) => {
        const { value } = await command((e, call) => e.searchFolders.create({ call, parent, draft }));
        notify({ intent: 'done', title: request.verb === 'import' ? `${value.name} was imported` : `${value.name} was made` });
        show(value);
        onClose();
      }}
    />
  );
}
