/** What the fleet remembers of each client, by client_id; all of it survives a restart. Times are site time in ms, 0: none. */
export interface Memory {
  readonly capacity: number;
  pollAt: Float64Array;
  scanAt: Float64Array;
  scannedAt: Float64Array;
  sendAt: Float64Array;
  scheduleAt: Float64Array;
  reevaluateAt: Float64Array;
  lastScanAt: Float64Array;
  lastPolicyAt: Float64Array;
  inventoryAt: Float64Array;
  /** When it does something for a deployment. */
  enforceAt: Float64Array;
  /** Content version of the cached catalog. */
  cached: Uint32Array;
  /** Content version of the catalog whose result it has told; 0: it has told nothing. */
  toldWith: Uint32Array;
  /** Version of the machine policy. */
  policy: Uint32Array;
  /** Serial number of the next state message. */
  serial: Uint32Array;
  /** Counts the chances drawn. */
  draws: Uint32Array;
  /** Index of what makes it scan. */
  scanFor: Uint8Array;
  /** Failed scans in a row. */
  tries: Uint8Array;
  /** 1: there is such a client. */
  present: Uint8Array;
  /** 1: the next file is a full report. */
  full: Uint8Array;
}

const wide = ['pollAt', 'scanAt', 'scannedAt', 'sendAt', 'scheduleAt', 'reevaluateAt', 'lastScanAt', 'lastPolicyAt', 'inventoryAt', 'enforceAt'] as const;
const numbers = ['cached', 'toldWith', 'policy', 'serial', 'draws'] as const;
const small = ['scanFor', 'tries', 'present', 'full'] as const;

/** Clients in a part of what is saved. */
export const PART = 4096;

export function createMemory(capacity: number): Memory {
  const make = <A>(names: readonly string[], array: new (length: number) => A) => Object.fromEntries(names.map((name) => [name, new array(capacity)]));
  return { capacity, ...make(wide, Float64Array), ...make(numbers, Uint32Array), ...make(small, Uint8Array) } as unknown as Memory;
}

/** As if the client had never been. */
export function forget(memory: Memory, client: number) {
  for (const name of [...wide, ...numbers, ...small]) memory[name][client] = 0;
}

export function grownMemory(memory: Memory, capacity: number): Memory {
  const next = createMemory(capacity);
  for (const name of [...wide, ...numbers, ...small]) (next[name] as Float64Array).set(memory[name] as Float64Array);
  return next;
}

/** The clients of a part as bytes. */
export function writePart(memory: Memory, part: number): Buffer {
  const from = part * PART;
  const to = Math.min(memory.capacity, from + PART);
  const bytes = (array: Float64Array | Uint32Array | Uint8Array) => {
    const slice = array.slice(from, to);
    return Buffer.from(slice.buffer);
  };
  return Buffer.concat([...wide, ...numbers, ...small].map((name) => bytes(memory[name])));
}

export function readPart(memory: Memory, part: number, body: Uint8Array) {
  const own = new Uint8Array(body);
  const count = own.length / (wide.length * 8 + numbers.length * 4 + small.length);
  let at = 0;
  const take = (bytes: number) => own.slice(at, (at += bytes)).buffer;
  for (const name of wide) memory[name].set(new Float64Array(take(count * 8)), part * PART);
  for (const name of numbers) memory[name].set(new Uint32Array(take(count * 4)), part * PART);
  for (const name of small) memory[name].set(new Uint8Array(take(count)), part * PART);
}
