const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often users are reminded, by what is left until the deadline (DEPLOY-11, D§6.2). */
const cadence = [
  { from: Infinity, every: 3 * HOUR },
  { from: DAY, every: HOUR },
  { from: HOUR, every: 15 * MINUTE },
] as const;

/** What decides about the reminders of one deployment; site time in ms. */
export interface Reminding {
  /** Since when its updates are offered and not yet installed; 0: they are not. */
  readonly since: number;
  /** Null: optional. */
  readonly deadline: number | null;
  /** The deployment displays notifications, and deployments are not hidden from end users. */
  readonly displayed: boolean;
}

export interface Reminders {
  /** The icon is in the notification area. */
  readonly icon: boolean;
  /** When the user was reminded last; 0: never. */
  readonly last: number;
  /** When the next reminder comes; 0: none does. */
  readonly next: number;
}

const none: Reminders = { icon: false, last: 0, next: 0 };

/**
 * The reminders of a deployment at a moment, worked out from its state alone: the first when its updates are offered, then every 3 hours, from 24
 * hours before the deadline every hour, from one hour before it every 15 minutes, until nothing is left to install (DEPLOY-11, D§6.2; decision 0023).
 * Without a deadline there is the first one only.
 */
export function remindersOf({ since, deadline, displayed }: Reminding, now: number): Reminders {
  if (since === 0 || !displayed || now < since) return none;
  if (deadline === null) return { icon: true, last: since, next: 0 };
  let last = since;
  for (const [nth, { from, every }] of cadence.entries()) {
    const begins = Math.max(since, deadline - from);
    const ends = Math.max(since, deadline - (cadence[nth + 1]?.from ?? -Infinity));
    if (begins >= ends) continue;
    if (now < begins) return { icon: true, last, next: begins };
    last = begins + Math.floor((Math.min(now, ends - 1) - begins) / every) * every;
    if (now < ends) return { icon: true, last, next: Math.min(last + every, ends) };
  }
  return { icon: true, last, next: 0 };
}
