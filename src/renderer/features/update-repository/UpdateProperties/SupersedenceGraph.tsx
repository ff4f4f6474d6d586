import { Add16Regular, Subtract16Regular } from '@fluentui/react-icons';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Supersedence, SupersedenceNode } from '../../../../contract/index.ts';
import { updateName } from '../../../data/index.ts';
import { ComplianceBar, count, date, IconButton, ObjectIcon } from '../../../ui/index.ts';
import { icons } from '../columns.tsx';
import { drawn, lineOf, neighbour, NODE, type Placed } from './supersedence-layout.ts';

const ZOOMS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];

const sides = { newer: 'supersedes this update', this: 'this update', older: 'superseded by this update' };

function spoken(node: SupersedenceNode): string {
  const counts = node.counts ? `, ${count(node.counts.required)} Required, ${count(node.counts.installed)} Installed` : '';
  return `${updateName(node)}, ${icons[node.icon].label}, ${sides[node.side]}${counts}`;
}

function Node({ node, at, focusable, onFocus, onOpen }: { node: SupersedenceNode; at: Placed; focusable: boolean; onFocus(): void; onOpen(): void }) {
  const state = icons[node.icon];
  return (
    <button
      type="button" data-update={node.id} aria-label={spoken(node)} aria-current={node.side === 'this' || undefined} title={node.title} tabIndex={focusable ? 0 : -1}
      className={`supersedence-node${node.side === 'this' ? ' is-this' : ''}${node.expired ? ' is-expired' : ''}`}
      style={{ left: at.x, top: at.y, width: NODE.width, height: NODE.height }} onFocus={onFocus} onClick={onOpen}
    >
      <span className="supersedence-name">
        <ObjectIcon name={state.name} />
        <strong className="ellipsis">{updateName(node)}</strong>
      </span>
      <span className="secondary ellipsis">{state.label}, {date(node.dateReleased)}</span>
      {node.counts && (
        <>
          <ComplianceBar wide {...node.counts} />
          <span className="secondary ellipsis">{count(node.counts.required)} Required, {count(node.counts.installed)} Installed</span>
        </>
      )}
    </button>
  );
}

/** Moves what is scrolled by pulling it. */
function pull(event: PointerEvent<HTMLDivElement>) {
  if (event.button !== 0 || (event.target as HTMLElement).closest('button')) return;
  const target = event.currentTarget;
  const [x, y, left, top] = [event.clientX, event.clientY, target.scrollLeft, target.scrollTop];
  target.setPointerCapture(event.pointerId);
  const move = (e: globalThis.PointerEvent) => target.scrollTo(left - (e.clientX - x), top - (e.clientY - y));
  target.addEventListener('pointermove', move);
  target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', move), { once: true });
}

/** Newest left, oldest right; arrow keys go from update to update, Enter opens one. */
export function SupersedenceGraph({ graph, onOpen }: { graph: Supersedence; onOpen(id: number): void }) {
  const [zoom, setZoom] = useState(1);
  const here = graph.nodes.find((node) => node.side === 'this')!.id;
  const [focused, setFocused] = useState(here);
  const scroller = useRef<HTMLDivElement>(null);
  const arrow = useId();
  const drawing = useMemo(() => drawn(graph.nodes.map((node) => node.id), graph.edges), [graph]);
  const places = new Map(drawing.nodes.map((node) => [node.id, node]));
  const buttonOf = (id: number) => scroller.current?.querySelector<HTMLElement>(`[data-update="${id}"]`);
  useEffect(() => {
    setFocused(here);
    buttonOf(here)?.scrollIntoView({ inline: 'center', block: 'center' });
  }, [here]);
  const step = (by: number) => setZoom(ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, ZOOMS.indexOf(zoom) + by))]!);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = neighbour(drawing.nodes, places.get(focused)!, event.key);
    if (event.key.startsWith('Arrow')) event.preventDefault();
    if (event.key === '+') step(1);
    if (event.key === '-') step(-1);
    if (next) buttonOf(next.id)?.focus();
  };
  return (
    <div className="supersedence-frame">
      <div ref={scroller} className="supersedence-scroller" role="group" aria-label="Supersedence graph" onKeyDown={onKeyDown} onPointerDown={pull}>
        <div className="supersedence-drawing" style={{ width: drawing.width, height: drawing.height, zoom }}>
          <svg width={drawing.width} height={drawing.height} aria-hidden="true">
            <defs>
              <marker id={arrow} viewBox="0 0 8 8" refX="4" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 z" className="supersedence-arrow" /></marker>
            </defs>
            {graph.edges.map(({ newer, older }) => <path key={`${newer} ${older}`} className="supersedence-edge" d={lineOf(places.get(newer)!, places.get(older)!)} markerEnd={`url(#${arrow})`} />)}
          </svg>
          {graph.nodes.map((node) => <Node key={node.id} node={node} at={places.get(node.id)!} focusable={node.id === focused} onFocus={() => setFocused(node.id)} onOpen={() => onOpen(node.id)} />)}
        </div>
      </div>
      <div className="supersedence-zoom">
        <IconButton label="Zoom Out" hint="-" icon={<Subtract16Regular />} onClick={() => step(-1)} />
        <span>{Math.round(zoom * 100)}%</span>
        <IconButton label="Zoom In" hint="+" icon={<Add16Regular />} onClick={() => step(1)} />
      </div>
    </div>
  );
}
