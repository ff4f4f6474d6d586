import type { ReactNode } from 'react';
import type { UpdateList } from '../../../contract/index.ts';
import { useAsked, useUpdateLists } from '../../data/index.ts';
import type { Action, Chosen } from '../../state/index.ts';
import { ComplianceBar, count, EmptyState, StateMark, type IconName } from '../../ui/index.ts';
import { listVerbs, propertiesOf, removeVerb } from './actions.tsx';
import './update-lists.css';

/** What the page of updates is told of a list. */
interface ListOfUpdates {
  gridId: string;
  title: string;
  icon: IconName;
  list: number;
  actions: Action[];
  properties: Action;
  selected(updates: Chosen): Action[];
  notice: ReactNode;
  empty: ReactNode;
}

/** How many computers have everything of the list, and what is on it that cannot be deployed (any more). */
function Strip({ list, seen }: { list: UpdateList; /** Revision of what is known of the lists: with another one the list may have other updates. */ seen: number }) {
  const compliance = useAsked(['compliance', 'list', list.id, seen], (e, call) => e.updateLists.compliance({ call, id: list.id, collection: null })).data?.value;
  const { total = 0, compliant = 0, notCompliant = 0, unknown = 0 } = compliance ?? {};
  const noted = [
    list.expired > 0 && `${count(list.expired)} expired`,
    list.superseded > 0 && `${count(list.superseded)} superseded`,
    list.missing > 0 && `${count(list.missing)} not in the repository of this site`,
  ].filter((one) => one !== false);
  return (
    <div className="list-strip" role="group" aria-label="Compliance with the list">
      {total === 0 ? (
        <span className="secondary">The site has no clients to count yet.</span>
      ) : (
        <>
          <ComplianceBar wide installed={compliant} notRequired={0} required={notCompliant} unknown={unknown} />
          <dl>
            <div><dt><StateMark state="installed" />Compliant</dt><dd>{count(compliant)} ({((compliant / total) * 100).toFixed(1)} %)</dd></div>
            <div><dt><StateMark state="required" />Not compliant</dt><dd>{count(notCompliant)}</dd></div>
            <div><dt><StateMark state="unknown" />Unknown</dt><dd>{count(unknown)}</dd></div>
          </dl>
        </>
      )}
      {noted.length > 0 && <span className="secondary">On the list: {noted.join(', ')}.</span>}
    </div>
  );
}

/** One update list: its updates as the repository shows them, and how far the computers have all of it. `list` draws them. */
export default function UpdateListPage({ id, list: page }: { id: number; list(props: ListOfUpdates): ReactNode }) {
  const lists = useUpdateLists().data;
  const list = lists?.value.find((one) => one.id === id);
  if (!lists || !list) return null;
  return page({
    gridId: `update-lists/${id}`,
    title: list.name,
    icon: list.locked ? 'update-list-locked' : 'update-list',
    list: id,
    actions: listVerbs(list),
    properties: propertiesOf(list),
    selected: (updates) => [removeVerb(list, updates)],
    notice: <Strip list={list} seen={lists.revision} />,
    empty: <EmptyState icon="update-list" title="Nothing is on this list" text={list.locked ? `It is filled at site ${list.sourceSite}.` : 'Select software updates in the repository and choose Update List, or drag them onto the list in the tree.'} />,
  });
}
