import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogStore } from '../wsus/index.ts';
import { openMicrosoftUpdate } from './open.ts';
import { smallFacts } from './test-support.ts';

const breath = () => undefined;

describe('opening the bundled catalog', () => {
  const small = smallFacts();
  const facts = small.folder;
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'patchbay-catalog-'))));
  afterEach(() => rmSync(folder, { recursive: true }));
  afterAll(() => small.remove());

  it('[catalog] makes it once, and anew when the file is damaged', async () => {
    const file = join(folder, 'microsoft-update.db');
    (await openMicrosoftUpdate({ facts, file, breath })).close();
    const again = await openMicrosoftUpdate({ facts, file, breath, progress: () => expect.unreachable() });
    const counts = again.counts();
    again.close();
    writeFileSync(file, 'SQLite format 3\0 and then nothing of it');
    const repaired = await openMicrosoftUpdate({ facts, file, breath });
    expect(repaired.counts()).toEqual(counts);
    repaired.close();
  });

  it('[catalog] makes it anew from other facts', async () => {
    const file = join(folder, 'microsoft-update.db');
    const other = openCatalogStore(file);
    other.beginImport().commit({ microsoft_update_edition: '0-0' });
    other.close();
    const store = await openMicrosoftUpdate({ facts, file, breath });
    expect(store.setting('microsoft_update_edition')).toMatch(/^2-[0-9a-f]{16}$/);
    store.close();
  });

  it('[catalog] missing facts are an error that names the file, and the store is not left half made', async () => {
    const file = join(folder, 'microsoft-update.db');
    await expect(openMicrosoftUpdate({ facts: folder, file, breath })).rejects.toThrow('bulletins.tsv.gz');
    const store = openCatalogStore(file);
    expect(store.version()).toBe(0);
    store.close();
  });
});
