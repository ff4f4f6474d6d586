import type { Random } from '../../src/engine/kernel/index.ts';

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;

/** Two places of a text, in order and not far from each other. */
function stretch(random: Random, length: number): [number, number] {
  const from = random.below(length + 1);
  return [from, Math.min(length, from + 1 + random.below(pick(random, [1, 4, 40, 400])))];
}

const extremes = ['', '0', '-1', '1', '2147483647', '2147483648', '99999999999999999999', '1e9', 'NaN', 'true', '\u00ff', '0x10'];
const pieces = ['<', '>', '&', ']]>', '<!--', '&#0;', '&#x1F600;', '<!DOCTYPE x [<!ENTITY y "z">]>', '\u0000', '\uFFFD', 'Ü', '"', "'", ' ', '\r\n', '<x/>', '<x xmlns="urn:x">', 'x'.repeat(5000), '<a>'.repeat(200)];
const element = /<(\w+)[^<>]*>[^<>]*<\/\1>/g;
const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

function replaced(random: Random, text: string, pattern: RegExp, by: (found: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const one = pick(random, found);
  return text.slice(0, one.index) + by(one[0]) + text.slice(one.index + one[0].length);
}

/** Ways a message can be wrong: torn, mixed up, with other numbers, ids, elements, or with things that do not belong into XML. */
const textMutations: readonly ((random: Random, text: string) => string)[] = [
  (random, text) => text.slice(0, random.below(text.length)),
  (random, text) => (([from, to]) => text.slice(0, from) + text.slice(to))(stretch(random, text.length)),
  (random, text) => (([from, to]) => text.slice(0, to) + text.slice(from))(stretch(random, text.length)),
  (random, text) => (([from, to]) => text.slice(0, from) + text.slice(from, to).split('').reverse().join('') + text.slice(to))(stretch(random, text.length)),
  (random, text) => (([from]) => text.slice(0, from) + pick(random, pieces) + text.slice(from))(stretch(random, text.length)),
  (random, text) => (([from]) => text.slice(0, from) + String.fromCharCode(random.below(256)) + text.slice(from + 1))(stretch(random, text.length)),
  (random, text) => replaced(random, text, /\d+/g, () => pick(random, extremes)),
  (random, text) => replaced(random, text, guid, () => pick(random, text.match(guid)!)),
  (random, text) => replaced(random, text, guid, (id) => id.replace(/./, random.below(16).toString(16))),
  (random, text) => replaced(random, text, element, () => ''),
  (random, text) => replaced(random, text, element, (one) => one + one),
  (random, text) => replaced(random, text, element, () => pick(random, text.match(element)!)),
  (random, text) => replaced(random, text, element, (one) => one.replace(/>[^<]*</, `>${pick(random, extremes)}<`)),
  (random, text) => replaced(random, text, /<\/?\w+/g, (tag) => `${tag}x`),
  (random, text) => replaced(random, text, /="[^"]*"/g, () => `="${pick(random, extremes)}"`),
];

/** One to three mutations; the same random numbers give the same text. */
export function mutatedText(random: Random, text: string): string {
  let mutant = text;
  for (let left = 1 + random.below(3); left > 0; left--) mutant = pick(random, textMutations)(random, mutant);
  return mutant;
}

/** Bytes flipped, cut, put in, doubled or moved. */
export function mutatedBytes(random: Random, bytes: Buffer): Buffer {
  const [from, to] = stretch(random, bytes.length);
  switch (random.below(5)) {
    case 0:
      return bytes.subarray(0, random.below(bytes.length));
    case 1:
      return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
    case 3:
      return Buffer.concat([bytes, Buffer.from([random.below(256)])]);
    default: {
      const flipped = Buffer.from(bytes);
      for (let left = 1 + random.below(4); left > 0; left--) flipped[random.below(bytes.length)]! ^= 1 << random.below(8);
      return flipped;
    }
  }
}
