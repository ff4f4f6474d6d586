import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Random } from '../../src/engine/kernel/index.ts';
import { publish } from './catalog.ts';
import { xp, type Upstream } from './crash.ts';
import { openLab } from './lab.ts';
import { expectSite, outcome, quiet, startProgram, synchronizeFrom, type Program } from './programs.ts';

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const listenAt = (port: number, wsusPort: number) => ({ listen: { host: '127.0.0.1', port, wsusPort, certificate: null, key: null } });

/** A central site and a primary below it, each in a program of its own, before their first synchronization. */
export interface Pair {
  readonly folder: string;
  readonly wsusPort: number;
  parent: Program;
  child: Program;
  close(): Promise<void>;
}

export async function openPair(upstream: Upstream): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  const wsusPort = await freePort();
  const parent = await startProgram(join(folder, 'cen'), listenAt(0, wsusPort));
  await synchronizeFrom(parent, upstream.url);
  const key = await expectSite(parent, 'PR1');
  const child = await startProgram(join(folder, 'pr1'), { parent: { url: parent.listening!, site: 'PR1', key } });
  const pair: Pair = {
    folder, wsusPort, parent, child,
    close: async () => {
      await Promise.all([pair.child.close(), pair.parent.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await quiet(parent, child);
  return pair;
}

async function synchronized({ parent, child }: Pair): Promise<void> {
  await parent.command('softwareUpdatePoint', 'runSynchronization');
  await quiet(parent, child);
}

/** A site as its files tell it; the expired marks are left out, which hang on the number of full synchronizations. */
function result(folder: string, site: string) {
  const { updates, ...rest } = outcome(folder, site);
  return { ...rest, updates: updates.map(([id, revision, title, , superseded]) => [id, revision, title, superseded]) };
}

/** Rounds of killing one of two programs at a random moment of a synchronization, beside a site that nobody disturbs. */
export interface Kills {
  /** Publishes more, kills, starts again, synchronizes, and holds both against the undisturbed site. */
  round(random: Random): Promise<'parent' | 'child'>;
  close(): Promise<void>;
}

const NEW_EACH_ROUND = 25;

export async function openKills(upstream: Upstream): Promise<Kills> {
  const pair = await openPair(upstream);
  mkdirSync(join(pair.folder, 'control', 'CEN'), { recursive: true });
  const control = await openLab({ upstreamUrl: upstream.url, folder: join(pair.folder, 'control', 'CEN') });
  const port = Number(new URL(pair.parent.listening!).port);
  let published = 1000;
  let took = 0;
  const measured = async () => {
    const began = performance.now();
    await synchronized(pair);
    took = Math.max(took, performance.now() - began);
  };
  const publishMore = () => {
    publish(upstream.store, Array.from({ length: NEW_EACH_ROUND }, () => xp(published++)), 0);
  };
  const compare = async () => {
    expect((await control.synchronize()).state).toBe('done');
    const expected = result(join(pair.folder, 'control'), 'CEN');
    expect(expected.integrity).toEqual(['ok', 'ok']);
    expect(result(join(pair.folder, 'cen'), 'CEN')).toEqual(expected);
    expect(result(join(pair.folder, 'pr1'), 'PR1')).toEqual(expected);
  };
  await measured();
  await compare();
  publishMore();
  took = 0;
  await measured();
  return {
    round: async (random) => {
      publishMore();
      const victim = random.below(2) === 0 ? 'parent' : 'child';
      await pair.parent.command('softwareUpdatePoint', 'runSynchronization');
      // The moment of the kill is what is random here; nothing else depends on time.
      await new Promise((resolve) => setTimeout(resolve, random.below(Math.ceil(took))));
      await pair[victim].kill();
      pair[victim] = await startProgram(join(pair.folder, victim === 'parent' ? 'cen' : 'pr1'), victim === 'parent' ? listenAt(port, pair.wsusPort) : {});
      await quiet(pair.parent, pair.child);
      await synchronized(pair);
      await compare();
      return victim;
    },
    close: async () => {
      await control.close();
      await pair.close();
    },
  };
}
