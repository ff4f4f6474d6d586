import { ArrowDownload16Regular, FolderOpen16Regular, Delete16Regular, DocumentSettings16Regular, Rocket16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { UpdateList } from '../../../contract/index.ts';
import { ask, command, notifyFailure } from '../../data/index.ts';
import { go, notify, openDialog, type Action, type Chosen } from '../../state/index.ts';
import { counted } from '../../ui/index.ts';

const lockedBy = (list: UpdateList) => (list.locked ? `it came from site ${list.sourceSite} and is read-only here.` : null);

export const propertiesOf = (list: UpdateList): Action => ({ label: 'Properties', icon: <DocumentSettings16Regular />, run: () => openDialog({ kind: 'updateListProperties', id: list.id }) });

/** Opens the Download Updates Wizard with what is on a list. */
async function downloadList(list: UpdateList) {
  try {
    const { value } = await ask((e, call) => e.updateRepository.ids({ call, node: { classification: null, vendor: null, product: null }, list: list.id, sort: { column: 'articleId', descending: false }, find: null, from: 0, to: 50_000 }));
    if (value.length > 0) openDialog({ kind: 'downloadUpdates', updates: value, into: null });
    else notify({ intent: 'information', title: `Nothing of ${list.name} is in the repository of this site` });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Verbs of a list, in the order of the product (D§1.7). */
export const listVerbs = (list: UpdateList): Action[] => [
  { label: 'Deploy Software Updates…', icon: <Rocket16Regular />, run: () => openDialog({ kind: 'deployment', request: { verb: 'deploy', of: { list: list.id }, byTemplate: false } }), needs: ['deployments.create'] },
  { label: 'Download Software Updates…', icon: <ArrowDownload16Regular />, run: () => void downloadList(list), needs: ['deploymentPackages.create'], reason: list.updates === 0 ? 'nothing is on the list.' : null },
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
