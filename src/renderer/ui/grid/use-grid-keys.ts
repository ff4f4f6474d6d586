import { useRef, type KeyboardEvent } from 'react';
import type { GridProps } from './props.ts';
import { allBut, moved, selected, span, type Gesture, type Keys } from './selection.ts';

interface Room {
  scrollTo(index: number): void;
  inSight(): number;
  menuAt(): void;
  copy(what: 'rows' | 'cell'): void;
  /** Moves the focus to the next cell of the row. */
  step(by: 1 | -1): void;
}

const TYPING_MS = 900;

/** Choosing rows by mouse and keyboard; keys of rows that are not loaded are asked for. */
export function useGridKeys<Row extends object, K extends string | number>(props: GridProps<Row, K>, room: Room) {
  const { row, keyOf, selection, onSelection, total } = props;
  const newest = useRef(0);
  const typed = useRef({ text: '', at: 0, from: -1 });

  /** Keys of rows `from`..`to` as far as they are loaded without a gap. */
  const loaded = (from: number, to: number): K[] => {
    const here: K[] = [];
    for (let i = from; i <= to; i++) {
      const one = row(i);
      if (one === undefined) break;
      here.push(keyOf(one));
    }
    return here;
  };

  const choose = async (at: number, gesture: Gesture) => {
    const asked = ++newest.current;
    const [from, to] = span(selection, at, gesture);
    const here = loaded(from, to);
    const complete = here.length === to - from + 1;
    const keys = gesture === 'move' ? [] : complete || !props.keysBetween ? here : await props.keysBetween(from, to);
    if (asked === newest.current) onSelection(selected(selection, at, gesture, keys));
  };

  const go = (at: number, gesture: Gesture) => {
    room.scrollTo(at);
    void choose(at, gesture);
  };

  const all = () => {
    if (!total || props.single) return;
    newest.current++;
    const here = loaded(0, total - 1);
    const keys: Keys<K> = here.length === total ? new Set(here) : allBut(total);
    onSelection({ keys, focus: Math.max(0, selection.focus), anchor: 0 });
  };

  /** Letters typed in one go, by when the keys were pressed and not by when a busy page got to them, are looked for from the row where the first was typed; only the newest answer counts. */
  const typeAhead = async (letter: string, now: number) => {
    const going = now - typed.current.at < TYPING_MS;
    const from = going ? typed.current.from : selection.focus;
    const text = (going ? typed.current.text : '') + letter;
    typed.current = { text, at: now, from };
    const found = await props.typeAhead!(text, Math.max(-1, text.length > 1 ? from - 1 : from));
    if (found >= 0 && typed.current.text === text) go(found, 'only');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const inHeader = (event.target as HTMLElement).closest('.grid-header') !== null;
    if (inHeader || event.altKey) return;
    const handled = () => (event.preventDefault(), event.stopPropagation());
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) return handled(), room.menuAt();
    if (ctrl && event.key.toLowerCase() === 'a') return handled(), all();
    if (ctrl && event.key.toLowerCase() === 'c' && props.onCopy) return handled(), room.copy(event.shiftKey ? 'cell' : 'rows');
    if (!ctrl && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) return handled(), room.step(event.key === 'ArrowRight' ? 1 : -1);
    const to = moved(event.key, selection.focus, total ?? 0, room.inSight());
    if (to !== null) return handled(), go(to, props.single ? 'only' : event.shiftKey ? 'range' : ctrl ? 'move' : 'only');
    if (event.key === ' ' && selection.focus >= 0 && !(event.timeStamp - typed.current.at < TYPING_MS)) return handled(), void choose(selection.focus, ctrl && !props.single ? 'toggle' : 'only');
    if (event.key === 'Enter' && selection.focus >= 0) {
      const here = row(selection.focus);
      if (!here) return;
      handled();
      return props.onOpen?.(here);
    }
    if (event.key.length === 1 && !ctrl && props.typeAhead) return handled(), void typeAhead(event.key, event.timeStamp);
  };

  return { choose, onKeyDown };
}
