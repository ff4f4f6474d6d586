import type { Area, AdvertisementDraft } from '../../contract/index.ts';
import { createTargets, type Target } from '../collections/index.ts';
import type { Feed } from '../kernel/index.ts';
import type { Readable } from '../site-database/index.ts';
import { advertisementCode, all, packageCode } from './store.ts';

/** An advertisement as machine policy tells a client of it. */
export interface AdvertisedProgram {
  readonly id: number;
  readonly code: string;
  readonly packageCode: string;
  readonly program: string;
  readonly commandLine: string;
  readonly hidden: boolean;
  readonly restarts: boolean;
  /** Site time, ms: not before. */
  readonly startAt: number;
  /** Site time of the mandatory assignment, ms; 0: as soon as possible. */
  readonly assignment: number;
  readonly rerun: AdvertisementDraft['rerun'];
}

/** Which programs are advertised to which computers of the site. */
export interface Advertised {
  /** Another number whenever those of any computer may be others; costs a comparison while nothing has changed. */
  version(): number;
  /** Of a computer, by client_id, in the order of their ids. */
  of(clientId: number): readonly AdvertisedProgram[];
}

/** Every advertisement whose program is there, as policy has it. */
export function advertisedPrograms(db: Readable): Target<AdvertisedProgram>[] {
  const site = db.prepare<string>('SELECT code FROM site').pluck().get()!;
  const programs = new Map(all(db, 'program').map((one) => [one.id, one.draft]));
  return all(db, 'advertisement').toSorted((a, b) => a.id - b.id).flatMap(({ id, draft }) => {
    const program = programs.get(draft.program);
    if (!program) return [];
    const what = {
      id, code: advertisementCode(site, id), packageCode: packageCode(site, program.package), program: program.name, commandLine: program.commandLine,
      hidden: program.run === 'hidden', restarts: program.afterRunning === 'restart', startAt: draft.startAt, assignment: draft.mandatory ?? 0, rerun: draft.rerun,
    };
    return [{ what, collection: draft.collection, below: draft.includeSubcollections }];
  });
}

export const createAdvertised = (parts: { database: Readable; changes: Feed<{ areas: Area[] }> }): Advertised & { close(): void } =>
  createTargets({
    ...parts,
    deciding: ['softwareDistribution'],
    madeOf: (db) => ['packages', 'programs', 'advertisements'].map((table) => db.prepare(`SELECT id, changed_revision FROM ${table} ORDER BY id`).raw().all()),
    read: advertisedPrograms,
  });
