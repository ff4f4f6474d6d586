import type { Readable } from '../site-database/index.ts';

const DAY = 86_400_000;
/** With more hours than these there is one summary a day. */
const MOST_HOURS = 200;

/** Computers by the name of their state at a moment (site time, ms). */
export interface Summary {
  readonly at: number;
  readonly states: ReadonlyMap<string, number>;
}

/** The hours of a deployment in which something had changed, the oldest first; of more than 200 the last of each day. */
export function summariesOf(db: Readable, deployment: number): Summary[] {
  const rows = db.prepare<{ at: number; states: string }>('SELECT at, states FROM deployment_summaries WHERE deployment_id = ? ORDER BY at').all(deployment);
  const day = (at: number) => Math.floor(at / DAY);
  const kept = rows.length <= MOST_HOURS ? rows : rows.filter(({ at }, n) => n === 0 || n === rows.length - 1 || day(at) !== day(rows[n + 1]!.at));
  return kept.map(({ at, states }) => ({ at, states: new Map(Object.entries(JSON.parse(states) as Record<string, number>)) }));
}
