import { isAbsolute, join } from 'node:path';
import { ContentError } from './content-error.ts';

/** Where a folder that an administrator names is on this machine. */
export interface Paths {
  /**
   * @param path a UNC path (\\server\share\folder), or a whole local path
   * @throws ContentError BadName, NotReadable
   */
  local(path: string): string;
  /** One name for all ways to write the same folder. @throws ContentError BadName */
  same(path: string): string;
  /** The folder of a share of a site system. */
  share(server: string, share: string): string;
}

const unc = /^\\\\([^\\/]+)\\([^\\/]+)((?:\\[^\\/]+)*)\\?$/;
// oxlint-disable-next-line no-control-regex -- no name of a file has these
const forbidden = /[<>:"|?*\u0000-\u001f]/;

const bad = (path: string, why: string) => new ContentError('BadName', `“${path}” cannot be used: ${why}.`, 'Enter a folder as \\\\server\\share\\folder.');

/**
 * Servers of a lab are names: their shares are folders below `shares`, one for each server. On Windows any other UNC path is what it is.
 * @param servers names of the site's servers, whole ones
 */
export function createPaths({ shares, servers, windows }: { shares: string; servers: () => readonly string[]; windows: boolean }): Paths {
  const parsed = (path: string) => {
    const found = unc.exec(path);
    if (!found) {
      if (path.startsWith('\\\\') || !isAbsolute(path) || path.includes('\0')) throw bad(path, 'it is no whole path');
      return null;
    }
    const parts = [found[1]!, found[2]!, ...found[3]!.split('\\').filter(Boolean)];
    if (parts.some((part) => forbidden.test(part) || /^\.+$/.test(part) || /[. ]$/.test(part))) throw bad(path, 'a name in it has characters that no folder has');
    const [server = '', ...rest] = parts;
    const own = servers().find((one) => one.toLowerCase() === server.toLowerCase() || one.split('.')[0]!.toLowerCase() === server.toLowerCase());
    return { own, server, rest };
  };
  return {
    local: (path) => {
      const named = parsed(path);
      if (!named || (!named.own && windows)) return path;
      if (named.own) return join(shares, named.own.toLowerCase(), ...named.rest.map((part) => part.toLowerCase()));
      throw new ContentError('NotReadable', `\\\\${named.server} cannot be reached: it is no server of this site.`, `Name a share of a server of the site: ${servers().join(', ')}.`);
    },
    same: (path) => {
      const named = parsed(path);
      return named ? ['\\', named.own ?? named.server, ...named.rest].join('\\').toLowerCase() : path.replace(/[\\/]+$/, '');
    },
    share: (server, share) => join(shares, server.toLowerCase(), share.toLowerCase()),
  };
}
