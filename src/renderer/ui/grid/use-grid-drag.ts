import { useRef, type DragEvent, type MouseEvent } from 'react';
import type { GridProps } from './props.ts';

/** A label under the pointer while rows are dragged; it has to be in the document for a moment. */
function carry(event: DragEvent, text: string) {
  const label = document.createElement('div');
  label.className = 'drag-label';
  label.textContent = text;
  document.querySelector('.frame')!.append(label);
  event.dataTransfer.setDragImage(label, -12, -4);
  setTimeout(() => label.remove(), 0);
}

/** Dragging rows by the pointer: all that are selected, or the one under the pointer. Pressing on a selected row keeps the selection until it is clear that nothing is dragged. */
export function useGridDrag<Row extends object, K extends string | number>({ drag, row, keyOf, selection }: GridProps<Row, K>, rowAt: (event: MouseEvent) => number) {
  const pressed = useRef(-1);
  return {
    /** Whether a press on a row waits for what becomes of it. */
    waits: (event: MouseEvent): boolean => {
      const here = row(rowAt(event));
      const selected = here !== undefined && selection.keys.size > 1 && selection.keys.has(keyOf(here));
      pressed.current = drag && selected && event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey ? rowAt(event) : -1;
      return pressed.current >= 0;
    },
    /** The row that was pressed and not dragged, once; -1: none. */
    released: (event: MouseEvent): number => {
      const at = pressed.current === rowAt(event) ? pressed.current : -1;
      pressed.current = -1;
      return at;
    },
    onDragStart: (event: DragEvent) => {
      const here = row(rowAt(event));
      if (!drag || !here) return event.preventDefault();
      pressed.current = -1;
      const dragged = selection.keys.has(keyOf(here)) ? selection : { ...selection, keys: new Set([keyOf(here)]) };
      event.dataTransfer.effectAllowed = 'copy';
      event.dataTransfer.setData('text/plain', drag.name(dragged.keys.size));
      carry(event, drag.name(dragged.keys.size));
      drag.onDrag(dragged);
    },
    onDragEnd: () => drag?.onDrag(null),
  };
}
