import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../../kernel/index.ts';
import { readMachineOutput } from './index.ts';

const folder = fileURLToPath(new URL('../../../../../test/fixtures/machines/', import.meta.url));
const sample = (name: string) => readMachineOutput(readFileSync(`${folder}${name}.txt`), name);

/** Operating system, version, service pack, product type, architecture, language, memory in MB, updates installed, updates announced. */
const systems: Readonly<Record<string, readonly [string, string, number, number, string, string, number, number, number | null]>> = {
  '10_1803_x64_education_en-us_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x64', 'en-us', 16265, 5, 5],
  '10_1803_x64_enterprise_es-ar_20190307_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x64', 'es-ar', 8093, 6, 6],
  '10_1803_x64_proforworkstations_en-us_A_20190305_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x64', 'en-us', 2047, 4, 4],
  '10_1803_x64_proforworkstations_en-us_B_20190306_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x64', 'en-us', 2047, 0, null],
  '10_1803_x64_proforworkstations_en-us_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x64', 'en-us', 2047, 0, null],
  '10_1803_x86_enterprise_nl_systeminfo': ['Windows 10', '10.0.17134', 0, 1, 'x86', 'nl', 1023, 4, 4],
  '10_1809_x64_education_en-us_20190306_systeminfo': ['Windows 10', '10.0.17763', 0, 1, 'x64', 'en-us', 16265, 9, 9],
  '10_1809_x64_education_es_systeminfo': ['Windows 10', '10.0.17763', 0, 1, 'x64', 'es', 8066, 9, 9],
  '10_1809_x64_enterprise_zh-cn_systeminfo': ['Windows 10', '10.0.17763', 0, 1, 'x64', 'zh-cn', 2047, 1, 1],
  '10_1809_x64_pro_en-us_20190307_systeminfo': ['Windows 10', '10.0.17763', 0, 1, 'x64', 'en-us', 32503, 5, 5],
  '10_21H1_x64_enterprise_systeminfo': ['Windows 10', '10.0.19043', 0, 1, 'x64', 'en-us', 2047, 4, 4],
  '10_22H2_x64_enterprise_en-us_systeminfo': ['Windows 10', '10.0.19045', 0, 1, 'x64', 'zh-cn', 32631, 1, 1],
  '10_rtm_x64_pro_en-us_systeminfo': ['Windows 10', '10.0.10240', 0, 1, 'x64', 'en-us', 2047, 2, 2],
  '11_22H2_x64_home-single-language_systeminfo': ['Windows 11', '10.0.22621', 0, 1, 'x64', 'en-us', 16217, 1, 1],
  '11_23H2_x64_enterprise_systeminfo': ['Windows 11', '10.0.22631', 0, 1, 'x64', 'en-us', 4095, 4, 4],
  '7_sp1_x64_enterprise_en-us_20190305_systeminfo': ['Windows 7', '6.1.7601', 1, 1, 'x64', 'en-us', 4095, 245, 273],
  '7_sp1_x64_enterprise_en-us_A_systeminfo': ['Windows 7', '6.1.7601', 1, 1, 'x64', 'en-us', 4095, 219, 219],
  '7_sp1_x64_enterprise_fr_systeminfo_cmd': ['Windows 7', '6.1.7601', 1, 1, 'x64', 'fr', 2047, 73, 73],
  '7_sp1_x64_enterprise_fr_systeminfo_powershell': ['Windows 7', '6.1.7601', 1, 1, 'x64', 'fr', 2047, 93, 93],
  '7_sp1_x86_enterprise_en-us_systeminfo': ['Windows 7', '6.1.7601', 1, 1, 'x86', 'en-us', 1023, 2, 2],
  '8.1_u1_x64_enterprise_en-us_systeminfo': ['Windows 8.1', '6.3.9600', 0, 1, 'x64', 'en-us', 2047, 6, 6],
  'srv_2003_sp1_x64_standard_en-us_systeminfo': ['Windows Server 2003', '5.2.3790', 1, 3, 'x64', 'en-us', 1023, 1, 1],
  'srv_2003r2_sp2_rtm_x64_standard_en-us_systeminfo': ['Windows Server 2003', '5.2.3790', 2, 3, 'x64', 'en-us', 1023, 1, 1],
  'srv_2008_rtm_x64_standard_en-us_systeminfo': ['Windows Server 2008', '6.0.6001', 1, 3, 'x64', 'en-us', 1022, 1, 1],
  'srv_2008_rtm_x86_standard_en-us_systeminfo': ['Windows Server 2008', '6.0.6001', 1, 3, 'x86', 'en-us', 1022, 1, 1],
  'srv_2012r2_u1_systeminfo': ['Windows Server 2012 R2', '6.3.9600', 0, 3, 'x64', 'en-us', 4095, 154, 154],
  'srv_2016_1607_datacenter_en-us_systeminfo': ['Windows Server 2016', '10.0.14393', 0, 3, 'x64', 'en-us', 16312, 5, 5],
  'srv_2019_rtm_datacenter_en-us_systeminfo': ['Windows Server 2019', '10.0.17763', 0, 3, 'x64', 'en-us', 2047, 5, 5],
  vista_x64_sp0_systeminfo: ['Windows Vista', '6.0.6000', 0, 1, 'x64', 'en-us', 1023, 104, 105],
  vista_x64_sp2_systeminfo: ['Windows Vista', '6.0.6002', 2, 1, 'x64', 'en-us', 1023, 174, 175],
  'xp_rtm_x86_professional_en-us_systeminfo': ['Windows XP', '5.1.2600', 0, 1, 'x86', 'en-us', 511, 2, 3],
  xp_sp2_x64_systeminfo: ['Windows XP x64 Edition', '5.2.3790', 2, 1, 'x64', 'en-us', 1023, 83, 300],
  xp_sp2_x86_systeminfo: ['Windows XP', '5.1.2600', 2, 1, 'x86', 'en-us', 511, 1, 1],
};

/** Name of the computer, updates installed. */
const hotfixes: Readonly<Record<string, readonly [string | null, number]>> = {
  '10_1803_x64_proforworkstations_en-us_A_20190305_qfe': [null, 4],
  '10_1803_x64_proforworkstations_en-us_B_20190306_qfe': [null, 0],
  '7_sp1_x64_enterprise_en-us_20190305_qfe': [null, 276],
  '7_sp1_x64_enterprise_en-us_B_qfe': ['LABHOSTLAB', 271],
  srv_2012r2_u1_qfe: ['LABHOSTLABHO', 154],
  'srv_2012r2_x64_standard_ru_qfe': ['PC', 7],
  vista_x64_sp1_qfe: ['LABHOSTLABHOST', 173],
  vista_x64_sp2_qfe: ['LABHOSTLABHOST', 174],
  xp_sp1_x86_qfe: ['LABHOSTL', 2],
  xp_sp2_x64_qfe: ['LABHOSTLABHOSTL', 150],
  'xp_sp3_x86_professional_en-us_qfe': ['LABHOSTL', 135],
};

const offered: Readonly<Record<string, string>> = { '10_1809_x64_education_en-us_20190306_updates': '4486553', srv_2012r2_u1_updates_optional: '4489893' };

const refusal = (output: Uint8Array | string) => {
  try {
    return readMachineOutput(output, 'computer.txt').kind;
  } catch (error) {
    if (error instanceof Failure) return `${error.explained.what} ${error.explained.why}`;
    throw error;
  }
};

describe('[SCAN-12] a real computer told by its outputs', () => {
  test('every sample has its expected facts here', () => {
    expect(readdirSync(folder).map((name) => name.slice(0, -4)).toSorted()).toEqual([...Object.keys(systems), ...Object.keys(hotfixes), ...Object.keys(offered)].toSorted());
  });

  test.each(Object.entries(systems))('systeminfo of %s', (name, facts) => {
    const read = sample(name);
    if (read.kind !== 'systeminfo') throw new Error(read.kind);
    const { installedUpdates: { articleIds, announced }, version } = read;
    expect([read.operatingSystem, version, read.servicePack, read.productType, read.architecture, read.language, read.memoryMb, articleIds.length, announced]).toEqual(facts);
    expect(read.build).toBe(Number(version.split('.')[2]));
  });

  test.each(Object.entries(hotfixes))('updates in %s', (name, [hostName, count]) => {
    const read = sample(name);
    if (read.kind !== 'hotfixes') throw new Error(read.kind);
    expect([read.hostName, read.installedUpdates.articleIds.length]).toEqual([hostName, count]);
  });

  test.each(Object.entries(offered))('%s lists what was offered: nothing in it is installed', (name, articleId) => {
    expect(sample(name)).toEqual({ kind: 'offered', articleIds: [articleId] });
  });

  test('a list that its program cut short says so, and what is cut is not installed', () => {
    const cutOf = (name: string) => {
      const read = sample(name);
      return read.kind === 'offered' ? [] : read.installedUpdates.cut;
    };
    expect(cutOf('7_sp1_x64_enterprise_en-us_20190305_systeminfo')).toEqual(['[246]']);
    expect(cutOf('xp_sp2_x64_systeminfo')).toEqual(['[2']);
    const text = readFileSync(`${folder}7_sp1_x86_enterprise_en-us_systeminfo.txt`, 'latin1');
    for (const [torn, cut] of [['KB2862', 'KB2862'], ['KB', 'KB'], ['KB286233', 'KB286233']] as const) {
      const read = readMachineOutput(text.replace('2 Hotfix(s)', '9 Hotfix(s)').replace(/\[02\]: KB\d+/, `[02]: ${torn}`), 'computer.txt');
      expect(read).toMatchObject({ installedUpdates: { articleIds: ['2534111'], cut: [cut], announced: 9 } });
    }
  });

  test('the text is the same in every way it can be written', () => {
    const text = readFileSync(`${folder}7_sp1_x86_enterprise_en-us_systeminfo.txt`, 'latin1');
    const plain = readMachineOutput(text, 'computer.txt');
    const bigEndian = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'utf16le'), bigEndian]) expect(readMachineOutput(bytes, 'computer.txt')).toEqual(plain);
    expect(readMachineOutput(text.replaceAll('\r\n', '\n'), 'computer.txt')).toEqual(plain);
  });

  test('tables and lists of Get-HotFix', () => {
    const table = '\nSource        Description      HotFixID      InstalledBy          InstalledOn\n------        -----------      --------      -----------          -----------\nPC-1          安全更新         KB5022502     NT AUTHORITY\\SYSTEM  2/1/2023\nPC-1          Update           KB5022474                          2/1/2023\n';
    expect(readMachineOutput(table, 'hotfix.txt')).toMatchObject({ kind: 'hotfixes', hostName: 'PC-1', installedUpdates: { articleIds: ['5022474', '5022502'] } });
    const list = 'Source      : PC-1\nHotFixID    : KB5022502\n\nSource      : PC-1\nHotFixID    : KB5022474\n';
    expect(readMachineOutput(list, 'hotfix.txt')).toEqual(readMachineOutput(table, 'hotfix.txt'));
  });

  test('what is not understood is named', () => {
    const text = readFileSync(`${folder}7_sp1_x86_enterprise_en-us_systeminfo.txt`, 'latin1');
    expect(refusal('')).toBe('"computer.txt" was not read. It is empty.');
    expect(refusal('<html><body>KB2534111</body></html>')).toMatch(/neither the output of systeminfo nor a list of updates/);
    expect(refusal(new Uint8Array(1024 * 1024 + 1))).toMatch(/larger than 1048576 bytes/);
    expect(refusal('x64 '.repeat(2000))).toMatch(/a line of more than 4096 characters/);
    expect(refusal(text.replace(/^System Type:.*$/m, '').replace(/^System Locale:.*$/m, '').replace(/^Input Locale:.*$/m, ''))).toMatch(/Not understood: the system type \(as "x64-based PC"\), the system locale/);
    expect(refusal(text.replace('6.1.7601', '7.1.7601'))).toMatch(/which Windows 7\.1\.7601 is/);
    expect(refusal(text.slice(0, text.indexOf('Hotfix(s)')))).toMatch(/Not understood: the list of installed updates/);
  });

  test('no text whatever ends in anything but an answer or a refusal', () => {
    const [english, french] = ['7_sp1_x86_enterprise_en-us_systeminfo', '7_sp1_x64_enterprise_fr_systeminfo_cmd'].map((name) => readFileSync(`${folder}${name}.txt`));
    fc.assert(fc.property(fc.constantFrom(english!, french!), fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 40 }), fc.nat(2000), (bytes, changes, end) => {
      const spoiled = Uint8Array.from(bytes.subarray(0, Math.max(end, 1)));
      for (const [at, value] of changes) if (at < spoiled.length) spoiled[at] = value;
      expect(refusal(spoiled)).toEqual(expect.any(String));
    }), { numRuns: 300 });
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(refusal(bytes)).toEqual(expect.any(String));
    }), { numRuns: 300 });
  });
});
