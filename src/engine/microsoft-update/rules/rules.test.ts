import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateRule, registryOf, registryPath, windowsFolders, type MachineFacts } from '../../wsus/index.ts';
import { allDrafts } from '../drafts.ts';
import { readFacts } from '../facts.ts';
import { isWindows, type Draft } from '../model.ts';
import { applicabilityOf, runsWindows } from './index.ts';

interface Described {
  readonly windows?: Partial<MachineFacts['windows']>;
  readonly architecture?: MachineFacts['architecture'];
  readonly keys?: readonly string[];
  readonly packages?: readonly string[];
  readonly explorer?: string;
}

function machine({ windows, architecture = 'x86', keys = [], packages = [], explorer = '8.0.6001.18702' }: Described): MachineFacts {
  return {
    windows: { major: 5, minor: 1, build: 0, servicePackMajor: 3, servicePackMinor: 0, productType: 1, suiteMask: 0, ...windows },
    architecture, language: 'en', muiLanguages: [], files: new Map(), folders: windowsFolders(architecture), msiProducts: new Map(), cbsPackages: new Set(packages.map((one) => one.toLowerCase())),
    registry: registryOf({
      [registryPath('HKLM', 'SOFTWARE\\Microsoft\\Internet Explorer')]: { Version: { type: 'REG_SZ', data: explorer } },
      ...Object.fromEntries(keys.map((key) => [registryPath('HKLM', key), {}])),
    }),
  };
}

const xp: Described = {};
const server2003x64: Described = { windows: { minor: 2, servicePackMajor: 2, productType: 3 }, architecture: 'x64' };
const windows7x64: Described = { windows: { major: 6, minor: 1, servicePackMajor: 1 }, architecture: 'x64', explorer: '9.0.8112.16421' };
const at = (described: Described, windows: Described['windows']): Described => ({ ...described, windows: { ...described.windows, ...windows } });

describe('applicability rules', () => {
  let drafts: readonly Draft[];
  beforeAll(async () => {
    drafts = await allDrafts(await readFacts(join(import.meta.dirname, '../../../../data'), () => undefined), () => undefined);
  });
  const state = (title: string, described: Described): 'installed' | 'required' | 'not applicable' => {
    const draft = drafts.find((one) => one.title === title)!;
    const rules = applicabilityOf(draft);
    const computer = machine(described);
    if (!draft.targets.filter(isWindows).some((target) => evaluateRule(runsWindows(target), computer))) return 'not applicable';
    if (evaluateRule(rules.isInstalled!, computer)) return 'installed';
    return evaluateRule(rules.isInstallable!, computer) ? 'required' : 'not applicable';
  };

  it('[catalog] an update is required on its product, architecture and service pack only', () => {
    const title = 'Security Update for Windows XP (KB958644)';
    expect(state(title, xp)).toBe('required');
    expect(state(title, at(xp, { servicePackMajor: 1 }))).toBe('not applicable');
    expect(state(title, server2003x64)).toBe('not applicable');
    expect(state('Security Update for Windows Server 2003 x64 Edition (KB958644)', server2003x64)).toBe('required');
    expect(state('Security Update for Windows XP x64 Edition (KB958644)', server2003x64)).toBe('not applicable');
    expect(state('Security Update for Windows XP x64 Edition (KB958644)', at(server2003x64, { productType: 1 }))).toBe('required');
  });

  it('[catalog] an installed update leaves the mark its generation of Windows leaves', () => {
    expect(state('Security Update for Windows XP (KB958644)', { keys: ['SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP4\\KB958644'] })).toBe('installed');
    const title = 'Security Update for Windows 7 for x64-based Systems (KB2621440)';
    expect(state(title, windows7x64)).toBe('required');
    expect(state(title, { ...windows7x64, packages: ['Package_for_KB2621440~31bf3856ad364e35~amd64~~6.1.1.0'] })).toBe('installed');
  });

  it('[catalog] of the updates for Internet Explorer only that of the installed version is required', () => {
    const of = (version: string) => state(`Cumulative Security Update for Internet Explorer${version} for Windows XP (KB976325)`, xp);
    expect([of(''), of(' 7'), of(' 8')]).toEqual(['not applicable', 'not applicable', 'required']);
  });

  it('[catalog] a service pack is required below its level and installed at it', () => {
    const title = 'Windows XP Service Pack 3 (KB936929)';
    expect(state(title, at(xp, { servicePackMajor: 2 }))).toBe('required');
    expect(state(title, xp)).toBe('installed');
    expect(state(title, windows7x64)).toBe('not applicable');
  });

  it('[catalog] every Windows update is required on at least one of the levels it names', () => {
    const plain = drafts.filter((draft) => draft.component.kind === 'product' && draft.classification === 'Security Updates' && draft.products[0]!.startsWith('Windows') && draft.targets.every((one) => isWindows(one) && one.servicePack !== null));
    expect(plain.length).toBeGreaterThan(5000);
    for (const draft of plain) {
      const target = draft.targets[0]!;
      const [major = 0, minor = 0, build = 0] = target.version.split('.').map(Number);
      const architecture = draft.architecture === 'any' ? 'x86' : draft.architecture;
      const computer = machine({ windows: { major, minor, build, servicePackMajor: target.servicePack ?? 0, productType: target.edition.startsWith('server') ? 3 : 1 }, architecture });
      expect(evaluateRule(runsWindows(target), computer) && evaluateRule(applicabilityOf(draft).isInstallable!, computer), draft.title).toBe(true);
    }
  });
});
