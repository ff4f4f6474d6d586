import type { Advertisement } from '../../contract/index.ts';
import { membersWithSubcollections } from '../collections/index.ts';
import type { Readable } from '../site-database/index.ts';
import { advertisementCode, all } from './store.ts';

/** Every advertisement with how far the computers of its collection are with its present assignment, by name. */
export function advertisementsInWords(db: Readable): Advertisement[] {
  const site = db.prepare<string>('SELECT code FROM site').pluck().get()!;
  const programs = new Map(all(db, 'program').map((one) => [one.id, one.draft]));
  const packages = new Map(all(db, 'package').map((one) => [one.id, one.draft.name]));
  const collectionName = db.prepare<string>('SELECT name FROM collections WHERE collection_id = ?').pluck();
  const runs = db.prepare<{ received: number; running: number; succeeded: number; failed: number }>(
    `SELECT count(*) AS received, count(*) FILTER (WHERE started_at > 0 AND ended_at = 0) AS running, count(*) FILTER (WHERE ended_at > 0 AND exit_code = 0) AS succeeded,
     count(*) FILTER (WHERE ended_at > 0 AND exit_code <> 0) AS failed FROM program_runs WHERE advertisement_id = ? AND assignment = ?`,
  );
  return all(db, 'advertisement').map(({ id, draft, createdAt, createdBy, modifiedAt, modifiedBy }) => {
    const program = programs.get(draft.program);
    return {
      ...draft, id, createdAt, createdBy, modifiedAt, modifiedBy, code: advertisementCode(site, id),
      package: program?.package ?? null, packageName: (program && packages.get(program.package)) ?? null, programName: program?.name ?? null, collectionName: collectionName.get(draft.collection) ?? null,
      computers: { targeted: membersWithSubcollections(db, draft.collection, draft.includeSubcollections).size, ...runs.get(id, draft.mandatory ?? 0)! },
    };
  });
}
