import { Search16Regular } from '@fluentui/react-icons';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { go, useShell, type Action } from '../state/index.ts';
import { ObjectIcon } from '../ui/index.ts';
import { ranked } from './ranked.ts';
import type { Tree } from './tree/definition.ts';
import type { Verbs } from './use-verbs.tsx';

interface Target {
  key: string;
  label: string;
  where: string;
  icon: ReactNode;
  run(): void;
}

const MOST = 14;

/** Go to (Ctrl+K): any node of the tree or any verb of the page by a few letters. */
export function GoTo({ tree, verbs, everywhere }: { tree: Tree; verbs: Verbs; everywhere: readonly Action[] }) {
  const wanted = useShell((s) => s.goTo);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);

  useEffect(() => {
    if (!wanted) return;
    useShell.setState({ goTo: false });
    before.current = document.activeElement;
    input.current?.focus();
    input.current?.select();
    setOpen(true);
  }, [wanted]);

  const found = useMemo(() => {
    if (!open) return [];
    const nodes: Target[] = tree.nodes.map((node) => ({ key: node.id, label: node.label, where: tree.path(node.id).slice(1, -1).map((n) => n.label).join(' › '), icon: <ObjectIcon name={node.icon} />, run: () => go(node.id) }));
    const elsewhere = everywhere.filter((a) => !verbs.node.actions.some((b) => b.label === a.label));
    const actions: Target[] = [verbs.node, verbs.selection, verbs.beside, { title: 'Update Repository', actions: elsewhere }].flatMap((group) => group?.actions.filter((a) => !a.reason).map((a) => ({ key: `${group.title} ${a.label}`, label: a.label, where: group.title, icon: a.icon, run: a.run })) ?? []);
    return ranked([...actions, ...nodes], text).slice(0, MOST);
  }, [open, text, tree, verbs.node, verbs.selection, verbs.beside, everywhere]);

  const close = () => {
    setOpen(false);
    setText('');
    setAt(0);
  };
  const choose = (target: Target | undefined) => {
    if (!target) return;
    input.current?.blur();
    close();
    target.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter') choose(found[at]);
    else if (event.key === 'Escape') {
      close();
      if (before.current instanceof HTMLElement) before.current.focus();
    } else return;
    event.preventDefault();
  };

  return (
    <div className="go-to">
      <Search16Regular />
      <input
        ref={input}
        role="combobox"
        aria-label="Go to node or action"
        aria-expanded={open && found.length > 0}
        aria-controls="go-to-list"
        aria-autocomplete="list"
        aria-activedescendant={open && found[at] ? `go-to-${at}` : undefined}
        placeholder="Go to node or action"
        value={text}
        onChange={(event) => (setText(event.target.value), setAt(0), setOpen(true))}
        onFocus={() => setOpen(true)}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      <kbd>Ctrl+K</kbd>
      {open && (
        <div id="go-to-list" role="listbox" aria-label="Nodes and actions" className="go-to-list">
          {found.map((target, n) => (
            <div key={target.key} id={`go-to-${n}`} role="option" aria-selected={n === at} className="go-to-item" onMouseDown={(event) => (event.preventDefault(), choose(target))} onMouseMove={() => setAt(n)}>
              <span className="action-icon">{target.icon}</span>
              <span>{target.label}</span>
              <span className="spacer" />
              <span className="muted ellipsis">{target.where}</span>
            </div>
          ))}
          {found.length === 0 && <div className="go-to-item secondary">Nothing is named “{text}”.</div>}
        </div>
      )}
    </div>
  );
}
