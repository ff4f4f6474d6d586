import { ipcMain, MessageChannelMain, type IpcMainEvent } from 'electron';
import type { EngineThread } from '../engine/index.ts';
import { ORIGIN } from './console-protocol.ts';

/** Only the console's own page may ask for a port. */
export function fromConsole(event: Pick<IpcMainEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${ORIGIN}/`);
}

/** Gives each window a port of its own; frames pass between window and engine thread untouched. */
export function handPorts(engine: EngineThread) {
  ipcMain.on('connect', (event) => {
    if (!fromConsole(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    const inner = engine.connect();
    port1.on('message', ({ data }) => inner.postMessage(data));
    inner.on('message', (data) => port1.postMessage(data));
    port1.on('close', () => inner.close());
    inner.on('close', () => port1.close());
    port1.start();
    event.senderFrame?.postMessage('port', null, [port2]);
  });
}
