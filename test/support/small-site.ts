import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '../../src/contract/index.ts';
import { createFeed, createIds, createLabClock, createRandom } from '../../src/engine/kernel/index.ts';
import { build, openSiteDatabase, type SiteDatabase } from '../../src/engine/site-database/index.ts';

export const START = Date.UTC(2013, 0, 7, 8);

/** What single rooms are tested with: a database with its site row, a paused clock, ids, a feed of changes. */
export function openSmallSite() {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  const file = join(folder, 'site.db');
  let database: SiteDatabase = openSiteDatabase(file);
  database.transaction((db) =>
    db.run(
      build.insertInto('site').values({
        id: 1, code: 'CEN', name: 'Central Site', server: 'CEN01', kind: 'central', parent: null, revision: 0, catalog_version: 0, content_version: 0,
        last_synchronized_at: null, next_retry_at: null, next_ci_id: 1, seed: 's', clock_kind: 'lab', clock_at: START,
      }),
    ),
  );
  return {
    folder,
    get database() {
      return database;
    },
    clock: createLabClock(START),
    ids: createIds(createRandom('small')),
    changes: createFeed<Change>(),
    reopen: () => {
      database.close();
      database = openSiteDatabase(file);
    },
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type SmallSite = ReturnType<typeof openSmallSite>;
