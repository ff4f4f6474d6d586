import { expect, test } from 'vitest';
import { computerOf, installedOf, knownAt, platformOf, updateHash, updatesFor } from '../src/engine/clients/machines/fleet/index.ts';
import { createBreath, createIds, createRandom, system } from '../src/engine/kernel/index.ts';
import { openMicrosoftUpdate } from '../src/engine/microsoft-update/index.ts';
import { smallFacts } from '../src/engine/microsoft-update/test-support.ts';
import { compileCatalog, createUpdateAgent, createWsusServer, openComputers, withFacts } from '../src/engine/wsus/index.ts';
import { fleetFacts } from './support/lab.ts';

const now = Date.UTC(2026, 0, 13);
/** Real time for more than one computer of each profile; a round of all profiles takes some ten seconds. */
const milliseconds = Number(process.env['PATCHBAY_FUZZ_MS'] ?? 1000);
const MOST_COMPUTERS = 50;
/** A usual run takes every fourth profile, each day others. */
const EVERY = process.env['PATCHBAY_FUZZ_MS'] === undefined ? 4 : 1;
const today = Math.floor(Date.now() / 86_400_000);

test('[SCAN-12] computers of every profile find over the wire what they find in process', { timeout: milliseconds + 120_000 }, async () => {
  const until = performance.now() + milliseconds;
  const small = smallFacts();
  const random = createRandom('wire fleet');
  const ids = createIds(random);
  const breath = createBreath(system.monotonic);
  const clock = { now: () => now };
  const store = await openMicrosoftUpdate({ facts: small.folder, file: ':memory:', breath });
  const known = openComputers(':memory:');
  const server = createWsusServer({ store, clock, ids, random, serverName: 'sup.lab', breath, clients: { computers: known, reporting: () => 'none' } });
  const url = await server.listen();
  const rules = await compileCatalog(store, breath);
  const facts = await fleetFacts();
  const programs = knownAt(facts.programs, now);
  let computers = 0;
  let required = 0;
  for (let nth = 1; nth <= MOST_COMPUTERS && (nth === 1 || performance.now() < until); nth++) {
    // Patched until three years earlier each time, so that something is required.
    const madeAt = Date.UTC(2026 - 3 * (nth % 5), 0, 13);
    for (const profile of facts.profiles.filter((_, at) => (at + today) % EVERY === 0)) {
      const computer = computerOf(`pc-${nth}`, profile, programs, random.fork(`${profile.id} ${nth}`), madeAt);
      const platform = platformOf(profile, computer.choices, facts.programs);
      const on = rules.on(platform);
      const candidates = Array.from(on.candidates, (index) => ({ index, articleId: rules.updates[index]!.articleId, releasedAt: rules.updates[index]!.releasedAt, hash: updateHash(rules.updates[index]!.updateId) }));
      const installed = installedOf(computer, updatesFor(profile, candidates, madeAt));
      const expected = on.evaluate(installed);
      const machine = withFacts(platform, [...installed].flatMap((index) => rules.factsOf(index, platform) ?? []));
      const agent = createUpdateAgent({ url, clientId: ids.guid(), dnsName: `pc-${computers}.lab`, agentVersion: '7.2.6001.788', clock, ids, signal: new AbortController().signal, breath });
      const found = await agent.scan(machine);
      const names = (indexes: Int32Array) => [...indexes].map((index) => rules.updates[index]!.updateId).sort();
      const told = (list: readonly { updateId: string }[]) => list.map((one) => one.updateId).sort();
      expect({ profile: profile.id, installed: told(found.installed), required: told(found.required), unknown: told(found.unknown) })
        .toEqual({ profile: profile.id, installed: names(expected.installed), required: names(expected.required), unknown: names(expected.unknown) });
      computers++;
      required += found.required.length;
    }
  }
  console.log(`scans over the wire: ${computers} computers of ${Math.ceil(facts.profiles.length / EVERY)} profiles, ${required} required updates found`);
  expect(facts.profiles.length).toBeGreaterThan(40);
  expect(required).toBeGreaterThan(computers);
  await server.close();
  known.close();
  store.close();
  small.remove();
});
