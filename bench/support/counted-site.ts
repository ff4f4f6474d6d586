import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompliance, type Compliance } from '../../src/engine/compliance/index.ts';
import { createLabClock, createRandom } from '../../src/engine/kernel/index.ts';
import { openSiteDatabase, type SiteDatabase } from '../../src/engine/site-database/index.ts';
import { encodeDetections, encodeScan, writeFile, type DetectionState } from '../../src/engine/state-messages/index.ts';
import { LAB_START, newSiteRow } from './site.ts';

/** What one client tells: ascending CI_IDs with topic 500 states, as in `client × 300` of thirty million cells. */
export interface Cell {
  readonly client: number;
  readonly update: number;
  readonly state: DetectionState;
}

export interface CountedSite {
  readonly database: SiteDatabase;
  readonly compliance: Compliance;
  readonly folder: string;
  /** Opens the counts again from what is on disk. */
  reopen(): Compliance;
  close(): void;
}

/**
 * The cells of each client: `each` updates of its platform's range, the same for the same client. Made, not scanned: what counting
 * costs depends on how many cells are set and where, not on who set them.
 */
export function* cellsOf(client: number, updates: number, each: number): Generator<Cell> {
  const random = createRandom(`cells ${client}`);
  // Fifty platforms, each of which a fifteenth of the catalog is for.
  const span = Math.floor(updates / 15);
  const from = Math.floor(((client % 50) * (updates - span)) / 50);
  let left = Math.min(each, span);
  for (let at = 0; at < span && left > 0; at++) {
    if (random.below(span - at) >= left) continue;
    left--;
    yield { client, update: from + at + 1, state: random.below(5) < 4 ? 3 : 2 };
  }
}

export const guidCheck = (client: number) => (client <= 200_000 ? client : undefined);

/** A site whose clients have all told `each` states, taken in as files. */
export function countedSite({ clients, updates, each }: { clients: number; updates: number; each: number }): CountedSite {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-bench-'));
  const database = openSiteDatabase(join(folder, 'site.db'));
  newSiteRow(database);
  database.transaction((db) => {
    db.prepare('UPDATE site SET next_ci_id = ?').run(updates + 1);
    db.prepare('INSERT INTO content_versions VALUES (1, 1, 0)').run();
  });
  const clock = createLabClock(LAB_START);
  const open = () => {
    const compliance = openCompliance({ database, clock, guidCheck });
    for (let client = 1; client <= clients; client++) compliance.add(client);
    return compliance;
  };
  const compliance = open();
  let batch: Uint8Array[] = [];
  for (let client = 1; client <= clients; client++) {
    const pieces = [encodeDetections([...cellsOf(client, updates, each)]), encodeScan({ state: 3, contentVersion: 1, error: 0, at: LAB_START })];
    batch.push(writeFile({ clientId: client, guidCheck: client, firstSerial: 1, full: false, sentAt: LAB_START }, pieces));
    if (batch.length === 500 || client === clients) {
      compliance.intake.take(batch);
      batch = [];
    }
  }
  return {
    database, compliance, folder,
    reopen: open,
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A tenth of the clients, as a collection has them: one bit a client. */
export function membersOf(clients: number, size: number): Uint32Array {
  const random = createRandom('members');
  const bits = new Uint32Array(Math.ceil(clients / 4096) * 128);
  for (let left = size; left > 0; ) {
    const place = random.below(clients);
    if ((bits[place >> 5]! >>> (place & 31)) & 1) continue;
    bits[place >> 5]! |= 1 << (place & 31);
    left--;
  }
  return bits;
}

export const placesOf = (bits: Uint32Array): number[] => [...bits].flatMap((word, at) => Array.from({ length: 32 }, (_, bit) => ((word >>> bit) & 1 ? at * 32 + bit + 1 : 0)).filter((client) => client > 0));
