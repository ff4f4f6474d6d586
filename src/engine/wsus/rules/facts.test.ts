import { describe, expect, it } from 'vitest';
import type { RuleNode } from '../metadata/index.ts';
import { evaluateRule, factsOf, withFacts, type Fact, type MachineFacts } from './index.ts';
import { office2003, rule, server2003x64, windows7, xp } from './test-support.ts';

const explorer = { Key: 'HKEY_LOCAL_MACHINE', Subkey: 'SOFTWARE\\Microsoft\\Internet Explorer' };
const path = 'hklm\\software\\microsoft\\internet explorer';
const patch = '{00000000-0000-0000-0000-000000000002}';
const missing = rule('bar:RegKeyExists', { Key: 'HKLM', Subkey: 'SOFTWARE\\None' });
const level = (Comparison: string, ServicePackMajor: string) => rule('bar:WindowsVersion', { Comparison, MajorVersion: '5', MinorVersion: '1', ServicePackMajor });
const value = (name: string, data: Partial<Extract<Fact, { kind: 'registryValue' }>['value']>, atLeast: boolean): Fact => ({ kind: 'registryValue', path, name, value: data, atLeast }) as Fact;

const solved: readonly (readonly [string, RuleNode, readonly Fact[] | null, MachineFacts?])[] = [
  ['a key', missing, [{ kind: 'registryKey', path: 'hklm\\software\\none' }]],
  ['a key for 32-bit programs', rule('bar:RegKeyExists', { Key: 'HKLM', Subkey: 'SOFTWARE\\None', RegType32: 'true' }), [{ kind: 'registryKey', path: 'hklm\\software\\wow6432node\\none' }], server2003x64],
  ['what is there already', rule('bar:RegKeyExists', explorer), []],
  ['a package', rule('cbsar:CbsPackageInstalledByIdentity', { PackageIdentity: 'Package~A' }), [{ kind: 'cbsPackage', identity: 'package~a' }], windows7],
  ['a patch of a product that is there', rule('mar:MsiPatchInstalledForProduct', { PatchCode: patch, ProductCode: office2003 }), [{ kind: 'msiPatch', product: office2003, patch }]],
  ['no patch of a product that is not there', rule('mar:MsiPatchInstalledForProduct', { PatchCode: patch, ProductCode: patch }), null],
  ['a newer version of a product', rule('mar:MsiProductInstalled', { ProductCode: office2003, VersionMin: '11.0.8173.0' }), [{ kind: 'msiProduct', code: office2003, version: '11.0.8173.0' }]],
  ['no older version', rule('mar:MsiProductInstalled', { ProductCode: office2003, VersionMax: '11.0.1' }), null],
  ['a service pack', level('GreaterThanOrEqualTo', '3'), [{ kind: 'servicePack', major: 3, minor: 0 }]],
  ['the service pack after', level('GreaterThan', '2'), [{ kind: 'servicePack', major: 3, minor: 0 }]],
  ['no older service pack', level('LessThan', '2'), null],
  ['not another Windows', rule('bar:WindowsVersion', { MajorVersion: '6' }), null],
  ['a number', rule('bar:RegDword', { ...explorer, Value: 'Major', Comparison: 'GreaterThan', Data: '6' }), [value('major', { type: 'REG_DWORD', data: 7 }, true)]],
  ['a text', rule('bar:RegSz', { ...explorer, Value: 'Text', Comparison: 'EqualTo', Data: 'A' }), [value('text', { type: 'REG_SZ', data: 'A' }, false)]],
  ['a version in the registry', rule('bar:RegSzToVersion', { ...explorer, Value: 'Version', Comparison: 'GreaterThanOrEqualTo', Data: '7.0' }), [value('version', { type: 'REG_SZ', data: '7.0' }, true)]],
  ['a version of a file', rule('bar:FileVersion', { Csidl: '37', Path: 'shell32.dll', Comparison: 'GreaterThan', Version: '6.0.2900.5512' }), [{ kind: 'file', path: 'c:\\windows\\system32\\shell32.dll', version: '6.0.2900.5513' }]],
  ['a file', rule('bar:FileExistsPrependRegSz', { ...explorer, Value: 'Folder', Path: 'new.dll' }), [{ kind: 'file', path: 'c:\\windows\\ie\\new.dll' }]],
  ['all terms of And', rule('lar:And', {}, [missing, level('GreaterThanOrEqualTo', '3')]), [{ kind: 'registryKey', path: 'hklm\\software\\none' }, { kind: 'servicePack', major: 3, minor: 0 }]],
  ['the first term of Or that can be had', rule('lar:Or', {}, [level('LessThan', '1'), missing, level('GreaterThanOrEqualTo', '3')]), [{ kind: 'registryKey', path: 'hklm\\software\\none' }]],
  ['terms that do not exclude each other', rule('lar:And', {}, [level('LessThan', '3'), level('GreaterThanOrEqualTo', '3')]), null],
  ['nothing that must not be there', rule('lar:Not', {}, [rule('bar:RegKeyExists', explorer)]), null],
  ['nothing nobody knows of', rule('bar:WmiQuery', { WqlQuery: 'select * from a' }), null],
];

describe('what an installation leaves', () => {
  it.each(solved.map((one) => ({ name: one[0], one })))('[SCAN-03] $name', ({ one: [, isInstalled, expected, machine = xp] }) => {
    const facts = factsOf({ applicability: { isInstalled, metadata: [] } }, machine);
    expect(facts).toEqual(expected);
    if (facts) expect(evaluateRule(isInstalled, withFacts(machine, facts))).toBe(true);
  });

  it('[SCAN-03] an older version after a newer one takes nothing back, whatever the order', () => {
    const facts: Fact[] = [
      value('version', { type: 'REG_SZ', data: '9.0' }, true), value('version', { type: 'REG_SZ', data: '7.0' }, true), value('major', { type: 'REG_DWORD', data: 3 }, true),
      { kind: 'servicePack', major: 4, minor: 0 }, { kind: 'servicePack', major: 3, minor: 0 }, { kind: 'file', path: 'c:\\new.dll', version: '2.0' }, { kind: 'file', path: 'c:\\new.dll' },
      { kind: 'msiProduct', code: office2003, version: '11.0.8173.0' }, { kind: 'msiProduct', code: office2003, version: '11.0.1' }, { kind: 'msiPatch', product: office2003, patch }, { kind: 'msiPatch', product: patch, patch },
    ];
    const after = withFacts(xp, facts);
    expect(withFacts(xp, facts.toReversed())).toEqual(after);
    expect(after.registry.get(path)?.get('version')).toEqual({ type: 'REG_SZ', data: '9.0' });
    expect(after.registry.get(path)?.get('major')).toEqual({ type: 'REG_DWORD', data: 6 });
    expect(after.windows.servicePackMajor).toBe(4);
    expect(after.files.get('c:\\new.dll')).toEqual({ version: '2.0' });
    expect(after.msiProducts.get(office2003)).toMatchObject({ version: '11.0.8173.0', patches: ['{00000000-0000-0000-0000-000000000001}', patch] });
    expect(after.msiProducts.has(patch)).toBe(false);
    expect(withFacts(xp, [])).toBe(xp);
  });
});
