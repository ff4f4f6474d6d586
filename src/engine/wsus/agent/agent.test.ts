import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { createIds, createRandom } from '../../kernel/index.ts';
import type { CatalogStore } from '../catalog-store/index.ts';
import { openComputers } from '../computers/index.ts';
import type { Update, UpdateIdentity } from '../metadata/index.ts';
import { syncUpdates, writeResponse } from '../protocol/index.ts';
import { compileCatalog, withFacts, type MachineFacts } from '../rules/index.ts';
import { catalogs, described, id, key, put, rule, storeOf, xp } from '../rules/test-support.ts';
import { createWsusServer, type WsusServer } from '../server/index.ts';
import { damaged, fixture, randomized } from '../test-support.ts';
import { createUpdateAgent, type ScanResult } from './index.ts';

const start = Date.UTC(2013, 0, 7, 9);
const clientId = 'e1da06a3-5601-43c9-bac3-52d5db701494';
const breath = () => undefined;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function stand(store: CatalogStore, change: (body: string) => string = (body) => body) {
  let now = start;
  let level: 'none' | 'status' | 'all' = 'status';
  const computers = openComputers(':memory:');
  let made = 0;
  const listen = async (): Promise<{ server: WsusServer; url: string }> => {
    const random = createRandom(`server ${(made += 1)}`);
    const server = createWsusServer({ store, clock: { now: () => now }, ids: createIds(random), random, serverName: 'sup.lab', clients: { computers, reporting: () => level } });
    return { server, url: await server.listen() };
  };
  let { server, url } = await listen();
  closing.push(async () => {
    await server.close();
    computers.close();
    store.close();
  });
  // The agent finds the server at one address, whichever port it has by now.
  const fetcher = async ({ url: asked, headers, body }: { url: string; headers: Readonly<Record<string, string>>; body: string }) => {
    const response = await fetch(url + new URL(asked).pathname, { method: 'POST', headers, body });
    const answer = Buffer.from(change(await response.text()));
    return { status: response.status, statusText: response.statusText, body: (async function* () { yield answer; })() };
  };
  const agent = createUpdateAgent({
    url: 'http://sup.lab:8530', clientId, dnsName: 'xp1.lab', agentVersion: '7.2.6001.788', clock: { now: () => now }, ids: createIds(createRandom('agent')), signal: new AbortController().signal, breath, fetcher,
  });
  return {
    agent, computers,
    later: (ms: number) => void (now += ms),
    report: (next: typeof level) => void (level = next),
    restart: async () => {
      await server.close();
      ({ server, url } = await listen());
    },
  };
}

const names = (identities: readonly UpdateIdentity[]) => identities.map(({ updateId, revisionNumber }) => `${updateId}.${revisionNumber}`).sort();
const verdict = ({ installed, required, unknown }: Pick<ScanResult, 'installed' | 'required' | 'unknown'>) => [installed, required, unknown].map(names);

async function expected(store: CatalogStore, machine: MachineFacts) {
  const rules = await compileCatalog(store, breath);
  const { installed, required, unknown } = rules.evaluate(machine);
  const identities = (indexes: Int32Array) => [...indexes].map((index) => rules.updates[index]!);
  return verdict({ installed: identities(installed), required: identities(required), unknown: identities(unknown) });
}

const having = (...keys: readonly string[]) => withFacts(xp, keys.map((name) => ({ kind: 'registryKey', path: `hklm\\software\\${name}` })));
const yes = rule('lar:True');
const exists = (name: string) => rule('bar:RegKeyExists', key(name));

describe('[SCAN-12] a scan over the wire', () => {
  it('[SCAN-12] finds what the rules find in process, whatever the catalog', () =>
    randomized('wire against rules', fc.asyncProperty(catalogs, fc.subarray(['k0', 'k1', 'k2', 'k3']), async (updates, keys) => {
      const store = storeOf(updates);
      const { agent } = await stand(store);
      expect(verdict(await agent.scan(having(...keys)))).toEqual(await expected(store, having(...keys)));
      for (const close of closing.splice(0)) await close();
      // Each run has a server of its own: on a busy machine few fit into a second, the deep runs have thousands.
    }), 1));

  it('[SCAN-12] what is superseded by way of an update the client never gets is superseded all the same', async () => {
    const store = storeOf([
      described({ id: id('d'), updateType: 'Detectoid', isInstalled: exists('d') }), described({ id: id(1), isInstallable: yes }), described({ id: id(2), isInstallable: yes, expired: true, supersedes: [id(1)] }),
      described({ id: id(3), isInstallable: yes, prerequisites: [id('d')], supersedes: [id(2)] }), described({ id: id(4), isInstallable: yes, supersedes: [id(3)] }),
    ]);
    const { agent } = await stand(store);
    const found = await agent.scan(xp);
    expect(verdict(found)).toEqual([[], [`${id(4)}.1`], []]);
    expect(verdict(found)).toEqual(await expected(store, xp));
  });

  it('[SCAN-12] pages of thirty roots and two hundred updates; a second scan is sent only what is new', async () => {
    const roots = Array.from({ length: 70 }, (_, n) => described({ id: id(1000 + n), updateType: 'Detectoid', isInstalled: n % 2 === 0 ? yes : exists('odd') }));
    const updates = Array.from({ length: 450 }, (_, n) => described({ id: id(n), isInstalled: exists(`u${n}`), isInstallable: yes, prerequisites: [id(1000 + (n % 70))] }));
    const store = storeOf([...roots, ...updates]);
    const { agent } = await stand(store);
    const first = await agent.scan(xp);
    expect([first.calls, first.received, first.required.length]).toEqual([5, 70 + 225, 225]);
    expect(verdict(first)).toEqual(await expected(store, xp));
    expect(await agent.scan(xp)).toMatchObject({ calls: 1, received: 0 });
    put(store, [described({ id: id(0), revision: 2, isInstallable: yes }), described({ id: id(2), revision: 2, expired: true }), described({ id: id(9000), isInstallable: yes, supersedes: [id(4)] })]);
    const changed = having('odd', 'u6');
    const second = await agent.scan(changed);
    expect(second.received).toBe(2 + 225);
    expect(verdict(second)).toEqual(await expected(store, changed));
    expect(verdict(await agent.scan(xp))).toEqual(await expected(store, xp));
  });

  it('[SCAN-12] an expired cookie, another configuration, a server made anew: the scan goes on with new ones', async () => {
    const store = storeOf([described({ id: id('d'), updateType: 'Detectoid', isInstalled: yes }), described({ id: id(1), isInstallable: yes, prerequisites: [id('d')] })]);
    const { agent, computers, later, report, restart } = await stand(store);
    const first = await agent.scan(xp);
    later(61 * 60_000);
    expect(verdict(await agent.scan(xp))).toEqual(verdict(first));
    later(61 * 60_000);
    report('all');
    expect(await agent.scan(xp)).toMatchObject({ received: 0, required: first.required });
    await restart();
    expect(await agent.scan(xp)).toMatchObject({ received: 0, required: first.required });
    expect(computers.list()).toMatchObject([{ clientId, dnsName: 'xp1.lab', windows: '5.1.2600', servicePack: '2.0', agentVersion: '7.2.6001.788', registeredAt: start, scannedAt: null }]);
  });
});

describe('[SCAN-13] what WSUS keeps of a scan', () => {
  const updates: Update[] = [described({ id: id(1), isInstalled: exists('a'), isInstallable: yes }), described({ id: id(2), isInstallable: yes }), described({ id: id(3), isInstallable: exists('b') })];

  it('[SCAN-13] the last scan and the state of each update, where status events are kept', async () => {
    const { agent, computers, later } = await stand(storeOf(updates));
    await agent.report(await agent.scan(having('a', 'b')));
    expect([...computers.states(clientId)]).toEqual([[id(1), 'installed'], [id(2), 'notInstalled'], [id(3), 'notInstalled']]);
    expect(computers.computer(clientId)).toMatchObject({ scannedAt: start, scanResult: 0 });
    expect(computers.events(clientId).map((one) => [one.eventId, one.replacements])).toEqual([[156, []], [147, ['2']]]);
    later(1000);
    await agent.report(await agent.scan(xp));
    expect([...computers.states(clientId)]).toEqual([[id(1), 'notInstalled'], [id(2), 'notInstalled']]);
    later(1000);
    await agent.reportFailure(-2_145_107_924);
    expect(computers.computer(clientId)).toMatchObject({ scannedAt: start + 2000, scanResult: -2_145_107_924 });
    expect(computers.counts()).toEqual({ computers: 1, scanned: 1, states: 2, events: 5 });
  });

  it('[SCAN-13] nothing but the computer where no events are kept', async () => {
    const { agent, computers, report } = await stand(storeOf(updates));
    report('none');
    await agent.report(await agent.scan(xp));
    expect(computers.counts()).toEqual({ computers: 1, scanned: 0, states: 0, events: 0 });
  });
});

describe('[SCAN-12] an agent that is answered wrongly', () => {
  const answers = ['01-GetConfig', '05-StartCategoryScan', '06-SyncUpdates-root-category', '07-SyncUpdates-next-category', '10-GetExtendedUpdateInfo'].map((name) => fixture(`wusp/${name}.response.xml`));

  it('[SCAN-12] gives up with an error that says so', () =>
    randomized('wrong answers', fc.asyncProperty(fc.array(damaged(answers), { minLength: 1, maxLength: 6 }), async (bytes) => {
      let call = 0;
      const fetcher = async () => ({ status: 200, statusText: 'OK', body: (async function* () { yield bytes[call++ % bytes.length]!; })() });
      const agent = createUpdateAgent({ url: 'http://sup.lab', clientId, dnsName: 'a', agentVersion: '7.2.6001.788', clock: { now: () => start }, ids: createIds(createRandom('agent')), signal: new AbortController().signal, breath, fetcher });
      const error = await agent.scan(xp).then(() => undefined, (reason: unknown) => reason);
      expect((error as Error).name).toMatch(/^(SynchronizationError|SoapError|SoapFault|XmlError|UpdateError)$/);
    })));

  it('[SCAN-12] a server that always has more, or sends no documents, is left', async () => {
    const session = await stand(storeOf([]));
    await session.agent.scan(xp);
    const update = { id: 1, deployment: { id: 1, action: 'Evaluate', isAssigned: true, lastChangeTime: '' }, isLeaf: true };
    for (const [result, expected] of [[{ truncated: true }, /sends none/], [{ truncated: false, newUpdates: [update] }, /no document/]] as const) {
      const { agent } = await stand(storeOf([]), (body) => (body.includes('SyncUpdatesResult') ? writeResponse(syncUpdates, result) : body));
      await expect(agent.scan(xp)).rejects.toThrow(expected);
    }
  });
});
