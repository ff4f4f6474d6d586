import type { LogLine } from '../../contract/index.ts';
import { HASH_MISMATCH, troubleErrors } from './enforcement/model.ts';
import type { Readable } from '../site-database/index.ts';
import { linesOfActs } from './logs-of-users.ts';
import { execmgrLines } from './programs/store.ts';
import { assignmentNumber } from '../deployments/index.ts';
import { enforcementTopics, headerOf, readMessages, SCAN_COMPLETED, SCAN_FAILED, type DetectionMessage, type EnforcementMessage, type FileHeader, type ScanMessage } from '../state-messages/index.ts';

/** The logs a client's messages can tell of (D§8.9). */
const names = ['CAS.log', 'ContentTransferManager.log', 'DataTransferService.log', 'LocationServices.log', 'PolicyAgent.log', 'ScanAgent.log', 'StateMessage.log', 'UpdatesDeployment.log', 'UpdatesStore.log', 'WUAHandler.log'] as const;

interface Told {
  readonly header: FileHeader;
  readonly receivedAt: number;
  readonly scans: readonly ScanMessage[];
  readonly detections: readonly DetectionMessage[];
  readonly enforcements: readonly EnforcementMessage[];
}

interface Naming {
  readonly server: string;
  /** Its unique ID, of one that is still there. */
  deployment(assignment: number): string;
  update(id: number): { updateId: string; title: string; bulletinId: string; articleId: string };
}

type Line = Omit<LogLine, 'number'>;
const MINUTE = 60_000;
const topicWords = { 300: 'Compliance', 301: 'Enforce', 302: 'Evaluate', 402: 'Enforce' } as const;
const stateWords = ['Unknown', 'NotRequired', 'Missing', 'Installed'];
const hex = (error: number) => `0x${(error >>> 0).toString(16).padStart(8, '0')}`;

/** What becomes of a content in the cache, by topic 402 (D§6.7). */
function contentLines(state: number, error: number, content: string): readonly string[] {
  if (state === 12) return [`Requesting content ${content}, size(KB) 0, under context System with priority Medium`, `Download started for content ${content}`];
  if (state === 13) return [`Download completed for content ${content} under context System`, 'Hash matches'];
  if (error === HASH_MISMATCH) return [`Hash does not match for content ${content}: it is refused and taken out of the cache`];
  if (error === troubleErrors.cacheFull) return [`Not enough space in the cache for content ${content}`];
  return error === troubleErrors.noLocation ? [`No distribution point has content ${content}`] : state === 14 ? [`Download failed for content ${content} under context System`] : [];
}

/** The job that fetches a content, and the BITS job below it (DEPLOY-16). */
function transferLines(state: number, error: number, job: string): readonly string[] {
  if (state === 12) return [`Starting CTM job {${job}}.`, `CTM job {${job}} entered phase CCM_DOWNLOADSTATUS_DOWNLOADING_DATA`];
  if (state === 13) return [`CTM job {${job}} successfully processed download completion.`];
  if (state === 2) return [`CTM job {${job}} suspended`, ...(error === troubleErrors.noLocation ? [`CTM job {${job}} entered phase CCM_DOWNLOADSTATUS_WAITING_CONTENTLOCATIONS`] : [])];
  return state === 14 ? [`CTM job {${job}} encountered error during download (${hex(error)})`] : [];
}
function bitsLines(state: number, error: number, job: string): readonly string[] {
  if (state === 12) return [`DTSJob {${job}} created to download content ${job}.`, `DTSJob {${job}} in state 'DownloadingData'.`];
  if (state === 13) return [`DTSJob {${job}} in state 'RetrievedData'.`, `DTSJob {${job}} successfully completed download.`];
  // Without a location, or without room, nothing is handed to BITS.
  if (error !== troubleErrors.failing) return [];
  return state === 2 ? [`DTSJob {${job}} in state 'RetryPendingData', BITS error ${hex(error)}`] : state === 14 ? [`DTSJob {${job}} in state 'Error', BITS error ${hex(error)}`] : [];
}
/** Lines of a log that tells what becomes of each content. */
const contentLog = (component: string, texts: (state: number, error: number, content: string) => readonly string[]) => ({ enforcements }: Told, naming: Naming) =>
  enforcements.flatMap(({ topic, state, update, error, at }) => (topic === 402 ? lines(component, at, texts(state, error, `${naming.update(update).updateId}.1`), error === 0 ? 'information' : 'error') : []));

const writers: Record<(typeof names)[number], (told: Told, naming: Naming) => Line[]> = {
  'CAS.log': contentLog('ContentAccess', (state, error, content) => contentLines(state, error, content).map((text) => `${text}${error === 0 ? '' : `, Error = ${hex(error)}`}`)),
  'ContentTransferManager.log': contentLog('ContentTransferManager', transferLines),
  'DataTransferService.log': contentLog('DataTransferService', bitsLines),
  'LocationServices.log': ({ scans }, { server }) =>
    scans.flatMap((scan) => lines('LocationServices', scan.at - 3 * MINUTE, [
      'Calling back with the following WSUS locations', `WSUS Path='http://${server}:80', Server='${server}', Version='${scan.contentVersion}'`, 'Calling back with locations for WSUS request',
    ])),
  'PolicyAgent.log': ({ scans }) =>
    scans.flatMap((scan) => lines('PolicyAgent_RequestAssignments', scan.at - 4 * MINUTE, ['Requesting Machine policy assignments', 'Processing Machine assignments for the software update source', `Software update source policy with content version ${scan.contentVersion} is in effect`])),
  'ScanAgent.log': ({ scans }) =>
    scans.flatMap((scan) => [
      ...lines('ScanAgent', scan.at - 3 * MINUTE, ['- - - - -Location Request for WSUS update source', `Sources are current: content version ${scan.contentVersion}`, 'CScanJob::Scan - Scan request submitted']),
      failed(scan) ? line('ScanAgent', scan.at, `CScanJob::OnScanComplete - Scan failed with error ${hex(scan.error)}`, 'error') : line('ScanAgent', scan.at, 'CScanJob::OnScanComplete - Scan completed successfully'),
    ]),
  'StateMessage.log': ({ header, receivedAt, scans, detections }, naming) => [
    ...scans.map((scan) => line('StateMessage', scan.at, `Adding message with TopicType 501 and State ID : ${scan.state}`)),
    ...detections.map(({ update, state }) => line('StateMessage', header.sentAt - MINUTE, `Adding message with TopicType 500 and TopicId ${naming.update(update).updateId}, State ID : ${state}`)),
    line('StateMessage', header.sentAt, `Forwarding ${header.count} state messages, serial numbers ${header.firstSerial} to ${header.firstSerial + header.count - 1}${header.full ? ', as a full report' : ''}`),
    line('StateMessage', receivedAt, 'Successfully forwarded State Messages to the MP'),
  ],
  'UpdatesDeployment.log': ({ enforcements }, naming) =>
    enforcements.map(({ topic, state, update, error, at, assignment }) => {
      const name = enforcementTopics[topic][state] ?? '';
      const failure = error === 0 ? '' : `, Error = ${hex(error)}`;
      const deployment = naming.deployment(assignment);
      const text = update === 0
        ? `Raised assignment (${deployment}) state message successfully. TopicType = ${topicWords[topic]}, StateId = ${state}, StateName = ${name}${failure}`
        : `Raised update (${naming.update(update).updateId}) enforcement state message successfully. StateId = ${state}, StateName = ${name}${failure}`;
      return line('UpdatesDeploymentAgent', at, text, error === 0 ? 'information' : 'error');
    }),
  'UpdatesStore.log': ({ header, detections }, naming) =>
    detections.map(({ update, state }) => {
      const { updateId, title, bulletinId, articleId } = naming.update(update);
      return line('UpdatesStore', header.sentAt - MINUTE, `Update status from update (${updateId}): Status=${stateWords[state]}, Title=${title}, BulletinID=${bulletinId || 'None'}, QNumbers=${articleId}`);
    }),
  'WUAHandler.log': ({ scans }, { server }) =>
    scans.flatMap((scan) => [
      ...lines('WUAHandler', scan.at - 2 * MINUTE, [`Its a WSUS Update Source type, adding it: http://${server}:80, content version ${scan.contentVersion}`, 'Async searching of updates using WUAgent started.']),
      failed(scan) ? line('WUAHandler', scan.at, `OnSearchComplete - Failed to end search job. Error = ${hex(scan.error)}.`, 'error') : line('WUAHandler', scan.at, 'Async searching completed.'),
    ]),
};

const failed = (scan: ScanMessage) => scan.state === SCAN_FAILED || scan.state === 4;
const line = (component: string, at: number, text: string, severity: LogLine['severity'] = 'information'): Line => ({ component, at, text, severity, thread: 1000 + (component.length % 9) * 4 });
const lines = (component: string, at: number, texts: readonly string[], severity?: LogLine['severity']): Line[] => texts.map((text, i) => line(component, at + i * 40, text, severity));

/** The logs of one client, made when they are asked for, from the state message files the site accepted of it, and from what its user did. */
export function createClientLogs(db: Readable): (asked: { id: number; name: string; offset: number; limit: number }) => { names: string[]; total: number; lines: LogLine[] } {
  const toldBy = (clientId: number): Told[] =>
    db.prepare<{ received_at: number; body: Uint8Array }>('SELECT received_at, body FROM state_message_files WHERE client_id = ? ORDER BY file_number').all(clientId).map((row) => {
      const scans: ScanMessage[] = [];
      const detections: DetectionMessage[] = [];
      const enforcements: EnforcementMessage[] = [];
      readMessages(row.body, 0, { scan: (message) => void (message.state >= SCAN_COMPLETED && message.at > 0 && scans.push(message)), detection: (update, state) => void detections.push({ update, state }), enforcement: (message) => void enforcements.push(message) });
      return { header: headerOf(row.body)!, receivedAt: row.received_at, scans, detections, enforcements };
    });
  const deploymentOf = (assignment: number) => db.prepare<string>('SELECT unique_id FROM deployments').pluck().all().find((id) => assignmentNumber(id) === assignment) ?? `{${assignment.toString(16).toUpperCase().padStart(8, '0')}-…}`;
  const updateOf = (id: number) => {
    const row = db.prepare<{ update_id: string; title: string; bulletin_id: string; article_id: string }>('SELECT update_id, title, bulletin_id, article_id FROM software_updates WHERE ci_id = ? ORDER BY since_version DESC LIMIT 1').get(id);
    return { updateId: row?.update_id ?? String(id), title: row?.title ?? '', bulletinId: row?.bulletin_id ?? '', articleId: row?.article_id ?? '' };
  };
  return ({ id, name, offset, limit }) => {
    const page = (all: readonly Line[]) => ({ names: [...names, 'execmgr.log'].sort((a, b) => a.localeCompare(b)), total: all.length, lines: all.slice(offset, offset + limit).map((one, i) => ({ ...one, number: offset + i })) });
    if (name === 'execmgr.log') return page(execmgrLines(db, id));
    const writer = writers[name as (typeof names)[number]];
    if (!writer) return page([]);
    const { server } = db.prepare<{ server: string }>('SELECT server FROM site').get()!;
    const told = toldBy(id).flatMap((one) => writer(one, { server, update: updateOf, deployment: deploymentOf }));
    const acted = linesOfActs(db, id, name, (update) => updateOf(update).updateId).map(({ component, at, text }) => line(component, at, text));
    const all = [...told, ...acted].sort((a, b) => a.at - b.at);
    return page(all);
  };
}
