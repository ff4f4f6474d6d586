import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCsv, parseTsv, readTable } from './table.ts';

const table = (name: string) => readTable(join(import.meta.dirname, name));
const map = table('product-map.tsv');
const categories = table('categories.tsv');
const bulletins = table('bulletins.tsv.gz');

describe('product map', () => {
  it('[catalog] knows every affected product of the bulletin list and no other', () => {
    const affected = new Set(bulletins.map((row) => row['affected_product']));
    expect(affected.size).toBe(533);
    expect(map.map((row) => row['affected_product']).toSorted()).toEqual([...affected].toSorted());
  });

  it('[catalog] names only products of the category list; what has none says why', () => {
    const products = new Set(categories.filter((row) => row['type'] === 'Product').map((row) => row['name']));
    for (const row of map) {
      if (row['product'] === '-') expect(['mac', 'download-center'], row['affected_product']).toContain(row['edition']);
      else expect(products, row['affected_product']).toContain(row['product']);
    }
  });

  it('[catalog] gives Windows a version, a service pack level and an architecture that exist together', () => {
    const windows = map.filter((row) => ['workstation', 'server', 'server-core', 'media-center', 'tablet-pc'].includes(row['edition'] ?? ''));
    expect(windows.length).toBeGreaterThan(60);
    const newest: Record<string, number> = { '5.1': 3, '5.2': 2, '6.0': 2, '6.1': 1, '6.2': 0, '6.3': 0 };
    for (const row of windows) {
      const level = Number(row['service_pack']);
      expect(row['version'], row['affected_product']).toMatch(/^(5\.[12]|6\.[0-3]|10\.0\.\d{5})$/);
      expect(row['architecture'], row['affected_product']).toMatch(/^(x86|x64|ia64|arm)$/);
      expect(level, row['affected_product']).toBeLessThanOrEqual(newest[row['version'] ?? ''] ?? 0);
    }
  });

  it('[catalog] reads the architecture and service pack that the product string itself states', () => {
    for (const row of map.filter((one) => one['product'] !== '-')) {
      const text = row['affected_product'] ?? '';
      if (/Itanium/i.test(text)) expect(row['architecture'], text).toBe('ia64');
      else if (/x64|64-bit/i.test(text)) expect(row['architecture'], text).toBe('x64');
      else if (/32-bit/i.test(text)) expect(row['architecture'], text).toBe('x86');
      const level = /Service Pack (\d)/.exec(text)?.[1];
      // Server 2008 R2 never had a second service pack; the list has it once.
      if (level && !/2008 R2 .*Service Pack 2/.test(text)) expect(row['service_pack'], text).toBe(level);
    }
  });
});

describe('category list', () => {
  it('[catalog] has the thirteen classifications, one company, and every product below a family that exists', () => {
    const ofType = (type: string) => categories.filter((row) => row['type'] === type);
    expect(ofType('UpdateClassification')).toHaveLength(13);
    expect(ofType('Company').map((row) => row['name'])).toEqual(['Microsoft']);
    const families = new Set(ofType('ProductFamily').map((row) => row['name']));
    for (const row of ofType('Product')) expect(families, row['name']).toContain(row['parent']);
    const ids = categories.map((row) => row['category_id']).filter((id) => id !== '');
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('tables', () => {
  it('[catalog] reads quoted cells, also with quotes, commas and line ends in them', () => {
    expect(parseCsv('a,b\n"x, ""y""","1\n2"\nplain,\n')).toEqual([{ a: 'x, "y"', b: '1\n2' }, { a: 'plain', b: '' }]);
  });

  it('[catalog] refuses a line with another number of cells than the header', () => {
    expect(() => parseTsv('a\tb\n1\t2\n3\n')).toThrow('line 3: 1 cells, 2 expected');
  });
});
