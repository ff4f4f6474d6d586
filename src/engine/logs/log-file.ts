import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { LogLine } from '../../contract/index.ts';
import { createFeed, type Feed } from '../kernel/index.ts';
import { cmtrace, readCmtrace } from './format.ts';

/** A log starts again at this size; the full one is kept beside it with the extension .lo_, as the original does. */
export const ROTATE_BYTES = 2_097_152;

export interface LogFileOnDisk {
  readonly feed: Feed<LogLine[]>;
  /** Lines of the rotated file and of the current one, oldest first. */
  lines(): readonly LogLine[];
  bytes(): number;
  append(line: Omit<LogLine, 'number'>): void;
  /** Writes what is waiting; every line is on disk when it returns. */
  flush(): void;
}

function readLines(path: string): Omit<LogLine, 'number'>[] {
  if (!existsSync(path)) return [];
  const lines: Omit<LogLine, 'number'>[] = [];
  for (const text of readFileSync(path, 'utf8').split('\r\n')) {
    const line = text === '' ? undefined : readCmtrace(text);
    if (line) lines.push(line);
  }
  return lines;
}

/** Whether the file ends in the middle of a line. */
function endsWithin(path: string): boolean {
  const written = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return written !== '' && !written.endsWith('\r\n');
}

/** Opens a log at `path` (…/wsyncmgr.log), going on where an earlier run stopped; `defer` runs a write after the present stretch of work. */
export function openLogFile(path: string, defer: (run: () => void) => void): LogFileOnDisk {
  const rotated = path.replace(/\.log$/, '.lo_');
  const name = basename(path);
  const feed = createFeed<LogLine[]>();
  let older = readLines(rotated);
  let current = readLines(path);
  let first = 0;
  let lines: LogLine[] = [...older, ...current].map((line, number) => ({ ...line, number }));
  let size = existsSync(path) ? statSync(path).size : 0;
  let waiting: LogLine[] = [];
  let text = '';
  // What a killed process left of its last line must not run into the next one.
  let torn = endsWithin(path);

  const rotate = () => {
    rmSync(rotated, { force: true });
    if (existsSync(path)) renameSync(path, rotated);
    first += older.length;
    older = current;
    current = [];
    lines = lines.slice(lines.length - older.length);
    size = 0;
  };
  const flush = () => {
    if (text === '') return;
    const written = waiting;
    waiting = [];
    try {
      appendFileSync(path, torn ? `\r\n${text}` : text);
      torn = false;
      text = '';
    } catch {
      // A full disk stops nothing: the lines are shown and go with the next ones that can be written, two megabytes at most.
      if (text.length > ROTATE_BYTES) text = '';
    }
    feed.publish(written);
  };

  return {
    feed,
    lines: () => lines,
    bytes: () => size,
    append: (given) => {
      const line = { ...given, text: given.text.replace(/[\r\n]+/g, ' ') };
      const row = cmtrace(line, name.replace(/\.log$/, '')) + '\r\n';
      const length = Buffer.byteLength(row);
      if (size + length > ROTATE_BYTES) {
        flush();
        rotate();
      }
      const numbered = { ...line, number: first + lines.length };
      lines.push(numbered);
      current.push(line);
      size += length;
      text += row;
      waiting.push(numbered);
      if (waiting.length === 1) defer(flush);
    },
    flush,
  };
}
