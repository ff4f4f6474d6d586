import type { Commanded, EstateFileText, EstateImport } from '../../contract/index.ts';
import { fromScenario, readScenario, toScenario, writeScenario, type Clients, type ScenarioCollection } from '../clients/index.ts';
import type { Collections } from '../collections/index.ts';
import type { Jobs } from '../jobs/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import type { SiteDatabase } from '../site-database/index.ts';

export interface LabEstate {
  /** Adds what files of an estate say; resolves when its computers and collections are there. Rejects with Failure. */
  importEstate(call: Commanded, files: readonly EstateFileText[]): Promise<{ revision: number; value: EstateImport }>;
  /** The lab as a scenario file (docs/estate.md). */
  saveScenario(): string;
  /** Makes the lab of a scenario file. Rejects with Failure REFUSED that names what is wrong. */
  loadScenario(call: Commanded, text: string): Promise<{ revision: number; value: { jobId: string; collections: number } }>;
}

/** Bytes of all files of one import, as base64. */
const MOST_TEXT = 3_000_000;
const MOST_PROBLEMS = 500;

export function createLabEstate(parts: { database: SiteDatabase; clock: Clock; clients: Clients; collections: Collections; jobs: Jobs; revision: () => number }): LabEstate {
  const { clients, collections, database, jobs } = parts;

  const ended = async (jobId: string): Promise<void> => {
    const done = jobs.list().find((job) => job.id === jobId && job.endedAt !== null);
    if (done) return;
    for await (const job of jobs.feed.subscribe()) if (job.id === jobId && job.endedAt !== null) return;
  };
  const idOf = (name: string) => database.prepare<number>('SELECT client_id FROM clients WHERE name = ? AND removed_at IS NULL').pluck().get(name);

  /** Makes the collections that are not there yet, parents first; one that is there gets nothing. */
  const addCollections = (call: Commanded, wanted: readonly ScenarioCollection[], told: (message: string) => void): number => {
    const known = new Map(collections.list().map((one) => [one.name.toLowerCase(), one.id]));
    let added = 0;
    let left = [...wanted];
    while (left.length > 0) {
      const [ready, later] = [left.filter((one) => one.parent === null || known.has(one.parent.toLowerCase())), left.filter((one) => one.parent !== null && !known.has(one.parent.toLowerCase()))];
      if (ready.length === 0) {
        for (const one of later) told(`The collection “${one.name}” stands below “${one.parent}”, which there is not.`);
        break;
      }
      for (const { parent, maintenanceWindows, direct, ...draft } of ready) {
        if (known.has(draft.name.toLowerCase())) {
          told(`There is a collection “${draft.name}” already; it was left as it is.`);
          continue;
        }
        const now = { ...call, expectedRevision: parts.revision() };
        const { value } = collections.create(now, parent === null ? null : known.get(parent.toLowerCase())!, { ...draft, direct: direct.flatMap((name) => idOf(name) ?? []).slice(0, 5000) });
        known.set(draft.name.toLowerCase(), value.id);
        if (maintenanceWindows.length > 0) collections.setMaintenanceWindows({ ...call, expectedRevision: parts.revision() }, value.id, maintenanceWindows);
        added++;
      }
      left = later;
    }
    return added;
  };

  return {
    importEstate: async (call, files) => {
      if (files.reduce((sum, file) => sum + file.content.length, 0) > MOST_TEXT) throw new Failure('REFUSED', { what: 'Nothing was imported.', why: 'The files are larger than 2 MB together.', todo: 'Import them in several steps.' });
      const estate = clients.readEstate(files.map(({ name, content }) => ({ name, bytes: Buffer.from(content, 'base64') })));
      const problems = [...estate.problems];
      let jobId: string | null = null;
      if (estate.computers.length > 0) {
        ({ jobId } = clients.enrol(call, estate.computers).value);
        await ended(jobId);
      }
      const added = addCollections(call, estate.collections, (message) => void problems.push({ file: '', line: null, message }));
      return { revision: parts.revision(), value: { jobId, computers: estate.computers.length, collections: added, problems: problems.slice(0, MOST_PROBLEMS) } };
    },
    saveScenario: () => {
      const { generated, faults } = clients.fleet();
      const { seed, computers } = clients.estate();
      const own = collections.list().filter((one) => !one.builtIn);
      const names = new Map(collections.list().map((one) => [one.id, one.name]));
      return writeScenario({
        seed, startsAt: parts.clock.now(), computers: generated, faults, added: computers.map(toScenario),
        collections: own.map((one) => {
          const { name, comment, queries, direct, dynamic, schedule, maintenanceWindows } = collections.details(one.id);
          return { name, comment, queries, dynamic, schedule, maintenanceWindows, parent: one.parent === null ? null : names.get(one.parent)!, direct: direct.map((one) => one.name) };
        }),
      });
    },
    loadScenario: async (call, text) => {
      const { seed, faults, computers, added, collections: wanted } = readScenario(text);
      const { value } = clients.beginScenario(call, { seed, faults, computers, added: added.map(fromScenario) });
      await ended(value.jobId);
      return { revision: parts.revision(), value: { ...value, collections: addCollections(call, wanted, () => {}) } };
    },
  };
}
