import type { SoftwareUpdatePointSettings } from '../../contract/index.ts';

/** Where the active software update point answers, by the General tab; meant for a site that has one. */
export function activePoint({ role, serverName, port, sslPort, ssl }: SoftwareUpdatePointSettings['general'], siteServer: string): { server: string; port: number; ssl: boolean } {
  return { server: role === 'siteServer' || serverName === '' ? siteServer : serverName, port: ssl ? sslPort : port, ssl };
}
