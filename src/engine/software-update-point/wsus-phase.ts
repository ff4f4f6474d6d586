import { z } from 'zod';
import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';
import type { Breath, Clock, Ids } from '../kernel/index.ts';
import { createServerSyncClient, updateLanguages, type CatalogImport, type CatalogReader, type CatalogStore, type RevisionRequest, type ServerSyncClient, type UpdateIdentity } from '../wsus/index.ts';
import type { CostModel } from './cost-model.ts';
import { WSUS_INFRASTRUCTURE_UPDATES } from './model.ts';
import type { Run } from './run.ts';
import type { Source } from './source.ts';
import { readCategories } from './site-database-phase.ts';
import type { Wsyncmgr } from './wsyncmgr.ts';

export interface WsusPhase {
  /** Which store of the site is filled: the active software update point's, or that of the one for the Internet (SYNC-12). */
  name: 'wsus' | 'internetFacing';
  catalog: CatalogStore;
  source: Source;
  address: string;
  server: string;
  settings: SoftwareUpdatePointSettings;
  run: Run;
  log: Wsyncmgr;
  clock: Clock;
  cost: CostModel;
  ids: Ids;
  breath: Breath;
  signal: AbortSignal;
  /** Certificates (PEM) of authorities that may vouch for the source, beside the system's own. */
  authorities?: () => string | undefined;
  tell(done: number, total: number): void;
}

/** What phase 1 staged in the WSUS catalog store; `staged` is what the store will be. */
export interface StagedCatalog {
  staged: CatalogReader;
  /** Makes it current. */
  commit(): void;
  discard(): Promise<void>;
}

/** What earlier synchronizations remember about their source, kept with the catalog it describes. */
const remembered = z.object({
  source: z.string(),
  configurationAnchor: z.string(),
  updateAnchor: z.string(),
  categories: z.array(z.string()),
  classifications: z.array(z.string()),
  languages: z.array(z.int()),
});

type Remembered = z.infer<typeof remembered>;

export function recall(catalog: CatalogStore, source: string): Remembered | undefined {
  const text = catalog.setting('synchronized');
  const parsed = text === undefined ? undefined : remembered.safeParse(JSON.parse(text)).data;
  return parsed?.source === source ? parsed : undefined;
}

/** Chosen products, each chosen family replaced by the products under it as the catalog knows them now. */
export function chosenProducts(settings: Pick<SoftwareUpdatePointSettings, 'products'>, categories: readonly { id: string; parentId: string | null }[]): string[] {
  const chosen = new Set(settings.products);
  for (let grown = true; grown; ) {
    grown = false;
    for (const { id, parentId } of categories) {
      if (parentId === null || chosen.has(id) || !chosen.has(parentId)) continue;
      chosen.add(id);
      grown = true;
    }
  }
  return [...chosen].sort();
}

/** LCIDs of the languages that are chosen for summary details or for files (D§2.7). */
export function chosenLanguages({ languages }: Pick<SoftwareUpdatePointSettings, 'languages'>): number[] {
  const chosen = new Set([...languages.summaryDetails, ...languages.updateFile]);
  return updateLanguages.filter(({ short }) => chosen.has(short)).map(({ id }) => id);
}

/** What is asked of the source: whole of what was not asked for before, of the rest what is newer than the anchor (W§3). */
export function updateRequest(chosen: Pick<Remembered, 'categories' | 'classifications' | 'languages'>, since: Remembered | undefined): RevisionRequest {
  const choice = <Id extends string | number>(ids: readonly Id[], asked: readonly Id[] | undefined) => ids.map((id) => ({ id, delta: asked?.includes(id) ?? false }));
  return {
    configuration: false,
    anchor: since?.updateAnchor,
    categories: choice(chosen.categories, since?.categories),
    classifications: choice(chosen.classifications, since?.classifications),
    languages: choice(chosen.languages, since?.languages),
  };
}

/** Fetches revisions that are not here yet, calling `each` after every one. */
async function receive(phase: WsusPhase, client: ServerSyncClient, staging: CatalogImport, wanted: readonly UpdateIdentity[], each: (done: number, xml: string, expired: boolean) => Promise<void>) {
  let done = 0;
  for await (const { update, xml, files } of client.updates(wanted)) {
    staging.put({ update, xml, arrivedAt: phase.clock.now(), files });
    await each(++done, xml, update.properties.publicationState === 'Expired');
    await phase.breath();
  }
}

/** Those of the listed revisions that are not here, each once however often a server lists it. */
export async function missing(has: (identity: UpdateIdentity) => boolean, listed: readonly UpdateIdentity[], breath: Breath): Promise<UpdateIdentity[]> {
  const wanted = new Map<string, UpdateIdentity>();
  for (const identity of listed) {
    if (!has(identity)) wanted.set(`${identity.updateId}.${identity.revisionNumber}`, identity);
    const pause = breath();
    if (pause) await pause;
  }
  return [...wanted.values()];
}

async function receiveCategories(phase: WsusPhase, client: ServerSyncClient, staging: CatalogImport, anchor: string | undefined) {
  const { run, log, clock, cost } = phase;
  log.wsusCategories();
  run.step(phase.name, 'categories', null);
  const answer = await client.listRevisions({ configuration: true, anchor });
  const wanted = await missing((identity) => staging.has(identity), answer.revisions, phase.breath);
  let bytes = 0;
  await receive(phase, client, staging, wanted, async (done, xml) => {
    bytes += Buffer.byteLength(xml);
    await clock.spend(cost.category());
    run.progress(phase.name, 'categories', done, wanted.length);
    phase.tell(done, wanted.length);
  });
  run.progress(phase.name, 'categories', wanted.length, wanted.length);
  return { anchor: answer.anchor, serverChanged: answer.serverChanged, bytes };
}

async function receiveUpdates(phase: WsusPhase, client: ServerSyncClient, staging: CatalogImport, wanted: readonly UpdateIdentity[], earlierBytes: number) {
  const { run, log, clock, cost } = phase;
  const before = { ...staging.counts() };
  const began = clock.now();
  const total = wanted.length;
  const every = Math.max(100, Math.ceil(total / 10));
  let receivedBytes = earlierBytes;
  let expired = 0;
  const count = () => {
    const { added, revised } = staging.counts();
    run.count(phase.name, { added: added - before.added, revised: revised - before.revised, expired, receivedBytes });
  };
  await receive(phase, client, staging, wanted, async (done, xml, isExpired) => {
    receivedBytes += Buffer.byteLength(xml);
    if (isExpired) expired++;
    await clock.spend(cost.wsusUpdate());
    run.progress(phase.name, 'updates', done, total);
    if (done % every === 0 || done === total) log.wsusProgress(done, total, ((clock.now() - began) / done) * (total - done));
    count();
    phase.tell(done, total);
  });
  // Counts are of rows written; looking at what is staged writes those that wait.
  staging.staged();
  count();
}

/** Phase 1: source → the software update point's own WSUS catalog store, categories first, then updates (SYNC-05, SYNC-07). */
export async function synchronizeWsus(phase: WsusPhase): Promise<StagedCatalog> {
  const { catalog, settings, run, log, breath, signal } = phase;
  const accountGuid = catalog.setting('account_guid') ?? phase.ids.guid();
  const client = createServerSyncClient({ url: phase.address, accountName: phase.server, accountGuid, signal, breath, authorities: phase.authorities?.() });
  const staging = catalog.beginImport();
  try {
    run.begin(phase.name);
    log.wsusBegin();
    const known = recall(catalog, phase.source.id);
    await client.connect();
    const configuration = await receiveCategories(phase, client, staging, known?.configurationAnchor);

    log.wsusUpdates();
    run.step(phase.name, 'updates', null);
    const categories = chosenProducts(settings, await readCategories(staging.staged(), breath));
    const classifications = [...new Set([...settings.classifications, WSUS_INFRASTRUCTURE_UPDATES])].sort();
    const languages = chosenLanguages(settings);
    const since = configuration.serverChanged ? undefined : known;
    const answer = await client.listRevisions(updateRequest({ categories, classifications, languages }, since));
    const wanted = await missing((identity) => staging.has(identity), answer.revisions, phase.breath);
    run.progress(phase.name, 'updates', 0, wanted.length);
    run.count(phase.name, { unchanged: answer.revisions.length - wanted.length });
    await receiveUpdates(phase, client, staging, wanted, configuration.bytes);
    run.finish(phase.name);
    log.wsusDone();

    const synchronized = { source: phase.source.id, configurationAnchor: configuration.anchor, updateAnchor: answer.anchor, categories, classifications, languages };
    return {
      staged: staging.staged(),
      commit: () => void staging.commit({ account_guid: accountGuid, synchronized: JSON.stringify(synchronized) }),
      discard: () => staging.discard(breath),
    };
  } catch (error) {
    await staging.discard(breath);
    throw error;
  }
}
