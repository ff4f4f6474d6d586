import type { Breath, Clock } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { createIntake, isEnforcement, SCAN_COMPLETED, SCAN_FAILED, type Applies, type DetectionState, type EnforcementMessage, type Intake, type ScanMessage } from '../state-messages/index.ts';
import { columnsOver, newColumns, sharedColumns, type ClientColumns } from './clients.ts';
import type { ChunkView, SharedChunk } from './counts.ts';
import { clearPlace, ENFORCEMENT_BYTES, enforcementOver, type EnforcementColumns, type Enforcements } from './enforcement.ts';
import { createChanges, type Changes } from './changes.ts';
import { CHUNK, createPlanes, INSTALLED, NOT_SET, REQUIRED, UNDETERMINED, type CellState, type Planes } from './planes.ts';
import { readChunk, writeChunk } from './snapshot.ts';

/** A chunk with what is known of its clients. */
export interface Chunk extends ChunkView, ClientColumns {
  readonly enforcements: Enforcements;
}

/** A chunk as readers on other threads see it. */
export interface PublishedChunk extends SharedChunk, ClientColumns {
  readonly enforcements: Enforcements;
}

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
  /** By chunk: which places have a client, and what they told of a deployment; undefined: nothing. */
  enforcement(assignment: number): { readonly present: Uint32Array; readonly columns: EnforcementColumns | undefined }[];
  /** Folds everything that changed into the snapshot; `db` is a transaction's. */
  snapshot(db: Writable): void;
  /** Folds the chunk that was folded longest ago, on its own; what is folded at a time stays small that way. Throws SiteDatabaseError. */
  foldOne(): void;
  /** Clients that told neither of a completed scan with this content version or a later one nor of one that failed. */
  unscanned(contentVersion: number): number;
  /** Whether something changed that no snapshot has. */
  isUnfolded(): boolean;
  /** The newest file that the next start needs neither for its tail nor as a held one. */
  foldedUpTo(): number;
  /** Folds a chunk when so much came since the last time that the next start would take long. */
  foldWhenDue(): void;
  bytes(): number;
}

interface WorkingEnforcement {
  readonly memory: ArrayBuffer;
  readonly columns: EnforcementColumns;
  shared: EnforcementColumns | null;
}

interface Working {
  /** By assignment. */
  enforcements: Map<number, WorkingEnforcement>;
  planes: Planes;
  memory: ArrayBuffer;
  columns: ClientColumns;
  /** Cells that files brought and that are still to be set. */
  changes: Changes;
  shared: PublishedChunk | null;
  /** Something happened to it that its snapshot does not have. */
  changed: boolean;
}

const cells: Record<DetectionState, CellState> = { 0: UNDETERMINED, 1: NOT_SET, 2: REQUIRED, 3: INSTALLED };
/** So many files after a chunk was folded the next one is due: one after another, so that each waits no longer than all others take. */
const FOLD_AFTER = 8000;

export interface ComplianceParts {
  database: SiteDatabase;
  clock: Clock;
  guidCheck: (clientId: number) => number | undefined;
}

const chunkNumber = (clientId: number) => Math.floor((clientId - 1) / CHUNK);

/** Loads the last snapshot and applies the files after it. Throws SiteDatabaseError, and RangeError for a cut-off snapshot. */
export function openCompliance(parts: ComplianceParts): Compliance {
  const { database } = parts;
  const chunks: Working[] = [];
  let number = 0;
  let asOf = 0;
  let published: Publication | null = null;

  const chunkOf = (clientId: number): Working => {
    const at = chunkNumber(clientId);
    while (chunks.length <= at) {
      const { memory, columns } = newColumns();
      chunks.push({ enforcements: new Map(), planes: createPlanes(), memory, columns, changes: createChanges(), shared: null, changed: true });
    }
    return chunks[at]!;
  };
  const touch = (chunk: Working) => {
    chunk.shared = null;
    chunk.changed = true;
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
  const enforcementOf = (chunk: Working, assignment: number): WorkingEnforcement => {
    let one = chunk.enforcements.get(assignment);
    if (!one) {
      const memory = new ArrayBuffer(ENFORCEMENT_BYTES);
      chunk.enforcements.set(assignment, (one = { memory, columns: enforcementOver(memory), shared: null }));
    }
    return one;
  };
  const enforce = (chunk: Working, place: number, { topic, state, assignment, error, at }: EnforcementMessage) => {
    // Of single updates (402) the client's log tells; what is counted is the deployment.
    if (topic === 402) return;
    const one = enforcementOf(chunk, assignment);
    one.shared = null;
    const { columns } = one;
    ({ 300: columns.compliance, 301: columns.enforcement, 302: columns.evaluation })[topic][place] = state;
    if (topic !== 302 || columns.since[place] === 0) columns.since[place] = at;
    if (topic === 301 || error !== 0) columns.error[place] = error;
  };
  const forgetEnforcements = (chunk: Working, place: number) => {
    for (const one of chunk.enforcements.values()) {
      one.shared = null;
      clearPlace(one.columns, place);
    }
  };
  /** Chunks with cells that are still to be set. */
  const gathering = new Set<Working>();
  const applies: Applies = {
    file: ({ clientId, full }, receivedAt, { numbers, others }, from) => {
      const chunk = touch(chunkOf(clientId));
      const { planes, columns, changes } = chunk;
      const place = (clientId - 1) % CHUNK;
      gathering.add(chunk);
      if (full) {
        planes.setAll(changes.take());
        planes.clear(place);
        forgetEnforcements(chunk, place);
      }
      columns.lastMessageAt[place] = receivedAt;
      asOf = Math.max(asOf, receivedAt);
      for (let n = from; n < numbers.length; n++) {
        const number = numbers[n]!;
        const other = number < 0 ? others[-1 - number]! : null;
        if (other) {
          if (isEnforcement(other)) enforce(chunk, place, other);
          else scan(columns, place, other);
        } else if (isUpdate(number >>> 2)) changes.add(number >>> 2, place, cells[(number & 3) as DetectionState]);
      }
    },
    end: () => {
      for (const { planes, changes } of gathering) planes.setAll(changes.take());
      gathering.clear();
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

  /** By chunk: files up to this number are in its snapshot. */
  const foldedTo: number[] = [];
  const held: number[] = [];
  for (const { part, file_number, body } of database.prepare<{ part: number; file_number: number; body: Uint8Array }>('SELECT part, file_number, body FROM compliance_snapshots ORDER BY part').all()) {
    const chunk = readChunk(body);
    const columns = columnsOver(chunk.columns);
    const enforcements = new Map([...chunk.enforcements].map(([assignment, memory]) => [assignment, { memory, columns: enforcementOver(memory), shared: null }] as const));
    chunks[part] = { enforcements, planes: chunk.planes, memory: chunk.columns, columns, changes: createChanges(), shared: null, changed: false };
    foldedTo[part] = file_number;
    held.push(...chunk.held);
    intake.serials.restore(part * CHUNK + 1, chunk.serials);
    asOf = Math.max(asOf, ...columns.lastMessageAt);
  }
  let lastFold = Math.min(...chunks.map((_, part) => foldedTo[part] ?? 0), Infinity);
  intake.replay((clientId) => foldedTo[chunkNumber(clientId)] ?? 0, held);

  const shareEnforcement = (one: WorkingEnforcement): EnforcementColumns => {
    if (one.shared) return one.shared;
    const memory = new SharedArrayBuffer(ENFORCEMENT_BYTES);
    new Uint8Array(memory).set(new Uint8Array(one.memory));
    return (one.shared = enforcementOver(memory));
  };
  const view = (chunk: Working): PublishedChunk =>
    (chunk.shared ??= { ...sharedColumns(chunk.memory), planes: chunk.planes.share(), enforcements: new Map([...chunk.enforcements].map(([assignment, one]) => [assignment, shareEnforcement(one)])) });
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
    forgetEnforcements(chunkOf(clientId), place);
    for (const column of [columns.scanned, columns.known, columns.scanState, columns.scanError, columns.scannedAt, columns.lastMessageAt]) column[place] = 0;
  };
  const fold = (db: Writable, part: number) => {
    const { planes, memory } = chunks[part]!;
    const waiting = intake.serials.heldFiles().filter((file) => chunkNumber(file.header.clientId) === part);
    const body = writeChunk(planes, planes.used(), { columns: memory, serials: intake.serials.part(part * CHUNK + 1, CHUNK), held: waiting.map((file) => file.fileNumber), enforcements: new Map([...chunks[part]!.enforcements].map(([assignment, one]) => [assignment, one.memory])) });
    db.prepare('INSERT INTO compliance_snapshots (part, file_number, taken_at, body) VALUES (?, ?, ?, ?) ON CONFLICT (part) DO UPDATE SET file_number = excluded.file_number, taken_at = excluded.taken_at, body = excluded.body').run(part, intake.lastFile(), parts.clock.now(), body);
    chunks[part]!.changed = false;
  };
  const snapshot = (db: Writable) => chunks.forEach(({ changed }, part) => changed && fold(db, part));
  /** What the disk has, not what was meant to be there: a fold may have been taken back with its transaction. */
  const folded = (): number[] => {
    const numbers = new Map(database.prepare<[number, number]>('SELECT part, file_number FROM compliance_snapshots').raw().all() as unknown as [number, number][]);
    return chunks.map((_, part) => numbers.get(part) ?? 0);
  };
  const foldOne = () => {
    const numbers = folded();
    // The next start reads the journal from the oldest fold on: a chunk that has none yet must not be missed.
    const due = numbers.includes(0) ? numbers.keys().filter((part) => numbers[part] === 0) : [numbers.indexOf(Math.min(...numbers))];
    if (numbers.length > 0) database.stage((db) => [...due].forEach((part) => fold(db, part)));
    lastFold = intake.lastFile();
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
      const { planes, columns, enforcements } = chunkOf(clientId);
      return { chunk: { ...columns, planes, enforcements: new Map([...enforcements].map(([assignment, one]) => [assignment, one.columns])) }, place: (clientId - 1) % CHUNK };
    },
    enforcement: (assignment) => chunks.map(({ columns, enforcements }) => ({ present: columns.present, columns: enforcements.get(assignment)?.columns })),
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
    foldOne,
    isUnfolded: () => chunks.some((chunk) => chunk.changed),
    foldedUpTo: () => Math.min(...folded(), ...intake.serials.heldFiles().map((file) => file.fileNumber - 1)),
    foldWhenDue: () => {
      if (intake.lastFile() - lastFold > FOLD_AFTER) foldOne();
    },
    bytes: () => chunks.reduce((sum, { planes, memory }) => sum + planes.bytes() + memory.byteLength, 0),
  };
}

