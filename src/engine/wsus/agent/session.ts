import {
  clientPath, getClientAuthorization, getClientConfig, getClientCookie, registerComputer, simpleAuthPath, SoapError, SoapFault, type ComputerInfo, type Cookie, type Exchange,
} from '../protocol/index.ts';

export interface AgentSessionOptions {
  /** Address of the server without a slash at the end. */
  readonly base: string;
  /** GUID the agent keeps. */
  readonly clientId: string;
  readonly exchange: Exchange;
  readonly clock: { now(): number };
  readonly computer: () => ComputerInfo;
}

/** Keeps a cookie and gets a new one when the server asks for that (W§2, the agent's column). */
export interface AgentSession {
  /** @throws SoapFault InvalidCookie or ServerChanged when the server knows nothing of this client any more: its ids are void then */
  call<T>(step: (cookie: Cookie) => Promise<T>): Promise<T>;
}

const protocolVersion = '1.8';
const attempts = 4;

export function createAgentSession(options: AgentSessionOptions): AgentSession {
  const { base, clientId, exchange, clock, computer } = options;
  let config: Awaited<ReturnType<typeof readConfig>> | undefined;
  let authorization: Awaited<ReturnType<typeof authorize>> | undefined;
  let cookie: Cookie | undefined;
  let isRegistered = false;

  const readConfig = async () => {
    const told = await exchange(base + clientPath, getClientConfig, { protocolVersion });
    const plugIn = told.authInfo.find((one) => one.plugInId === 'SimpleTargeting');
    if (!plugIn) throw new SoapError('The server offers no way to authenticate that is known here.');
    return { lastChange: told.lastChange, mustRegister: told.isRegistrationRequired, url: plugIn.serviceUrl === '' ? base + simpleAuthPath : `${base}/${plugIn.serviceUrl.replace(/^\/+/, '')}` };
  };
  const authorize = (url: string) => exchange(url, getClientAuthorization, { clientId, targetGroupName: '', dnsName: computer().dnsName });
  const register = async (with_: Cookie): Promise<void> => {
    await exchange(base + clientPath, registerComputer, { cookie: with_, computerInfo: computer() });
    isRegistered = true;
  };
  const current = async (): Promise<Cookie> => {
    config ??= await readConfig();
    authorization ??= await authorize(config.url);
    const currentTime = new Date(clock.now()).toISOString();
    cookie ??= await exchange(base + clientPath, getClientCookie, { authCookies: [authorization], lastChange: config.lastChange, currentTime, protocolVersion });
    if (config.mustRegister && !isRegistered) await register(cookie);
    return cookie;
  };
  /** Forgets what the fault says is of no use any more. */
  const forget = ({ code }: SoapFault): void => {
    if (code === 'RegistrationRequired') isRegistered = false;
    else cookie = undefined;
    if (code !== 'RegistrationRequired') authorization = undefined;
    if (code === 'ConfigChanged' || lost.includes(code)) config = undefined;
  };
  return {
    async call(step) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await step(await current());
        } catch (error) {
          if (!(error instanceof SoapFault)) throw error;
          forget(error);
          if (lost.includes(error.code) || !passing.includes(error.code) || attempt >= attempts) throw error;
        }
      }
    },
  };
}

const lost = ['InvalidCookie', 'ServerChanged'];
const passing = ['CookieExpired', 'ConfigChanged', 'InvalidAuthorizationCookie', 'RegistrationRequired'];

/** Whether the server has forgotten this client's ids. */
export function isLost(error: unknown): boolean {
  return error instanceof SoapFault && lost.includes(error.code);
}
