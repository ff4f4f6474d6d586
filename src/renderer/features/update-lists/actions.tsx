import { FolderOpen16Regular, Delete16Regular, DocumentSettings16Regular, Rocket16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { UpdateList } from '../../../contract/index.ts';
import { command, notifyFailure } from '../../data/index.ts';
import { go, notify, openDialog, type Action, type Chosen } from '../../state/index.ts';
import { counted } from '../../ui/index.ts';

const lockedBy = (list: UpdateList) => (list.locked ? `it came from site ${list.sourceSite} and is read-only here.` : null);

export const propertiesOf = (list: UpdateList): Action => ({ label: 'Properties', icon: <DocumentSettings16Regular />, run: () => openDialog({ kind: 'updateListProperties', id: list.id }) });

/** Verbs of a list, in the order of the product (D§1.7); download comes with packages. */
export const listVerbs = (list: UpdateList): Action[] => [
  { label: 'Deploy Software Updates…', icon: <Rocket16Regular />, run: () => openDialog({ kind: 'deployment', request: { verb: 'deploy', of: { list: list.id }, byTemplate: false } }), needs: ['deployments.create'] },
  { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: () => openDialog({ kind: 'deleteUpdateList', id: list.id }), reason: lockedBy(list), needs: ['updateLists.delete', list.id] },
];

export const openList = (list: UpdateList): Action => ({ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`update-lists/${list.id}`) });

async function removeFrom(list: UpdateList, chosen: Chosen) {
  try {
    const updates = await chosen();
    const { revision, value } = await command((e, call) => e.updateLists.remove({ call, id: list.id, updates: [...updates] }));
    notify({ intent: 'done', title: `${counted(value.removed, 'software update')} removed from ${list.name}`, text: 'They stay in the repository.', action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Takes selected updates off the list they are shown on. */
export const removeVerb = (list: UpdateList, chosen: Chosen): Action => ({ label: 'Remove from Update List', icon: <SubtractCircle16Regular />, shortcut: 'Delete', run: () => void removeFrom(list, chosen), reason: lockedBy(list), needs: ['updateLists.remove', list.id] });
