import { parentPort, workerData } from 'node:worker_threads';
import { createBreath, createIds, createRandom, system } from '../../src/engine/kernel/index.ts';
import { createWsusServer, openCatalogStore, readUpdate, writeUpdate, type StoredRevision } from '../../src/engine/wsus/index.ts';
import type { FromUpstream, ToUpstream } from './upstream.ts';

/** A WSUS server on loopback over any catalog, on a thread of its own; it changes its catalog when it is told to. */
const { file, now: start } = workerData as { file: string; now: number };
let now = start;
const store = openCatalogStore(file);
const random = createRandom('upstream');
const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'upstream.lab', breath: createBreath(system.monotonic) });
const tell = (message: FromUpstream) => parentPort!.postMessage(message);

/** Of `count` changes six tenths are new updates, three are revisions and one expires an update. */
function change(count: number, at: number) {
  now = at;
  const some: StoredRevision[] = [];
  for (const row of store.currentUpdates({ updateTypes: ['Software'] })) if (some.push(row) === count) break;
  const staged = store.beginImport();
  some.forEach(({ rowId }, i) => {
    const one = readUpdate(store.getXml(rowId));
    const { updateId, revisionNumber } = one.identity;
    const identity = i % 10 < 6 ? { updateId: createIds(createRandom(`new ${at} ${i}`)).guid(), revisionNumber: 100 } : { updateId, revisionNumber: revisionNumber + 1 };
    const update = { ...one, identity, supersededUpdates: [], properties: { ...one.properties, publicationState: i % 10 === 9 ? ('Expired' as const) : one.properties.publicationState } };
    staged.put({ update, xml: writeUpdate(update), arrivedAt: at, files: store.filesOf(rowId) });
  });
  staged.commit();
  tell({ kind: 'changed' });
}

parentPort!.on('message', ({ count, at }: ToUpstream) => change(count, at));
tell({ kind: 'ready', url: await server.listen() });
