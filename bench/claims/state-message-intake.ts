import Sqlite from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompliance } from '../../src/engine/compliance/index.ts';
import { createLabClock, createRandom } from '../../src/engine/kernel/index.ts';
import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { encodeDetections, writeFile, type DetectionMessage, type DetectionState } from '../../src/engine/state-messages/index.ts';
import { milliseconds, type Claim } from '../claim.ts';
import { guidCheck } from '../support/counted-site.ts';
import { LAB_START, newSiteRow } from '../support/site.ts';

const clients = 100_000;
const updates = 10_000;
const files = 80_000;
const inFile = 25;
/** Files in one transaction. */
const batch = 2000;

/** File by file the same each time, so that neither side has the other's in memory. */
function* messages(): Generator<{ client: number; messages: DetectionMessage[] }> {
  const random = createRandom('intake');
  for (let n = 0; n < files; n++) {
    const chosen = new Set<number>();
    while (chosen.size < inFile) chosen.add(1 + random.below(updates));
    yield { client: 1 + (n % clients), messages: [...chosen].sort((a, b) => a - b).map((update) => ({ update, state: (2 + random.below(2)) as DetectionState })) };
  }
}

/** The same messages as a row for each client and update; three numbers a row. */
function upserts(folder: string): Promise<number> {
  const rows = new Int32Array(files * inFile * 3);
  let at = 0;
  for (const { client, messages: all } of messages()) for (const { update, state } of all) rows.set([client, update, state], (at += 3) - 3);
  const db = new Sqlite(join(folder, 'rows.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE states (client_id INTEGER, ci_id INTEGER, state INTEGER, PRIMARY KEY (client_id, ci_id)) WITHOUT ROWID');
  const put = db.prepare('INSERT INTO states VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state');
  const batched = batch * inFile * 3;
  return milliseconds(() => {
    for (let from = 0; from < rows.length; from += batched) {
      db.transaction(() => {
        for (let row = from; row < Math.min(rows.length, from + batched); row += 3) put.run(rows[row], rows[row + 1], rows[row + 2]);
      })();
    }
  }).finally(() => db.close());
}

export const claim: Claim = {
  id: 'state-message-intake',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
    const database = openSiteDatabase(join(folder, 'site.db'));
    try {
      newSiteRow(database);
      database.transaction((db) => db.prepare('UPDATE site SET next_ci_id = ?').run(updates + 1));
      const compliance = openCompliance({ database, clock: createLabClock(LAB_START), guidCheck });
      for (let client = 1; client <= clients; client++) compliance.add(client);
      const bodies = Array.from(messages(), ({ client, messages: all }) => writeFile({ clientId: client, guidCheck: client, firstSerial: 1, full: false, sentAt: LAB_START }, [encodeDetections(all)]));
      const took = await milliseconds(() => {
        for (let at = 0; at < bodies.length; at += batch) if (compliance.intake.take(bodies.slice(at, at + batch)).some((outcome) => outcome !== 'applied')) throw new Error('A file was not applied.');
      });
      const peer = await upserts(folder);
      const all = files * inFile;
      return {
        ours: all / (took / 1000), unit: 'messages/s', peer: 'a row for each client and update, SQLite', peerValue: all / (peer / 1000), goal: '≥ 2 million messages/s, durable, and ≥ 8 × the peer',
        holds: all / took >= 2000 && peer / took >= 8, more: { 'peer time / ours': peer / took, 'files/s': files / (took / 1000) },
      };
    } finally {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
