import type { Breath, Clock } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { createIntake, SCAN_COMPLETED, SCAN_FAILED, type Applies, type DetectionState, type Intake, type ScanMessage } from '../state-messages/index.ts';
import { columnsOver, newColumns, sharedColumns, type ClientColumns } from './clients.ts';
import type { ChunkView, SharedChunk } from './counts.ts';
import { CHUNK, createPlanes, INSTALLED, NOT_SET, REQUIRED, UNDETERMINED, type CellState, type Planes } from './planes.ts';
import { readChunk, writeChunk } from './snapshot.ts';

/** A chunk with what is known of its clients. */
export interface Chunk extends ChunkView, ClientColumns {}

/** A chunk as readers on other threads see it. */
export interface PublishedChunk extends SharedChunk, ClientColumns {}

/** The counts' ground at one moment; its arrays are shared with reader threads and never change. */
export interface Publication {
  /** Counts publications from 1. */
  readonly number: number;
  /** Site time of the last state message in it; 0: none yet. */
  readonly asOf: number;
  readonly chunks: readonly PublishedChunk[];
}

export interface Compliance {
  readonly intake: Intake;
  /** Counts clients in, in the transaction that registers them. */
  add(clientId: number): void;
  /** Takes a client out with all its states; a snapshot must follow, since the journal does not tell of it. */
  remove(clientId: number): void;
  /** The same for one whose messages will be numbered anew, should it come back: it has another site. */
  forget(clientId: number): void;
  /**
   * Everything applied so far; the same object while nothing changed. Chunk by chunk with a breath between: nothing may be
   * taken in until it is done.
   */
  publish(breath: Breath): Promise<Publication>;
  /** The client's columns and cells as they are now. */
  place(clientId: number): { chunk: Chunk; place: number };
  /** Folds what is applied into a snapshot; `db` is a transaction's. */
  snapshot(db: Writable): void;
  /** Clients that told neither of a completed scan with this content version or a later one nor of one that failed. */
  unscanned(contentVersion: number): number;
  /** Files applied since the last snapshot. */
  sinceSnapshot(): number;
  /** The newest file that the next start needs neither for its tail nor as a held one. */
  foldedUpTo(): number;
  /** Folds what is applied when so much came since the last snapshot that the next start would take long. */
  foldWhenDue(): void;
  bytes(): number;
}

interface Working {
  planes: Planes;
  memory: ArrayBuffer;
  columns: ClientColumns;
  shared: PublishedChunk | null;
}

const cells: Record<DetectionState, CellState> = { 0: UNDETERMINED, 1: NOT_SET, 2: REQUIRED, 3: INSTALLED };
/** Parts of a snapshot that are no chunk: serial numbers, and the numbers of held files. */
const SERIALS = -1;
const HELD = -2;
/** So many files after a snapshot the next one is due. */
const SNAPSHOT_AFTER = 60_000;

export interface ComplianceParts {
  database: SiteDatabase;
  clock: Clock;
  guidCheck: (clientId: number) => number | undefined;
}

/** Loads the last snapshot and applies the files after it. Throws SiteDatabaseError, and RangeError for a cut-off snapshot. */
export function openCompliance(parts: ComplianceParts): Compliance {
  const { database } = parts;
  const chunks: Working[] = [];
  let number = 0;
  let asOf = 0;
  let published: Publication | null = null;

  const chunkOf = (clientId: number): Working => {
    const at = Math.floor((clientId - 1) / CHUNK);
    while (chunks.length <= at) {
      const { memory, columns } = newColumns();
      chunks.push({ planes: createPlanes(), memory, columns, shared: null });
    }
    return chunks[at]!;
  };
  const touch = (chunk: Working) => {
    chunk.shared = null;
    published = null;
    return chunk;
  };

  const versions = new Map<number, number>();
  const catalogVersionOf = (contentVersion: number): number => {
    let known = versions.get(contentVersion);
    if (known === undefined) {
      known = database.prepare<{ v: number }>('SELECT catalog_version AS v FROM content_versions WHERE content_version = ?').get(contentVersion)?.v;
      if (known !== undefined) versions.set(contentVersion, known);
    }
    return known ?? 0;
  };
  let mostUpdate = 0;
  const isUpdate = (update: number) => {
    if (update < mostUpdate) return true;
    mostUpdate = database.prepare<{ n: number }>('SELECT next_ci_id AS n FROM site').get()!.n;
    return update < mostUpdate;
  };

  const scan = (columns: ClientColumns, place: number, { state, contentVersion, error, at }: ScanMessage) => {
    columns.scanState[place] = state;
    columns.scanError[place] = error;
    columns.scannedAt[place] = at;
    if (state !== SCAN_COMPLETED) return;
    columns.scanned[place] = catalogVersionOf(contentVersion);
    columns.known[place] = columns.missing[place] === 1 ? 0 : columns.scanned[place]!;
  };
  const applies: Applies = {
    file: ({ clientId, full }, receivedAt, { numbers, scans }, from) => {
      const { planes, columns } = touch(chunkOf(clientId));
      const place = (clientId - 1) % CHUNK;
      if (full) planes.clear(place);
      columns.lastMessageAt[place] = receivedAt;
      asOf = Math.max(asOf, receivedAt);
      for (let n = from; n < numbers.length; n++) {
        const number = numbers[n]!;
        if (number < 0) scan(columns, place, scans[-1 - number]!);
        else if (isUpdate(number >>> 2)) planes.set(number >>> 2, place, cells[(number & 3) as DetectionState]);
      }
    },
    missing: (clientId, missing) => {
      const place = (clientId - 1) % CHUNK;
      const { columns } = chunkOf(clientId);
      if ((columns.missing[place] === 1) === missing) return;
      touch(chunkOf(clientId));
      columns.missing[place] = missing ? 1 : 0;
      columns.known[place] = missing ? 0 : columns.scanned[place]!;
    },
  };
  const intake = createIntake({ ...parts, applies });

  let snapshotFile = 0;
  let held: number[] = [];
  for (const { part, file_number, body } of database.prepare<{ part: number; file_number: number; body: Uint8Array }>('SELECT part, file_number, body FROM compliance_snapshots ORDER BY part').all()) {
    snapshotFile = file_number;
    if (part === HELD) held = JSON.parse(Buffer.from(body).toString('utf8')) as number[];
    else if (part === SERIALS) intake.serials.restore(new Uint32Array(new Uint8Array(body).buffer));
    else {
      const { planes, memory } = readChunk(body);
      chunks[part] = { planes, memory, columns: columnsOver(memory), shared: null };
      asOf = Math.max(asOf, ...columnsOver(memory).lastMessageAt);
    }
  }
  intake.replay(snapshotFile, held);

  const view = (chunk: Working): PublishedChunk => (chunk.shared ??= { ...sharedColumns(chunk.memory), planes: chunk.planes.share() });
  const setPresent = (clientId: number, present: boolean) => {
    const { columns } = touch(chunkOf(clientId));
    const place = (clientId - 1) % CHUNK;
    const bit = 1 << (place & 31);
    columns.present[place >> 5] = present ? columns.present[place >> 5]! | bit : columns.present[place >> 5]! & ~bit;
  };

  const remove = (clientId: number) => {
    setPresent(clientId, false);
    const { planes, columns } = chunkOf(clientId);
    const place = (clientId - 1) % CHUNK;
    planes.clear(place);
    for (const column of [columns.scanned, columns.known, columns.scanState, columns.scanError, columns.scannedAt, columns.lastMessageAt]) column[place] = 0;
  };
  const snapshot = (db: Writable) => {
    snapshotFile = intake.lastFile();
    const write = db.prepare('INSERT INTO compliance_snapshots (part, file_number, taken_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (part) DO UPDATE SET file_number = excluded.file_number, taken_at = excluded.taken_at, body = excluded.body');
    const put = (part: number, body: Buffer) => void write.run(part, snapshotFile, parts.clock.now(), body);
    const next = intake.serials.all();
    chunks.forEach(({ planes, memory }, part) => put(part, writeChunk(planes, planes.used(), memory)));
    put(SERIALS, Buffer.from(next.buffer, next.byteOffset, next.byteLength));
    put(HELD, Buffer.from(JSON.stringify(intake.serials.heldFiles().map((file) => file.fileNumber))));
  };

  return {
    intake,
    add: (clientId) => setPresent(clientId, true),
    remove,
    forget: (clientId) => {
      remove(clientId);
      chunkOf(clientId).columns.missing[(clientId - 1) % CHUNK] = 0;
      intake.serials.forget(clientId);
    },
    publish: async (breath) => {
      if (published) return published;
      const shared: PublishedChunk[] = [];
      for (const chunk of chunks) {
        shared.push(view(chunk));
        await breath();
      }
      return (published = { number: ++number, asOf, chunks: shared });
    },
    place: (clientId) => {
      const { planes, columns } = chunkOf(clientId);
      return { chunk: { ...columns, planes }, place: (clientId - 1) % CHUNK };
    },
    snapshot,
    unscanned: (contentVersion) => {
      const version = catalogVersionOf(contentVersion);
      let count = 0;
      for (const { columns } of chunks) {
        for (let place = 0; place < CHUNK; place++) {
          const isClient = (columns.present[place >> 5]! >>> (place & 31)) & 1;
          if (isClient && (version === 0 || columns.scanned[place]! < version) && columns.scanState[place] !== SCAN_FAILED) count++;
        }
      }
      return count;
    },
    sinceSnapshot: () => intake.lastFile() - snapshotFile,
    foldedUpTo: () => Math.min(snapshotFile, ...intake.serials.heldFiles().map((file) => file.fileNumber - 1)),
    foldWhenDue: () => {
      if (intake.lastFile() - snapshotFile > SNAPSHOT_AFTER) database.stage(snapshot);
    },
    bytes: () => chunks.reduce((sum, { planes, memory }) => sum + planes.bytes() + memory.byteLength, 0),
  };
}

