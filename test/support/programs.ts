import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import type { HierarchySite, Link, SoftwareUpdatePointSettings, Synchronization, SynchronizationStatus } from '../../src/contract/index.ts';
import type { EngineOptions } from '../../src/engine/thread/messages.ts';
import { testOptions } from './engine.ts';
import { ACTOR } from './lab.ts';
import type { FromProgram, ToProgram } from './site-program.ts';

/** A Patchbay in a process of its own. */
export interface Program {
  readonly site: string;
  /** Where sites on other machines reach it. */
  readonly listening: string | null;
  ask<T>(area: string, verb: string, input?: object): Promise<T>;
  command<T>(area: string, verb: string, input?: object): Promise<T>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

const script = fileURLToPath(new URL('./site-program.ts', import.meta.url));

/** Starts a program; rejects with its reason when it cannot open its site. */
export async function startProgram(folder: string, options: Partial<EngineOptions>): Promise<Program> {
  const own = testOptions(folder);
  const child: ChildProcess = fork(script, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [], env: { ...process.env, NODE_OPTIONS: '' } });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let next = 1;
  const tell = (message: ToProgram) => void (child.connected && child.send(message, () => {}));
  const { site, listening } = await new Promise<{ site: string; listening: string | null }>((resolve, reject) => {
    child.on('message', (message: FromProgram) => {
      if (message.kind === 'ready') resolve(message);
      if (message.kind === 'failed') {
        child.kill('SIGKILL');
        reject(new Error(message.message));
      }
      if (message.kind !== 'answer' && message.kind !== 'error') return;
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.kind === 'answer') asked?.resolve(message.value);
      else asked?.reject(new Error(message.message));
    });
    child.once('exit', () => {
      reject(new Error('The program ended.'));
      waiting.forEach((asked) => asked.reject(new Error('The program ended.')));
    });
    tell({ kind: 'open', options: { ...own, host: { ...own.host, actor: ACTOR }, ...options } });
  });
  const send = <T>(area: string, verb: string, input: unknown) =>
    new Promise<T>((resolve, reject) => {
      if (!child.connected) return void reject(new Error('The program ended.'));
      const id = next++;
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      tell({ kind: 'call', id, area, verb, input });
    });
  const ask: Program['ask'] = async <T>(area: string, verb: string, input: object = {}) => (await send<{ value: T }>(area, verb, { call: { site, actor: ACTOR }, ...input })).value;
  return {
    site, listening, ask,
    command: async <T>(area: string, verb: string, input: object = {}) => (await send<{ value: T }>(area, verb, { call: { site, actor: ACTOR, expectedRevision: Number.MAX_SAFE_INTEGER }, ...input })).value,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
    close: async () => {
      tell({ kind: 'close' });
      await exited;
    },
  };
}

/** Makes the site the child of another machine joins as; answers with its key. */
export async function expectSite(parent: Program, code: string): Promise<string> {
  const { joinKey } = await parent.command<{ joinKey: string }>('hierarchy', 'addSite', { site: { code, name: `Site ${code}`, server: `${code}01.corp.lab`, kind: 'primary', place: 'elsewhere' } });
  return joinKey;
}

/** Lets the central site synchronize from an upstream server of the test. */
export async function synchronizeFrom(parent: Program, url: string): Promise<void> {
  const { settings } = await parent.ask<{ settings: SoftwareUpdatePointSettings }>('softwareUpdatePoint', 'settings');
  const { hostname, port } = new URL(url);
  await parent.command('softwareUpdatePoint', 'change', { settings: { ...settings, syncSettings: { ...settings.syncSettings, source: 'upstream', upstream: { serverName: hostname, port: Number(port), ssl: false } } } });
}

const resting = async (program: Program) => {
  const links = await program.ask<Link[]>('hierarchy', 'links');
  const { current } = await program.ask<SynchronizationStatus>('softwareUpdatePoint', 'status');
  return current === null && links.every((link) => link.backlog === 0 && link.attempts === 0 && link.state !== 'never');
};

/** Waits until no program has anything to do or to say. */
export async function quiet(...programs: Program[]): Promise<void> {
  for (let still = 0; still < 10; ) {
    const all = await Promise.all(programs.map(resting));
    still = all.every(Boolean) ? still + 1 : 0;
  }
}

export const lastRun = async (program: Program) => (await program.ask<Synchronization[]>('softwareUpdatePoint', 'history', { limit: 1 }))[0];
export const sitesOf = (program: Program) => program.ask<HierarchySite[]>('hierarchy', 'sites');

/** What a site knows in the end, out of its files: updates with their marks, and the identities in its WSUS catalog. */
export function outcome(folder: string, site: string) {
  const open = (name: string) => new Sqlite(join(folder, site, name), { readonly: true });
  const database = open('site.db');
  const catalog = open('susdb.db');
  try {
    return {
      integrity: [database.pragma('integrity_check', { simple: true }), catalog.pragma('integrity_check', { simple: true })],
      updates: database.prepare('SELECT update_id, revision_number, title, expired, superseded FROM software_updates WHERE until_version = 9007199254740991 ORDER BY update_id').raw().all() as unknown[][],
      categories: database.prepare('SELECT category_id, title, parent_id FROM categories ORDER BY category_id').raw().all(),
      catalog: catalog.prepare('SELECT update_id, revision_number FROM revisions WHERE since_version <= (SELECT CAST(value AS INTEGER) FROM meta WHERE key = \'catalog_version\') ORDER BY 1, 2').raw().all(),
    };
  } finally {
    database.close();
    catalog.close();
  }
}
