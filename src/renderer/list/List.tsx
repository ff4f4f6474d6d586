import { ArrowExportUp16Regular, LayoutColumnThree16Regular } from '@fluentui/react-icons';
import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import { explain, notifyFailure, saveStream } from '../data/index.ts';
import { copyText, notify, openContextMenu } from '../state/index.ts';
import { ColumnsDialog, counted, ErrorBlock, ExportDialog, FindBar, Grid, IconButton, inListOf, lineOf, textOf, type GridColumn, type GridProps } from '../ui/index.ts';
import type { ListRows, ListState } from './use-list.ts';

type Separator = 'tab' | 'comma';

async function* textOfList<Row>(rows: ListRows<Row>, columns: readonly GridColumn<Row>[], separator: Separator): AsyncGenerator<string> {
  const text = (cells: readonly string[]) => `${lineOf(cells, separator)}\r\n`;
  yield text(columns.map((column) => column.header));
  for await (const page of rows.all()) yield page.map((row) => text(columns.map((column) => textOf(column, row)))).join('');
}

interface Props<Row extends object, K> extends Pick<GridProps<Row, K>, 'label' | 'keyOf' | 'keysBetween' | 'onOpen' | 'drag' | 'faded' | 'empty' | 'single'> {
  list: ListState<Row, K>;
  rows: ListRows<Row>;
  /** Of reading the rows. */
  error?: unknown;
  onRetry?(): void;
  /** Beside the find bar. */
  bar?: ReactNode;
  /** Between the find bar and the rows. */
  above?: ReactNode;
  /** Columns one of which can be searched alone; left out: every displayed one. */
  searched?: readonly string[];
  /** The list's text, where the engine writes it. */
  exported?(separator: Separator): Parameters<typeof saveStream>[1];
}

/** A list of the console with everything each of them has (D§9): Find bar, columns, Export List, copying, context menu. */
export function List<Row extends object, K extends string | number>({ list, rows, error, onRetry, bar, above, searched, exported, ...grid }: Props<Row, K>) {
  const { columns, layout, dialog, setDialog, find } = list;
  const shown = layout.order.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const named = columns.filter((column) => !column.fixed);
  const fixed = columns.filter((column) => column.fixed).map((column) => column.id);
  const close = () => setDialog(null);
  const { setLayout, setSelection } = list;
  const { total } = rows;
  useLayoutEffect(() => list.grid.current?.scrollTo(0), [list.id, list.grid]);
  useEffect(() => {
    if (total !== null) setSelection((before) => inListOf(before, total));
  }, [total, setSelection]);

  const exportList = async (separator: Separator) => {
    const name = `${grid.label.replace(/[\\/:*?"<>|]/g, ' ')}.${separator === 'tab' ? 'txt' : 'csv'}`;
    const count = rows.total ?? 0;
    try {
      const result = await saveStream(name, exported?.(separator) ?? (async () => textOfList(rows, shown, separator)));
      if (result === 'saved') notify({ intent: 'done', title: 'List exported', text: `${name}, ${counted(count, 'row')}` });
    } catch (failure) {
      notifyFailure(failure);
    }
  };
  return (
    <>
      <FindBar columns={shown.filter((column) => !column.fixed && (!searched || searched.includes(column.id)))} find={find} onFind={list.setFind} inputRef={list.input}>
        {bar}
        <IconButton label="Add/Remove Columns" icon={<LayoutColumnThree16Regular />} onClick={() => setDialog('columns')} />
        <IconButton label="Export List" icon={<ArrowExportUp16Regular />} onClick={() => setDialog('export')} />
      </FindBar>
      {above}
      {error && rows.total === null ? (
        <div className="page-inset"><ErrorBlock error={explain(error)} onRetry={onRetry} /></div>
      ) : (
        <Grid
          {...grid} ref={list.grid} columns={columns} layout={layout} onLayout={setLayout} total={rows.total} row={rows.row} wanted={rows.wanted} all={rows.all} typeAhead={rows.typeAhead}
          selection={list.selection} onSelection={list.setSelection} onMenu={openContextMenu} onColumns={() => setDialog('columns')}
          onCopy={(text, what) => void copyText(text, what === 'cell' ? 'Cell' : counted(list.selection.keys.size, 'row'))}
        />
      )}
      {dialog === 'columns' && (
        <ColumnsDialog columns={named} order={layout.order.filter((id) => !fixed.includes(id))} initial={list.initial.order.filter((id) => !fixed.includes(id))} onOrder={(order) => setLayout({ order: [...fixed, ...order] })} onClose={close} />
      )}
      {dialog === 'export' && <ExportDialog rows={rows.total ?? 0} columns={shown.length} onExport={(separator) => void exportList(separator)} onClose={close} />}
    </>
  );
}
