import type { LogLine } from '../../../contract/index.ts';
import { advertisedPrograms } from '../../software-distribution/index.ts';
import type { Readable, Writable } from '../../site-database/index.ts';
import type { ClientMessage } from '../../status-messages/index.ts';
import type { ProgramEvent, ProgramRun } from './running.ts';

interface Row {
  client_id: number;
  advertisement_id: number;
  assignment: number;
  received_at: number;
  start_at: number;
  started_at: number;
  ended_at: number;
  exit_code: number;
}

const toRun = (row: Row): ProgramRun => ({
  clientId: row.client_id, advertisement: row.advertisement_id, assignment: row.assignment, receivedAt: row.received_at, startAt: row.start_at, startedAt: row.started_at, endedAt: row.ended_at, exitCode: row.exit_code,
});

/** Every run of simulated computers, in the order in which they came. */
export const savedRuns = (db: Readable): ProgramRun[] => db.prepare<Row>('SELECT * FROM program_runs ORDER BY received_at, client_id, advertisement_id').all().map(toRun);

/** Windows Update Agents that programs installed, by client_id. */
export const installedAgents = (db: Readable): Map<number, string> => new Map(db.prepare<[number, string]>('SELECT client_id, version FROM machine_agents').raw().all() as unknown as [number, string][]);

/** In the caller's transaction: what became of programs, the status messages of it and the agents they brought (SCAN-09). */
export function keepPrograms(db: Writable, events: readonly ProgramEvent[], report: (db: Writable, message: ClientMessage) => void): void {
  const put = db.prepare('INSERT OR REPLACE INTO program_runs (client_id, advertisement_id, assignment, received_at, start_at, started_at, ended_at, exit_code) VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const nameOf = db.prepare<string>('SELECT name FROM clients WHERE client_id = ?').pluck();
  for (const { run, advertised, agentVersion } of events) {
    put.run(run.clientId, run.advertisement, run.assignment, run.receivedAt, run.startAt, run.startedAt, run.endedAt, run.exitCode);
    const ended = run.endedAt > 0;
    const messageId = ended ? (run.exitCode === 0 ? 10009 : 10006) : run.startedAt > 0 ? 10005 : 10002;
    const last = ended ? String(run.exitCode) : advertised.commandLine;
    report(db, { messageId, component: 'Software Distribution', system: nameOf.get(run.clientId) ?? '', at: run.endedAt || run.startedAt || run.receivedAt, insertionStrings: [advertised.code, advertised.packageCode, advertised.program, last] });
    if (agentVersion === null) continue;
    db.prepare('INSERT INTO machine_agents (client_id, version) VALUES (?, ?) ON CONFLICT (client_id) DO UPDATE SET version = excluded.version').run(run.clientId, agentVersion);
    db.prepare('UPDATE clients SET agent_version = ?, told = 0 WHERE client_id = ?').run(agentVersion, run.clientId);
  }
}

/** In the caller's transaction: a client that is gone. */
export function dropPrograms(db: Writable, clientId: number): void {
  for (const table of ['program_runs', 'machine_agents']) db.prepare(`DELETE FROM ${table} WHERE client_id = ?`).run(clientId);
}

type Line = Omit<LogLine, 'number'>;

/** execmgr.log of a computer, in the words of the original; of advertisements that are still there. */
export function execmgrLines(db: Readable, clientId: number): Line[] {
  const known = new Map(advertisedPrograms(db).map(({ what }) => [what.id, what]));
  const runs = db.prepare<Row>('SELECT * FROM program_runs WHERE client_id = ? ORDER BY received_at, advertisement_id').all(clientId).map(toRun);
  return runs.flatMap((run) => {
    const advertised = known.get(run.advertisement);
    if (!advertised) return [];
    const { code, packageCode, program, commandLine } = advertised;
    const lines = (at: number, texts: readonly string[], severity: LogLine['severity'] = 'information'): Line[] => (at === 0 ? [] : texts.map((text, n) => ({ component: 'execmgr', at: at + n * 20, text, severity, thread: 1304 })));
    const failed = run.exitCode !== 0;
    return [
      ...lines(run.receivedAt, [`Policy arrived for parent package ${packageCode} program ${program}`, `Mandatory execution requested for program ${program} and advertisement ${code}`]),
      ...lines(run.startedAt, [
        `Execution Request for advert ${code} package ${packageCode} program ${program} state change from WaitingDependency to Ready`, `Executing program ${commandLine} in Admin context`,
        `Command line = ${commandLine}, Working Directory = C:\\WINDOWS\\system32\\CCM\\Cache\\${packageCode}.1.System\\`, 'Created Process for the passed command line', `Raised Program Started Event for Ad:${code}, Package:${packageCode}, Program: ${program}`,
      ]),
      ...lines(run.endedAt, [`Program exit code ${run.exitCode}`, 'Looking for MIF file to get program status']),
      ...lines(run.endedAt && run.endedAt + 40, [
        `Script for Package:${packageCode}, Program: ${program} ${failed ? 'failed' : 'succeeded'} with exit code ${run.exitCode}`, `Raised Program ${failed ? 'Error' : 'Success'} Event for Ad:${code}, Package:${packageCode}, Program: ${program}`,
        `Execution is complete for program ${program}. The exit code is ${run.exitCode}, the execution status is ${failed ? 'FailureNonRetry' : 'Success'}`,
      ], failed ? 'error' : 'information'),
    ];
  });
}
