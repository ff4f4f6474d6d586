/** Whether the console runs in a window of its own host and not in a browser's. */
export const inDesktop = window.location.protocol === 'patchbay:';

/** A further window on the same engine: of the desktop host, which the preload asks for it, or of the browser. */
export function newWindow() {
  if (inDesktop) window.postMessage('patchbay:new-window', window.location.origin);
  else window.open(window.location.href, '_blank', 'noopener');
}

/** Zooms the desktop window in (1) or out (-1) by a step, or back (0); a browser has its own zoom. */
export function zoomWindow(step: 1 | -1 | 0) {
  if (inDesktop) window.postMessage(`patchbay:zoom ${step}`, window.location.origin);
}
