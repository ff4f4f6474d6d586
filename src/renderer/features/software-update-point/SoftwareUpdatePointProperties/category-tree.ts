import type { Category } from '../../../../contract/index.ts';

/** A category of the Products or Classifications tab with what is below it. */
export interface CategoryNode {
  id: string;
  title: string;
  updates: number;
  children: CategoryNode[];
}

/** Families with their products, by title; companies are left out of the tree, what is theirs moves up (D§2.5). */
export function productTree(categories: readonly Category[]): CategoryNode[] {
  const kept = categories.filter((c) => c.kind === 'product' || c.kind === 'productFamily');
  const ids = new Set(kept.map((c) => c.id));
  const below = (parent: string | null): CategoryNode[] =>
    kept
      .filter((c) => (c.parentId !== null && ids.has(c.parentId) ? c.parentId : null) === parent)
      .map((c) => ({ id: c.id, title: c.title, updates: c.updates, children: below(c.id) }))
      .toSorted((a, b) => a.title.localeCompare(b.title, 'en', { numeric: true }));
  return below(null);
}

/** Synchronized with or without a tick, so there is no box for it (D§1.1). */
const WSUS_INFRASTRUCTURE_UPDATES = '051f8713-e600-4bee-b7b7-690d43c78948';

export function classificationTree(categories: readonly Category[]): CategoryNode[] {
  return categories
    .filter((c) => c.kind === 'classification' && c.id !== WSUS_INFRASTRUCTURE_UPDATES)
    .map((c) => ({ id: c.id, title: c.title, updates: c.updates, children: [] }))
    .toSorted((a, b) => a.title.localeCompare(b.title));
}

export type Ticks = ReadonlySet<string>;
export type TickState = 'on' | 'off' | 'mixed';

const everyId = (node: CategoryNode): string[] => [node.id, ...node.children.flatMap(everyId)];

/** State of a box: on when it or something above it is ticked, or all below are; mixed when some below are. */
export function tickState(node: CategoryNode, ticks: Ticks, above = false): TickState {
  if (above || ticks.has(node.id)) return 'on';
  if (node.children.length === 0) return 'off';
  const states = node.children.map((child) => tickState(child, ticks));
  if (states.every((s) => s === 'on')) return 'on';
  return states.every((s) => s === 'off') ? 'off' : 'mixed';
}

/** Ticks of the whole list: on when every top node is. */
export function allState(nodes: readonly CategoryNode[], ticks: Ticks): TickState {
  const states = nodes.map((node) => tickState(node, ticks));
  if (states.length > 0 && states.every((s) => s === 'on')) return 'on';
  return states.every((s) => s === 'off') ? 'off' : 'mixed';
}

/** Nodes from the top down to `id`, or none. */
function pathTo(nodes: readonly CategoryNode[], id: string): CategoryNode[] {
  for (const node of nodes) {
    if (node.id === id) return [node];
    const rest = pathTo(node.children, id);
    if (rest.length > 0) return [node, ...rest];
  }
  return [];
}

/**
 * The ticks after a click on a box. A ticked family stands for all its products, later ones too; clearing one of its
 * products replaces the family by its other products. Ids that are not in the tree stay as they are.
 */
export function toggled(nodes: readonly CategoryNode[], ticks: Ticks, id: string): Set<string> {
  const path = pathTo(nodes, id);
  const node = path.at(-1);
  const next = new Set(ticks);
  if (!node) return next;
  const above = path.findIndex((n) => ticks.has(n.id));
  const wasOn = above >= 0 || tickState(node, ticks) === 'on';
  everyId(node).forEach((other) => next.delete(other));
  if (!wasOn) return next.add(node.id);
  if (above >= 0) {
    for (let depth = above; depth < path.length - 1; depth++) {
      next.delete(path[depth]!.id);
      for (const sibling of path[depth]!.children) if (sibling.id !== path[depth + 1]!.id) next.add(sibling.id);
    }
  }
  return next;
}

/** The ticks after a click on "All": everything, as top nodes, or nothing of the tree. */
export function allToggled(nodes: readonly CategoryNode[], ticks: Ticks): Set<string> {
  const next = new Set(ticks);
  const on = allState(nodes, ticks) !== 'on';
  nodes.flatMap(everyId).forEach((id) => next.delete(id));
  if (on) nodes.forEach((node) => next.add(node.id));
  return next;
}

/** Products (leaves) that the ticks cover, and how many there are. */
export function coveredLeaves(nodes: readonly CategoryNode[], ticks: Ticks, above = false): { covered: number; all: number } {
  let covered = 0;
  let all = 0;
  for (const node of nodes) {
    const on = above || ticks.has(node.id);
    if (node.children.length === 0) {
      all++;
      if (on) covered++;
    } else {
      const below = coveredLeaves(node.children, ticks, on);
      covered += below.covered;
      all += below.all;
    }
  }
  return { covered, all };
}

/** Nodes whose title contains the text, with their parents, and with everything below a parent that matches. */
export function found(nodes: readonly CategoryNode[], text: string): CategoryNode[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [...nodes];
  return nodes.flatMap((node) => {
    if (node.title.toLowerCase().includes(sought)) return [node];
    const children = found(node.children, text);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}
