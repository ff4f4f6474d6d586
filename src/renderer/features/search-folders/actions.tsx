import { ArrowExportUp16Regular, ArrowImport16Regular, Delete16Regular, DocumentQuestionMark16Regular, FolderAdd16Regular, FolderArrowRight16Regular, FolderSearch16Regular, Rename16Regular } from '@fluentui/react-icons';
import type { RepositoryNode, SearchFolder } from '../../../contract/index.ts';
import { ask, notifyFailure, pickFile, saveText } from '../../data/index.ts';
import { notify, openDialog, type Action, type SearchFolderRequest } from '../../state/index.ts';

const open = (request: SearchFolderRequest) => openDialog({ kind: 'searchFolder', request });
const MOST = 1024 * 1024;

/** Reads a search folder from a file into the criteria dialog, where it is looked at before it is kept. */
async function importFile(parent: number | null) {
  const file = await pickFile('.xml,text/xml');
  if (file.size > MOST) return notify({ intent: 'error', title: 'The search folder was not imported.', text: `${file.name} is larger than 1 MB. Choose a file that was exported from a search folder.` });
  try {
    const xml = await file.text();
    const { value: draft } = await ask((e, call) => e.searchFolders.readXml({ call, xml, name: file.name.replace(/\.xml$/i, '') }));
    open({ verb: 'import', parent, draft });
  } catch (error) {
    notifyFailure(error);
  }
}

async function exportFile({ id, name }: SearchFolder) {
  try {
    const { value } = await ask((e, call) => e.searchFolders.exportXml({ call, id }));
    saveText(`${name}.xml`, [value]);
    notify({ intent: 'done', title: 'Search folder exported', text: `${name}.xml` });
  } catch (error) {
    notifyFailure(error);
  }
}

/** Makes a search folder; `lookIn` is the folder of the Update Repository it will search with those below, null: all. */
export function newSearchFolder(parent: number | null, lookIn: RepositoryNode | null = null): Action {
  const node = lookIn && { classification: lookIn.classification, vendor: lookIn.vendor, product: lookIn.product };
  return { label: 'New Search Folder', icon: <FolderSearch16Regular />, run: () => open({ verb: 'new', parent, lookIn: node }), needs: ['searchFolders.create', parent] };
}

const locked = (folder: SearchFolder | undefined) => (folder?.locked ? `it was made at ${folder.sourceSite} and is read-only here.` : null);

/** Verbs of a place that holds folders: a standard folder, or with undefined Search Folders itself. */
export function placeVerbs(folder: SearchFolder | undefined, secondary: boolean): Action[] {
  const parent = folder?.id ?? null;
  const reason = secondary ? 'a secondary site has no site database to keep it in.' : locked(folder);
  return [
    { ...newSearchFolder(parent), reason },
    { label: 'New Folder', icon: <FolderAdd16Regular />, run: () => open({ verb: 'newFolder', parent }), reason, needs: ['searchFolders.createFolder', parent] },
    { label: 'Import…', icon: <ArrowImport16Regular />, run: () => void importFile(parent), reason, needs: ['searchFolders.create', parent] },
  ];
}

/** Verbs of one folder, whichever kind it is. */
export function folderVerbs(folder: SearchFolder): Action[] {
  const { id, movable } = folder;
  const reason = locked(folder);
  const search: Action[] = folder.kind === 'searchFolder'
    ? [
        { label: 'Why…', icon: <DocumentQuestionMark16Regular />, run: () => open({ verb: 'why', id, update: null }) },
        { label: 'Export…', icon: <ArrowExportUp16Regular />, run: () => void exportFile(folder) },
      ]
    : [];
  return [
    ...search,
    { label: 'Move…', icon: <FolderArrowRight16Regular />, run: () => open({ verb: 'move', id }), reason: movable ? null : (reason ?? null), needs: ['searchFolders.move', id] },
    { label: 'Rename', icon: <Rename16Regular />, shortcut: 'F2', run: () => open({ verb: 'rename', id }), reason, needs: ['searchFolders.rename', id] },
    { label: 'Delete', icon: <Delete16Regular />, shortcut: 'Delete', run: () => open({ verb: 'delete', id }), reason, needs: ['searchFolders.delete', id] },
  ];
}

/** Its criteria; a standard folder has none. */
export const propertiesOf = (folder: SearchFolder | undefined): Action | null =>
  folder?.kind === 'searchFolder' ? { label: 'Properties', run: () => open({ verb: 'criteria', id: folder.id }) } : null;

/** Why the chosen update is in the search folder. */
export const whyHere = (folder: number, update: number | null): Action => ({
  label: 'Why Is It Here…', icon: <DocumentQuestionMark16Regular />, run: () => open({ verb: 'why', id: folder, update }), reason: update === null ? 'Choose one software update.' : null,
});
