import type { TransferPriority, TransferState } from '../../../contract/index.ts';
import type { ComputerThere, DeploymentThere } from './computers.ts';
import { troubleErrors, type Installable } from './model.ts';

/** A job of the transfer queue; moments are site time in ms. */
export interface Transfer {
  readonly update: number;
  readonly there: DeploymentThere;
  readonly priority: TransferPriority;
  readonly state: TransferState;
  readonly bytes: number;
  readonly transferred: number;
  readonly error: number;
  /** Since when it is in the queue, or without progress; null: it was not begun. */
  readonly since: number | null;
  /** When it is tried again; null: it is not waiting for that. */
  readonly nextTryAt: number | null;
}

/** How many jobs of a queue are shown. */
export const MOST_SHOWN = 10;
const order: readonly TransferPriority[] = ['foreground', 'high', 'normal'];

const priorityOf = ({ state, deadline }: DeploymentThere, now: number): TransferPriority => (state.byUser > 0 ? 'foreground' : deadline !== null && deadline <= now ? 'high' : 'normal');

/** Jobs of one deployment: its contents come one after the other. */
function jobsOf(there: DeploymentThere, cached: ReadonlySet<number>, now: number, of: (update: number) => Installable & { bytes: number }): Transfer[] {
  const { phase, since, stuck, todo, trouble, at } = there.state;
  if (phase !== 'downloading' && phase !== 'retrying') return [];
  const priority = priorityOf(there, now);
  let left = phase === 'downloading' ? (stuck || now) - since : 0;
  const missing = todo.filter((update) => !cached.has(update));
  const [first] = missing;
  return missing.map((update): Transfer => {
    const { bytes, downloadTakes } = of(update);
    const job = { update, there, priority, bytes, error: 0, nextTryAt: null };
    if (phase === 'retrying') return { ...job, state: 'transientError', transferred: 0, error: trouble ? troubleErrors[trouble] : 0, since, nextTryAt: at };
    const mine = Math.max(0, Math.min(left, downloadTakes));
    const begun = left > 0 || update === first;
    left -= downloadTakes;
    const transferred = mine === downloadTakes ? bytes : Math.floor((bytes * mine) / downloadTakes);
    if (!begun) return { ...job, state: 'queued', transferred: 0, since: null };
    if (mine === downloadTakes) return { ...job, state: 'transferred', transferred, since };
    return { ...job, state: stuck > 0 ? 'stuck' : 'transferring', transferred, since: stuck || since };
  });
}

/** The transfer queue (BITS) of a computer at a moment (DEPLOY-16), by priority: worked out from what it remembers of its deployments. */
export function transfersOf(computer: ComputerThere, now: number, of: (update: number) => Installable & { bytes: number }): Transfer[] {
  const cached = new Set(computer.cache.map((one) => one.update));
  const first = new Map<number, Transfer>();
  const all = computer.deployed.flatMap((there) => jobsOf(there, cached, now, of)).toSorted((a, b) => order.indexOf(a.priority) - order.indexOf(b.priority));
  for (const one of all) if (!first.has(one.update)) first.set(one.update, one);
  return [...first.values()];
}
