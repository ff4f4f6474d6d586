const two = (n: number) => String(n).padStart(2, '0');

/** M/D/YYYY of a moment in UTC, as grids show it. */
export function date(at: number): string {
  const d = new Date(at);
  return `${d.getUTCMonth() + 1}/${d.getUTCDate()}/${d.getUTCFullYear()}`;
}

/** h:mm:ss AM/PM of a moment in UTC. */
export function time(at: number): string {
  const d = new Date(at);
  const h = d.getUTCHours();
  return `${h % 12 === 0 ? 12 : h % 12}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${h < 12 ? 'AM' : 'PM'}`;
}

export const dateTime = (at: number) => `${date(at)} ${time(at)}`;

/** M/D h:mm:ss.mmm, as logs show it. */
export function logTime(at: number): string {
  const d = new Date(at);
  return `${d.getUTCMonth() + 1}/${d.getUTCDate()} ${d.getUTCHours()}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}.${String(d.getUTCMilliseconds()).padStart(3, '0')}`;
}

const grouped = new Intl.NumberFormat('en-US');
export const count = (n: number) => grouped.format(n);

/** "1 item", "2 items". */
export const counted = (n: number, one: string, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`;

export function bytes(n: number): string {
  if (n < 1024) return `${n} bytes`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = n / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** m:ss, or h:mm:ss from an hour on. */
export function duration(ms: number): string {
  const s = Math.round(ms / 1000);
  const h = Math.floor(s / 3600);
  const rest = `${h > 0 ? two(Math.floor((s % 3600) / 60)) : Math.floor((s % 3600) / 60)}:${two(s % 60)}`;
  return h > 0 ? `${h}:${rest}` : rest;
}
