import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalogStore, readUpdate } from '../wsus/index.ts';
import { scaleCatalog } from './scale.ts';

describe('scale catalog', () => {
  it('[catalog] holds exactly as many updates as asked for, all public on the first day, the additional ones marked', async () => {
    const store = openCatalogStore(':memory:');
    await scaleCatalog({ facts: join(import.meta.dirname, '../../../data'), store, breath: () => undefined, updates: 7000 });
    expect(store.counts().Software).toBe(7000);
    expect(store.revisionsFor({ configuration: false, now: Date.parse('2013-01-07T09:00:00Z') })).toHaveLength(7000);
    const rows = [...store.currentUpdates({ updateTypes: ['Software'] })];
    const titleAt = (index: number) => readUpdate(store.getXml(rows[index]!.rowId)).localizedProperties[0]?.title;
    expect(titleAt(0)).not.toContain('generated for scale');
    expect(titleAt(6999)).toContain('generated for scale');
    store.close();
  });
});
