import { ipcRenderer, webFrame } from 'electron';

/** Hands the console its port to the engine, a further window and the zoom of its own, and nothing else. */
const { origin } = window.location;

/** Steps of zoom in the order of the View menu. */
const ZOOMS = [0.75, 1, 1.25, 1.5, 2];

function zoom(step: number) {
  const at = ZOOMS.findIndex((one) => Math.abs(one - webFrame.getZoomFactor()) < 0.01);
  webFrame.setZoomFactor(step === 0 || at < 0 ? 1 : ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + step))]!);
}

const requests: Record<string, () => void> = {
  'patchbay:connect': () => ipcRenderer.send('connect'),
  'patchbay:new-window': () => ipcRenderer.send('new-window'),
  'patchbay:zoom 1': () => zoom(1),
  'patchbay:zoom -1': () => zoom(-1),
  'patchbay:zoom 0': () => zoom(0),
};

window.addEventListener('message', (event) => {
  if (event.source === window && typeof event.data === 'string' && Object.hasOwn(requests, event.data)) requests[event.data]!();
});

ipcRenderer.on('port', (event) => {
  window.postMessage('patchbay:port', origin, [...event.ports]);
});
