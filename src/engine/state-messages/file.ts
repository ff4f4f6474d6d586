import { crc32 } from 'node:zlib';
import { enforcementTopics, type DetectionMessage, type DetectionState, type EnforcementMessage, type EnforcementTopic, type FileHeader, type ScanMessage } from './model.ts';

/**
 * The compact body of a state message file, little endian:
 *
 *   0  u32 "PSM1"    4 u8 flags (1: full report, 2: any order)   5 u8 0   6 u16 messages
 *   8  u32 client    12 u32 first bytes of its GUID         16 u32 serial of the first message
 *  20  f64 sent at   28 u32 bytes of messages               32 … messages …   then u32 CRC-32 of all before
 *
 * A message is a variable-length number (7 bits a byte, low first): CI_ID difference to the message before × 8 + topic 500
 * state (0 … 3), or 4 for topic 501, followed by u8 state, u32 content version, i32 error, f64 moment, or 5 for topics 300, 301, 302
 * and 402, followed by u16 topic, u8 state, u32 assignment, u32 update, i32 error, f64 moment. Differences are not
 * negative: the detections of a file stand in the order of CI_IDs; after any other message they begin anew. In a file of any order,
 * as one that was renumbered, a difference d is written as 2d, or -2d - 1 when it is negative.
 */
const MAGIC = 0x314d5350;
const HEADER = 32;
const SCAN = 4;
const ENFORCEMENT = 5;
const FULL = 1;
const ANY_ORDER = 2;
export const MOST_BYTES = 256 * 1024;

/** Encoded detections; a piece of a file that clients with the same result can share. In ascending order of `update`, unless the file is one of any order. */
export function encodeDetections(messages: readonly DetectionMessage[], anyOrder = false): { bytes: Uint8Array; count: number } {
  const bytes = new Uint8Array(messages.length * 6);
  let at = 0;
  let before = 0;
  for (const { update, state } of messages) {
    const step = update - before;
    at = putNumber(bytes, at, (anyOrder ? (step < 0 ? -2 * step - 1 : 2 * step) : step) * 8 + state);
    before = update;
  }
  return { bytes: bytes.slice(0, at), count: messages.length };
}

export function encodeScan({ state, contentVersion, error, at }: ScanMessage): { bytes: Uint8Array; count: number } {
  const bytes = Buffer.allocUnsafe(18);
  bytes[0] = SCAN;
  bytes[1] = state;
  bytes.writeUInt32LE(contentVersion, 2);
  bytes.writeInt32LE(error, 6);
  bytes.writeDoubleLE(at, 10);
  return { bytes, count: 1 };
}

export function encodeEnforcement({ topic, state, assignment, update, error, at }: EnforcementMessage): { bytes: Uint8Array; count: number } {
  const bytes = Buffer.allocUnsafe(24);
  bytes[0] = ENFORCEMENT;
  bytes.writeUInt16LE(topic, 1);
  bytes[3] = state;
  bytes.writeUInt32LE(assignment, 4);
  bytes.writeUInt32LE(update, 8);
  bytes.writeInt32LE(error, 12);
  bytes.writeDoubleLE(at, 16);
  return { bytes, count: 1 };
}

function putNumber(bytes: Uint8Array, at: number, value: number): number {
  while (value > 127) {
    bytes[at++] = (value & 127) | 128;
    value = Math.floor(value / 128);
  }
  bytes[at++] = value;
  return at;
}

/** A whole file of encoded pieces. */
export function writeFile(header: Omit<FileHeader, 'count'>, pieces: readonly { bytes: Uint8Array; count: number }[], anyOrder = false): Uint8Array {
  let length = 0;
  let count = 0;
  for (const piece of pieces) {
    length += piece.bytes.length;
    count += piece.count;
  }
  const bytes = Buffer.allocUnsafe(HEADER + length + 4);
  bytes.writeUInt32LE(MAGIC, 0);
  bytes.writeUInt16LE((header.full ? FULL : 0) | (anyOrder ? ANY_ORDER : 0), 4);
  bytes.writeUInt16LE(count, 6);
  bytes.writeUInt32LE(header.clientId, 8);
  bytes.writeUInt32LE(header.guidCheck, 12);
  bytes.writeUInt32LE(header.firstSerial, 16);
  bytes.writeDoubleLE(header.sentAt, 20);
  bytes.writeUInt32LE(length, 28);
  let at = HEADER;
  for (const piece of pieces) {
    bytes.set(piece.bytes, at);
    at += piece.bytes.length;
  }
  bytes.writeUInt32LE(crc32(bytes.subarray(0, at)), at);
  return bytes;
}

/** Two words of a little-endian file as the number they are. */
const moment = new Uint32Array(2);
const asNumber = new Float64Array(moment.buffer);

/** What a header claims; not to be believed before `checkFile`. Undefined when there is none. */
export function headerOf(bytes: Uint8Array): FileHeader | undefined {
  if (bytes.length < HEADER + 4) return undefined;
  if (wordAt(bytes, 0) !== MAGIC) return undefined;
  moment[0] = wordAt(bytes, 20);
  moment[1] = wordAt(bytes, 24);
  return {
    full: (bytes[4]! & FULL) !== 0, count: bytes[6]! | (bytes[7]! << 8), clientId: wordAt(bytes, 8), guidCheck: wordAt(bytes, 12),
    firstSerial: wordAt(bytes, 16), sentAt: asNumber[0]!,
  };
}

/** The messages of a file in their order: CI_ID × 4 + topic 500 state of a detection, or -1 - n for `others[n]`. */
export interface Messages {
  readonly numbers: readonly number[];
  readonly others: readonly (ScanMessage | EnforcementMessage)[];
}

export const isEnforcement = (message: ScanMessage | EnforcementMessage): message is EnforcementMessage => 'topic' in message;

export interface Refused {
  readonly reason: 'oversize' | 'damaged' | 'malformed';
  readonly detail: string;
}

/** A file whose form is whole, taken apart once; else why it cannot be taken. What its numbers mean is looked at elsewhere. */
export function openFile(bytes: Uint8Array): { header: FileHeader; messages: Messages } | Refused {
  if (bytes.length > MOST_BYTES) return { reason: 'oversize', detail: `The file has ${bytes.length} bytes; ${MOST_BYTES} is the most.` };
  const header = headerOf(bytes);
  if (!header) return { reason: 'damaged', detail: 'The file does not begin as a state message file does.' };
  if (wordAt(bytes, bytes.length - 4) !== crc32(bytes.subarray(0, bytes.length - 4))) return { reason: 'damaged', detail: 'The check sum does not fit: bytes were changed or lost on the way.' };
  if (bytes[4]! > (FULL | ANY_ORDER) || bytes[5] !== 0 || wordAt(bytes, 28) !== bytes.length - HEADER - 4) return { reason: 'malformed', detail: 'The header says another length than the file has.' };
  if (header.count === 0 || header.firstSerial === 0 || header.firstSerial + header.count > 0xffff_ffff) return { reason: 'malformed', detail: 'A file has one message at least, numbered from 1.' };
  if (!Number.isFinite(header.sentAt)) return { reason: 'malformed', detail: 'The moment of sending is no moment.' };
  const messages = decode(bytes);
  if (messages?.numbers.length === header.count) return { header, messages };
  return { reason: 'malformed', detail: messages ? `The header announces ${header.count} messages; ${messages.numbers.length} can be read.` : 'A message ends in its middle, or is none.' };
}

/** Why a file cannot be taken, or undefined when its form is whole. */
export function checkFile(bytes: Uint8Array): Refused | undefined {
  const opened = openFile(bytes);
  return 'reason' in opened ? opened : undefined;
}

const wordAt = (bytes: Uint8Array, at: number) => (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;

/** CI_IDs stay below this, so that a message is a small integer. */
const MOST_UPDATE = 0x0fff_ffff;

/** Undefined when the bytes end in the middle of a message or are none. */
function decode(bytes: Uint8Array): Messages | undefined {
  const end = bytes.length - 4;
  const anyOrder = (bytes[4]! & ANY_ORDER) !== 0;
  const numbers: number[] = [];
  const others: (ScanMessage | EnforcementMessage)[] = [];
  let at = HEADER;
  let update = 0;
  while (at < end) {
    let byte = bytes[at++]!;
    let value = byte & 127;
    for (let scale = 128; byte > 127; scale *= 128) {
      if (at >= end || scale > 2 ** 42) return undefined;
      byte = bytes[at++]!;
      value += (byte & 127) * scale;
    }
    const topic = value % 8;
    if (topic === SCAN) {
      if (at + 17 > end || value !== SCAN) return undefined;
      others.push(scanAt(bytes, at));
      numbers.push(-others.length);
      at += 17;
      update = 0;
    } else if (topic === ENFORCEMENT) {
      const message = at + 23 > end || value !== ENFORCEMENT ? undefined : enforcementAt(bytes, at);
      if (!message) return undefined;
      others.push(message);
      numbers.push(-others.length);
      at += 23;
      update = 0;
    } else {
      const step = (value - topic) / 8;
      update += anyOrder ? (step % 2 === 0 ? step / 2 : -(step + 1) / 2) : step;
      if (topic > 3 || update <= 0 || update > MOST_UPDATE) return undefined;
      numbers.push(update * 4 + topic);
    }
  }
  return { numbers, others };
}

export interface MessageReader {
  detection(update: number, state: DetectionState): void;
  scan(message: ScanMessage): void;
  enforcement?(message: EnforcementMessage): void;
}

/** Tells the messages of a checked file from number `from` (0 is the first) on. */
export function readMessages(bytes: Uint8Array, from: number, to: MessageReader): void {
  const { numbers, others } = decode(bytes) ?? { numbers: [], others: [] };
  for (let n = from; n < numbers.length; n++) {
    const number = numbers[n]!;
    if (number < 0) {
      const message = others[-1 - number]!;
      if (isEnforcement(message)) to.enforcement?.(message);
      else to.scan(message);
    } else to.detection(number >>> 2, (number & 3) as DetectionState);
  }
}

function scanAt(bytes: Uint8Array, at: number): ScanMessage {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 17);
  return { state: bytes[at]!, contentVersion: view.getUint32(1, true), error: view.getInt32(5, true), at: view.getFloat64(9, true) };
}

/** Undefined: such a message there is not. */
function enforcementAt(bytes: Uint8Array, at: number): EnforcementMessage | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 23);
  const topic = view.getUint16(0, true);
  const names = enforcementTopics[topic as EnforcementTopic] as readonly string[] | undefined;
  const message = { topic: topic as EnforcementTopic, state: bytes[at + 2]!, assignment: view.getUint32(3, true), update: view.getUint32(7, true), error: view.getInt32(11, true), at: view.getFloat64(15, true) };
  return names?.[message.state] === undefined || message.update > MOST_UPDATE || !Number.isFinite(message.at) ? undefined : message;
}

/**
 * A checked file under other numbers: the same messages in the same order with the same serial numbers, so that what is missing
 * or repeated stays so. This is how a parent site reads what a child site accepted.
 */
export function renumber(bytes: Uint8Array, clientId: number, numbers: { update(their: number): number; contentVersion(their: number): number }): Uint8Array {
  const pieces: { bytes: Uint8Array; count: number }[] = [];
  let detections: DetectionMessage[] = [];
  const flush = () => {
    if (detections.length > 0) pieces.push(encodeDetections(detections, true));
    detections = [];
  };
  readMessages(bytes, 0, {
    detection: (update, state) => void detections.push({ update: numbers.update(update), state }),
    scan: (message) => {
      flush();
      pieces.push(encodeScan({ ...message, contentVersion: numbers.contentVersion(message.contentVersion) }));
    },
    enforcement: (message) => {
      flush();
      pieces.push(encodeEnforcement({ ...message, update: message.update === 0 ? 0 : numbers.update(message.update) }));
    },
  });
  flush();
  return writeFile({ ...headerOf(bytes)!, clientId }, pieces, true);
}
