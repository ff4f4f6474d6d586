import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RuleNode } from '../../wsus/index.ts';
import { allDrafts } from '../drafts.ts';
import { readFacts } from '../facts.ts';
import { isWindows, type Draft } from '../model.ts';
import { applicabilityOf, runsWindows } from './index.ts';

/** A computer as far as these rules ask about it. */
interface Machine {
  readonly version: string;
  readonly servicePack: number;
  readonly productType: number;
  readonly processor: number;
  readonly keys: readonly string[];
  readonly packages: readonly string[];
  readonly explorer: string;
}

const xpSp3: Machine = { version: '5.1', servicePack: 3, productType: 1, processor: 0, keys: [], packages: [], explorer: '8.0.6001.18702' };
const server2003x64: Machine = { ...xpSp3, version: '5.2', servicePack: 2, productType: 3, processor: 9 };
const windows7x64: Machine = { ...xpSp3, version: '6.1', servicePack: 1, processor: 9, explorer: '9.0.8112.16421' };

const machineRules: Readonly<Record<string, (machine: Machine, attributes: Readonly<Record<string, string>>) => boolean>> = {
  WindowsVersion: (machine, attributes) => {
    if (attributes['ProductType'] && Number(attributes['ProductType']) !== machine.productType) return false;
    if (!attributes['MajorVersion']) return true;
    const parts = (text: string): number[] => text.split('.').map(Number);
    const wanted = parts(`${attributes['MajorVersion']}.${attributes['MinorVersion']}`);
    const level = attributes['ServicePackMajor'];
    return compared([...parts(machine.version).slice(0, 2), ...(level === undefined ? [] : [machine.servicePack])], [...wanted, ...(level === undefined ? [] : [Number(level)])], attributes['Comparison']);
  },
  Processor: (machine, attributes) => Number(attributes['Architecture']) === machine.processor,
  RegKeyExists: (machine, attributes) => machine.keys.includes(attributes['Subkey'] ?? ''),
  RegSzToVersion: (machine, attributes) => compared(machine.explorer.split('.').map(Number), (attributes['Data'] ?? '').split('.').map(Number), attributes['Comparison']),
  CbsPackageInstalledByIdentity: (machine, attributes) => machine.packages.includes(attributes['PackageIdentity'] ?? ''),
};

function compared(have: readonly number[], want: readonly number[], comparison: string | undefined): boolean {
  const first = have.findIndex((part, index) => part !== (want[index] ?? 0));
  const sign = first < 0 ? 0 : Math.sign((have[first] ?? 0) - (want[first] ?? 0));
  return { EqualTo: sign === 0, LessThan: sign < 0, GreaterThanOrEqualTo: sign >= 0 }[comparison ?? ''] ?? false;
}

function holds(rule: RuleNode, machine: Machine): boolean {
  const children = rule.children.filter((one): one is RuleNode => typeof one !== 'string');
  if (rule.name === 'And') return children.every((one) => holds(one, machine));
  if (rule.name === 'Or') return children.some((one) => holds(one, machine));
  if (rule.name === 'Not') return !holds(children[0]!, machine);
  const asked = machineRules[rule.name];
  if (!asked) throw new Error(`no answer to ${rule.name}`);
  return asked(machine, rule.attributes);
}

describe('applicability rules', () => {
  let drafts: readonly Draft[];
  beforeAll(async () => {
    drafts = await allDrafts(await readFacts(join(import.meta.dirname, '../../../../data'), () => undefined), () => undefined);
  });
  const state = (title: string, machine: Machine): 'installed' | 'required' | 'not applicable' => {
    const draft = drafts.find((one) => one.title === title)!;
    const rules = applicabilityOf(draft);
    if (!draft.targets.filter(isWindows).some((target) => holds(runsWindows(target), machine))) return 'not applicable';
    if (holds(rules.isInstalled!, machine)) return 'installed';
    return holds(rules.isInstallable!, machine) ? 'required' : 'not applicable';
  };

  it('[catalog] an update is required on its product, architecture and service pack only', () => {
    const title = 'Security Update for Windows XP (KB958644)';
    expect(state(title, xpSp3)).toBe('required');
    expect(state(title, { ...xpSp3, servicePack: 1 })).toBe('not applicable');
    expect(state(title, server2003x64)).toBe('not applicable');
    expect(state('Security Update for Windows Server 2003 x64 Edition (KB958644)', server2003x64)).toBe('required');
    expect(state('Security Update for Windows XP x64 Edition (KB958644)', server2003x64)).toBe('not applicable');
    expect(state('Security Update for Windows XP x64 Edition (KB958644)', { ...server2003x64, productType: 1 })).toBe('required');
  });

  it('[catalog] an installed update leaves the mark its generation of Windows leaves', () => {
    expect(state('Security Update for Windows XP (KB958644)', { ...xpSp3, keys: ['SOFTWARE\\Microsoft\\Updates\\Windows XP\\SP4\\KB958644'] })).toBe('installed');
    const title = 'Security Update for Windows 7 for x64-based Systems (KB2621440)';
    expect(state(title, windows7x64)).toBe('required');
    expect(state(title, { ...windows7x64, packages: ['Package_for_KB2621440~31bf3856ad364e35~amd64~~6.1.1.0'] })).toBe('installed');
  });

  it('[catalog] of the updates for Internet Explorer only that of the installed version is required', () => {
    const of = (version: string) => state(`Cumulative Security Update for Internet Explorer${version} for Windows XP (KB976325)`, xpSp3);
    expect([of(''), of(' 7'), of(' 8')]).toEqual(['not applicable', 'not applicable', 'required']);
  });

  it('[catalog] a service pack is required below its level and installed at it', () => {
    const title = 'Windows XP Service Pack 3 (KB936929)';
    expect(state(title, { ...xpSp3, servicePack: 2 })).toBe('required');
    expect(state(title, xpSp3)).toBe('installed');
    expect(state(title, windows7x64)).toBe('not applicable');
  });

  it('[catalog] every Windows update is required on at least one of the levels it names', () => {
    const plain = drafts.filter((draft) => draft.component.kind === 'product' && draft.classification === 'Security Updates' && draft.products[0]!.startsWith('Windows') && draft.targets.every((one) => isWindows(one) && one.servicePack !== null));
    expect(plain.length).toBeGreaterThan(5000);
    const processors = { x86: 0, arm: 5, ia64: 6, x64: 9, any: 0 };
    for (const draft of plain) {
      const target = draft.targets[0]!;
      const machine = { ...xpSp3, version: target.version, servicePack: target.servicePack ?? 0, productType: target.edition.startsWith('server') ? 3 : 1, processor: processors[draft.architecture] };
      expect(holds(runsWindows(target), machine) && holds(applicabilityOf(draft).isInstallable!, machine), draft.title).toBe(true);
    }
  });
});
