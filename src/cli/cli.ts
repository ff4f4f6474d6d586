#!/usr/bin/env node
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { fileURLToPath } from 'node:url';
import { startEngine, type EngineThread } from '../engine/index.ts';
import { DataFolderInUse, defaultDataFolder, engineOptions, lockDataFolder } from '../host/index.ts';
import { serve } from '../server/index.ts';
import { readArguments, usage, UsageError, type Arguments } from './arguments.ts';
import { compareBundle, exportCatalog, importBundle, key, trust } from './air-gap.ts';
import { explained, log, sync, updates, type Client, type Terminal } from './commands.ts';
import { addSite, sites } from './sites.ts';

const terminal: Terminal = {
  print: (line) => void process.stdout.write(`${process.stdout.isTTY ? '\r\x1b[K' : ''}${line}\n`),
  progress: (line) => void (process.stderr.isTTY && process.stderr.write(`\r\x1b[K${line}`)),
};

// A reader that has seen enough (`| head`) closes the pipe; that is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const commands = { sites, 'add-site': addSite, sync, updates, log, export: exportCatalog, compare: compareBundle, import: importBundle, key, trust };

/** Serves the console until `stop`; throws when the site cannot join its parent or listen, and serves nothing then. */
async function serving(engine: EngineThread, args: Arguments, stop: AbortSignal): Promise<number> {
  const served = await serve(engine, fileURLToPath(new URL('../renderer', import.meta.url)), args.port);
  try {
    // A site that joins a parent is worth nothing before it has: wait, so that what is wrong is said here.
    const listening = args.parent !== undefined || args.listen !== null ? (await engine.ready).listening : null;
    if (listening !== null && !args.json) terminal.print(`Sites on other machines reach this one at ${listening}`);
    terminal.print(args.json ? JSON.stringify({ url: served.url, listening }) : `Patchbay is at ${served.url}\nThe address works once. Ctrl+C ends it.`);
    if (!stop.aborted) await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
    return 0;
  } finally {
    await served.close();
  }
}

/** A thin caller of the contract for scripts; `serve` is the headless host. */
async function main(args: Arguments): Promise<number> {
  const command = commands[args.command as keyof typeof commands];
  if (args.command !== 'serve' && !command) throw new UsageError(args.command === '' ? 'Name a command.' : `There is no command ${args.command}.`);
  const dataFolder = args.data ?? defaultDataFolder();
  const unlock = lockDataFolder(dataFolder);
  const { entry, options } = engineOptions(new URL(import.meta.url), 'browser', dataFolder);
  const parent = args.parent === undefined ? null : { url: args.parent, site: args.site!, key: args.join };
  const engine = startEngine(entry, { ...options, listen: args.command === 'serve' ? args.listen : null, expectElsewhere: args.command === 'add-site', parent, authority: args.authority });
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    if (args.command === 'serve') return await serving(engine, args, stop.signal);
    const { site } = await engine.ready;
    const port = engine.connect();
    const client: Client = createORPCClient(new RPCLink({ port }));
    port.start();
    try {
      return await command({ client, site: args.site ?? site, actor: options.host.actor, args, terminal, signal: stop.signal });
    } finally {
      port.close();
    }
  } finally {
    await engine.close();
    unlock();
  }
}

try {
  process.exitCode = await main(readArguments(process.argv.slice(2)));
} catch (error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (error instanceof DataFolderInUse) console.error(error.message);
  else console.error(explained(error as Error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
