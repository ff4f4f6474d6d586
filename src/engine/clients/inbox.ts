import { headerOf } from '../state-messages/index.ts';

/** State message files at the management point that the site has not looked at yet. */
export interface Inbox {
  /** False when it is full: the sender keeps the file and tries later. */
  receive(file: Uint8Array): boolean;
  /** Takes the oldest files, up to `bytes` of them (one at least). */
  take(bytes: number): Uint8Array[];
  /** Puts files that were taken back to the front: the site could not keep them. */
  giveBack(files: readonly Uint8Array[]): void;
  bytes(): number;
  files(): number;
  /** Clients whose files wait. */
  waiting(): number[];
}

/** Files that wait at most; a site that falls so far behind takes no more (back-pressure). */
const MOST_WAITING = 200_000;

export function createInbox(): Inbox {
  let queue: Uint8Array[] = [];
  let first = 0;
  let bytes = 0;
  return {
    receive: (file) => {
      if (queue.length - first >= MOST_WAITING) return false;
      queue.push(file);
      bytes += file.length;
      return true;
    },
    take: (most) => {
      const from = first;
      let taken = 0;
      while (first < queue.length && (first === from || taken + queue[first]!.length <= most)) taken += queue[first++]!.length;
      bytes -= taken;
      const files = queue.slice(from, first);
      if (first === queue.length) {
        queue = [];
        first = 0;
      }
      return files;
    },
    giveBack: (files) => {
      queue = [...files, ...queue.slice(first)];
      first = 0;
      for (const file of files) bytes += file.length;
    },
    bytes: () => bytes,
    files: () => queue.length - first,
    waiting: () => [...new Set(queue.slice(first).flatMap((file) => headerOf(file)?.clientId ?? []))],
  };
}
