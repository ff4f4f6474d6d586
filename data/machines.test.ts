import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTable } from './table.ts';

const table = (name: string) => readTable(join(import.meta.dirname, name));
const releases = table('operating-systems.tsv');
const profiles = table('machine-profiles.tsv');
const programs = table('machine-programs.tsv');
const years = Object.keys(releases[0]!).filter((column) => /^\d{4}$/.test(column));

describe('[SCAN-12] what a lab fleet is made of', () => {
  test('in every year from 2003 to 2026 a thousand computers are shared out, none to a Windows of a later year', () => {
    expect(years).toEqual(Array.from({ length: 24 }, (_, at) => String(2003 + at)));
    for (const year of years) {
      expect(releases.reduce((sum, row) => sum + Number(row[year]), 0), year).toBe(1000);
      for (const row of releases) if (Number(row[year]) > 0) expect(row['available_from']!.slice(0, 4) <= year, `${row['release']} ${year}`).toBe(true);
    }
  });

  test('every release has a profile; what no sample shows says so and lists nothing', () => {
    expect(new Set(profiles.map((row) => row['release']))).toEqual(new Set(releases.map((row) => row['release'])));
    expect(new Set(profiles.map((row) => row['id'])).size).toBe(profiles.length);
    for (const row of profiles) {
      expect(row['installed_updates']).toMatch(/^(?:\d{6,7}(?: \d{6,7})*)?$/);
      expect(row['source']).toMatch(/^sample \S+$|^generated$/);
      if (row['source'] === 'generated') expect(row['installed_updates']).toBe('');
    }
  });

  test('programs run on a Windows of the table and have one of four kinds, or are part of it', () => {
    const systems = new Set(releases.map((row) => row['operating_system']));
    for (const row of programs) {
      expect(['explorer', 'framework', 'office', 'database', 'part']).toContain(row['kind']);
      for (const system of row['runs_on']!.split(';')) expect(systems).toContain(system);
      expect(row['registry'] === '' ? row['installer'] : row['registry']).toMatch(/^SOFTWARE\\|^\{[0-9A-F-]{36}\}=/);
    }
  });
});
