import type { MessagePort } from 'node:worker_threads';
import type { WebSocket } from 'ws';

/** Frames pass between browser and engine thread untouched; the engine parses every one. */
export function relay(socket: WebSocket, port: MessagePort) {
  socket.on('message', (data: Buffer, isBinary: boolean) => port.postMessage(isBinary ? new Uint8Array(data) : data.toString('utf8')));
  port.on('message', (data: string | Uint8Array) => {
    if (socket.readyState === socket.OPEN) socket.send(data);
  });
  socket.on('close', () => port.close());
  socket.on('error', () => port.close());
  port.on('close', () => socket.close());
}
