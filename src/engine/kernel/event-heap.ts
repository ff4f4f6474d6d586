/** What falls due when. Equal moments keep the order they were asked in. */
export interface Due {
  readonly at: number;
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

export interface EventHeap {
  /** Adds an event; the returned function takes it back. */
  add(due: Due): () => void;
  /** The moment of the next event, or undefined. */
  nextAt(): number | undefined;
  /** Takes the next event if it is due at `until` or before. */
  take(until: number): Due | undefined;
}

interface Entry {
  due: Due;
  order: number;
}

const before = (a: Entry, b: Entry) => a.due.at < b.due.at || (a.due.at === b.due.at && a.order < b.order);

export function createEventHeap(): EventHeap {
  const heap: Entry[] = [];
  let order = 0;

  const up = (from: number) => {
    const entry = heap[from]!;
    let i = from;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  };
  const down = (from: number) => {
    const entry = heap[from]!;
    let i = from;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
      if (!before(heap[child]!, entry)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = entry;
  };
  const removeAt = (i: number): Entry => {
    const gone = heap[i]!;
    const last = heap.pop()!;
    if (i < heap.length) {
      heap[i] = last;
      up(i);
      down(i);
    }
    return gone;
  };

  return {
    add: (due) => {
      const entry = { due, order: order++ };
      heap.push(entry);
      up(heap.length - 1);
      return () => {
        const i = heap.indexOf(entry);
        if (i >= 0) removeAt(i);
      };
    },
    nextAt: () => heap[0]?.due.at,
    take: (until) => (heap.length > 0 && heap[0]!.due.at <= until ? removeAt(0).due : undefined),
  };
}
