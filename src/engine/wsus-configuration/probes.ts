import { lookup } from 'node:dns/promises';
import { connect as connectPlain, createServer, isIP } from 'node:net';
import { checkServerIdentity, connect as connectTls, type PeerCertificate } from 'node:tls';

/** Longest wait for another computer, in milliseconds. */
const PATIENCE_MS = 3000;

/** The address a name leads to, or why none. */
export async function resolve(name: string): Promise<{ address: string } | { problem: string }> {
  try {
    return { address: (await lookup(name)).address };
  } catch (error) {
    return { problem: (error as { code?: string }).code ?? (error as Error).message };
  }
}

/** Whether a program of this computer could listen at a port now. */
export function portHere(port: number): Promise<'free' | 'inUse' | 'refused'> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', (error) => done((error as { code?: string }).code === 'EADDRINUSE' ? 'inUse' : 'refused'));
    server.listen(port, '127.0.0.1', () => server.close(() => done('free')));
  });
}

/** Whether something takes connections at a port of another computer; undefined when it does, else why not. */
export function portThere(host: string, port: number, signal: AbortSignal): Promise<string | undefined> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return new Promise((done) => {
    const socket = connectPlain({ host, port, signal: limited });
    const end = (problem?: string) => {
      done(problem);
      socket.destroy();
    };
    socket.once('connect', () => end());
    socket.on('error', (error) => end(limited.aborted ? 'no answer' : ((error as { code?: string }).code ?? error.message)));
  });
}

/** The certificate a server shows at a port, trusted or not. */
export function certificateOf(host: string, port: number, signal: AbortSignal): Promise<{ certificate: PeerCertificate } | { problem: string }> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  return new Promise((done) => {
    // It is looked at, not trusted: nothing is sent over this connection.
    const socket = connectTls({ host, port, servername: isIP(host) === 0 ? host : undefined, rejectUnauthorized: false });
    const end = (found: { certificate: PeerCertificate } | { problem: string }) => {
      done(found);
      socket.destroy();
    };
    limited.addEventListener('abort', () => end({ problem: 'no answer' }), { once: true });
    socket.once('secureConnect', () => end({ certificate: socket.getPeerCertificate() }));
    socket.on('error', (error) => end({ problem: (error as { code?: string }).code ?? error.message }));
  });
}

const SERVER_AUTHENTICATION = '1.3.6.1.5.5.7.3.1';

/** What is wrong with a certificate for a server at a moment (D§2.8); empty when it will do. */
export function certificateProblems(certificate: PeerCertificate, host: string, now: number): string[] {
  const problems: string[] = [];
  const name = checkServerIdentity(host, certificate);
  if (name) problems.push(`it is not for ${host}`);
  if (now < Date.parse(certificate.valid_from)) problems.push(`it is not valid before ${certificate.valid_from}`);
  if (now > Date.parse(certificate.valid_to)) problems.push(`it expired on ${certificate.valid_to}`);
  // A certificate without the extension is good for everything.
  if (certificate.ext_key_usage && !certificate.ext_key_usage.includes(SERVER_AUTHENTICATION)) problems.push('it is not for server authentication');
  return problems;
}
