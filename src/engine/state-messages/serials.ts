import type { Messages } from './file.ts';
import type { FileHeader } from './model.ts';

/** Which serial number of each client comes next, and what came too early. */
export interface Serials {
  /** What to do with a checked file: how many of its messages are new, whether it must wait, or that all of it is known. */
  judge(header: FileHeader): { verdict: 'next'; skip: number } | { verdict: 'held' } | { verdict: 'repeated' };
  /** The file is applied: its last message's successor comes next. */
  advance(header: FileHeader): void;
  hold(header: FileHeader, file: HeldFile): void;
  /** The next of the client's held files that has become applicable, taken out. */
  release(clientId: number): HeldFile | undefined;
  /** The client's missing serial number and since when it is missed; undefined when nothing is. */
  missing(clientId: number): { serial: number; since: number } | undefined;
  isIncomplete(clientId: number): boolean;
  /** Clients with something missing. */
  incomplete(): IterableIterator<number>;
  /** The serial number that comes next. */
  next(clientId: number): number;
  /** The client's numbers begin anew at 1, and what was held of it is let go. */
  forget(clientId: number): void;
  /** Sets what comes next for clients from this number on. */
  restore(clientId: number, next: Uint32Array): void;
  /** Remembers the present; the returned function goes back to it, for a commit that failed. */
  mark(): () => void;
  /** What comes next for `count` clients from this number on; 0: they have told nothing. */
  part(clientId: number, count: number): Uint32Array;
  heldFiles(): HeldFile[];
}

export interface HeldFile {
  readonly fileNumber: number;
  readonly header: FileHeader;
  readonly bytes: Uint8Array;
  readonly messages: Messages;
  readonly receivedAt: number;
}

const WHOLE = { verdict: 'next', skip: 0 } as const;
const NOTHING: readonly HeldFile[] = [];

export function createSerials(): Serials {
  let next = new Uint32Array(1024);
  const held = new Map<number, HeldFile[]>();
  /** Clients as they were at the last mark, as far as they have changed since. */
  let undo = new Map<number, { next: number; held: readonly HeldFile[] }>();
  const remember = (clientId: number) => {
    if (undo.has(clientId)) return;
    const files = held.get(clientId);
    undo.set(clientId, { next: next[clientId] ?? 0, held: files ? [...files] : NOTHING });
  };
  const room = (clientId: number) => {
    if (clientId < next.length) return;
    const wider = new Uint32Array(Math.max(clientId + 1, next.length * 2));
    wider.set(next);
    next = wider;
  };
  const nextOf = (clientId: number) => next[clientId] || 1;

  const judge: Serials['judge'] = ({ clientId, firstSerial, count, full }) => {
    const expected = nextOf(clientId);
    if (firstSerial + count <= expected) return { verdict: 'repeated' };
    if (full || firstSerial === expected) return WHOLE;
    if (firstSerial < expected) return { verdict: 'next', skip: expected - firstSerial };
    return { verdict: 'held' };
  };

  return {
    judge,
    advance: ({ clientId, firstSerial, count }) => {
      remember(clientId);
      room(clientId);
      next[clientId] = firstSerial + count;
    },
    hold: ({ clientId }, file) => {
      remember(clientId);
      const files = held.get(clientId) ?? [];
      held.set(clientId, [...files, file].sort((a, b) => a.header.firstSerial - b.header.firstSerial));
    },
    release: (clientId) => {
      const files = held.get(clientId);
      if (!files) return undefined;
      remember(clientId);
      for (let file = files[0]; file; file = files[0]) {
        const { verdict } = judge(file.header);
        if (verdict === 'held') return undefined;
        files.shift();
        if (files.length === 0) held.delete(clientId);
        if (verdict === 'next') return file;
      }
      return undefined;
    },
    missing: (clientId) => {
      const files = held.get(clientId);
      return files && { serial: nextOf(clientId), since: Math.min(...files.map((file) => file.receivedAt)) };
    },
    isIncomplete: (clientId) => held.has(clientId),
    incomplete: () => held.keys(),
    next: nextOf,
    mark: () => {
      undo = new Map();
      const since = undo;
      return () => {
        for (const [client, before] of since) {
          next[client] = before.next;
          if (before.held.length === 0) held.delete(client);
          else held.set(client, [...before.held]);
        }
      };
    },
    forget: (clientId) => {
      held.delete(clientId);
      if (clientId < next.length) next[clientId] = 0;
    },
    restore: (clientId, values) => {
      room(clientId + values.length - 1);
      next.set(values, clientId);
    },
    part: (clientId, count) => {
      const values = new Uint32Array(count);
      values.set(next.subarray(clientId, clientId + count));
      return values;
    },
    heldFiles: () => [...held.values()].flat(),
  };
}
