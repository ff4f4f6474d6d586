import { Button } from '@fluentui/react-components';
import type { ClientColumn, ClientRow } from '../../../contract/index.ts';
import { ask, useCollections, useRows } from '../../data/index.ts';
import { List, listFacts, useList } from '../../list/index.ts';
import { go, usePage } from '../../state/index.ts';
import { counted, EmptyState, PaneTitle } from '../../ui/index.ts';
import { propertiesOf, useCollectionVerbs } from './actions.tsx';
import { memberColumns } from './columns.tsx';
import { updatedText } from './words.ts';

/** The computers of one collection as of the last update of its membership. */
export default function CollectionPage({ id }: { id: number }) {
  const all = useCollections().data?.value ?? [];
  const collection = all.find((one) => one.id === id);
  const list = useList<ClientRow, number>('collection', memberColumns);
  const { selection, setFind } = list;
  const find = list.find?.text ?? '';
  const sort = { column: list.layout.sort.column as ClientColumn, descending: list.layout.sort.descending };
  // Membership, scans and the fleet itself all count as compliance: the list is read again with each.
  const key = JSON.stringify([id, sort, find]);
  const rows = useRows<ClientRow>('compliance', key, async (offset, limit) => (await ask((e, call) => e.clients.list({ call, find, sort, collection: id, offset, limit }))).value);
  const verbs = useCollectionVerbs(collection, all);
  const properties = propertiesOf(collection);
  const chosen = rows.row(selection.focus);
  const open = (computer: ClientRow) => go(`computer/${computer.id}`);
  usePage({
    ...listFacts(list, rows, 'computer'),
    node: properties ? [...verbs, { ...properties, divided: true }] : verbs,
    selection: selection.keys.size > 0 ? { title: selection.keys.size > 1 ? counted(selection.keys.size, 'computer') : (chosen?.name ?? 'Computer'), actions: chosen ? [{ label: 'Open', strong: true, run: () => open(chosen) }, { label: 'Open Client View', run: () => go(`desktop/${chosen.id}`), reason: chosen.origin === 'agent' ? 'It is not simulated: only its own user sees its desktop.' : null, needs: ['desktops.show'] }] : [] } : null,
    readAt: rows.readAt,
    refresh: rows.refresh,
    // Alt+Enter: with computers selected it would be theirs.
    properties: selection.keys.size === 0 ? properties : null,
  });
  const title = collection?.name ?? 'Collection';
  const empty = find === ''
    ? <EmptyState icon="collection" title={collection?.updating ? 'The membership is being updated' : 'No computer is in this collection'} text="Rules and direct members are in its properties. Computers of a lab fleet are made on the Lab page." />
    : <EmptyState icon="collection" title={`No computer contains ${find}.`} action={<Button onClick={() => setFind(null)}>Clear</Button>} />;
  return (
    <>
      <PaneTitle icon="collection" title={title} note={collection && `${counted(collection.members, 'member')}, membership updated: ${updatedText(collection)}`} />
      <List label={title} list={list} rows={rows} searched={[]} error={rows.error} onRetry={rows.refresh} keyOf={(c) => c.id} onOpen={open} empty={empty} />
    </>
  );
}
