/** Minutes of site time with what falls due in them: a client and what it does then. Far cheaper than an event of the clock for each. */
export interface Calendar {
  add(at: number, client: number, what: number): void;
  /** The first minute with something in it, as the moment it ends; undefined: nothing is due at all. */
  nextEnd(): number | undefined;
  /** Takes what is due before `end`, in the order of moments, then of clients. */
  take(end: number): Due[];
}

export interface Due {
  readonly at: number;
  readonly client: number;
  readonly what: number;
}

export const MINUTE = 60_000;

export function createCalendar(): Calendar {
  const minutes = new Map<number, Due[]>();
  /** A heap of the minutes that have something. */
  const heap: number[] = [];

  const push = (minute: number) => {
    let i = heap.push(minute) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (heap[parent]! <= minute) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = minute;
  };
  const pop = () => {
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
  };

  return {
    add: (at, client, what) => {
      const minute = Math.floor(at / MINUTE);
      const due = minutes.get(minute);
      if (due) due.push({ at, client, what });
      else {
        minutes.set(minute, [{ at, client, what }]);
        push(minute);
      }
    },
    nextEnd: () => (heap.length === 0 ? undefined : (heap[0]! + 1) * MINUTE),
    take: (end) => {
      const taken: Due[] = [];
      while (heap.length > 0 && (heap[0]! + 1) * MINUTE <= end) {
        const minute = heap[0]!;
        const due = minutes.get(minute)!;
        minutes.delete(minute);
        pop();
        for (const one of due) taken.push(one);
      }
      return taken.sort((a, b) => a.at - b.at || a.client - b.client || a.what - b.what);
    },
  };
}
