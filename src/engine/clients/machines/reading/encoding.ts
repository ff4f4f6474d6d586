import { updateLabels } from './labels.ts';

/** Code page 850 from 0x80 on, which TextDecoder does not know: what a western command prompt writes into a file. */
const codePage850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

/** Tried in this order; the first in which a known label is read wins. The last is taken when there is none. */
const legacy: readonly ((bytes: Uint8Array) => string)[] = [
  (bytes) => bytes.reduce((text, byte) => text + (byte < 0x80 ? String.fromCharCode(byte) : codePage850[byte - 0x80]), ''),
  ...['gb18030', 'ibm866', 'windows-1252'].map((name) => (bytes: Uint8Array) => new TextDecoder(name).decode(bytes)),
];

/** Text of an output: UTF-16, UTF-8 or the code page of the command prompt that wrote it. Never fails; what is no text stays none. */
export function decodeOutput(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes.subarray(2));
  const wide = wideFrom(bytes);
  if (wide >= 0) return legacy.at(-1)!(bytes.subarray(0, wide)) + new TextDecoder('utf-16le').decode(bytes.subarray(wide));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const texts = legacy.map((decode) => decode(bytes));
    return texts.find((text) => updateLabels.some((label) => text.includes(`\n${label}:`))) ?? texts.at(-1)!;
  }
}

/** Where UTF-16 without a mark begins: wmic of Windows XP writes a first message in bytes before it. -1: nowhere. */
function wideFrom(bytes: Uint8Array): number {
  const zero = bytes.subarray(0, 512).indexOf(0);
  return zero > 0 && bytes[zero + 2] === 0 && bytes[zero + 4] === 0 ? zero - 1 : -1;
}
