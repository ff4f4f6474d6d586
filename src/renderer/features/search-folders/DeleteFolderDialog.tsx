import type { SearchFolder } from '../../../contract/index.ts';
import { command, explain, useAsked, useAttempt } from '../../data/index.ts';
import { notify, openDialog } from '../../state/index.ts';
import { Block, DeleteDialog, NamedLines } from '../../ui/index.ts';

const kinds = { folder: 'folder', searchFolder: 'search folder' };

const line = ({ id, name, kind }: SearchFolder) => ({ key: id, text: `${name} (${kinds[kind]})` });

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
    <DeleteDialog
      icon={kind === 'folder' ? 'folder' : 'search-folder'} title={kind === 'folder' ? 'Delete Folder' : 'Delete Search Folder'}
      ready={!busy && found !== undefined} failed={failed} onRetry={problem ? undefined : () => void deletion.refetch()} onDelete={() => void remove()} onClose={onClose}
    >
      <Block intent="warning" title={`Delete ${name}?`}>The software updates it shows stay in the Update Repository.</Block>
      <NamedLines says="What stands in it goes too:" lines={(found?.gone.slice(1) ?? []).map(line)} />
      <NamedLines says="What a parent site made returns to Search Folders:" lines={(found?.returned ?? []).map(line)} />
    </DeleteDialog>
  );
}
