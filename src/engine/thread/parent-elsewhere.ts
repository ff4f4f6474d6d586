import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { z } from 'zod';
import { join, joined, type Joined, type ParentElsewhere } from '../hierarchy/wire/index.ts';
import type { Clock, LabClock } from '../kernel/index.ts';

const stored = z.object({ url: z.url({ protocol: /^https?$/ }), key: z.string(), joined });

/** A parent in another program, and what it said of this site when it was joined. */
export interface KnownParent {
  parent: ParentElsewhere;
  joined: Joined;
}

/** Kept in a file that only its owner can read. */
function recalled(folder: string): KnownParent | null {
  const file = path(folder, 'parent.json');
  if (!existsSync(file)) return null;
  const known = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  return { parent: { url: known.url, key: known.key, site: known.joined.site.code }, joined: known.joined };
}

/** Plain HTTP carries the key for all to read: on loopback only. Throws. */
function checkAddress(url: string): void {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) return;
  throw new Error(`The parent's address ${url} is not secure. Use https:// for another machine.`);
}

/**
 * The parent of this data folder's site: joined at the first start, remembered at later ones, whether it answers then or
 * not. Null when the folder's site is at the top. Throws in plain words.
 */
export async function parentOf(folder: string, asked: ParentElsewhere | null): Promise<KnownParent | null> {
  const before = recalled(folder);
  if (!asked) return before;
  checkAddress(asked.url);
  if (before && before.joined.site.code !== asked.site) throw new Error(`This data folder holds ${before.joined.site.code}. Choose another folder for ${asked.site} with --data.`);
  if (existsSync(path(folder, 'CEN'))) throw new Error(`This data folder holds the central site CEN. Choose another folder for ${asked.site} with --data.`);
  const parent = { ...asked, key: asked.key === '' && before ? before.parent.key : asked.key };
  const known = { parent, joined: before?.joined ?? (await join(parent)) };
  mkdirSync(folder, { recursive: true });
  writeFileSync(path(folder, 'parent.json'), JSON.stringify({ url: parent.url, key: parent.key, joined: known.joined }), { mode: 0o600 });
  return known;
}

/** A lab clock that is moved by the parent alone: nobody here sets it. */
export function followed({ now, state, schedule, hold, spend, onMoved }: LabClock): Clock {
  return { now, state, schedule, hold, spend, onMoved };
}
