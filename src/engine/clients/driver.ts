import type { Compliance } from '../compliance/index.ts';
import type { Breath, Clock } from '../kernel/index.ts';
import { SiteDatabaseError, type Writable } from '../site-database/index.ts';
import type { Fleet } from './fleet/parts.ts';
import type { FailedUpdate, Installed, Inventoried } from './fleet/model.ts';
import type { ProgramEvent } from './programs/running.ts';
import { createInbox, type Inbox } from './inbox.ts';

/** Runs one at a time what must not meet: taking messages in, and publishing what they count up to. */
export type InTurn = <R>(run: () => R | Promise<R>) => Promise<R>;

/** Runs the fleet on the site's clock and brings its files from the management point into the site. */
export interface Driver {
  readonly inbox: Inbox;
  /** The fleet's next moment may have changed. */
  arm(): void;
  /** Takes in everything that waits. */
  settle(): Promise<void>;
  stop(): void;
}

/** The site looks at what arrived within two minutes (SCAN-07: up to two minutes until a message is in). */
const LOOK_AFTER = 2 * 60_000;
/** Bytes in one transaction: some milliseconds of work. */
const SLICE = 48 * 1024;
/** Hardware inventories in one transaction. */
const INVENTORIES = 64;
const HOUR = 3_600_000;
/** A message that is missing this long is asked for again; looked at every hour (D§6.6). */
const MISSING_FOR = 48 * HOUR;

export function createDriver(parts: { clock: Clock; fleet: Fleet; compliance: Compliance; breath: () => Breath; keep: (db: Writable, found: readonly Inventoried[], installs: readonly Installed[], programs: readonly ProgramEvent[], failed: readonly FailedUpdate[]) => void; applied: () => void; inTurn: InTurn }): Driver {
  const { clock, fleet, compliance } = parts;
  const inbox = createInbox();
  let armed: { at: number; cancel: () => void } | null = null;
  let looking: (() => void) | null = null;
  let checking: (() => void) | null = null;
  let unkept: Inventoried[] = [];
  let unkeptInstalls: Installed[] = [];
  let unkeptPrograms: ProgramEvent[] = [];
  let unkeptFailed: FailedUpdate[] = [];
  let stopped = false;
  let busy = false;

  const waits = () => inbox.files() > 0 || unkept.length > 0 || unkeptInstalls.length > 0 || unkeptPrograms.length > 0 || unkeptFailed.length > 0;
  /** Takes in what waits. What a full disk does not let in waits on at the management point. */
  const look = async () => {
    if (busy) return;
    busy = true;
    const breath = parts.breath();
    try {
      while (waits()) {
        if (stopped) break;
        const files = inbox.take(SLICE);
        const found = unkept.splice(0, INVENTORIES);
        // Before or with the files that tell of them: a machine never has less than it told.
        const installs = unkeptInstalls.splice(0);
        const programs = unkeptPrograms.splice(0);
        const failed = unkeptFailed.splice(0);
        try {
          await parts.inTurn(() => void compliance.intake.take(files, { staged: true, along: (db) => parts.keep(db, found, installs, programs, failed) }));
        } catch (error) {
          if (!(error instanceof SiteDatabaseError)) throw error;
          inbox.giveBack(files);
          unkept = [...found, ...unkept];
          unkeptInstalls = [...installs, ...unkeptInstalls];
          unkeptPrograms = [...programs, ...unkeptPrograms];
          unkeptFailed = [...failed, ...unkeptFailed];
          return lookLater();
        }
        parts.applied();
        await breath();
      }
      compliance.foldWhenDue();
    } catch (error) {
      // A full disk keeps a snapshot from being made; the next look tries again.
      if (!(error instanceof SiteDatabaseError)) throw error;
    } finally {
      busy = false;
    }
  };
  const lookLater = () => {
    looking ??= clock.schedule(clock.now() + LOOK_AFTER, 'state messages', async () => {
      looking = null;
      await look();
    });
  };
  const anyMissing = () => compliance.intake.serials.incomplete().next().done === false;
  const askForMissing = () => {
    for (const client of compliance.intake.serials.incomplete()) {
      const missing = compliance.intake.serials.missing(client);
      if (missing && clock.now() - missing.since >= MISSING_FOR) fleet.resync(client);
    }
    arm();
  };
  const checkLater = () => {
    checking ??= clock.schedule(clock.now() + HOUR, 'missing state messages', () => {
      checking = null;
      askForMissing();
      if (anyMissing()) checkLater();
    });
  };

  const run = async () => {
    armed = null;
    const { files, inventories, installs, programs, failed } = await fleet.run(clock.now(), parts.breath());
    for (const file of files) inbox.receive(file);
    unkept.push(...inventories);
    unkeptInstalls.push(...installs);
    unkeptPrograms.push(...programs);
    unkeptFailed.push(...failed);
    if (inbox.bytes() > SLICE || unkept.length > INVENTORIES) await look();
    else if (waits()) lookLater();
    if (anyMissing()) checkLater();
    arm();
  };
  const arm = () => {
    if (stopped) return;
    const next = fleet.nextAt();
    if (next === undefined) return;
    const at = Math.max(next, clock.now());
    if (armed && armed.at <= at) return;
    armed?.cancel();
    armed = { at, cancel: clock.schedule(at, 'clients', run) };
  };

  return {
    inbox,
    arm,
    settle: look,
    stop: () => {
      stopped = true;
      armed?.cancel();
      looking?.();
      checking?.();
    },
  };
}
