import { columnsOver, newColumns } from './clients.ts';
import { createPlanes, type Planes, type PlanesView } from './planes.ts';

/** One chunk as it lies in a snapshot: u32 updates, u32 pool length, the columns, offsets, sizes, pool (little endian). */
export function writeChunk(planes: PlanesView, used: number, columns: ArrayBuffer): Buffer {
  const slots = planes.size.length;
  const head = Buffer.alloc(8);
  head.writeUInt32LE(slots, 0);
  head.writeUInt32LE(used, 4);
  const bytes = (array: Uint32Array | Uint16Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength);
  return Buffer.concat([head, Buffer.from(columns), bytes(planes.offset), bytes(planes.size), bytes(planes.pool.subarray(0, used))]);
}

/** @throws RangeError when the body is shorter than it says. */
export function readChunk(body: Uint8Array): { planes: Planes; memory: ArrayBuffer } {
  const own = new Uint8Array(body);
  const view = new DataView(own.buffer);
  const slots = view.getUint32(0, true);
  const used = view.getUint32(4, true);
  const { memory } = newColumns();
  let at = 8 + memory.byteLength;
  new Uint8Array(memory).set(own.subarray(8, at));
  columnsOver(memory);
  const offset = new Uint32Array(own.slice(at, (at += slots * 4)).buffer);
  const size = new Uint16Array(own.slice(at, (at += slots * 2)).buffer);
  const pool = new Uint16Array(own.slice(at, at + used * 2).buffer);
  if (pool.length !== used) throw new RangeError('A part of the compliance snapshot is cut off.');
  return { planes: createPlanes({ offset, size, pool }), memory };
}
