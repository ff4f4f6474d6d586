import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { SearchFolder } from '../../../contract/index.ts';
import { command, useAttempt } from '../../data/index.ts';
import { notify } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import './search-folders.css';

const TOP = 'top';

/** Standard folders that can hold it, each with its depth: not itself, nothing in it, nothing of a parent site. */
function places(all: readonly SearchFolder[], moved: SearchFolder, parent: number | null = null, level = 1): { folder: SearchFolder; level: number }[] {
  return all
    .filter((one) => one.kind === 'folder' && one.parent === parent && one.id !== moved.id && !one.locked)
    .flatMap((folder) => [{ folder, level }, ...places(all, moved, folder.id, level + 1)]);
}

/** Puts a folder into another one. */
export function MoveFolderDialog({ folder, all, revision, onClose }: { folder: SearchFolder; all: readonly SearchFolder[]; revision: number; onClose(): void }) {
  const [to, setTo] = useState(folder.parent === null ? TOP : String(folder.parent));
  const { busy, problem, attempt } = useAttempt();
  const parent = to === TOP ? null : Number(to);
  const move = () =>
    attempt(async () => {
      await command((e, call) => e.searchFolders.move({ call, id: folder.id, parent }), revision);
      notify({ intent: 'done', title: `${folder.name} was moved` });
      onClose();
    });
  return (
    <DialogWindow
      icon={folder.kind === 'folder' ? 'folder' : 'search-folder'} title={`Move ${folder.name}`} width={440} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={busy || parent === folder.parent} onClick={() => void move()}>Move</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="folder-form">
        {folder.locked && <Block intent="warning">It was made at {folder.sourceSite}. It can be moved here once; to move it again, {folder.sourceSite} has to delete it and make it anew.</Block>}
        <RadioGroup className="folder-places" aria-label="Move to" value={to} onChange={(_, data) => setTo(data.value)}>
          <Radio value={TOP} label="Search Folders" />
          {places(all, folder).map(({ folder: one, level }) => <Radio key={one.id} value={String(one.id)} label={one.name} style={{ marginLeft: level * 20 }} />)}
        </RadioGroup>
        {problem && <ErrorBlock error={problem} />}
      </div>
    </DialogWindow>
  );
}
