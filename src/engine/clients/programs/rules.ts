import { isOlder, LEAST_AGENT_VERSION } from '../agent/scan-rules.ts';

/** What a program that ran has done. */
export interface ProgramResult {
  readonly exitCode: number;
  /** The Windows Update Agent that the computer has now; null: the one it had. */
  readonly agentVersion: string | null;
}

/** The documented repair of the Windows Update Agent (S3): the platform is in the name of the file. */
const repair = /^"?(?:[^"]*\\)?windowsupdateagent30-(x86|x64|ia64)\.exe"?((?:\s+\/\w+)*)$/i;
/** This computer's processor is another one. */
const WRONG_PLATFORM = 1633;

const unchanged: ProgramResult = { exitCode: 0, agentVersion: null };

/**
 * What a command line does to a computer of the lab. Lab computers execute nothing: the repair of the Windows Update Agent is known by its
 * documented command line, where /wuforce installs it over whatever is there and never an older one here; anything else exits with 0 and changes nothing.
 * @param architecture "x86", "x64", "ia64"
 */
export function resultOf(commandLine: string, computer: { architecture: string; agentVersion: string }): ProgramResult {
  const [, platform, switches = ''] = repair.exec(commandLine.trim()) ?? [];
  if (platform === undefined) return unchanged;
  if (platform.toLowerCase() !== computer.architecture.toLowerCase()) return { exitCode: WRONG_PLATFORM, agentVersion: null };
  const given = switches.toLowerCase().split(/\s+/);
  // Without /quiet it waits for a user, without /wuforce it may decide that nothing is to be done.
  if (!given.includes('/quiet') || !given.includes('/wuforce')) return unchanged;
  return { exitCode: 0, agentVersion: isOlder(computer.agentVersion, LEAST_AGENT_VERSION) ? LEAST_AGENT_VERSION : null };
}
