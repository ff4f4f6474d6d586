import type { LogLine, LogSeverity } from '../../contract/index.ts';

/**
 * The two kinds of log line (D§3.5): the one of the client logs and newer components, which carries a severity,
 * and the one of the 2007 server components. Both are written in UTC.
 */
const types: readonly LogSeverity[] = ['information', 'warning', 'error'];
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');

/** `Thu Jan 16 18:53:52.608 2014`, UTC. */
export function writtenDate(at: number): string {
  const d = new Date(at);
  return `${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${two(d.getUTCDate())} ${time(d)} ${d.getUTCFullYear()}`;
}

const time = (d: Date) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}.${three(d.getUTCMilliseconds())}`;

export function cmtrace(line: Omit<LogLine, 'number'>, file: string): string {
  const d = new Date(line.at);
  const date = `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}-${d.getUTCFullYear()}`;
  const type = types.indexOf(line.severity) + 1;
  return `<![LOG[${line.text}]LOG]!><time="${time(d)}+000" date="${date}" component="${line.component}" context="" type="${type}" thread="${line.thread}" file="${file}">`;
}

export function simple(line: Omit<LogLine, 'number'>): string {
  return `${line.text}~  $$<${line.component}><${writtenDate(line.at)} Coordinated Universal Time><thread=${line.thread} (0x${line.thread.toString(16).toUpperCase()})>`;
}

const pattern = /^<!\[LOG\[([\s\S]*)\]LOG\]!><time="(\d\d):(\d\d):(\d\d)\.(\d{3})([+-]\d{1,4})" date="(\d\d)-(\d\d)-(\d{4})" component="([^"]*)" context="[^"]*" type="([123])" thread="(\d+)" file="[^"]*">$/;

/** Reads a line of the first kind; undefined when it is not one. The time offset is minutes from UTC, to be added. */
export function readCmtrace(text: string): Omit<LogLine, 'number'> | undefined {
  const m = pattern.exec(text);
  if (!m) return undefined;
  const [, message, hour, minute, second, milli, offset, month, day, year, component, type, thread] = m as unknown as string[];
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number(milli));
  return { text: message!, component: component!, at: local + Number(offset) * 60_000, thread: Number(thread), severity: types[Number(type) - 1]! };
}
