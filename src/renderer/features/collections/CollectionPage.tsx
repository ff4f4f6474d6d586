import { Button, Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { ClientColumn, ClientRow } from '../../../contract/index.ts';
import { ask, explain, useCollections, useRows } from '../../data/index.ts';
import { go, openContextMenu, useGridLayout, usePage } from '../../state/index.ts';
import { counted, EmptyState, ErrorBlock, Grid, nothingSelected, PaneTitle, type Selection } from '../../ui/index.ts';
import { propertiesOf, useCollectionVerbs } from './actions.tsx';
import { memberColumns, memberLayout } from './columns.tsx';
import { updatedText } from './words.ts';

/** The computers of one collection as of the last update of its membership. */
export default function CollectionPage({ id }: { id: number }) {
  const all = useCollections().data?.value ?? [];
  const collection = all.find((one) => one.id === id);
  const [text, setText] = useState('');
  const [find, setFind] = useState('');
  const [layout, setLayout] = useGridLayout('collection', memberLayout, memberLayout.order);
  const [selection, setSelection] = useState<Selection<number>>(nothingSelected);
  const input = useRef<HTMLInputElement>(null);
  const sort = { column: layout.sort.column as ClientColumn, descending: layout.sort.descending };
  // Membership, scans and the fleet itself all count as compliance: the list is read again with each.
  const key = JSON.stringify([id, sort, find]);
  const rows = useRows<ClientRow>('compliance', key, async (offset, limit) => (await ask((e, call) => e.clients.list({ call, find, sort, collection: id, offset, limit }))).value);
  const verbs = useCollectionVerbs(collection, all);
  const properties = propertiesOf(collection);
  const chosen = rows.row(selection.focus);
  const open = (computer: ClientRow) => go(`computer/${computer.id}`);
  const clear = () => {
    setText('');
    setFind('');
  };
  usePage({
    node: properties ? [...verbs, { ...properties, divided: true }] : verbs,
    selection: selection.keys.size > 0 ? { title: selection.keys.size > 1 ? counted(selection.keys.size, 'computer') : (chosen?.name ?? 'Computer'), actions: chosen ? [{ label: 'Open', strong: true, run: () => open(chosen) }] : [] } : null,
    items: rows.total === null ? null : counted(rows.total, 'computer'),
    selected: selection.keys.size,
    readAt: rows.readAt,
    refresh: rows.refresh,
    // Alt+Enter: with computers selected it would be theirs.
    properties: selection.keys.size === 0 ? properties : null,
    find: () => input.current?.focus(),
  });
  const title = collection?.name ?? 'Collection';
  const empty = find === ''
    ? <EmptyState icon="collection" title={collection?.updating ? 'The membership is being updated' : 'No computer is in this collection'} text="Rules and direct members are in its properties. Computers of a lab fleet are made on the Lab page." />
    : <EmptyState icon="collection" title={`No computer’s name contains ${find}.`} action={<Button onClick={clear}>Clear</Button>} />;
  return (
    <>
      <PaneTitle icon="collection" title={title} note={collection && `${counted(collection.members, 'member')}, membership updated: ${updatedText(collection)}`} />
      <form className="find-bar" role="search" onSubmit={(event) => (event.preventDefault(), setFind(text.trim()))}>
        <label htmlFor="member-find">Look for:</label>
        <Input id="member-find" ref={input} size="small" maxLength={200} contentBefore={<Search16Regular />} value={text} onChange={(_, data) => setText(data.value)} />
        <Button size="small" type="submit" disabled={text.trim() === find}>Find Now</Button>
        <Button size="small" type="button" disabled={text === '' && find === ''} onClick={clear}>Clear</Button>
      </form>
      {rows.error !== null && rows.total === null ? (
        <div className="page-inset"><ErrorBlock error={explain(rows.error)} onRetry={rows.refresh} /></div>
      ) : (
        <Grid
          label={title} columns={memberColumns} layout={layout} onLayout={setLayout} total={rows.total} row={rows.row} keyOf={(c) => c.id} selection={selection} onSelection={setSelection}
          wanted={rows.wanted} onOpen={open} onMenu={openContextMenu} empty={empty}
        />
      )}
    </>
  );
}
