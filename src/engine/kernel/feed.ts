/** A stream of events that several listeners follow, each at its own pace. */
export interface Feed<T> {
  publish(event: T): void;
  /** Events from now on. A listener that falls `limit` events behind loses the oldest: it refetches anyway. */
  subscribe(signal?: AbortSignal): AsyncGenerator<T, void, undefined>;
  listen(listener: (event: T) => void): () => void;
}

export function createFeed<T>(limit = 1000): Feed<T> {
  const listeners = new Set<(event: T) => void>();
  const listen = (listener: (event: T) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  async function* follow(queue: T[], wake: { now: () => void }, stop: () => void, signal?: AbortSignal) {
    try {
      for (;;) {
        if (signal?.aborted) return;
        const event = queue.shift();
        if (event !== undefined) yield event;
        else await new Promise<void>((resolve) => (wake.now = resolve));
      }
    } finally {
      stop();
    }
  }

  return {
    publish: (event) => listeners.forEach((listener) => listener(event)),
    listen,
    subscribe: (signal) => {
      const queue: T[] = [];
      const wake = { now: () => {} };
      const stop = listen((event) => {
        queue.push(event);
        if (queue.length > limit) queue.shift();
        wake.now();
      });
      signal?.addEventListener('abort', () => wake.now(), { once: true });
      return follow(queue, wake, stop, signal);
    },
  };
}
