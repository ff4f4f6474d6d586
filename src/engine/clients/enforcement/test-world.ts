import type { MaintenanceWindow } from '../../../contract/index.ts';
import { enforcementTopics } from '../../state-messages/index.ts';
import { unknownYet, type Around, type Enforcement, type EnforcementEvent, type Installable, type Phase, type Trouble } from './model.ts';
import { fitting } from './batch.ts';
import { step } from './step.ts';
import { windowAt } from './windows.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Monday at midnight. */
export const START = Date.parse('2013-01-07T00:00Z');

export interface Plan {
  available?: number;
  deadline?: number | null;
  ignoreWindows?: boolean;
  restartOutside?: boolean;
  suppressRestart?: boolean;
  windows?: readonly MaintenanceWindow[];
  updates: Readonly<Record<number, Partial<Installable>>>;
  content?: (update: number, at: number) => 'found' | Trouble;
  busyUntil?: number;
  /** Result of a scan at a moment after the start, signed 32 bits; 0: it succeeds. */
  scanFails?: (at: number) => number;
}

/** One computer and one deployment with nothing else around them; it says when each thing was told and began. */
export function createWorld(plan: Plan) {
  const cached = new Set<number>();
  const damaged = new Set<number>();
  const has = new Set<number>();
  const lines: string[] = [];
  const went: [Phase, Phase][] = [];
  const begun: { update: number; at: number; byUser: boolean }[] = [];
  let state: Enforcement = unknownYet;
  let scanAt = 0;
  let now = START;
  const required = () => Object.keys(plan.updates).map(Number).filter((update) => !has.has(update));
  const around = (): Around => ({
    at: now, available: START + (plan.available ?? 0), deadline: plan.deadline === undefined || plan.deadline === null ? null : START + plan.deadline,
    ignoreWindows: plan.ignoreWindows ?? false, restartOutside: plan.restartOutside ?? false, suppressRestart: plan.suppressRestart ?? false,
    window: plan.windows ? (at) => windowAt(plan.windows!, at) : null,
    busyUntil: plan.busyUntil === undefined ? 0 : START + plan.busyUntil,
    of: (update) => ({ maximum: 20 * MINUTE, takes: 10 * MINUTE, downloadTakes: 5 * MINUTE, restarts: false, error: 0, ...plan.updates[update] }),
    allotted: (window) => fitting(around(), required(), window.end - now),
    fits: () => true,
    content: (update) => (damaged.has(update) ? 'damaged' : cached.has(update) ? 'cached' : (plan.content?.(update, now - START) ?? 'found')),
  });
  const stamp = () => `${Math.floor((now - START) / DAY)} ${new Date(now).toISOString().slice(11, 16)}`;
  const happen = (event: EnforcementEvent) => {
    const before = state;
    const next = step(state, event, around());
    state = next.state;
    let from = before.phase;
    for (const to of next.path) {
      went.push([from, to]);
      from = to;
    }
    for (const { topic, state: number, update, error } of next.told) {
      const name = enforcementTopics[topic][number]!;
      lines.push(`${stamp()}  ${topic}/${number} ${name}${update === 0 ? '' : `: ${update}`}${error === 0 ? '' : ` 0x${(error >>> 0).toString(16)}`}`);
      if (topic === 402 && number === 8) begun.push({ update, at: now, byUser: state.byUser > 0 });
    }
    for (const deed of next.deeds) {
      if (deed.kind === 'scan') scanAt = now + 2 * MINUTE;
      else if (deed.kind === 'fetched') deed.updates.forEach((update) => cached.add(update));
      else if (deed.kind === 'refused') deed.updates.forEach((update) => [cached, damaged].forEach((some) => some.delete(update)));
      else if (deed.kind === 'installed') deed.updates.forEach((update) => has.add(update));
      else happen({ kind: 'restarted' });
    }
  };
  /** Runs to a moment after the start; `off`: the computer is off meanwhile and does everything then. */
  const to = (moment: number, off = false) => {
    const end = START + moment;
    for (let due = next(); due <= end; due = next()) {
      now = Math.max(now, off ? end : due);
      if (scanAt > 0 && scanAt <= now) {
        const error = plan.scanFails?.(now - START) ?? 0;
        // The agent tries again an hour later.
        scanAt = error === 0 ? 0 : now + HOUR;
        happen(error === 0 ? { kind: 'scanned', required: required() } : { kind: 'scanFailed', error });
      } else happen({ kind: 'clock' });
    }
    now = end;
  };
  const next = () => Math.min(scanAt || Infinity, state.at > 0 ? Math.max(state.at, now) : Infinity);
  /** Its clock is put forward or back. */
  const turnClock = (by: number) => void (now += by);
  return {
    turnClock, plan, lines, went, begun, cached, damaged, has, to,
    happen, scan: () => happen({ kind: 'scanned', required: required() }),
    state: () => state,
    now: () => now,
  };
}
