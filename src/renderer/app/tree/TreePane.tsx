import { ChevronDown12Regular, ChevronRight12Regular } from '@fluentui/react-icons';
import { useEffect, useLayoutEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { expand, go, openContextMenu, useNavigation } from '../../state/index.ts';
import { ObjectIcon } from '../../ui/index.ts';
import type { Tree, TreeNode } from './definition.ts';
import './tree.css';

const TYPING_MS = 900;
/** A closed node opens when something is held over it for so long. */
const OPENS_MS = 700;

/** The console tree: arrows move and open, * opens everything below, letters find, Enter goes to the result pane. */
export function TreePane({ tree, current, dropOn }: { tree: Tree; current: TreeNode; /** What dropping on a node does; null: nothing. */ dropOn(node: TreeNode): (() => void) | null }) {
  const expanded = useNavigation((s) => s.expanded);
  const pane = useRef<HTMLDivElement>(null);
  const typed = useRef({ text: '', at: 0 });
  const [over, setOver] = useState<string | null>(null);
  const shown = tree.drawn(current.id);
  const [filter, setFilter] = useState('');
  const narrowed = filter.trim() !== '';
  const rows = narrowed ? tree.matching(filter.trim()) : tree.visible(expanded);
  const at = rows.findIndex((row) => row.node.id === shown.id);

  const reveal = shown.id;
  useEffect(() => {
    const closed = tree.path(reveal).slice(0, -1).filter((node) => !useNavigation.getState().expanded.has(node.id));
    if (closed.length > 0) expand(closed.map((node) => node.id));
  }, [tree, reveal]);
  useLayoutEffect(() => {
    const element = pane.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    element?.scrollIntoView({ block: 'nearest' });
    if (pane.current?.contains(document.activeElement)) element?.focus({ preventScroll: true });
  }, [reveal, at]);

  // What is open may have been filtered out: the first row then takes the focus.
  const focusable = at < 0 ? rows[0]?.node.id : shown.id;
  const enter = () => pane.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();

  const to = (n: number) => rows[n] && go(rows[n].node.id);
  const typeAhead = (letter: string) => {
    const now = performance.now();
    const going = now - typed.current.at < TYPING_MS;
    const text = (going ? typed.current.text : '') + letter.toLowerCase();
    typed.current = { text, at: now };
    const from = text.length > 1 ? at : at + 1;
    const found = [...rows.slice(from), ...rows.slice(0, from)].find((row) => row.node.label.toLowerCase().startsWith(text));
    if (found) go(found.node.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const parent = tree.children(shown.id).length > 0;
    const open = expanded.has(shown.id);
    const keys: Record<string, () => void> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at - 1),
      Home: () => to(0),
      End: () => to(rows.length - 1),
      ArrowRight: () => (parent && !open ? expand([shown.id]) : parent && to(at + 1)),
      ArrowLeft: () => (parent && open ? expand([shown.id], false) : shown.parent !== null && go(shown.parent)),
      Enter: () => parent && expand([shown.id], !open),
      '*': () => expand(tree.below(shown.id)),
      '+': () => parent && expand([shown.id]),
      '-': () => expand([shown.id], false),
    };
    const menu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
    const act = menu ? menuAtCurrent : keys[event.key];
    if (!act && event.key.length !== 1) return;
    event.preventDefault();
    act ? act() : typeAhead(event.key);
  };
  const opening = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What is dragged may be meant for something below a node that is still closed. */
  const opensUnderDrag = (node: TreeNode, closed: boolean) => {
    clearTimeout(opening.current);
    if (closed) opening.current = setTimeout(() => expand([node.id]), OPENS_MS);
  };
  const onDragOver = (event: DragEvent, node: TreeNode) => {
    if (!dropOn(node)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(node.id);
  };
  const onDrop = (event: DragEvent, node: TreeNode) => {
    event.preventDefault();
    clearTimeout(opening.current);
    setOver(null);
    dropOn(node)?.();
  };
  const menuAtCurrent = () => {
    const box = pane.current!.querySelector('[aria-selected="true"]')?.getBoundingClientRect();
    if (box) openContextMenu(box.left + 60, box.bottom, 'node');
  };

  return (
    <div className="tree-pane">
      <input
        type="search" className="tree-filter" aria-label="Filter the console tree" placeholder="Filter" value={filter} maxLength={100} onChange={(event) => setFilter(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && filter !== '') event.stopPropagation();
          if (event.key === 'Escape') setFilter('');
          if (event.key === 'ArrowDown' || event.key === 'Enter') enter();
        }}
      />
      <div role="tree" aria-label="Console tree" ref={pane} onKeyDown={onKeyDown}>
        {rows.map(({ node, level }, nth) => {
          const parent = tree.children(node.id).length > 0;
          const open = narrowed ? rows[nth + 1]?.node.parent === node.id : expanded.has(node.id);
          return (
            <div
              key={node.id}
              role="treeitem"
              aria-level={level + 1}
              aria-expanded={parent ? open : undefined}
              aria-selected={node.id === shown.id}
              aria-label={node.label}
              tabIndex={node.id === focusable ? 0 : -1}
              data-pane-focus={node.id === focusable ? true : undefined}
              className={`tree-row${over === node.id ? ' is-drop' : ''}`}
              title={node.label}
              style={{ paddingLeft: 4 + level * 11 }}
              onDragEnter={() => opensUnderDrag(node, parent && !open)}
              onDragOver={(event) => onDragOver(event, node)}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => onDrop(event, node)}
              onClick={() => go(node.id)}
              onDoubleClick={() => parent && expand([node.id], !open)}
              onContextMenu={(event) => {
                event.preventDefault();
                go(node.id);
                openContextMenu(event.clientX, event.clientY, 'node');
              }}
            >
              <span
                className="twisty"
                onDoubleClick={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation();
                  if (parent) expand([node.id], !open);
                }}
              >
                {parent && (open ? <ChevronDown12Regular /> : <ChevronRight12Regular />)}
              </span>
              <ObjectIcon name={node.icon} />
              <span className="ellipsis">{node.label}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}
