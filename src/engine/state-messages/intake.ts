import type { Clock } from '../kernel/index.ts';
import type { SiteDatabase, Writable } from '../site-database/index.ts';
import { headerOf, openFile, type Messages, type Refused } from './file.ts';
import type { FileHeader, Outcome, RefusalReason } from './model.ts';
import { createSerials, type HeldFile, type Serials } from './serials.ts';

/** What follows accepted messages: the live counts. */
export interface Applies {
  /** The messages of one file, in order, from number `from` (0 is the first) on. */
  file(header: FileHeader, receivedAt: number, messages: Messages, from: number): void;
  /** All files of a transaction, or of a start, were told. */
  end(): void;
  /** Something of a client is missing, or nothing is any more. */
  missing(clientId: number, missing: boolean): void;
}

export interface Intake {
  /**
   * Takes files in the order they came, each with what became of it. Durable when it returns, so that they can be
   * acknowledged; `staged`, it is so with the next durable transaction, before which nobody may be told of it. Throws
   * SiteDatabaseError, and then nothing was taken. `along` is written in the same transaction.
   */
  take(files: readonly Uint8Array[], how?: { staged?: boolean; along?: (db: Writable) => void }): Outcome[];
  /** Applies the journal as at a start: of each client the files after `foldedTo`, and before them those that were still waiting. */
  replay(foldedTo: (clientId: number) => number, held: readonly number[]): void;
  readonly serials: Serials;
  /** The number of the newest file. */
  lastFile(): number;
}

interface Accepted {
  readonly file: HeldFile;
  /** Messages of it that are known. */
  readonly skip: number;
}

/** Rows written by one statement: a call of the database for each would cost as much as the row. */
const ROWS = 32;
/** Files told at a start before what they bring is set. */
const TOLD = 2000;
const INTO = 'INSERT INTO state_message_files (file_number, client_id, received_at, body) VALUES ';
const MANY = INTO + Array.from({ length: ROWS }, () => '(?, ?, ?, ?)').join(', ');

/** Writes accepted files into the journal. */
function keep(db: Writable, files: readonly HeldFile[]) {
  const values: unknown[] = [];
  const put = (sql: string) => {
    db.prepare(sql).run(values);
    values.length = 0;
  };
  const [many, one] = [MANY, `${INTO}(?, ?, ?, ?)`];
  const whole = files.length - (files.length % ROWS);
  files.forEach(({ fileNumber, header, receivedAt, bytes }, nth) => {
    values.push(fileNumber, header.clientId, receivedAt, bytes);
    if (nth >= whole) put(one);
    else if (nth % ROWS === ROWS - 1) put(many);
  });
}

/** @param guidCheck of a client of this site; undefined when there is no such client. */
export function createIntake(site: { database: SiteDatabase; clock: Clock; guidCheck: (clientId: number) => number | undefined; applies: Applies }): Intake {
  const { database, clock, applies } = site;
  const serials = createSerials();
  let lastFile = database.prepare<{ n: number }>('SELECT coalesce(max(n), 0) AS n FROM (SELECT max(file_number) AS n FROM state_message_files UNION ALL SELECT max(file_number) FROM compliance_snapshots)').get()!.n;

  const apply = ({ file: { header, messages, receivedAt }, skip }: Accepted) => applies.file(header, receivedAt, messages, skip);

  /** What a file makes applicable: itself and the held ones behind it, in order. */
  const follow = (file: HeldFile): Accepted[] | 'held' | 'repeated' => {
    const judged = serials.judge(file.header);
    if (judged.verdict === 'repeated') return 'repeated';
    if (judged.verdict === 'held') {
      serials.hold(file.header, file);
      return 'held';
    }
    const accepted: Accepted[] = [{ file, skip: judged.skip }];
    serials.advance(file.header);
    for (let next = serials.release(file.header.clientId); next; next = serials.release(file.header.clientId)) {
      const again = serials.judge(next.header);
      accepted.push({ file: next, skip: again.verdict === 'next' ? again.skip : 0 });
      serials.advance(next.header);
    }
    return accepted;
  };

  const openKnown = (bytes: Uint8Array): Exclude<ReturnType<typeof openFile>, Refused> | { reason: RefusalReason; detail: string } => {
    const opened = openFile(bytes);
    if ('reason' in opened || site.guidCheck(opened.header.clientId) === opened.header.guidCheck) return opened;
    return { reason: 'unknownClient', detail: `No client of this site has the number ${opened.header.clientId} and the GUID of the file.` };
  };

  const refuse = (db: Writable, bytes: Uint8Array, reason: RefusalReason, detail: string): Outcome => {
    const claimed = headerOf(bytes)?.clientId ?? null;
    db.prepare('INSERT INTO refused_state_message_files (client_id, received_at, reason, detail, size) VALUES (?, ?, ?, ?, ?)').run(claimed, clock.now(), reason, detail, bytes.length);
    return reason;
  };

  const judgeOne = (db: Writable, bytes: Uint8Array, at: number, taken: HeldFile[], ready: Accepted[]): Outcome => {
    const opened = openKnown(bytes);
    if ('reason' in opened) return refuse(db, bytes, opened.reason, opened.detail);
    const { header, messages } = opened;
    const file = { fileNumber: lastFile + 1, header, bytes, messages, receivedAt: at };
    const followed = follow(file);
    if (followed === 'repeated') return refuse(db, bytes, 'repeated', `Messages up to number ${serials.next(header.clientId) - 1} of this client are known; the file ends with ${header.firstSerial + header.count - 1}.`);
    lastFile++;
    taken.push(file);
    if (followed !== 'held') ready.push(...followed);
    return followed === 'held' ? 'held' : 'applied';
  };

  const tell = (client: number) => applies.missing(client, serials.isIncomplete(client));

  return {
    serials,
    lastFile: () => lastFile,
    take: (files, { staged = false, along } = {}) => {
      const back = serials.mark();
      const before = lastFile;
      const taken: HeldFile[] = [];
      const ready: Accepted[] = [];
      let outcomes: Outcome[];
      try {
        const judgeAll = (db: Writable) => {
          along?.(db);
          const at = clock.now();
          const judged = files.map((bytes) => judgeOne(db, bytes, at, taken, ready));
          keep(db, taken);
          return judged;
        };
        outcomes = staged ? database.stage(judgeAll) : database.transaction(judgeAll);
      } catch (error) {
        back();
        lastFile = before;
        throw error;
      }
      ready.forEach(apply);
      applies.end();
      for (const { header } of taken) tell(header.clientId);
      return outcomes;
    },
    replay: (foldedTo, held) => {
      const touched = new Set<number>();
      const again = (row: { file_number: number; received_at: number; body: Uint8Array } | undefined) => {
        if (!row) return;
        const opened = openFile(row.body);
        // What the journal holds was whole when it came.
        if ('reason' in opened) throw new RangeError(`State message file ${row.file_number} of the journal is damaged. ${opened.detail}`);
        touched.add(opened.header.clientId);
        const followed = follow({ fileNumber: row.file_number, ...opened, bytes: row.body, receivedAt: row.received_at });
        if (Array.isArray(followed)) followed.forEach(apply);
      };
      const one = database.prepare<Parameters<typeof again>[0]>('SELECT file_number, received_at, body FROM state_message_files WHERE file_number = ?');
      for (const fileNumber of held) again(one.get(fileNumber));
      const tail = database.prepare<{ file_number: number; client_id: number; received_at: number; body: Uint8Array }>('SELECT file_number, client_id, received_at, body FROM state_message_files WHERE file_number > (SELECT coalesce(min(file_number), 0) FROM compliance_snapshots) ORDER BY file_number');
      let after = 0;
      for (const row of tail.iterate()) {
        if (row.file_number <= foldedTo(row.client_id)) continue;
        again(row);
        if (++after % TOLD === 0) applies.end();
      }
      applies.end();
      // Those of the snapshot that were incomplete may be complete now.
      touched.forEach(tell);
    },
  };
}
