import type { ReportedEvent, ReportingLevel, UpdateState } from './model.ts';

/** Events of scans and status (W§4 and the list of client events, states 5 and 6). */
const statusEvents: ReadonlySet<number> = new Set([147, 148, 149, 153, 154, 155, 156]);

/** Whether an event is kept under the setting. */
export function isKept(eventId: number, level: ReportingLevel): boolean {
  return level === 'all' || (level === 'status' && statusEvents.has(eventId));
}

export interface Effect {
  /** HRESULT of a scan. */
  readonly scan?: number;
  /** All states of the computer, in place of those before. */
  readonly states?: ReadonlyMap<string, UpdateState>;
  /** State of the event's update. */
  readonly state?: UpdateState;
}

const stateAfter: Readonly<Record<number, UpdateState>> = { 162: 'downloaded', 161: 'failed', 183: 'installed', 182: 'failed', 184: 'installedPendingReboot', 201: 'installedPendingReboot' };

/** What follows from an event for what is known of its computer (W§4). */
export function effectOf({ eventId, result, misc }: ReportedEvent): Effect {
  if (eventId === 147 || eventId === 148) return { scan: eventId === 147 ? 0 : result };
  if (eventId === 153 || eventId === 156) return statusReport(misc);
  const state = stateAfter[eventId];
  return state === undefined ? {} : { state };
}

/** "U=" names what applies and is not installed, "V=" what is installed; a report without either says nothing of updates. */
function statusReport(misc: readonly string[]): Effect {
  const states = new Map<string, UpdateState>();
  const named = (beginning: string, state: UpdateState): boolean => {
    const text = misc.find((one) => one.startsWith(beginning));
    for (const id of text?.slice(beginning.length).toLowerCase().split(';') ?? []) if (guid.test(id)) states.set(id, state);
    return text !== undefined;
  };
  const has = [named('U=', 'notInstalled'), named('V=', 'installed')];
  return has.includes(true) ? { states } : {};
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
