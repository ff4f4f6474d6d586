import { Failure } from '../../../kernel/index.ts';
import { decodeOutput } from './encoding.ts';
import { readHotfixes } from './hotfixes.ts';
import type { MachineOutput, OfferedList } from './model.ts';
import { fieldsOf, isSystemInfo, readSystemInfo } from './system-info.ts';

/** Bytes. */
const largestOutput = 1024 * 1024;
/** Characters; the widest table of the programs has some 250. */
const longestLine = 4096;

/**
 * Reads the output of `systeminfo`, `wmic qfe` or Get-HotFix, or a list of offered updates.
 * @param name what the output is called in messages: the name of its file
 * @throws Failure REFUSED that names what was not understood
 */
export function readMachineOutput(output: Uint8Array | string, name: string): MachineOutput {
  const refuse = (why: string, todo: string): Failure => new Failure('REFUSED', { what: `"${name.slice(0, 100)}" was not read.`, why, todo });
  if (output.length > largestOutput) throw refuse(`It is larger than ${largestOutput} bytes.`, 'Save the output of one command of one computer in a file.');
  // A carriage return never stands alone in these outputs, and wmic of Windows XP writes two.
  const text = (typeof output === 'string' ? output : decodeOutput(output)).replace(/^\ufeff/, '').replaceAll('\r', '');
  if (text === '') throw refuse('It is empty.', commands);
  const lines = text.split('\n');
  if (lines.some((line) => line.length > longestLine)) throw refuse(`It has a line of more than ${longestLine} characters: it is no text of these programs.`, commands);
  const read = readOffered(lines) ?? readHotfixes(lines);
  if (read) return read;
  const fields = fieldsOf(lines);
  if (!isSystemInfo(fields)) throw refuse('It is neither the output of systeminfo nor a list of updates: no version of Windows, no column HotFixID.', commands);
  const system = readSystemInfo(fields);
  if ('missing' in system) throw refuse(`Not understood: ${system.missing.join(', ')}.`, commands);
  return system;
}

const commands = 'Save what `systeminfo`, `wmic qfe` or Get-HotFix writes on that computer, whole and unchanged.';

/** "KB4486553: 2019-02 Cumulative Update …" on every line: what Windows Update offers, so that it is missing. */
function readOffered(lines: readonly string[]): OfferedList | undefined {
  const listed = lines.filter((line) => line.trim() !== '');
  const ids = listed.map((line) => /^\s*KB(\d{6,7}):\s+\S|^\s*\S.*\s\(KB(\d{6,7})\)\s*$/.exec(line));
  if (listed.length === 0 || ids.includes(null)) return undefined;
  return { kind: 'offered', articleIds: [...new Set(ids.map((found) => (found![1] ?? found![2])!))] };
}
