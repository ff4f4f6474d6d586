import type { ComputerInfo } from '../protocol/index.ts';
import type { MachineFacts } from '../rules/index.ts';

const architectures: Readonly<Record<MachineFacts['architecture'], string>> = { x86: 'X86', x64: 'AMD64', ia64: 'IA64', arm: 'ARM' };

/** What the computer says of itself; before its first scan its name only. */
export function computerInfo({ dnsName, agentVersion }: { readonly dnsName: string; readonly agentVersion: string }, machine: MachineFacts | undefined): ComputerInfo {
  const [major = 0, minor = 0, build = 0, qfe = 0] = agentVersion.split('.').map(Number);
  const windows = machine?.windows;
  return {
    dnsName,
    osMajorVersion: windows?.major ?? 0, osMinorVersion: windows?.minor ?? 0, osBuildNumber: windows?.build ?? 0,
    osServicePackMajorNumber: windows?.servicePackMajor ?? 0, osServicePackMinorNumber: windows?.servicePackMinor ?? 0,
    osLocale: machine?.language ?? '', biosReleaseDate: '1900-01-01T00:00:00Z', processorArchitecture: machine ? architectures[machine.architecture] : '',
    suiteMask: windows?.suiteMask ?? 0, oldProductType: windows?.productType ?? 0, newProductType: 0, systemMetrics: 0,
    clientVersionMajorNumber: major, clientVersionMinorNumber: minor, clientVersionBuildNumber: build, clientVersionQfeNumber: qfe,
  };
}
