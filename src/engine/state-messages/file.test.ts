import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFile, encodeDetections, encodeEnforcement, encodeScan, headerOf, MOST_BYTES, readMessages, renumber, writeFile } from './file.ts';
import { enforcementTopics, type DetectionState, type EnforcementTopic } from './model.ts';

const detections = fc.uniqueArray(fc.integer({ min: 1, max: 2_000_000 }), { maxLength: 60 }).map((ids) => ids.sort((a, b) => a - b)).chain((ids) => fc.tuple(...ids.map((update) => fc.record({ update: fc.constant(update), state: fc.constantFrom<DetectionState>(0, 1, 2, 3) }))));
const scan = fc.record({ state: fc.integer({ min: 0, max: 6 }), contentVersion: fc.nat(), error: fc.integer(), at: fc.integer({ min: 0, max: 2 ** 42 }) });
const enforcement = fc.constantFrom(...Object.keys(enforcementTopics).map(Number) as EnforcementTopic[]).chain((topic) =>
  fc.record({ topic: fc.constant(topic), state: fc.nat(enforcementTopics[topic].length - 1), assignment: fc.nat(), update: fc.integer({ min: 0, max: 2_000_000 }), error: fc.integer(), at: fc.integer({ min: 0, max: 2 ** 42 }) }));
const header = fc.record({ clientId: fc.integer({ min: 1, max: 2 ** 31 }), guidCheck: fc.nat(), firstSerial: fc.integer({ min: 1, max: 2 ** 31 }), full: fc.boolean(), sentAt: fc.integer({ min: 0, max: 2 ** 42 }) });
const whole = fc.tuple(header, detections, scan, detections, enforcement).map(([head, first, one, second, last]) => ({ head, first, one, second, last, bytes: writeFile(head, [encodeDetections(first), encodeScan(one), encodeDetections(second), encodeEnforcement(last)]) }));

const told = (bytes: Uint8Array, from = 0) => {
  const messages: unknown[] = [];
  readMessages(bytes, from, { detection: (update, state) => void messages.push({ update, state }), scan: (message) => void messages.push(message), enforcement: (message) => void messages.push(message) });
  return messages;
};

describe('[SCAN-05] a state message file', () => {
  it('gives back what was written, from any message on', () => {
    fc.assert(fc.property(whole, fc.nat(131), ({ head, first, one, second, last, bytes }, from) => {
      expect(checkFile(bytes)).toBeUndefined();
      expect(headerOf(bytes)).toEqual({ ...head, count: first.length + 2 + second.length });
      expect(told(bytes)).toEqual([...first, one, ...second, last]);
      expect(told(bytes, from)).toEqual([...first, one, ...second, last].slice(from));
    }), { numRuns: 150 });
  }, 30_000);

  it('under other numbers tells the same in the same order, with the same serial numbers', () => {
    const other = (update: number) => ((update * 7919) % 2_000_003) + 1;
    fc.assert(fc.property(whole, ({ head, first, one, second, last, bytes }) => {
      const again = renumber(bytes, 77, { update: other, contentVersion: () => 5 });
      expect(checkFile(again)).toBeUndefined();
      expect(headerOf(again)).toEqual({ ...headerOf(bytes), clientId: 77 });
      const renumbered = (all: typeof first) => all.map(({ update, state }) => ({ update: other(update), state }));
      expect(told(again)).toEqual([...renumbered(first), { ...one, contentVersion: 5 }, ...renumbered(second), { ...last, update: last.update === 0 ? 0 : other(last.update) }]);
      expect(told(renumber(again, head.clientId, { update: other, contentVersion: () => 5 }))).toHaveLength(first.length + 2 + second.length);
    }), { numRuns: 150 });
  }, 30_000);

  it('of which a byte was changed, added or lost is damaged; of random bytes nothing is taken', () => {
    fc.assert(fc.property(whole, fc.nat(), fc.integer({ min: 1, max: 255 }), ({ bytes }, at, by) => {
      const changed = bytes.slice();
      changed[at % bytes.length]! ^= by;
      expect(checkFile(changed)?.reason).toBe('damaged');
      expect(checkFile(bytes.slice(0, -1 - (at % 8)))?.reason).toBe('damaged');
      expect(checkFile(new Uint8Array([...bytes, by]))?.reason).toBe('damaged');
    }), { numRuns: 150 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(checkFile(bytes)).toBeDefined();
    }), { numRuns: 300 });
  }, 30_000);

  it('with a correct check sum but a wrong form is malformed, one too large is not read', () => {
    const at = { clientId: 1, guidCheck: 1, firstSerial: 1, full: false, sentAt: 1 };
    expect(checkFile(writeFile(at, []))?.reason).toBe('malformed');
    expect(checkFile(writeFile(at, [{ bytes: new Uint8Array([0x0f]), count: 1 }]))?.reason).toBe('malformed');
    expect(checkFile(writeFile(at, [{ bytes: new Uint8Array([0xff, 0xff]), count: 1 }]))?.reason).toBe('malformed');
    expect(checkFile(writeFile(at, [{ ...encodeDetections([{ update: 3, state: 2 }]), count: 2 }]))?.reason).toBe('malformed');
    expect(checkFile(writeFile({ ...at, firstSerial: 0 }, [encodeDetections([{ update: 3, state: 2 }])]))?.reason).toBe('malformed');
    expect(checkFile(new Uint8Array(MOST_BYTES + 1))?.reason).toBe('oversize');
  });
});
