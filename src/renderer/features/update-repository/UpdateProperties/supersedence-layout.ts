export const NODE = { width: 196, height: 86 } as const;
const GAP = { x: 54, y: 16 } as const;

export interface Placed {
  id: number;
  /** CSS pixels at 100 %. */
  x: number;
  y: number;
  /** Column, from 0 for the newest. */
  layer: number;
}

export interface Drawing {
  width: number;
  height: number;
  nodes: readonly Placed[];
}

interface Edge {
  newer: number;
  older: number;
}

/** Column of each update: one to the right of the farthest that supersedes it. A circle, which a catalog should not hold, is cut. */
function layersOf(ids: readonly number[], edges: readonly Edge[]): Map<number, number> {
  const layers = new Map<number, number>();
  const layerOf = (id: number): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    layers.set(id, 0);
    const layer = Math.max(0, ...edges.filter((edge) => edge.older === id).map((edge) => layerOf(edge.newer) + 1));
    layers.set(id, layer);
    return layer;
  };
  ids.forEach(layerOf);
  return layers;
}

/** Places of updates, newest left and oldest right, each near those that supersede it. */
export function drawn(ids: readonly number[], edges: readonly Edge[]): Drawing {
  const layers = layersOf(ids, edges);
  const columns: number[][] = Array.from({ length: Math.max(...layers.values()) + 1 }, () => []);
  for (const id of ids) columns[layers.get(id)!]!.push(id);
  const rows = new Map<number, number>();
  for (const column of columns) {
    const wish = (id: number) => {
      const above = edges.filter((edge) => edge.older === id && rows.has(edge.newer)).map((edge) => rows.get(edge.newer)!);
      return above.length === 0 ? 0 : above.reduce((a, b) => a + b, 0) / above.length;
    };
    const wishes = new Map(column.map((id) => [id, wish(id)]));
    column.sort((a, b) => wishes.get(a)! - wishes.get(b)!);
    // Around the middle, so that a chain is a straight line.
    column.forEach((id, nth) => rows.set(id, nth - (column.length - 1) / 2));
  }
  const tallest = Math.max(...columns.map((column) => column.length));
  const place = (id: number): Placed => ({ id, layer: layers.get(id)!, x: layers.get(id)! * (NODE.width + GAP.x), y: (rows.get(id)! + (tallest - 1) / 2) * (NODE.height + GAP.y) });
  return { width: columns.length * (NODE.width + GAP.x) - GAP.x, height: tallest * (NODE.height + GAP.y) - GAP.y, nodes: ids.map(place) };
}

/** Line of an edge, from the right side of the newer to the left side of the older. */
export function lineOf(newer: Placed, older: Placed): string {
  const [x1, y1, x2, y2] = [newer.x + NODE.width, newer.y + NODE.height / 2, older.x - 5, older.y + NODE.height / 2];
  const bend = Math.min(GAP.x, (x2 - x1) / 2);
  return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

/** The update an arrow key leads to from `from`; undefined: there is none that way. */
export function neighbour(nodes: readonly Placed[], from: Placed, key: string): Placed | undefined {
  const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (across !== undefined) {
    const there = nodes.filter((node) => node.layer === from.layer + across);
    return there.toSorted((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0];
  }
  const down = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (down === undefined) return undefined;
  return nodes.filter((node) => node.layer === from.layer && Math.sign(node.y - from.y) === down).toSorted((a, b) => Math.abs(a.y - from.y) - Math.abs(b.y - from.y))[0];
}
