import { ErrorCircle16Filled } from '@fluentui/react-icons';
import { useRef, type KeyboardEvent } from 'react';

interface Props<Name extends string> {
  label: string;
  names: readonly Name[];
  current: Name;
  onSelect(name: Name): void;
  /** Tabs with something to correct. */
  marked?: readonly string[];
}

/** Tabs on one row: one tab stop, arrows go round, Home and End. */
export function Tabs<Name extends string>({ label, names, current, onSelect, marked = [] }: Props<Name>) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = names.indexOf(current);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + names.length, Home: 0, End: names.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = to % names.length;
    onSelect(names[next]!);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus();
  };
  return (
    <div role="tablist" aria-label={label} className="tabs" ref={list} onKeyDown={onKeyDown}>
      {names.map((name) => (
        <button key={name} type="button" role="tab" className="tab" aria-selected={name === current} tabIndex={name === current ? 0 : -1} onClick={() => onSelect(name)}>
          {marked.includes(name) && <ErrorCircle16Filled color="var(--failed)" aria-label="Has errors" />}
          <span data-text={name}>{name}</span>
        </button>
      ))}
    </div>
  );
}
