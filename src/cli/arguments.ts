import { parseArgs } from 'node:util';

export interface Arguments {
  command: string;
  rest: string[];
  json: boolean;
  data: string | undefined;
  port: number;
  limit: number;
  /** Days an exported bundle can be imported. */
  expires: number;
  acceptUnsigned: boolean;
}

export class UsageError extends Error {}

export const usage = `patchbay <command> [options]

  serve            open the console in the browser: prints an address that works once
  sync             run a synchronization and wait for it
  updates          list software updates (--limit N)
  log [name]       print a log (wsyncmgr.log)

  export <folder>  write the WSUS catalog into an empty folder, signed (--expires DAYS)
  compare <folder> show what the import of such a bundle would change
  import <folder>  compare and import it, all or nothing (--accept-unsigned)
  key              print the public key this site signs its exports with
  trust <file>     trust the public key in a file for imports

  --json           one JSON object a line
  --expires DAYS   how long the export can be imported (default: 30)
  --data FOLDER    where sites are kept
  --port N         port of serve (default: any free one)`;

/** Parses the command line; throws UsageError with what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, data: { type: 'string' }, port: { type: 'string', default: '0' }, limit: { type: 'string', default: '100' }, expires: { type: 'string', default: '30' }, 'accept-unsigned': { type: 'boolean', default: false } },
    });
    const number = (name: 'port' | 'limit' | 'expires', least: number, most: number) => {
      const n = Number(values[name]);
      if (!Number.isInteger(n) || n < least || n > most) throw new UsageError(`--${name} takes a whole number from ${least} to ${most}.`);
      return n;
    };
    const [command = '', ...rest] = positionals;
    return { command, rest, json: values.json, data: values.data, port: number('port', 0, 65535), limit: number('limit', 1, 1_000_000), expires: number('expires', 1, 3650), acceptUnsigned: values['accept-unsigned'] };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
