import type { Prerequisite, RolePlan } from '../../contract/index.ts';
import type { Breath } from '../kernel/index.ts';
import { createServerSyncClient, SynchronizationError, type CatalogStore } from '../wsus/index.ts';
import { certificateOf, certificateProblems, portHere, portThere, resolve } from './probes.ts';

interface Checking {
  plan: RolePlan;
  siteServer: string;
  catalog: CatalogStore;
  /** Site time. */
  now: number;
  breath: Breath;
  signal: AbortSignal;
}

type Check = (checking: Checking, remote: boolean) => Promise<Prerequisite | null>;
const found = (id: Prerequisite['id'], title: string, result: Prerequisite['result'], detail: string, simulated: string | null = null): Prerequisite => ({ id, title, result, detail, simulated });

const WSUS = 'WSUS 3.0 with Service Pack 1 or later';

const wsus: Check = async ({ plan: { server, settings }, catalog, breath, signal }, remote) => {
  if (!remote) {
    catalog.setting('catalog_version');
    return found('wsus', WSUS, 'passed', `The WSUS catalog store of ${server} opens and has schema ${catalog.schema()}, the newest.`, 'The store stands for WSUS 3.0 with Service Pack 2.');
  }
  const { port, sslPort, ssl } = settings.general;
  const url = ssl ? `https://${server}:${sslPort}` : `http://${server}:${port}`;
  try {
    const client = createServerSyncClient({ url, accountName: server, accountGuid: '00000000-0000-0000-0000-000000000000', signal, breath, limits: { connect: 3000, idle: 3000, total: 6000, attempts: 1 } });
    const { protocolVersion } = await client.connect();
    return found('wsus', WSUS, 'passed', `WSUS answers at ${url}${protocolVersion ? ` with protocol ${protocolVersion}` : ''}.`);
  } catch (error) {
    if (!(error instanceof SynchronizationError)) throw error;
    return found('wsus', WSUS, 'failed', `No WSUS answers at ${url}: ${error.message.replace(/\.$/, '')}. Install WSUS there, or correct the name and the ports.`);
  }
};

const consoleHere: Check = async ({ siteServer }, remote) =>
  remote ? found('console', `WSUS administration console on ${siteServer}`, 'passed', 'Patchbay speaks the protocol of WSUS itself.', 'There is no separate console to install.') : null;

const name: Check = async ({ plan: { server } }, remote) => {
  const title = `Name of ${server}`;
  const answer = await resolve(server);
  if ('address' in answer) return found('name', title, 'passed', `The name leads to ${answer.address}.`);
  if (!remote) return found('name', title, 'passed', 'It is the site server.', 'The name stands for this computer; no name server knows it.');
  return found('name', title, 'failed', `No address is found for the name (${answer.problem}). Check its spelling and the name server.`);
};

const portOf = (id: 'port' | 'sslPort', label: string): Check => async ({ plan: { server, settings }, signal }, remote) => {
  const port = settings.general[id];
  const title = `${label} ${port}`;
  if (remote) {
    const problem = await portThere(server, port, signal);
    const needed = id === 'port' ? !settings.general.ssl : settings.general.ssl;
    if (problem === undefined) return found(id, title, 'passed', `${server} takes connections at it.`);
    return found(id, title, needed ? 'failed' : 'warning', `${server} takes no connection at it (${problem}). It must be the port of the WSUS web site.`);
  }
  const state = await portHere(port);
  const texts = {
    free: found(id, title, 'passed', 'No other program of this computer uses it.'),
    inUse: found(id, title, 'warning', 'Another program of this computer uses it. Choose another port, or end that program.'),
    refused: found(id, title, 'warning', 'This computer does not let Patchbay use it. Ports from 1024 on need no further rights.'),
  };
  return texts[state];
};

/** DOMAIN\user or user@domain; empty is the computer account. */
const accountForm = /^(?:[^\\/"[\]:;|=,+*?<>@\s]{1,64}\\[^\\/"[\]:;|=,+*?<>@]{1,64}|[^\\/"[\]:;|=,+*?<>@\s]{1,64}@[A-Za-z0-9.-]{1,255})$/;

const account: Check = async ({ plan: { settings } }) => {
  const given = settings.general.connectionAccount;
  const title = 'Software Update Point Connection Account';
  const simulated = 'Whether it is a local administrator and in WSUS Administrators is not looked at.';
  if (given === '') return found('account', title, 'passed', 'The computer account of the site server is used.', simulated);
  if (!accountForm.test(given)) return found('account', title, 'failed', `“${given}” is no account name. Write it as DOMAIN\\user or user@domain.`);
  return found('account', title, 'passed', `${given} has the form of an account name.`, simulated);
};

const certificate: Check = async ({ plan: { server, settings }, now, signal }, remote) => {
  if (!settings.general.ssl) return null;
  const host = remote ? server : '127.0.0.1';
  const title = `Certificate for SSL on ${server}`;
  const answer = await certificateOf(host, settings.general.sslPort, signal);
  if ('problem' in answer) return found('certificate', title, 'failed', `No certificate is shown at port ${settings.general.sslPort} (${answer.problem}). Bind one to the WSUS web site first.`);
  const problems = certificateProblems(answer.certificate, server, now);
  if (problems.length > 0) return found('certificate', title, 'failed', `The certificate at port ${settings.general.sslPort} will not do: ${problems.join(', ')}.`);
  return found('certificate', title, 'passed', `It is for ${server} and valid until ${answer.certificate.valid_to}.`);
};

/** Prerequisites of the role by name (SYNC-17, D§2.9), in the order an administrator works through them. */
export async function checkPrerequisites(checking: Checking): Promise<Prerequisite[]> {
  const remote = checking.plan.server.toLowerCase() !== checking.siteServer.toLowerCase();
  const checks = [name, wsus, consoleHere, portOf('port', 'Port'), portOf('sslPort', 'SSL port'), account, certificate];
  const results = await Promise.all(checks.map((check) => check(checking, remote)));
  return results.filter((one) => one !== null);
}
