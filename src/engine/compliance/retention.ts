import type { Breath, Clock } from '../kernel/index.ts';
import { SiteDatabaseError, type SiteDatabase } from '../site-database/index.ts';
import type { Compliance } from './compliance.ts';

const DAY = 86_400_000;
/** State message files are kept this long; what they told stays in the snapshot (house rule "Compliance is columns, not rows"). */
export const KEPT_FOR = 90 * DAY;
/** Files that go in one transaction. */
const SLICE = 500;

export interface RetentionParts {
  database: SiteDatabase;
  clock: Clock;
  compliance: Compliance;
  breath: () => Breath;
  /** Runs what must not meet the intake. */
  inTurn: <R>(run: () => R) => Promise<R>;
  /** The newest file that nobody waits for, as a parent site may. */
  readUpTo: () => number;
}

/** Every day folds state message files away that are older than they are kept. The returned function ends it. */
export function foldOldFiles({ database, clock, compliance, breath, inTurn, readUpTo }: RetentionParts): () => void {
  let cancel = () => {};
  const oldest = () => database.prepare<{ file_number: number; received_at: number }>('SELECT file_number, received_at FROM state_message_files ORDER BY file_number LIMIT 1').get();
  /** Takes one slice away; false when there is nothing more to take. */
  const foldSlice = (): boolean => {
    const first = oldest();
    const before = clock.now() - KEPT_FOR;
    if (!first || first.received_at >= before) return false;
    if (compliance.foldedUpTo() < first.file_number) {
      compliance.foldOne();
      return true;
    }
    const last = Math.min(first.file_number + SLICE - 1, readUpTo(), compliance.foldedUpTo());
    if (last < first.file_number) return false;
    return database.stage((db) => db.prepare('DELETE FROM state_message_files WHERE file_number BETWEEN ? AND ? AND received_at < ?').run(first.file_number, last, before).changes > 0);
  };
  const fold = async () => {
    const pause = breath();
    try {
      while (await inTurn(foldSlice)) await pause();
    } catch (error) {
      // A full disk keeps a snapshot from being made; the next day tries again.
      if (!(error instanceof SiteDatabaseError)) throw error;
    }
    plan();
  };
  const plan = () => void (cancel = clock.schedule(clock.now() + DAY, 'state message journal', fold));
  plan();
  return () => cancel();
}
