import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LogFile, LogLine, LogSeverity } from '../../contract/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { cmtrace, simple } from './format.ts';
import { openLogFile, type LogFileOnDisk } from './log-file.ts';

/** Where a component writes: its log, its component name and its thread number. */
export interface LogWriter {
  (text: string, severity?: LogSeverity): void;
  readonly component: string;
  readonly thread: number;
}

export interface LogWindow {
  total: number;
  bytes: number;
  lines: LogLine[];
  matches: number[];
}

export interface Logs {
  writer(name: string, component: string, thread: number): LogWriter;
  list(): LogFile[];
  window(query: { name: string; minimumSeverity: LogSeverity; find: string; offset: number; limit: number }): LogWindow;
  follow(name: string, signal?: AbortSignal): AsyncGenerator<LogLine[], void, undefined>;
  /** The whole log as text, in pieces. */
  text(name: string, format: 'simple' | 'cmtrace'): Generator<string>;
  close(): void;
}

const rank: Record<LogSeverity, number> = { information: 0, warning: 1, error: 2 };
const MATCHES = 10_000;

/** The logs of one site, in `folder`. */
export function openLogs(folder: string, clock: Clock, defer: (run: () => void) => void): Logs {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, LogFileOnDisk>();
  for (const name of readdirSync(folder)) if (name.endsWith('.log')) files.set(name, openLogFile(join(folder, name), defer));

  const known = (name: string): LogFileOnDisk => {
    const file = files.get(name);
    if (!file) throw new Failure('NOT_FOUND', { what: `There is no log ${name}.`, why: 'Nothing has been written to it at this site.', todo: 'Choose a log from the list.' });
    return file;
  };

  return {
    writer: (name, component, thread) => {
      const file = files.get(name) ?? openLogFile(join(folder, name), defer);
      files.set(name, file);
      const write = (text: string, severity: LogSeverity = 'information') => file.append({ text, component, at: clock.now(), thread, severity });
      return Object.assign(write, { component, thread });
    },
    list: () =>
      [...files].map(([name, file]) => {
        const last = file.lines().at(-1);
        return { name, component: last?.component ?? '', lines: file.lines().length, bytes: file.bytes(), lastAt: last?.at ?? null };
      }),
    window: ({ name, minimumSeverity, find, offset, limit }) => {
      const file = known(name);
      const least = rank[minimumSeverity];
      const passing = least === 0 ? file.lines() : file.lines().filter((line) => rank[line.severity] >= least);
      const sought = find.toLowerCase();
      const matches: number[] = [];
      if (sought !== '') {
        for (let i = 0; i < passing.length && matches.length < MATCHES; i++) if (passing[i]!.text.toLowerCase().includes(sought)) matches.push(i);
      }
      return { total: passing.length, bytes: file.bytes(), lines: passing.slice(offset, offset + limit), matches };
    },
    follow: (name, signal) => known(name).feed.subscribe(signal),
    *text(name, format) {
      const lines = known(name).lines();
      for (let i = 0; i < lines.length; i += 1000) {
        yield lines
          .slice(i, i + 1000)
          .map((line) => (format === 'simple' ? simple(line) : cmtrace(line, name.replace(/\.log$/, ''))) + '\r\n')
          .join('');
      }
    },
    close: () => files.forEach((file) => file.flush()),
  };
}
