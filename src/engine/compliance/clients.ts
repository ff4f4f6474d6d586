import { CHUNK, WORDS } from './planes.ts';

/** What is known of the clients of a chunk beside their cells; by place. */
export interface ClientColumns {
  /** The catalog version whose updates the last completed scan answers for. */
  readonly scanned: Uint32Array;
  /** The same, or 0 while a message of the client is missing: what counting goes by. */
  readonly known: Uint32Array;
  /** Topic 501 state of the last scan message. */
  readonly scanState: Uint8Array;
  /** Result of the last scan, signed 32 bits. */
  readonly scanError: Int32Array;
  /** Site time, ms; 0: never. */
  readonly scannedAt: Float64Array;
  readonly lastMessageAt: Float64Array;
  /** 1 while a message is missing. */
  readonly missing: Uint8Array;
  /** One bit a client: there is a client. */
  readonly present: Uint32Array;
}

const BYTES = CHUNK * (4 + 4 + 1 + 4 + 8 + 8 + 1) + WORDS * 4;

/** Columns over one piece of memory, so that a copy is one copy. */
export function columnsOver(memory: ArrayBufferLike, at = 0): ClientColumns {
  let from = at;
  const next = (bytes: number) => {
    const here = from;
    from += bytes;
    return here;
  };
  return {
    scannedAt: new Float64Array(memory, next(CHUNK * 8), CHUNK),
    lastMessageAt: new Float64Array(memory, next(CHUNK * 8), CHUNK),
    scanned: new Uint32Array(memory, next(CHUNK * 4), CHUNK),
    known: new Uint32Array(memory, next(CHUNK * 4), CHUNK),
    scanError: new Int32Array(memory, next(CHUNK * 4), CHUNK),
    present: new Uint32Array(memory, next(WORDS * 4), WORDS),
    scanState: new Uint8Array(memory, next(CHUNK), CHUNK),
    missing: new Uint8Array(memory, next(CHUNK), CHUNK),
  };
}

export const newColumns = (): { memory: ArrayBuffer; columns: ClientColumns } => {
  const memory = new ArrayBuffer(BYTES);
  return { memory, columns: columnsOver(memory) };
};

export function sharedColumns(memory: ArrayBuffer): ClientColumns {
  const shared = new SharedArrayBuffer(memory.byteLength);
  new Uint8Array(shared).set(new Uint8Array(memory));
  return columnsOver(shared);
}
