import type { StatusMessage, StatusSeverity } from '../../contract/index.ts';
import type { Clock } from '../kernel/index.ts';
import { writtenDate, type LogWriter } from '../logs/index.ts';
import { build, type Readable, type SiteDatabase, type Writable } from '../site-database/index.ts';

const severities: readonly StatusSeverity[] = ['Information', 'Warning', 'Error'];

/** Texts and severities by message id (D§3.2); %1, %2 are the insertion strings. */
const known: Record<number, { severity: StatusSeverity; text: string }> = {
  // What Distribution Manager and the download say: the numbers of the original as far as known, the texts are Patchbay's; 39001 … 39003 are Patchbay's own.
  2300: { severity: 'Information', text: 'Distribution Manager is beginning to process package "%1" (package ID = %2).' },
  2301: { severity: 'Information', text: 'Distribution Manager successfully processed package "%1" (package ID = %2).' },
  2302: { severity: 'Error', text: 'Distribution Manager failed to process package "%1" (package ID = %2). %3' },
  2330: { severity: 'Information', text: 'Distribution Manager successfully distributed package "%1" to distribution point "%2".' },
  2331: { severity: 'Error', text: 'Distribution Manager failed to distribute package "%1" to distribution point "%2". %3' },
  39001: { severity: 'Error', text: 'Patch Downloader could not download content %1 for package %2: %3 %4' },
  39003: { severity: 'Error', text: 'The installation of software update "%1" of deployment "%2" failed with error %3.' },
  39002: { severity: 'Information', text: 'Patch Downloader has downloaded %2 contents for package %1.' },
  // What clients tell of advertisements; the texts are near the original's, from memory.
  10002: { severity: 'Information', text: 'The advertisement "%1" ("%2" - "%3") was received.' },
  10005: { severity: 'Information', text: 'Program started for advertisement "%1" ("%2" - "%3"). Command line: %4. User context: NT AUTHORITY\\SYSTEM' },
  10006: { severity: 'Error', text: 'The program for advertisement "%1" failed ("%2" - "%3"). A failure exit code of %4 was returned.' },
  10009: { severity: 'Information', text: 'The program for advertisement "%1" completed successfully ("%2" - "%3").' },
  6602: { severity: 'Error', text: 'WSUS Configuration Manager failed to subscribe to update categories and classifications on WSUS Server "%1".' },
  6701: { severity: 'Information', text: 'WSUS Synchronization started.' },
  6702: { severity: 'Information', text: 'WSUS Synchronization done.' },
  6703: { severity: 'Error', text: 'WSUS Synchronization failed. Message: %2. Source: %1.' },
  6704: { severity: 'Information', text: 'WSUS Synchronization in progress. Current phase: Synchronizing WSUS Server.' },
  6705: { severity: 'Information', text: 'WSUS Synchronization in progress. Current phase: Synchronizing site database.' },
  6706: { severity: 'Information', text: 'WSUS Synchronization in progress. Current phase: Synchronizing Internet facing WSUS Server.' },
};

export interface StatusMessages {
  /** Writes a status message and its STATMSG line into the component's log. */
  raise(messageId: number, log: LogWriter, insertionStrings?: readonly string[]): void;
  /** In the caller's transaction: one that a client sent, with its own moment. Who wrote it tells when the transaction stands. */
  report(db: Writable, message: ClientMessage): void;
}

/** A status message of a client. */
export interface ClientMessage {
  readonly messageId: number;
  readonly component: string;
  /** Name of the computer. */
  readonly system: string;
  /** Site time, ms. */
  readonly at: number;
  readonly insertionStrings: readonly string[];
}

export function createStatusMessages(site: { code: string; server: string; database: SiteDatabase; clock: Clock; raised(): void }): StatusMessages {
  const textOf = (messageId: number, insertionStrings: readonly string[]) => {
    const message = known[messageId];
    if (!message) throw new Error(`Status message ${messageId} has no text.`);
    return { severity: message.severity, description: message.text.replace(/%(\d)/g, (_, n: string) => insertionStrings[Number(n) - 1] ?? '') };
  };
  const keep = (db: Writable, { messageId, component, system, at, insertionStrings }: ClientMessage) => {
    const { severity, description } = textOf(messageId, insertionStrings);
    db.run(build.insertInto('status_messages').values({ message_id: messageId, severity: severities.indexOf(severity), component, site_code: site.code, system, at, description, insertion_strings: JSON.stringify(insertionStrings) }));
  };
  return {
    report: keep,
    raise: (messageId, log, insertionStrings = []) => {
      const { severity } = textOf(messageId, insertionStrings);
      const at = site.clock.now();
      const strings = Array.from({ length: 10 }, (_, i) => `ISTR${i}="${insertionStrings[i] ?? ''}"`).join(' ');
      log(
        `STATMSG: ID=${messageId} SEV=${severity[0]} LEV=M SOURCE="SMS Server" COMP="${log.component}" SYS=${site.server} SITE=${site.code} PID=432 TID=${log.thread} GMTDATE=${writtenDate(at)} ${strings} NUMATTRS=0`,
        severity === 'Error' ? 'error' : 'information',
      );
      site.database.transaction((db) => keep(db, { messageId, component: log.component, system: site.server, at, insertionStrings }));
      site.raised();
    },
  };
}

/** Newest first; `find` is a substring of the description or the message id. */
export function listStatusMessages(
  db: Readable,
  asked: { minimumSeverity: StatusSeverity; component: string | null; find: string; offset: number; limit: number },
): { total: number; rows: StatusMessage[]; components: string[] } {
  let matching = build.selectFrom('status_messages').where('severity', '>=', severities.indexOf(asked.minimumSeverity));
  if (asked.component !== null) matching = matching.where('component', '=', asked.component);
  if (asked.find !== '') {
    matching = matching.where(({ or, eb, ref }) =>
      or([eb(build.fn<number>('instr', [build.fn('lower', [ref('description')]), build.fn('lower', [eb.val(asked.find)])]), '>', 0), eb(eb.cast<string>('message_id', 'text'), '=', asked.find)]),
    );
  }
  const total = db.first(matching.select(build.fn.countAll<number>().as('n')))?.n ?? 0;
  const rows = db.all(matching.selectAll().orderBy('record_id', 'desc').limit(asked.limit).offset(asked.offset));
  return {
    total,
    rows: rows.map((row) => ({
      recordId: row.record_id,
      messageId: row.message_id,
      severity: severities[row.severity]!,
      component: row.component,
      siteCode: row.site_code,
      system: row.system,
      at: row.at,
      description: row.description,
      insertionStrings: JSON.parse(row.insertion_strings) as string[],
    })),
    components: db.all(build.selectFrom('status_messages').select('component').distinct().orderBy('component')).map((row) => row.component),
  };
}
