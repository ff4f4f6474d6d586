/**
 * A site that takes in state message files and says after each durable step how many it has taken; it is killed from outside.
 * Arguments: database file, seed, files already sent, by client.
 */
import { openCompliance } from '../../src/engine/compliance/index.ts';
import { createLabClock, createRandom } from '../../src/engine/kernel/index.ts';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { RandomAgent } from './agents.ts';

export const CLIENTS = 40;
export const UPDATES = 50;
export const FILES = 400;

/** The same files in the same order for the same seed: round after round, one of each client. */
export function filesOf(seed: string): { agents: RandomAgent[]; files: { client: number; bytes: Uint8Array }[] } {
  const agents = Array.from({ length: CLIENTS }, (_, n) => new RandomAgent(n + 1, createRandom(`${seed}/${n}`)));
  const files = Array.from({ length: FILES }, (_, round) => agents.map((agent) => ({ client: agent.id, bytes: agent.send(UPDATES, 1, false, round) }))).flat();
  return { agents, files };
}

if (process.argv[1]?.endsWith('intake-program.ts')) {
  const [, , file = '', seed = '', from = '0'] = process.argv;
  const database = openSiteDatabase(file);
  const compliance = openCompliance({ database, clock: createLabClock(0), guidCheck: (id) => id * 7 });
  for (let client = 1; client <= CLIENTS; client++) compliance.add(client);
  const { files } = filesOf(seed);
  const random = createRandom(`${seed}/${from}`);
  for (let at = Number(from); at < files.length; ) {
    const slice = files.slice(at, (at += 1 + random.below(60)));
    compliance.intake.take(slice.map((one) => one.bytes));
    const then = random.below(20);
    if (then === 0) database.transaction((db) => compliance.snapshot(db));
    if (then === 1) compliance.foldOne();
    process.stdout.write(`${at}\n`);
  }
}
