/** What an asker has: everything up to a version of the store and a moment of site time (ms). */
export interface Anchor {
  readonly version: number;
  readonly moment: number;
}

const pattern = /^(\d{1,15}),(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{3})$/;

/** "9438,2026-10-04 16:33:26.670" (W§3) */
export function writeAnchor({ version, moment }: Anchor): string {
  return `${version},${new Date(moment).toISOString().slice(0, 23).replace('T', ' ')}`;
}

/** Undefined when the text is no anchor. */
export function readAnchor(text: string): Anchor | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const moment = Date.parse(`${match[2]}T${match[3]}Z`);
  return Number.isNaN(moment) ? undefined : { version: Number(match[1]), moment };
}
