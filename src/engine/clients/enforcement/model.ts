import type { ScanInitiator } from '../agent/scan-rules.ts';
import type { Window } from './windows.ts';

/**
 * One computer and one deployment (DEPLOY-05 … DEPLOY-12), D§6.4:
 *
 *   waiting ──available──▶ evaluating ──nothing is required──▶ compliant ──something is required again──▶ (as from evaluating)
 *                              │
 *                              ├─optional──▶ offered ──the user starts it──┐
 *                              └─mandatory─────────────────────────────────┴▶ downloading ◀──each hour or 4 hours──▶ retrying      (stuck for 10 days: downloadFailed)
 *                                                                                 │                                     │
 *                                               ┌─── before the deadline ─────────┤                        5 days, 10 days, 4 hours
 *                                               ▼                                 │                                     ▼
 *                                           downloaded ──deadline──▶ scanning ────┤ (gone: downloading)          downloadFailed
 *                                                                                 ▼
 *         waitingForInstallation ◀──▶ (another one runs) ◀── may it install now? ──▶ (no window) ◀──▶ waitingForWindow
 *                                                                                 │
 *                                                                                 ▼
 *                               ┌──────────────────────────────────────────── installing
 *                               │                                                 │
 *                      no restart needed        pendingRestart ◀──suppressed, or outside windows──┤
 *                               │                      └──window──▶ waitingForRestart ◀───────────┘
 *                               ▼                      └──restarted──┐        │ countdown
 *                           verifying ◀──────────────────────────────┴────────┘
 *                               ├─ nothing is required ──▶ compliant
 *                               ├─ some had to wait ──▶ waitingForWindow
 *                               ├─ the user chose the others only ──▶ offered, or downloading
 *                               └─ still required ──▶ failed ──re-evaluation──▶ evaluating
 *
 * A change of the deployment leads back to evaluating from wherever nothing is being installed. It knows no clock: every event comes with its moment.
 */
export const phases = [
  'waiting', 'evaluating', 'offered', 'downloading', 'retrying', 'downloaded', 'downloadFailed', 'scanning', 'waitingForWindow', 'waitingForInstallation', 'installing', 'pendingRestart', 'waitingForRestart', 'verifying', 'failed', 'compliant',
] as const;
export type Phase = (typeof phases)[number];

/** What the drawing says. From `downloading` on, `toInstall` stands for "may it install now?". */
const toInstall: readonly Phase[] = ['installing', 'waitingForWindow', 'waitingForInstallation'];
const decided: readonly Phase[] = ['compliant', 'offered', 'downloading', 'retrying', 'downloadFailed', 'downloaded', 'scanning', ...toInstall];
export const arrows: Readonly<Record<Phase, readonly Phase[]>> = {
  waiting: ['evaluating'],
  evaluating: decided,
  offered: ['evaluating', 'compliant', 'downloading', 'retrying', 'downloaded', 'scanning', ...toInstall],
  downloading: ['evaluating', 'compliant', 'retrying', 'downloaded', 'downloadFailed', 'scanning', ...toInstall],
  retrying: ['evaluating', 'compliant', 'offered', 'downloading', 'downloadFailed', 'downloaded', 'scanning', ...toInstall],
  downloaded: ['evaluating', 'compliant', 'downloading', 'scanning', 'retrying', ...toInstall],
  downloadFailed: ['evaluating', 'compliant', 'downloading', 'retrying', 'downloaded', 'scanning', ...toInstall],
  scanning: ['evaluating', 'compliant', 'downloading', 'retrying', ...toInstall],
  waitingForWindow: ['evaluating', 'compliant', 'downloading', 'retrying', ...toInstall],
  waitingForInstallation: ['evaluating', 'compliant', 'offered', 'downloading', 'retrying', 'downloaded', 'scanning', ...toInstall],
  installing: ['pendingRestart', 'waitingForRestart', 'verifying'],
  pendingRestart: ['waitingForRestart', 'verifying'],
  waitingForRestart: ['verifying'],
  verifying: [...decided, 'failed'],
  failed: ['evaluating', 'compliant', 'downloading', 'retrying', ...toInstall],
  compliant: ['evaluating', ...decided],
};

export type Trouble = 'noLocation' | 'failing' | 'cacheFull';

/** What a computer remembers of a deployment. CI_IDs are ascending; moments are site time in ms, 0: none. */
export interface Enforcement {
  readonly phase: Phase;
  /** When something happens by itself. */
  readonly at: number;
  /** When the phase began. */
  readonly since: number;
  /** Still required. */
  readonly todo: readonly number[];
  /** To be installed one after the other, the first right now. */
  readonly batch: readonly number[];
  /** Of this round: what an installation was begun of, and what waits for the restart. */
  readonly attempted: readonly number[];
  readonly restarting: readonly number[];
  /** Result of the last failure, signed 32 bits. */
  readonly error: number;
  readonly trouble: Trouble | null;
  readonly troubleSince: number;
  readonly tries: number;
  /** Since when its download makes no progress; 0: it does. */
  readonly stuck: number;
  /** When the user started it, and what of it was not chosen then. */
  readonly byUser: number;
  readonly rest: readonly number[];
  /** Since when something of it is offered and not installed. */
  readonly offered: number;
  /** The scan of the deadline was made. */
  readonly due: boolean;
  /** Start of the maintenance window that was used last. */
  readonly window: number;
  /** States told last, of topics 300 and 301. */
  readonly compliance: number;
  readonly enforcement: number;
}

export const unknownYet: Enforcement = {
  phase: 'waiting', at: 0, since: 0, todo: [], batch: [], attempted: [], restarting: [], error: 0, trouble: null, troubleSince: 0, tries: 0, stuck: 0, byUser: 0, rest: [], offered: 0, due: false, window: 0, compliance: 0, enforcement: 0,
};

export type EnforcementEvent =
  /** The policy of the deployment came, or came changed. */
  | { readonly kind: 'policy' }
  /** A scan ended; CI_IDs of the deployment that are required. */
  | { readonly kind: 'scanned'; readonly required: readonly number[] }
  /** The moment `at` has come, or something that it waits for may have changed. */
  | { readonly kind: 'clock' }
  | { readonly kind: 'scanFailed'; readonly error: number }
  /** The user starts it; null: all of it. */
  | { readonly kind: 'user'; readonly updates: readonly number[] | null }
  | { readonly kind: 'restarted' }
  /** The transfer of a content makes no progress any more; all that do not are begun anew (DEPLOY-16). */
  | { readonly kind: 'transferStuck'; readonly update: number }
  | { readonly kind: 'transfersReset' }
  | { readonly kind: 'reevaluation' };

/** What is known of an update that is to be installed; ms. */
export interface Installable {
  /** What must be left of a window: its maximum run time. */
  readonly maximum: number;
  readonly takes: number;
  readonly downloadTakes: number;
  readonly restarts: boolean;
  /** What its installation ends with, signed 32 bits; 0: it succeeds. */
  readonly error: number;
}

/** Everything outside the state that decides, at the moment of the event. */
export interface Around {
  readonly at: number;
  readonly available: number;
  /** Null: optional. */
  readonly deadline: number | null;
  readonly ignoreWindows: boolean;
  readonly restartOutside: boolean;
  readonly suppressRestart: boolean;
  /** The maintenance window that is open at a moment, else the next one; null: none any more. Null itself: the computer has no windows. */
  readonly window: ((at: number) => Window | null) | null;
  /** Another deployment installs on the computer until then, or restarts it. */
  readonly busyUntil: number;
  /** What is installed in a window, also of other deployments. */
  allotted(window: Window): readonly number[];
  of(update: number): Installable;
  /** Whether all of these find room in the cache together. */
  fits(updates: readonly number[]): boolean;
  /** `damaged`: what is in the cache is not what its hash says (DEPLOY-15). */
  content(update: number): 'cached' | 'damaged' | 'found' | Trouble;
}

/** A state message (D§6.6); `update` 0: of the whole deployment. */
export interface Told {
  readonly topic: 300 | 301 | 302 | 402;
  readonly state: number;
  readonly update: number;
  readonly error: number;
}

/** What the computer does beside remembering. */
export type Deed =
  | { readonly kind: 'scan'; readonly initiator: ScanInitiator }
  | { readonly kind: 'fetched' | 'refused' | 'installed'; readonly updates: readonly number[] }
  /** Every deployment of the computer gets the event `restarted`. */
  | { readonly kind: 'restart' };

export interface Stepped {
  readonly state: Enforcement;
  /** The phases it went through, in order. */
  readonly path: readonly Phase[];
  readonly told: readonly Told[];
  readonly deeds: readonly Deed[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Between two tries of a download (D§6.4 cache: 14400 s), and of one that the user started. */
export const RETRY_EVERY = 4 * HOUR;
export const USER_RETRY_EVERY = HOUR;
/** A download that the user started is tried this long. */
export const USER_RETRIES_FOR = 4 * HOUR;
/** How long it is tried otherwise, by what stands against it; a full cache 18 times. */
export const RETRIES_FOR: Readonly<Record<Trouble, number>> = { noLocation: 5 * DAY, failing: 10 * DAY, cacheFull: 18 * RETRY_EVERY };
/** What a window keeps for the restart beside the maximum run time (D§6.4.6) [R]. */
export const RESTART_ALLOWANCE = 15 * MINUTE;
export const COUNTDOWN = 5 * MINUTE;
/** The countdown comes to the front once more. */
export const FINAL_WARNING = MINUTE;
/** Before damaged content is asked for anew. */
export const ASKED_AGAIN = MINUTE;
/** Where the user may start a deployment. */
export const startable: ReadonlySet<Phase> = new Set(['offered', 'downloading', 'retrying', 'downloaded', 'downloadFailed', 'waitingForWindow', 'failed']);

export const OUTSIDE_WINDOW = 0x87d00666 | 0;
export const NO_WINDOW = 0x87d00667 | 0;
export const STILL_REQUIRED = 0x87d00668 | 0;
export const NO_LOCATIONS = 0x87d00669 | 0;
/** The hash value is not correct: what the cache holds is refused and fetched again. */
export const HASH_MISMATCH = 0x80091007 | 0;
const DISK_FULL = 0x80070070 | 0;
const TIMEOUT = 0x80072ee2 | 0;
export const troubleErrors: Readonly<Record<Trouble, number>> = { noLocation: NO_LOCATIONS, failing: TIMEOUT, cacheFull: DISK_FULL };
