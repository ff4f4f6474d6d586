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
/** Two and a half of each client, as after a synchronization. */
const files = 240_000;
const inFile = 25;
/** Files in one transaction. */
const batch = 2000;
/** Milliseconds after which what was taken in is on the disk: the console shows nothing that is not (src/engine/live.ts). */
const DURABLE_EVERY = 250;

/** Takes batch after batch in, made durable now and then and at the end, as the product does. */
function inBatches(take: (from: number, to: number) => void, durable: () => void): Promise<number> {
  let last = performance.now();
  return milliseconds(() => {
    for (let from = 0; from < files; from += batch) {
      take(from, Math.min(files, from + batch));
      if (performance.now() - last < DURABLE_EVERY) continue;
      durable();
      last = performance.now();
    }
    durable();
  });
}

/** File by file the same each time, so that neither side has the other's in memory. */
function* messages(): Generator<{ client: number; firstSerial: number; messages: DetectionMessage[] }> {
  const random = createRandom('intake');
  for (let n = 0; n < files; n++) {
    const chosen = new Set<number>();
    while (chosen.size < inFile) chosen.add(1 + random.below(updates));
    yield { client: 1 + (n % clients), firstSerial: 1 + inFile * Math.floor(n / clients), messages: [...chosen].sort((a, b) => a - b).map((update) => ({ update, state: (2 + random.below(2)) as DetectionState })) };
  }
}

/** The same messages as a row for each client and update; three numbers a row. */
function upserts(folder: string): Promise<number> {
  const rows = new Int32Array(files * inFile * 3);
  let at = 0;
  for (const { client, messages: all } of messages()) for (const { update, state } of all) rows.set([client, update, state], (at += 3) - 3);
  const db = new Sqlite(join(folder, 'rows.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE TABLE states (client_id INTEGER, ci_id INTEGER, state INTEGER, PRIMARY KEY (client_id, ci_id)) WITHOUT ROWID; CREATE TABLE site (at INTEGER); INSERT INTO site VALUES (0)');
  const put = db.prepare('INSERT INTO states VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET state = excluded.state');
  const each = inFile * 3;
  const take = db.transaction((from: number, to: number) => {
    for (let row = from * each; row < to * each; row += 3) put.run(rows[row], rows[row + 1], rows[row + 2]);
  });
  const durable = () => {
    db.pragma('synchronous = FULL');
    db.exec('UPDATE site SET at = at + 1');
    db.pragma('synchronous = NORMAL');
  };
  return inBatches(take, durable).finally(() => db.close());
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
      const bodies = Array.from(messages(), ({ client, firstSerial, messages: all }) => writeFile({ clientId: client, guidCheck: client, firstSerial, full: false, sentAt: LAB_START }, [encodeDetections(all)]));
      const took = await inBatches(
        (from, to) => {
          if (compliance.intake.take(bodies.slice(from, to), { staged: true }).some((outcome) => outcome !== 'applied')) throw new Error('A file was not applied.');
        },
        () => database.transaction((db) => db.prepare('UPDATE site SET clock_at = clock_at + 1').run()),
      );
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
