import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { DialogWindow } from './Sheet.tsx';

interface Named {
  id: string;
  header: string;
}

function List({ label, items, current, onCurrent, onOpen }: { label: string; items: readonly Named[]; current: string | null; onCurrent(id: string): void; onOpen(id: string): void }) {
  const step = (by: number) => {
    const at = items.findIndex((c) => c.id === current);
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    if (next) onCurrent(next.id);
  };
  const option = (id: string) => `${label.replace(/\W/g, '')}-${id}`;
  return (
    <div>
      <div>{label}</div>
      <div
        role="listbox"
        aria-label={label.replace(':', '')}
        tabIndex={0}
        className="listbox"
        aria-activedescendant={current && items.some((c) => c.id === current) ? option(current) : undefined}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            step(event.key === 'ArrowDown' ? 1 : -1);
          }
          if (event.key === 'Enter' && current) onOpen(current);
        }}
      >
        {items.map((c) => (
          <div key={c.id} id={option(c.id)} role="option" aria-selected={c.id === current} onClick={() => onCurrent(c.id)} onDoubleClick={() => onOpen(c.id)}>
            {c.header}
          </div>
        ))}
      </div>
    </div>
  );
}

/** View ▸ Add/Remove Columns (D§1.4): Available and Displayed lists. */
export function ColumnsDialog({ columns, order, initial, onOrder, onClose }: { columns: readonly Named[]; order: readonly string[]; initial: readonly string[]; onOrder(order: string[]): void; onClose(): void }) {
  const [shown, setShown] = useState<string[]>([...order]);
  const [here, setHere] = useState<string | null>(null);
  const [there, setThere] = useState<string | null>(null);
  const available = columns.filter((c) => !shown.includes(c.id)).toSorted((a, b) => a.header.localeCompare(b.header));
  const displayed = shown.flatMap((id) => columns.find((c) => c.id === id) ?? []);
  const at = shown.indexOf(there ?? '');
  const add = (id: string) => (setShown([...shown, id]), setThere(id), setHere(null));
  const remove = (id: string) => shown.length > 1 && (setShown(shown.filter((other) => other !== id)), setHere(id), setThere(null));
  const move = (by: number) => {
    const next = [...shown];
    next.splice(at, 1);
    next.splice(at + by, 0, there!);
    setShown(next);
  };
  return (
    <DialogWindow
      title="Add/Remove Columns"
      width={480}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" onClick={() => (onOrder(shown), onClose())}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="columns-dialog">
        <List label="Available columns:" items={available} current={here} onCurrent={(id) => (setHere(id), setThere(null))} onOpen={add} />
        <div className="columns-buttons">
          <Button disabled={here === null} onClick={() => add(here!)}>Add</Button>
          <Button disabled={there === null || shown.length < 2} onClick={() => remove(there!)}>Remove</Button>
          <Button disabled={at <= 0} onClick={() => move(-1)}>Move Up</Button>
          <Button disabled={at < 0 || at === shown.length - 1} onClick={() => move(1)}>Move Down</Button>
          <Button onClick={() => setShown([...initial])}>Restore</Button>
        </div>
        <List label="Displayed columns:" items={displayed} current={there} onCurrent={(id) => (setThere(id), setHere(null))} onOpen={remove} />
      </div>
    </DialogWindow>
  );
}
