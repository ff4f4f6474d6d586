import { collectionNumberOf, membersWithSubcollections } from '../collections/index.ts';
import { CHUNK, createTally, type Compliance } from '../compliance/index.ts';
import { assignmentNumber, deploymentsToSummarize, type SummarizedDeployment } from '../deployments/index.ts';
import type { Breath, Clock } from '../kernel/index.ts';
import { SiteDatabaseError, type SiteDatabase } from '../site-database/index.ts';

const HOUR = 3_600_000;
/** Summaries are kept as long as state message files are. */
const KEPT_FOR = 90 * 24 * HOUR;

interface Parts {
  database: SiteDatabase;
  clock: Clock;
  compliance: Compliance;
  breath: () => Breath;
  /** Runs what must not meet the intake. */
  inTurn: <R>(run: () => R | Promise<R>) => Promise<R>;
}

/** Counts at every full hour; while nothing was told and nothing changed since the last one it looks at nothing. The returned function ends it. */
export function summarizeHourly({ database, clock, compliance, breath, inTurn }: Parts): () => void {
  let cancel = () => {};
  let summarized = '';
  const ground = () => JSON.stringify([compliance.intake.lastFile(), database.prepare('SELECT revision FROM site').pluck().get(), database.prepare('SELECT sum(membership_version) FROM collections').pluck().get()]);

  const count = async ({ uniqueId, settings }: SummarizedDeployment, pause: Breath): Promise<Map<string, number>> => {
    const tally = createTally();
    const collection = collectionNumberOf(database, settings.collection!);
    if (collection === null) return tally.states();
    const members = membersWithSubcollections(database, collection, settings.includeSubcollections);
    for (const [part, { present, columns }] of compliance.enforcement(assignmentNumber(uniqueId)).entries()) {
      for (let place = 0; place < CHUNK; place++) if ((present[place >> 5]! >>> (place & 31)) & 1 && members.has(part * CHUNK + place + 1)) tally.add(columns, place);
      await pause();
    }
    return tally.states();
  };
  const summarize = async (at: number) => {
    const now = ground();
    if (now === summarized) return;
    const pause = breath();
    const counted: [id: number, states: string][] = [];
    for (const deployment of deploymentsToSummarize(database)) counted.push([deployment.id, JSON.stringify(Object.fromEntries(await count(deployment, pause)))]);
    database.stage((db) => {
      const last = db.prepare<string>('SELECT states FROM deployment_summaries WHERE deployment_id = ? ORDER BY at DESC LIMIT 1').pluck();
      const put = db.prepare('INSERT OR REPLACE INTO deployment_summaries (deployment_id, at, states) VALUES (?, ?, ?)');
      for (const [id, states] of counted) if (last.get(id) !== states) put.run(id, at, states);
      db.prepare('DELETE FROM deployment_summaries WHERE deployment_id NOT IN (SELECT deployment_id FROM deployments)').run();
      // The last one before stays: it holds until the next.
      db.prepare('DELETE FROM deployment_summaries AS old WHERE at < (SELECT max(at) FROM deployment_summaries WHERE deployment_id = old.deployment_id AND at <= ?)').run(at - KEPT_FOR);
    });
    summarized = now;
  };
  const plan = () => {
    const at = (Math.floor(clock.now() / HOUR) + 1) * HOUR;
    cancel = clock.schedule(at, 'deployment summarization', async () => {
      try {
        await inTurn(() => summarize(at));
      } catch (error) {
        // On a full disk this hour is left out.
        if (!(error instanceof SiteDatabaseError)) throw error;
      }
      plan();
    });
  };
  plan();
  return () => cancel();
}
