import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { RepositoryNode, SearchCriterion } from '../../../contract/index.ts';
import { useSearchFolders } from '../../data/index.ts';
import type { Action, Chosen } from '../../state/index.ts';
import { Block, EmptyState, type IconName } from '../../ui/index.ts';
import { folderVerbs, propertiesOf, whyHere } from './actions.tsx';
import { kindOf, nameOf } from './criteria/words.ts';
import { everything } from './scope.ts';

/** What the list of updates is given. */
interface List {
  gridId: string;
  title: string;
  node: RepositoryNode;
  icon: IconName;
  criteria: SearchCriterion[];
  actions: Action[];
  selected(updates: Chosen, only: number | null): Action[];
  properties?: Action;
  notice: ReactNode;
  empty: ReactNode;
}

/** One search folder: the software updates that match now, on the page every list of updates has. */
export function SearchFolderPage({ id, list }: { id: number; list(props: List): ReactNode }) {
  const folder = useSearchFolders().data?.value.find((one) => one.id === id);
  if (!folder) return null;
  const properties = propertiesOf(folder)!;
  const kept = folder.criteria.filter((one) => kindOf(one) === null).map((one) => nameOf(one.property));
  return list({
    gridId: `search-folders/${id}`, title: folder.name, node: folder.lookIn ?? everything, icon: folder.locked ? 'search-folder-locked' : 'search-folder', criteria: folder.criteria,
    actions: folderVerbs(folder), selected: (_, only) => [whyHere(id, only)], properties,
    notice: kept.length > 0 && <div className="page-inset"><Block intent="warning">Not evaluated, since they came from elsewhere: {kept.join(', ')}. The list may be longer than where they were made.</Block></div>,
    empty: <EmptyState icon="search-folder" title="No software update matches" text="The criteria are evaluated each time the folder is opened." action={<Button onClick={properties.run}>Search Folder Criteria…</Button>} />,
  });
}
