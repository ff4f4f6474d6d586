import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom, Failure } from '../../../kernel/index.ts';
import { readFleetFacts, type FleetFacts } from '../fleet/index.ts';
import { readCsv } from './csv.ts';
import { fromScenario, readEstate, readScenario, toScenario, writeScenario, type EstateFile, type Scenario } from './index.ts';

const path = (folder: string) => fileURLToPath(new URL(`../../../../../${folder}/`, import.meta.url));
const now = Date.UTC(2013, 0, 7, 8);
let facts: FleetFacts;
beforeAll(async () => {
  facts = await readFleetFacts(path('data'), () => undefined);
});

const sample = (name: string, as = `${name}.txt`): EstateFile => ({ name: as, bytes: readFileSync(`${path('test/fixtures/machines')}${name}.txt`) });
const list = (text: string, name = 'computers.csv'): EstateFile => ({ name, bytes: Buffer.from(text) });
const estate = (...files: EstateFile[]) => readEstate(files, { facts, random: createRandom('lab'), now });
const messages = (...files: EstateFile[]) => estate(...files).problems.map(({ file, line, message }) => `${file}${line === null ? '' : `:${line}`} ${message}`);

describe('[SCAN-12] an estate of outputs', () => {
  test('the outputs of one computer are one computer, with its own updates and no others', () => {
    const { computers, problems } = estate(sample('vista_x64_sp2_systeminfo', 'PC-7_systeminfo.txt'), sample('10_1803_x64_proforworkstations_en-us_A_20190305_qfe', 'LABHOST-qfe.txt'));
    expect(problems).toEqual([]);
    expect(computers).toHaveLength(1);
    expect(computers[0]).toMatchObject({ computer: { name: 'LABHOST', patchedUntil: 0, missPerMille: 0, manufacturer: 'VMware, Inc.', memoryMb: 1023 }, profile: { operatingSystem: 'Windows Vista', servicePack: 2, architecture: 'x64', generated: false } });
    expect(computers[0]!.profile.installedUpdates.size).toBe(174 + 4);
    expect(estate(sample('vista_x64_sp2_systeminfo'))).toEqual(estate(sample('vista_x64_sp2_systeminfo')));
  });

  test('what cannot be taken is named, the rest is taken', () => {
    const found = messages(
      sample('srv_2012r2_u1_updates_optional'), sample('xp_sp3_x86_professional_en-us_qfe', 'alone_qfe.txt'), sample('7_sp1_x64_enterprise_en-us_20190305_systeminfo', 'a.txt'),
      sample('8.1_u1_x64_enterprise_en-us_systeminfo', 'b.txt'), { name: 'notes.txt', bytes: Buffer.from('to do: patch') },
    );
    expect(found).toEqual([
      expect.stringMatching(/^a\.txt The list of updates is cut short after \[246\]/),
      'b.txt LABHOST was told of already in a.txt.',
      expect.stringMatching(/^notes\.txt It is neither the output of systeminfo/),
      expect.stringMatching(/^srv_2012r2_u1_updates_optional\.txt It lists updates that were offered/),
      expect.stringMatching(/^alone_qfe\.txt Nothing says which Windows LABHOSTL runs/),
    ]);
  });

  test('all samples at once: nothing but answers and named problems', () => {
    const files = readdirSync(path('test/fixtures/machines')).map((name) => sample(name.slice(0, -4)));
    const { computers, problems } = estate(...files);
    expect(computers.map(({ computer }) => computer.name)).toEqual([]);
    expect(new Set(problems.map(({ file }) => file)).size).toBeGreaterThan(30);
  });
});

describe('[SCAN-12] an estate of lists', () => {
  const computers = [
    'Computer,Operating System,Service Pack,Architecture,Language,Patched Until,Collection',
    'XP-1,Windows XP,SP3,x86,,2012-06-30,Ring 1|Branch "A"',
    '"XP-2","Windows XP SP2 x86",,,,,"Ring 1"',
    'W7-1,Microsoft Windows 7,1,x64,fr,,',
    'OLD-1,Windows 95,,,,,Ring 1',
    'bad name,Windows XP,,,,,',
    'XP-1,Windows XP,,,,,',
    'W10-1,Windows 10,,,,,',
    'XP-3,Windows XP,three,,,,',
  ].join('\r\n');

  test('computers and their collections are taken line by line', () => {
    const read = estate(list(computers.replace('Branch "A"', 'Branch A')));
    expect(read.computers.map(({ computer, profile }) => [computer.name, profile.release, profile.language])).toEqual([['W7-1', 'Windows 7 SP1 x64', 'fr'], ['XP-1', 'Windows XP SP3 x86', 'en-us'], ['XP-2', 'Windows XP SP2 x86', 'en-us']]);
    expect(read.computers[1]!.computer.patchedUntil).toBe(Date.UTC(2012, 5, 30));
    expect(read.collections.map(({ name, direct }) => [name, direct])).toEqual([['Ring 1', ['XP-1', 'XP-2']], ['Branch A', ['XP-1']]]);
    expect(read.problems.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '6 computer: A computer’s name is letters, digits, hyphens and underscores, 63 at most.',
      '7 XP-1 stands in the list already.',
      '9 service_pack: A service pack is a number from 0 to 9.',
      expect.stringMatching(/^5 operating_system: “Windows 95” is not known/),
      expect.stringMatching(/^8 operating_system: Windows 10 .* came out later than the site’s clock\.$/),
    ]);
  });

  test('a list says which Windows a list of updates is from', () => {
    const read = estate(list('computer;operating_system;architecture\nLABHOSTL;Windows XP;x86\n'), sample('xp_sp3_x86_professional_en-us_qfe'));
    expect(read.problems).toEqual([]);
    expect(read.computers[0]!.profile).toMatchObject({ release: 'Windows XP SP3 x86', generated: false });
    expect(read.computers[0]!.profile.installedUpdates.size).toBe(135);
  });

  test('maintenance windows', () => {
    const windows = list('window,collection,start,minutes,utc,recurrence,every,on\nNight,Ring 1,2013-01-12 22:00,120,no,weekly,1,Saturday\nLast,Ring 1,2013-01-31T20:00,90,yes,monthly,,last\nLong,Ring 1,2013-01-12 22:00,1440,,,,\nnight,ring 1,2013-01-12 22:00,60,,,,\nX,,2013-01-12 22:00,60,,,,\n', 'windows.csv');
    const read = estate(list('computer,operating_system,collection\nXP-1,Windows XP,Ring 1\n'), windows);
    expect(read.collections).toMatchObject([{ name: 'Ring 1', direct: ['XP-1'], maintenanceWindows: [
      { name: 'Night', start: '2013-01-12T22:00', minutes: 120, utc: false, recurrence: { kind: 'weekly', every: 1, day: 'saturday' } },
      { name: 'Last', utc: true, recurrence: { kind: 'monthly', every: 1, day: 0 } },
    ] }]);
    expect(read.problems.map(({ line, message }) => `${line} ${message}`)).toEqual(['4 minutes: A window is shorter than 24 hours.', '5 ring 1 has a window of this name already.', '6 collection: Name the collection the window is for.']);
  });

  test('a list of neither kind, torn quotation marks and too many cells are named by their line', () => {
    expect(messages(list('name,os\nXP-1,Windows XP\n'))).toEqual([expect.stringMatching(/^computers\.csv:1 The header has neither/)]);
    expect(messages(list('computer,operating_system\nXP-1,"Windows\nXP-2,Windows XP\nXP-3,Windows XP,x86,more\n'))).toEqual([expect.stringMatching(/^computers\.csv:2 A quotation mark/), expect.stringMatching(/^computers\.csv:4 4 cells; the header has 2/)]);
  });

  test('what is written by the rules of RFC 4180 is read as it was', () => {
    const cells = fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('\r', '').trim()), { minLength: 2, maxLength: 2 }), { maxLength: 8 });
    fc.assert(fc.property(cells, (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const read = readCsv(['a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n'));
      expect(read.problems).toEqual([]);
      expect(read.records.map((one) => [one.cells['a'], one.cells['b']])).toEqual(rows.filter((row) => row.some((text) => text !== '')));
    }), { numRuns: 200 });
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
      expect(estate(list(`computer,operating_system\n${text}`)).problems.every(({ line }) => line === null || line > 0)).toBe(true);
    }), { numRuns: 200 });
  });
});

describe('[SCAN-12] a scenario file', () => {
  const scenario = (): Scenario => {
    const { computers, collections } = estate(sample('vista_x64_sp2_systeminfo'), list('computer,operating_system,collection\nXP-1,Windows XP,Ring 1\n'));
    return {
      seed: 'lab', startsAt: now, computers: 500, faults: { away: 20, roaming: 10, oldAgent: 10, scanFails: 5, lost: 1, late: 5, corrupt: 1, clockDrift: 5, installFails: 10, noPoint: 5, pointFails: 5, noRestart: 5 }, collections: [...collections],
      added: computers.map(toScenario),
    };
  };
  const refusal = (text: string) => {
    try {
      return readScenario(text);
    } catch (error) {
      return error instanceof Failure ? error.explained.why : error;
    }
  };

  test('a lab that was saved is the lab that is loaded', () => {
    expect(readScenario(writeScenario(scenario()))).toEqual(scenario());
    expect(scenario().added.map(fromScenario)).toEqual(estate(sample('vista_x64_sp2_systeminfo'), list('computer,operating_system,collection\nXP-1,Windows XP,Ring 1\n')).computers);
  });

  test('what is no scenario, a newer one or a spoiled one is refused by its place', () => {
    const text = writeScenario(scenario());
    expect(refusal('{')).toMatch(/^It is no JSON/);
    expect(refusal('{"format":"other","version":1}')).toBe('It is no scenario file.');
    expect(refusal(text.replace('"version": 1', '"version": 2'))).toMatch(/written by a newer Patchbay \(version 2/);
    expect(refusal(text.replace('"computers": 500', '"computers": 500000'))).toMatch(/^Not understood: computers: /);
    expect(refusal(text.replace('"architecture": "x64"', '"architecture": "x65"'))).toMatch(/^Not understood: added\.0\.profile\.architecture: /);
    fc.assert(fc.property(fc.nat(text.length - 2), (end) => {
      expect(typeof refusal(text.slice(0, end))).toBe('string');
    }), { numRuns: 50 });
  });
});
