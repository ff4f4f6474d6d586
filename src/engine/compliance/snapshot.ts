import { columnsOver, newColumns } from './clients.ts';
import { ENFORCEMENT_BYTES } from './enforcement.ts';
import { CHUNK, createPlanes, type Planes, type PlanesView } from './planes.ts';

/** What a snapshot keeps of a chunk beside its planes. */
export interface ChunkState {
  readonly columns: ArrayBuffer;
  /** By place: the serial number that comes next; 0: the client has told nothing. */
  readonly serials: Uint32Array;
  /** Numbers of files of its clients that wait for an earlier one. */
  readonly held: readonly number[];
  /** By assignment; in no snapshot from before there were any. */
  readonly enforcements: ReadonlyMap<number, ArrayBuffer>;
}

const HEAD = 12;

/** One chunk as it lies in a snapshot: u32 updates, pool length and held files, then columns, serials, held files, offsets, sizes, pool, and of each assignment its u32 and its columns (little endian). */
export function writeChunk(planes: PlanesView, used: number, { columns, serials, held, enforcements }: ChunkState): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32LE(planes.size.length, 0);
  head.writeUInt32LE(used, 4);
  head.writeUInt32LE(held.length, 8);
  const bytes = (array: Uint32Array | Uint16Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return Buffer.concat([head, Buffer.from(columns), bytes(serials), bytes(Uint32Array.from(held)), bytes(planes.offset), bytes(planes.size), bytes(planes.pool.subarray(0, used)), ...[...enforcements].flatMap(([assignment, memory]) => [bytes(Uint32Array.of(assignment)), Buffer.from(memory)])]);
}

/** @throws RangeError when the body is shorter than it says. */
export function readChunk(body: Uint8Array): ChunkState & { planes: Planes } {
  const own = new Uint8Array(body);
  const [slots, used, waiting] = new Uint32Array(own.slice(0, HEAD).buffer) as unknown as [number, number, number];
  const { memory } = newColumns();
  let at = HEAD;
  const take = (length: number) => own.slice(at, (at += length)).buffer;
  new Uint8Array(memory).set(new Uint8Array(take(memory.byteLength)));
  columnsOver(memory);
  const serials = new Uint32Array(take(CHUNK * 4));
  const held = [...new Uint32Array(take(waiting * 4))];
  const offset = new Uint32Array(take(slots * 4));
  const size = new Uint16Array(take(slots * 2));
  const pool = new Uint16Array(take(used * 2));
  if (pool.length !== used) throw new RangeError('A part of the compliance snapshot is cut off.');
  const enforcements = new Map<number, ArrayBuffer>();
  while (at < own.length) {
    const [assignment] = new Uint32Array(take(4));
    const memory = take(ENFORCEMENT_BYTES);
    if (memory.byteLength < ENFORCEMENT_BYTES) throw new RangeError('A part of the compliance snapshot is cut off.');
    enforcements.set(assignment!, memory);
  }
  return { planes: createPlanes({ offset, size, pool }), columns: memory, serials, held, enforcements };
}
