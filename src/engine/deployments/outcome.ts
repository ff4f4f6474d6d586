import type { DeploymentOutcome } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';
import { keepNumber, MOST_TOLD, toldOf } from '../update-repository/index.ts';

interface Picked {
  /** CI_IDs in the order asked, each once. */
  deployable: readonly number[];
  expired: readonly number[];
  gone: readonly number[];
}

interface Row {
  ci_id: number;
  update_id: string;
  expired: number;
  superseded: number;
}

/** Which of these updates are in the repository now, and which of those are expired. */
export function chosen(db: Readable, updates: readonly number[]): { there: number[]; gone: number[]; expired: number[]; superseded: number; rows: Row[] } {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  const asked = [...new Set(updates)];
  const rows = db
    .prepare<Row>('SELECT u.ci_id, u.update_id, u.expired, u.superseded FROM json_each(?) j JOIN software_updates u ON u.ci_id = j.value AND u.since_version <= ? AND u.until_version > ? ORDER BY j.key')
    .all(JSON.stringify(asked), v, v);
  const there = new Set(rows.map((row) => row.ci_id));
  const superseded = rows.filter((row) => row.superseded === 1 && row.expired === 0).length;
  return { there: [...there], gone: asked.filter((ci) => !there.has(ci)), expired: rows.filter((row) => row.expired === 1).map((row) => row.ci_id), superseded, rows };
}

/** Numbers those that can be deployed for good. Throws Failure REFUSED when none is left. */
export function resolved(db: Writable, updates: readonly number[], what: string): Picked {
  const { rows, gone, expired } = chosen(db, updates);
  const deployable = rows.filter((row) => row.expired === 0);
  if (deployable.length === 0) throw new Failure('REFUSED', { what, why: 'Every software update chosen is expired or not in the repository any more.', todo: 'Choose updates that are not expired.' });
  for (const { ci_id: ci, update_id: id } of deployable) keepNumber(db, ci, id);
  return { deployable: deployable.map((row) => row.ci_id), expired, gone };
}

/** What became of each update; `before` were in the deployment already. */
export function outcomeOf(db: Readable, of: { id: number; name: string }, { deployable, expired, gone }: Picked, before: readonly number[]): DeploymentOutcome {
  const had = new Set(before);
  const [already, deployed] = [deployable.filter((ci) => had.has(ci)), deployable.filter((ci) => !had.has(ci))];
  const results = [...toldOf(db, gone, 'gone'), ...toldOf(db, expired, 'expired'), ...toldOf(db, already, 'already'), ...toldOf(db, deployed, 'deployed')].slice(0, MOST_TOLD);
  return { ...of, deployed: deployed.length, already: already.length, expired: expired.length, gone: gone.length, results };
}
