import { Checkmark12Filled, ChevronDown12Regular, ChevronRight12Regular, Subtract12Filled } from '@fluentui/react-icons';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';

export interface CheckNode {
  id: string;
  title: string;
  level: number;
  state: 'on' | 'off' | 'mixed';
  /** Right-hand number; null leaves it empty. */
  count: string | null;
  parent: boolean;
  open: boolean;
  /** Differs from what is stored. */
  note?: string;
  disabled?: boolean;
}

interface Props {
  label: string;
  headings: [string, string];
  /** Visible nodes in order. */
  nodes: readonly CheckNode[];
  onToggle(id: string): void;
  onOpen(id: string, open: boolean): void;
}

/** A tree of tri-state check boxes: arrows move and open, Space ticks. */
export function CheckTree({ label, headings, nodes, onToggle, onOpen }: Props) {
  const [focus, setFocus] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const at = Math.min(focus, Math.max(0, nodes.length - 1));
  useEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    box.current?.querySelector<HTMLElement>(`[data-nth="${at}"]`)?.focus();
  }, [at]);
  const to = (next: number) => {
    moved.current = true;
    setFocus(Math.max(0, Math.min(nodes.length - 1, next)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const node = nodes[at];
    if (!node) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => to(at + 1),
      ArrowUp: () => to(at - 1),
      Home: () => to(0),
      End: () => to(nodes.length - 1),
      ArrowRight: () => (node.parent && !node.open ? onOpen(node.id, true) : node.parent && to(at + 1)),
      ArrowLeft: () => (node.parent && node.open ? onOpen(node.id, false) : to(nodes.findLastIndex((other, n) => n < at && other.level < node.level))),
      ' ': () => !node.disabled && onToggle(node.id),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div className="check-tree">
      <div className="check-tree-head" aria-hidden="true">
        <span>{headings[0]}</span>
        <span>{headings[1]}</span>
      </div>
      <div role="tree" aria-label={label} aria-multiselectable="true" ref={box} onKeyDown={onKeyDown}>
        {nodes.map((node, n) => (
          <div
            key={node.id}
            role="treeitem"
            data-nth={n}
            aria-level={node.level + 1}
            aria-expanded={node.parent ? node.open : undefined}
            aria-checked={node.state === 'mixed' ? 'mixed' : node.state === 'on'}
            aria-disabled={node.disabled}
            aria-label={node.title}
            aria-description={[node.count === null ? '' : `${node.count} updates`, node.note ?? ''].filter(Boolean).join(', ') || undefined}
            tabIndex={n === at ? 0 : -1}
            className="check-row"
            data-changed={node.note !== undefined}
            style={{ paddingLeft: 6 + node.level * 20 }}
            onClick={() => (setFocus(n), !node.disabled && onToggle(node.id))}
          >
            <span className="twisty" onClick={(event) => (event.stopPropagation(), node.parent && onOpen(node.id, !node.open))}>
              {node.parent && (node.open ? <ChevronDown12Regular /> : <ChevronRight12Regular />)}
            </span>
            <span className={`check-box${node.state === 'off' ? '' : ' is-on'}`}>{node.state === 'on' ? <Checkmark12Filled /> : node.state === 'mixed' ? <Subtract12Filled /> : null}</span>
            <span className="ellipsis">{node.title}</span>
            {node.note && <span className="tag check-note" data-note={node.note} />}
            <span className="spacer" />
            {/* Drawn by the style sheet: the row's name for assistive technology is its title alone. */}
            {node.count !== null && <span className="check-count" data-count={node.count} />}
          </div>
        ))}
      </div>
    </div>
  );
}
