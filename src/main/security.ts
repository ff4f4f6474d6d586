import { app, session } from 'electron';
import { ORIGIN } from './console-protocol.ts';

/** Nothing the console does not need: no navigation, no further windows, no web views, no permissions, no network. */
export function denyByDefault() {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event, url) => {
      if (!url.startsWith(`${ORIGIN}/`)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  session.defaultSession.setPermissionRequestHandler((_contents, permission, grant) => grant(permission === 'clipboard-sanitized-write'));
  session.defaultSession.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    const own = details.url.startsWith(`${ORIGIN}/`) || details.url.startsWith(`blob:${ORIGIN}`) || details.url.startsWith('data:') || details.url.startsWith('devtools:');
    answer({ cancel: !own });
  });
}
