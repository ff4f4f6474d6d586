import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBreath, createIds, createRandom, system } from '../src/engine/kernel/index.ts';
import { openMicrosoftUpdate } from '../src/engine/microsoft-update/index.ts';
import { smallFacts } from '../src/engine/microsoft-update/test-support.ts';
import {
  compileCatalog, createUpdateAgent, createWsusServer, openComputers, withFacts, type CatalogRules, type CatalogStore, type Computers, type ScanResult, type UpdateIdentity, type WsusServer,
} from '../src/engine/wsus/index.ts';
import { platforms } from './support/platforms.ts';

const start = Date.UTC(2013, 0, 7, 9);
const names = (identities: Iterable<UpdateIdentity>) => [...identities].map(({ updateId, revisionNumber }) => `${updateId}.${revisionNumber}`).sort();

describe('[SCAN-12] a scan over the wire with the bundled catalog', () => {
  const facts = smallFacts();
  const random = createRandom('wire');
  const ids = createIds(random);
  const breath = createBreath(system.monotonic);
  let store: CatalogStore;
  let computers: Computers;
  let server: WsusServer;
  let url: string;
  let rules: CatalogRules;
  beforeAll(async () => {
    store = await openMicrosoftUpdate({ facts: facts.folder, file: ':memory:', breath });
    computers = openComputers(':memory:');
    server = createWsusServer({ store, clock: { now: () => start }, ids, random, serverName: 'sup.lab', breath, clients: { computers, reporting: () => 'status' } });
    url = await server.listen();
    rules = await compileCatalog(store, breath);
  }, 60_000);
  afterAll(async () => {
    await server.close();
    computers.close();
    store.close();
    facts.remove();
  });
  const agentFor = (dnsName: string) => {
    const clientId = ids.guid();
    return { clientId, agent: createUpdateAgent({ url, clientId, dnsName, agentVersion: '7.2.6001.788', clock: { now: () => start }, ids, signal: new AbortController().signal, breath }) };
  };

  it.each(Object.entries(platforms))('[SCAN-12] %s: the same verdict as in process, before and after installations, and WSUS knows it', async (name, platform) => {
    const { clientId, agent } = agentFor(`${name.toLowerCase().replaceAll(' ', '-')}.lab`);
    const on = rules.on(platform);
    const fresh = rules.evaluate(platform);
    const installed = fresh.required.filter((_, nth) => nth % 3 !== 0);
    const after = withFacts(platform, [...installed].flatMap((index) => rules.factsOf(index, platform) ?? []));
    const same = (found: ScanResult, expected: typeof fresh): void => {
      const identities = (indexes: Int32Array) => names([...indexes].map((index) => rules.updates[index]!));
      expect([names(found.installed), names(found.required), names(found.unknown)]).toEqual([identities(expected.installed), identities(expected.required), identities(expected.unknown)]);
    };
    const first = await agent.scan(platform);
    expect(first.required.length).toBeGreaterThan(10);
    same(first, fresh);
    const second = await agent.scan(after);
    same(second, rules.evaluate(after));
    same(second, on.evaluate(installed));
    await agent.report(second);
    const states = [...computers.states(clientId)];
    expect(states.filter(([, state]) => state === 'installed').map(([id]) => id)).toEqual(second.installed.map((one) => one.updateId).sort());
    expect(states.filter(([, state]) => state === 'notInstalled').map(([id]) => id)).toEqual(second.required.map((one) => one.updateId).sort());
  });
});
