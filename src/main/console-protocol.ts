import { protocol } from 'electron';
import { errorPage, rendererFile, securityHeaders } from '../host/index.ts';

/** The console is served under a scheme of its own: a real origin, unlike file:, and nothing else answers there. */
export const SCHEME = 'patchbay';
export const ORIGIN = `${SCHEME}://patchbay`;

protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);

export function serveConsole(folder: string, startError: () => { what: string; why: string; todo: string } | undefined) {
  const headers = securityHeaders("'self'");
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'patchbay' || request.method !== 'GET') return new Response('', { status: 404, headers });
    const failed = startError();
    if (failed && url.pathname === '/') return new Response(errorPage(failed), { headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
    const file = await rendererFile(folder, url.pathname);
    if (!file) return new Response('', { status: 404, headers });
    return new Response(new Uint8Array(file.body), { headers: { ...headers, 'Content-Type': file.type } });
  });
}
