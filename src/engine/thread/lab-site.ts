import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createLabClock, createLiveClock, driveLabClock, system, type LabClock } from '../kernel/index.ts';
import { createReaderWorker } from '../reads/index.ts';
import { startMicrosoftUpdate } from './microsoft-update.ts';
import type { EngineOptions } from './messages.ts';
import { openSites, type Sites, type TopSite } from './sites.ts';
import { createWsusWorker } from './wsus-worker.ts';

/** The lab site every first run finds (SYNC-18 says what is missing in it until the first synchronization). */
const LAB_SITE: TopSite = { code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central', parent: null };

/** Opens the sites of a data folder, making the lab's central site at the first start. Throws SiteDatabaseError and CatalogStoreError. */
export function openLabSites(options: EngineOptions): Sites {
  let lab: LabClock | undefined;
  const microsoftUpdate = startMicrosoftUpdate({ entry: pathToFileURL(options.entries.microsoftUpdate), factsFolder: options.factsFolder, file: join(options.dataFolder, 'microsoft-update.db') });
  const sites = openSites(LAB_SITE, {
    dataFolder: options.dataFolder,
    seed: options.seed,
    clockKind: 'lab',
    startAt: options.labStartAt,
    clockOf: (stored) => (stored.clock_kind === 'lab' ? (lab = createLabClock(stored.clock_at)) : createLiveClock(system)),
    microsoftUpdate,
    readers: (file) => createReaderWorker(file, pathToFileURL(options.entries.reader)),
    wsusServer: (_site, file, serverName) => {
      const worker = createWsusWorker(`The WSUS server of ${serverName}`, pathToFileURL(options.entries.wsusServer), { file, serverName, network: null });
      return { address: async (now) => (await worker.publish(now)).url, close: worker.close };
    },
    monotonic: system.monotonic,
    defer: system.defer,
    secret: () => randomBytes(32).toString('base64url'),
    wayUp: null,
    whyNotElsewhere: () => 'This program does not listen for sites on other machines.',
  });
  // The reader of the site that is shown first starts along with it, not with the first question.
  void sites.top.read('tree', {}).catch(() => {});
  const stop = lab ? driveLabClock(lab) : () => {};
  return {
    ...sites,
    close: async () => {
      stop();
      await sites.close();
      await microsoftUpdate.close();
    },
  };
}
