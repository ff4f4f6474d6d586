import { ipcRenderer } from 'electron';

/** Hands the console its port to the engine, and nothing else. */
const { origin } = window.location;

window.addEventListener('message', (event) => {
  if (event.source === window && event.data === 'patchbay:connect') ipcRenderer.send('connect');
});

ipcRenderer.on('port', (event) => {
  window.postMessage('patchbay:port', origin, [...event.ports]);
});
