import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import tls from 'node:tls';
import { pathToFileURL } from 'node:url';
import { createLinkServer, createWayUp, type LinkServer } from '../hierarchy/wire/index.ts';
import { readFleetFacts } from '../clients/index.ts';
import { createBreath, createLabClock, createLiveClock, driveLabClock, system, type Clock, type LabClock } from '../kernel/index.ts';
import { createReaderWorker } from '../reads/index.ts';
import { createCheckpoints } from '../site-database/index.ts';
import type { EngineOptions } from './messages.ts';
import { startMicrosoftUpdate } from './microsoft-update.ts';
import { followed, parentOf } from './parent-elsewhere.ts';
import { openSites, type Sites, type SitesParts, type TopSite } from './sites.ts';
import { createWsusWorker } from './wsus-worker.ts';

/** The lab site every first run finds (SYNC-18 says what is missing in it until the first synchronization). */
const LAB_SITE: TopSite = { code: 'CEN', name: 'Central Site', server: 'CEN01.corp.lab', kind: 'central', parent: null };

/** A WSUS server thread for each site that is asked for one; the topmost site's also listens for other machines. */
function wsusServers({ listen, entries }: EngineOptions, top: string): SitesParts['wsusServer'] {
  return (site, file, serverName) => {
    const network = listen && site === top ? { host: listen.host, port: listen.wsusPort, certificate: listen.certificate, key: listen.key } : null;
    const worker = createWsusWorker(`The WSUS server of ${serverName}`, pathToFileURL(entries.wsusServer), { file, computersFile: join(dirname(file), 'susdb-computers.db'), serverName, network });
    return {
      address: async (now) => (await worker.publish(now)).url,
      networkAddress: async (now) => (await worker.publish(now)).networkUrl,
      close: worker.close,
    };
  };
}

/**
 * Certificates of an administrator's own authority, in a file of the data folder, count beside those of the system: for
 * upstream servers whenever one is asked, for the parent from the start on.
 */
function authoritiesOf({ dataFolder, authority }: EngineOptions): () => string | undefined {
  const file = join(dataFolder, 'authorities.pem');
  if (authority !== null) {
    mkdirSync(dataFolder, { recursive: true });
    copyFileSync(authority, file);
  }
  const read = () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const own = read();
  if (own !== undefined) tls.setDefaultCACertificates([...tls.getCACertificates('default'), own]);
  return read;
}

async function listenForSites({ listen }: EngineOptions, sites: Sites, clock: Clock): Promise<{ address: string; server: LinkServer } | undefined> {
  if (!listen) return undefined;
  const { code, hierarchy } = sites.top;
  const server = createLinkServer({ hierarchy, clock, after: system.after, wsusUrl: () => sites.wsusNetworkAddress(code, clock.now()) }, listen);
  return { address: await server.listen(), server };
}

/**
 * Opens the sites of a data folder: the lab's central site and what is below it, or the site that joins a parent in
 * another program. Throws SiteDatabaseError, CatalogStoreError, and Error in plain words when the parent cannot be joined.
 */
export async function openLabSites(options: EngineOptions): Promise<Sites & { listening: string | null }> {
  const authorities = authoritiesOf(options);
  const known = await parentOf(options.dataFolder, options.parent);
  const top: TopSite = known?.joined.site ?? LAB_SITE;
  let lab: LabClock | undefined;
  let clock: Clock | undefined;
  const microsoftUpdate = startMicrosoftUpdate({ entry: pathToFileURL(options.entries.microsoftUpdate), factsFolder: options.factsFolder, file: join(options.dataFolder, 'microsoft-update.db') });
  const sites = openSites(top, {
    account: options.host.actor,
    dataFolder: options.dataFolder,
    seed: options.seed,
    clockKind: known?.joined.clock.kind ?? 'lab',
    startAt: known?.joined.clock.now ?? options.labStartAt,
    clockOf: (stored) => {
      if (stored.clock_kind === 'lab') lab = createLabClock(stored.clock_at, 0, createBreath(system.monotonic));
      return (clock = lab === undefined ? createLiveClock(system) : known ? followed(lab) : lab);
    },
    microsoftUpdate,
    authorities,
    content: microsoftUpdate.content,
    readers: (file) => createReaderWorker(file, pathToFileURL(options.entries.reader)),
    checkpoints: (file) => createCheckpoints(file, pathToFileURL(options.entries.checkpoints)),
    wsusServer: wsusServers(options, top.code),
    monotonic: system.monotonic,
    defer: system.defer,
    after: system.after,
    // Hexadecimal, so that a key given on a command line never begins with a hyphen.
    secret: () => randomBytes(24).toString('hex'),
    wayUp: known && createWayUp(known.parent, { after: system.after, moved: (now) => void (lab && now > lab.now() && lab.advanceTo(now)) }),
    whyNotElsewhere: (site) => (!options.listen && !options.expectElsewhere ? 'This program does not listen for sites on other machines.' : site === top.code ? null : `Only ${top.code} listens for sites on other machines.`),
    factsFolder: options.factsFolder,
    fleetFacts: await readFleetFacts(options.factsFolder, createBreath(system.monotonic)),
  });
  // The reader of the site that is shown first starts along with it, not with the first question.
  void sites.top.read('tree', {}).catch(() => {});
  const stop = lab && !known ? driveLabClock(lab) : () => {};
  const links = await listenForSites(options, sites, clock!);
  return {
    ...sites,
    listening: links?.address ?? null,
    close: async () => {
      stop();
      await links?.server.close();
      await sites.close();
      await microsoftUpdate.close();
    },
  };
}
