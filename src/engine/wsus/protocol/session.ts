import type { Exchange } from './exchange.ts';
import type { ConfigData, Cookie } from './messages.ts';
import { dssAuthPath, getAuthConfig, getAuthorizationCookie, getConfigData, getCookie, serverSyncPath } from './operations.ts';
import { SoapFault } from './soap-error.ts';
import { SynchronizationError } from './synchronization-error.ts';

/** What authentication gives: the cookie of the later calls and the server's configuration. */
export interface Session {
  readonly cookie: Cookie;
  readonly configuration: ConfigData;
}

export interface SessionOptions {
  /** Address of the server without a slash at the end. */
  readonly base: string;
  readonly accountName: string;
  readonly accountGuid: string;
  /** Times a call is made with a new session because the server did not accept the one before. */
  readonly attempts: number;
  readonly exchange: Exchange;
}

/** Authenticates when it is first needed, and again from the start when the server does not know the cookie any more (W§2). */
export interface Sessions {
  current(): Promise<Session>;
  authenticated<T>(step: (session: Session) => Promise<T>): Promise<T>;
}

const protocolVersion = '1.20';

export function createSessions(options: SessionOptions): Sessions {
  let session: Promise<Session> | undefined;
  const current = (): Promise<Session> => {
    session ??= begin(options).catch((error: unknown) => {
      session = undefined;
      throw error;
    });
    return session;
  };
  return {
    current,
    async authenticated(step) {
      for (let attempt = 1; ; attempt++) {
        const used = current();
        try {
          return await step(await used);
        } catch (error) {
          if (!isStaleCookie(error) || attempt >= options.attempts) throw error;
          if (session === used) session = undefined;
        }
      }
    },
  };
}

async function begin({ base, accountName, accountGuid, exchange }: SessionOptions): Promise<Session> {
  const serverSync = base + serverSyncPath;
  const authConfig = await exchange(serverSync, getAuthConfig, {});
  const plugIn = authConfig.authInfo.find((one) => one.plugInId === 'DssTargeting');
  if (!plugIn) throw new SynchronizationError('DssAuthenticationError', 'The server offers no way to authenticate that is known here.');
  const authUrl = plugIn.serviceUrl === '' ? base + dssAuthPath : `${base}/${plugIn.serviceUrl.replace(/^\/+/, '')}`;
  const authorization = await exchange(authUrl, getAuthorizationCookie, { accountName, accountGuid });
  const cookie = await exchange(serverSync, getCookie, { authCookies: [authorization], protocolVersion });
  const configuration = await exchange(serverSync, getConfigData, { cookie });
  checkConfiguration(configuration);
  return { cookie, configuration };
}

function checkConfiguration({ protocolVersion: version = '1.0', maxNumberOfUpdatesPerRequest }: ConfigData): void {
  if (!/^1(\.|$)/.test(version.trim())) {
    throw new SynchronizationError('IncompatibleProtocolVersion', `The server speaks protocol version ${version.slice(0, 20)}; only 1 is known.`);
  }
  if (maxNumberOfUpdatesPerRequest < 1) throw new SynchronizationError('UssOtherError', 'The server does not let any update be asked for.');
}

const stale = ['InvalidCookie', 'CookieExpired', 'ConfigChanged', 'InvalidAuthorizationCookie'];

export function isStaleCookie(error: unknown): boolean {
  return error instanceof SoapFault && stale.includes(error.code);
}
