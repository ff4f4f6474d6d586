import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FactsError, readFacts } from './facts.ts';
import { generatedFile } from './files.ts';
import { nameBasedId } from './ids.ts';
import { patchTuesday, publicationOf } from './moments.ts';
import { payloadFor, scaledSize } from './payload.ts';

describe('name-based ids', () => {
  it('[catalog] are version 5 UUIDs, the same for the same name', () => {
    fc.assert(fc.property(fc.string(), (name) => {
      expect(nameBasedId(name)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(nameBasedId(name)).toBe(nameBasedId(name));
    }), { numRuns: 200 });
  });

  it('[catalog] do not change between releases', () => {
    expect(nameBasedId('update 958644|Windows XP|x86|')).toBe('8d274ffa-5631-52de-a1b8-59a26f48a5a4');
  });
});

describe('payloads', () => {
  it('[catalog] begin with their id and stay within 4 to 16 KB', () => {
    const content = payloadFor('a/b.exe');
    expect(content.toString('latin1', 0, 25)).toBe('Patchbay payload a/b.exe\n');
    for (let index = 0; index < 100; index += 1) {
      const { length } = payloadFor(`file ${index}`);
      expect(length % 1024).toBe(0);
      expect(length).toBeGreaterThanOrEqual(4096);
      expect(length).toBeLessThanOrEqual(16384);
    }
  });

  it('[DEPLOY-03] of a file whose real size is known have that size by 16,384, in whole KB, from 4 KB to 1 MB', () => {
    expect([0, 74_832_830, 100_000_000, 6_026_930_000, 1e12].map(scaledSize)).toEqual([4096, 4096, 6 * 1024, 359 * 1024, 1024 * 1024]);
    expect(payloadFor('a/b.exe', 5 * 1024)).toHaveLength(5 * 1024);
  });

  it('[catalog] are what the digests and the size of a generated file say', () => {
    const { file, url } = generatedFile('id', 'Windows6.0-KB1-x86.cab', 0);
    const content = payloadFor('id/Windows6.0-KB1-x86.cab');
    const sha1 = createHash('sha1').update(content);
    expect(file.size).toBe(content.length);
    expect(file.sha256).toBe(createHash('sha256').update(content).digest('base64'));
    expect(Buffer.from(file.digest, 'base64').toString('hex')).toBe(sha1.digest('hex'));
    expect(url).toBe(`http://content.patchbay.example/id/${content.length}/Windows6.0-KB1-x86.cab`);
  });
});

describe('moments', () => {
  it('[catalog] knows Patch Tuesdays', () => {
    expect(new Date(patchTuesday(2013, 0)).toISOString()).toBe('2013-01-08T18:00:00.000Z');
    expect(new Date(patchTuesday(2012, 12)).toISOString()).toBe('2013-01-08T18:00:00.000Z');
    expect(new Date(patchTuesday(2012, 11)).toISOString()).toBe('2012-12-11T18:00:00.000Z');
    expect(publicationOf('2013-01-08')).toBe(patchTuesday(2013, 0));
  });

  it('[catalog] refuses what is no day', () => {
    expect(() => publicationOf('8 January')).toThrow(RangeError);
  });
});

describe('facts', () => {
  const breath = () => undefined;
  const withFolder = async (files: Record<string, string>, test: (folder: string) => Promise<void>): Promise<void> => {
    const folder = mkdtempSync(join(tmpdir(), 'patchbay-facts-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await test(folder).finally(() => rmSync(folder, { recursive: true }));
  };

  it('[catalog] names the file that is missing', () =>
    withFolder({}, async (folder) => {
      await expect(readFacts(folder, breath)).rejects.toThrow(FactsError);
      await expect(readFacts(folder, breath)).rejects.toThrow('bulletins.tsv.gz');
    }));

  it('[catalog] names the file that is damaged', () =>
    withFolder({ 'bulletins.tsv.gz': 'not gzip' }, async (folder) => {
      await expect(readFacts(folder, breath)).rejects.toThrow(/bulletins\.tsv\.gz" cannot be read/);
    }));
});
