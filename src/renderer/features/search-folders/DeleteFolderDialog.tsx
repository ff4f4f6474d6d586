import { Button } from '@fluentui/react-components';
import type { SearchFolder } from '../../../contract/index.ts';
import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { notify, openDialog } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './search-folders.css';

const kinds = { folder: 'folder', searchFolder: 'search folder' };

function Names({ folders, says }: { folders: readonly SearchFolder[]; says: string }) {
  if (folders.length === 0) return null;
  return (
    <div>
      <p>{says}</p>
      <ul className="folder-gone">
        {folders.map(({ id, name, kind }) => <li key={id}>{name} ({kinds[kind]})</li>)}
      </ul>
    </div>
  );
}

/** Names what goes with a folder before it is deleted. */
export function DeleteFolderDialog({ folder, revision, onDeleted, onClose }: { folder: SearchFolder; revision: number; onDeleted(): void; onClose(): void }) {
  const { id, name, kind } = folder;
  const deletion = useAsked(['searchFolders', 'deletion', id], (e, call) => e.searchFolders.deletion({ call, id }), { keepPrevious: false });
  const { busy, problem, attempt } = useAttempt();
  const failed = problem ?? (deletion.error ? explain(deletion.error) : null);
  const found = deletion.data?.value;
  const remove = () =>
    attempt(async () => {
      const { revision: deleted } = await command((e, call) => e.searchFolders.delete({ call, id }), revision);
      notify({ intent: 'done', title: `${name} was deleted`, text: 'The software updates stay.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision: deleted }) } });
      onDeleted();
      onClose();
    });
  return (
    <DialogWindow
      alert icon={kind === 'folder' ? 'folder' : 'search-folder'} title={kind === 'folder' ? 'Delete Folder' : 'Delete Search Folder'} width={480} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || !found} onClick={() => void remove()}>Delete</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="folder-form">
        <Block intent="warning" title={`Delete ${name}?`}>The software updates it shows stay in the Update Repository.</Block>
        <Names folders={found?.gone.slice(1) ?? []} says="What stands in it goes too:" />
        <Names folders={found?.returned ?? []} says="What a parent site made returns to Search Folders:" />
        {failed && <ErrorBlock error={failed} onRetry={problem ? undefined : () => void deletion.refetch()} />}
      </div>
    </DialogWindow>
  );
}
