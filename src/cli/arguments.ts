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
  /** The site a command is about; the topmost of the data folder when left out. With --parent: the site to be. */
  site: string | undefined;
  /** Where serve listens for sites on other machines. */
  listen: { host: string; port: number; wsusPort: number; certificate: string | null; key: string | null } | null;
  parent: string | undefined;
  join: string;
  authority: string | null;
  server: string | undefined;
  name: string | undefined;
  secondary: boolean;
  elsewhere: boolean;
}

export class UsageError extends Error {}

export const usage = `patchbay <command> [options]

  serve            open the console in the browser: prints an address that works once
  sync             run a synchronization and wait for it
  updates          list software updates (--limit N)
  log [name]       print a log (wsyncmgr.log)

  sites            list the sites of the hierarchy with their links
  add-site <code>  add a child site (--name, --server, --secondary, --elsewhere)

  export <folder>  write the WSUS catalog into an empty folder, signed (--expires DAYS)
  compare <folder> show what the import of such a bundle would change
  import <folder>  compare and import it, all or nothing (--accept-unsigned)
  key              print the public key this site signs its exports with
  trust <file>     trust the public key in a file for imports

  --json           one JSON object a line
  --expires DAYS   how long the export can be imported (default: 30)
  --data FOLDER    where sites are kept
  --site CODE      the site a command is about (default: the topmost one of the folder)
  --port N         port of serve (default: any free one)

Sites on several machines:
  serve --listen [HOST:]PORT --certificate FILE --key FILE [--wsus-port N]
                   also listen for child sites on other machines
  add-site <code> --elsewhere
                   expect such a site; prints the key it joins with
  serve --site CODE --parent https://HOST:PORT --join KEY [--authority FILE]
                   be that site; FILE holds certificates to trust`;

const options = {
  json: { type: 'boolean', default: false },
  data: { type: 'string' },
  port: { type: 'string', default: '0' },
  limit: { type: 'string', default: '100' },
  expires: { type: 'string', default: '30' },
  'accept-unsigned': { type: 'boolean', default: false },
  site: { type: 'string' },
  listen: { type: 'string' },
  'wsus-port': { type: 'string', default: '8531' },
  certificate: { type: 'string' },
  key: { type: 'string' },
  parent: { type: 'string' },
  join: { type: 'string', default: '' },
  authority: { type: 'string' },
  server: { type: 'string' },
  name: { type: 'string' },
  secondary: { type: 'boolean', default: false },
  elsewhere: { type: 'boolean', default: false },
} as const;

const LOOPBACK = ['127.0.0.1', 'localhost'];

/** Another machine is only listened for with a certificate. Throws UsageError. */
function listening(where: string | undefined, wsusPort: number, certificate: string | undefined, key: string | undefined): Arguments['listen'] {
  if (where === undefined) return null;
  const [, host = '0.0.0.0', port] = /^(?:([^:]+):)?(\d{1,5})$/.exec(where) ?? [];
  if (port === undefined || Number(port) > 65535) throw new UsageError('--listen takes a port, or a host and a port: 8540, 127.0.0.1:8540.');
  if ((certificate === undefined) !== (key === undefined)) throw new UsageError('--certificate and --key go together.');
  if (certificate === undefined && !LOOPBACK.includes(host)) throw new UsageError('To listen for other machines name --certificate and --key, PEM files.');
  return { host, port: Number(port), wsusPort, certificate: certificate ?? null, key: key ?? null };
}

/** Parses the command line; throws UsageError with what is wrong. */
export function readArguments(argv: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options });
    const number = (name: 'port' | 'limit' | 'expires' | 'wsus-port', least: number, most: number) => {
      const n = Number(values[name]);
      if (!Number.isInteger(n) || n < least || n > most) throw new UsageError(`--${name} takes a whole number from ${least} to ${most}.`);
      return n;
    };
    const [command = '', ...rest] = positionals;
    const { json, data, site, parent, join, authority, server, name, secondary, elsewhere } = values;
    if (site !== undefined && !/^[A-Z0-9]{3}$/.test(site)) throw new UsageError('--site takes a site code: three capital letters or digits.');
    if (parent !== undefined && !(URL.canParse(parent) && /^https?:/.test(parent))) throw new UsageError('--parent takes the address where the parent listens: https://HOST:PORT.');
    if (parent !== undefined && site === undefined) throw new UsageError('--parent needs --site: the code of the site to be.');
    return {
      command, rest, json, data, site, parent, join, server, name, secondary, elsewhere,
      authority: authority ?? null,
      port: number('port', 0, 65535),
      limit: number('limit', 1, 1_000_000),
      expires: number('expires', 1, 3650),
      acceptUnsigned: values['accept-unsigned'],
      listen: listening(values.listen, number('wsus-port', 0, 65535), values.certificate, values.key),
    };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message);
  }
}
