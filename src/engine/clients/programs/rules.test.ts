import { describe, expect, test } from 'vitest';
import { resultOf } from './rules.ts';

const old = { architecture: 'x86', agentVersion: '5.8.0.2694' };
const DOCUMENTED = 'WindowsUpdateAgent30-x86.exe /quiet /norestart /wuforce';

describe('what programs of the lab do', () => {
  test('[SCAN-09] the documented command line brings the Windows Update Agent that can scan', () => {
    expect(resultOf(DOCUMENTED, old)).toEqual({ exitCode: 0, agentVersion: '7.2.6001.788' });
    expect(resultOf('"C:\\wua\\WindowsUpdateAgent30-x64.exe" /wuforce /quiet', { ...old, architecture: 'x64' }).agentVersion).toBe('7.2.6001.788');
  });
  test('[SCAN-09] the agent of another platform fails and changes nothing', () => {
    expect(resultOf(DOCUMENTED, { ...old, architecture: 'x64' })).toEqual({ exitCode: 1633, agentVersion: null });
  });
  test('[SCAN-09] a newer agent stays', () => {
    expect(resultOf(DOCUMENTED, { ...old, agentVersion: '7.6.7600.256' })).toEqual({ exitCode: 0, agentVersion: null });
  });
  test.each(['WindowsUpdateAgent30-x86.exe /norestart', 'setup.exe /quiet /norestart /wuforce', 'cmd /c WindowsUpdateAgent30-x86.exe', 'msiexec /i WindowsUpdateAgent30-x86.exe /quiet'])('[SCAN-09] “%s” exits with 0 and changes nothing', (line) => {
    expect(resultOf(line, old)).toEqual({ exitCode: 0, agentVersion: null });
  });
});
