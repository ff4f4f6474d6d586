import { describe, expect, test } from 'vitest';
import { CHUNK, countAll, openCompliance, stateOf, type Compliance } from '../src/engine/compliance/index.ts';
import { createRandom, type Random } from '../src/engine/kernel/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { headerOf, type DetectionState } from '../src/engine/state-messages/index.ts';
import { RandomAgent } from './support/agents.ts';
import { repeated } from './support/random.ts';
import { openSmallSite, type SmallSite } from './support/small-site.ts';

const UPDATES = 50;
const CLIENTS = 200;
const VERSIONS = 3;
/** Numbers of clients, in three chunks. */
const numbers = Array.from({ length: CLIENTS }, (_, n) => 1 + n * 57);

function open(small: SmallSite): Compliance {
  const compliance = openCompliance({ database: small.database, clock: small.clock, guidCheck: (id) => (numbers.includes(id) ? id * 7 : undefined) });
  for (const client of numbers) compliance.add(client);
  return compliance;
}

function prepare(small: SmallSite) {
  small.database.transaction((db) => {
    db.run(build.updateTable('site').set({ next_ci_id: UPDATES + 1 }));
    for (let version = 1; version <= VERSIONS; version++) db.prepare('INSERT INTO content_versions VALUES (?, ?, 0)').run(version, version * 10);
  });
}

/** The catalog version an update came with: a third of them in each. */
const sinceOf = (update: number) => (1 + (update % VERSIONS)) * 10;
const since = Uint32Array.from({ length: UPDATES + 1 }, (_, update) => (update === 0 ? 0xffff_ffff : sinceOf(update)));

const words: Record<DetectionState, string> = { 0: 'unknown', 1: 'notRequired', 2: 'required', 3: 'installed' };

/** Sends what `agents` tell through a bad post: lost, late, damaged, repeated and in any order. */
function post(agents: readonly RandomAgent[], random: Random, rounds: number): Uint8Array[] {
  const waiting: Uint8Array[] = [];
  const arriving: Uint8Array[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const agent of agents) {
      if (random.below(4) === 0) continue;
      const file = agent.send(UPDATES, 1 + random.below(VERSIONS), random.below(12) === 0, round);
      const fate = random.below(20);
      if (fate === 0) continue;
      if (fate === 1) arriving.push(file.map((byte, at) => (at === 20 + (round % 8) ? byte ^ 0x10 : byte)));
      else if (fate < 4) waiting.push(file);
      else arriving.push(file);
      if (fate === 5) arriving.push(file);
    }
    while (waiting.length > 0 && random.below(3) > 0) arriving.push(waiting.splice(random.below(waiting.length), 1)[0]!);
  }
  return arriving;
}

/** Looks at every cell of every client: what the agent had told when it sent the last file the site applied, or Unknown. */
async function check(compliance: Compliance, agents: readonly RandomAgent[]) {
  const { chunks } = await compliance.publish(() => undefined);
  const plain = { installed: new Int32Array(UPDATES + 1), required: new Int32Array(UPDATES + 1), unknown: new Int32Array(UPDATES + 1) };
  for (const { id, sent } of agents) {
    const applied = compliance.intake.serials.next(id) - 1;
    const last = sent.findLast((one) => one.last === applied);
    expect(applied === 0 || last !== undefined).toBe(true);
    const missing = compliance.intake.serials.missing(id) !== undefined;
    for (let update = 1; update <= UPDATES; update++) {
      const isKnown = !missing && last !== undefined && last.scanned * 10 >= sinceOf(update);
      const expected = isKnown ? words[last.told.get(update) ?? 1] : 'unknown';
      expect(stateOf(chunks[Math.floor((id - 1) / CHUNK)]!, update, sinceOf(update), (id - 1) % CHUNK)).toBe(expected);
      if (expected !== 'notRequired') plain[expected as 'installed'][update]!++;
    }
  }
  const counts = countAll(chunks, since, null);
  expect(counts.total).toBe(CLIENTS);
  for (let update = 1; update <= UPDATES; update++) expect([counts.installed[update], counts.required[update], counts.unknown[update]]).toEqual([plain.installed[update], plain.required[update], plain.unknown[update]]);
}

describe('state messages', () => {
  test('[SCAN-11] counts equal a recount of everything told, over random sites with every fault, restarts and snapshots', async () => {
    await repeated('random sites of state messages', 25, async (random) => {
      const small = openSmallSite();
      prepare(small);
      const agents = Array.from({ length: CLIENTS }, (_, n) => new RandomAgent(numbers[n]!, random.fork(String(n))));
      const arriving = post(agents, random.fork('post'), 3 + random.below(5));
      let compliance = open(small);
      for (let at = 0; at < arriving.length; ) {
        const slice = arriving.slice(at, (at += 1 + random.below(200)));
        compliance.intake.take(slice);
        const next = random.below(8);
        if (next === 2) compliance.foldOne();
        if (next === 0) small.database.transaction((db) => compliance.snapshot(db));
        if (next === 1) {
          small.reopen();
          compliance = open(small);
        }
      }
      await check(compliance, agents);
      small.reopen();
      await check(open(small), agents);
      small.close();
    });
  }, 240_000);

  test('[SCAN-05] 10,000 damaged, malformed, foreign or repeated files are refused with a reason, and nothing is counted twice', async () => {
    const small = openSmallSite();
    prepare(small);
    const random = createRandom('refused');
    const agents = Array.from({ length: CLIENTS }, (_, n) => new RandomAgent(numbers[n]!, random.fork(String(n))));
    const good = agents.flatMap((agent) => [1, 2, 3].map((at) => agent.send(UPDATES, VERSIONS, false, at)));
    const compliance = open(small);
    expect(new Set(compliance.intake.take(good))).toEqual(new Set(['applied']));
    const bad = Array.from({ length: 10_000 }, (_, n) => {
      const file = good[random.below(good.length)]!.slice();
      if (n % 3 === 0) return file;
      if (n % 3 === 1) file[random.below(file.length)]! ^= 1 + random.below(255);
      return n % 3 === 1 ? file : file.slice(0, random.below(file.length));
    });
    const outcomes = Array.from({ length: 10 }, (_, n) => compliance.intake.take(bad.slice(n * 1000, n * 1000 + 1000))).flat();
    expect(new Set(outcomes)).toEqual(new Set(['repeated', 'damaged']));
    const refused = small.database.prepare<{ reason: string; detail: string }>('SELECT reason, detail FROM refused_state_message_files').all();
    expect(refused).toHaveLength(10_000);
    expect(refused.every(({ detail }) => detail.length > 20)).toBe(true);
    expect(small.database.prepare<number>('SELECT count(*) FROM state_message_files').pluck().get()).toBe(good.length);
    await check(compliance, agents);
    small.close();
  });

  test('[SCAN-06] a client of whom a message is missing is Unknown until it has come, or a full report has', async () => {
    const small = openSmallSite();
    prepare(small);
    const agent = new RandomAgent(1, createRandom('one'));
    const [first, second, third] = [1, 2, 3].map((at) => agent.send(UPDATES, VERSIONS, false, at)) as [Uint8Array, Uint8Array, Uint8Array];
    const compliance = open(small);
    const unknown = async () => {
      const { chunks } = await compliance.publish(() => undefined);
      return Array.from({ length: UPDATES }, (_, n) => stateOf(chunks[0]!, n + 1, sinceOf(n + 1), 0)).filter((state) => state === 'unknown').length;
    };
    const full = agent.send(UPDATES, VERSIONS, true, 4);
    expect(compliance.intake.take([first, third])).toEqual(['applied', 'held']);
    expect(compliance.intake.serials.missing(1)).toEqual({ serial: headerOf(second)!.firstSerial, since: small.clock.now() });
    expect(await unknown()).toBe(UPDATES);
    expect(compliance.intake.take([full])).toEqual(['applied']);
    expect(compliance.intake.serials.missing(1)).toBeUndefined();
    expect(await unknown()).toBeLessThan(UPDATES);
    expect(compliance.intake.take([second])).toEqual(['repeated']);
    small.close();
  });

  test('[SCAN-05] when the disk is full nothing is taken, and the same files are taken later', async () => {
    const small = openSmallSite();
    prepare(small);
    const agents = Array.from({ length: CLIENTS }, (_, n) => new RandomAgent(numbers[n]!, createRandom(`disk ${n}`)));
    const files = agents.flatMap((agent) => [1, 2].map((at) => agent.send(UPDATES, VERSIONS, false, at)));
    const compliance = open(small);
    const pages = small.database.prepare<{ page_count: number }>('PRAGMA page_count').get()!.page_count;
    small.database.prepare(`PRAGMA max_page_count = ${pages + 2}`).get();
    expect(() => compliance.intake.take(files)).toThrow(/no room left/);
    small.database.prepare('PRAGMA max_page_count = 1000000').get();
    expect(compliance.intake.lastFile()).toBe(0);
    expect(new Set(compliance.intake.take(files))).toEqual(new Set(['applied']));
    await check(compliance, agents);
    small.close();
  });
});
