import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../contract/index.ts';
import { inDesktop } from './host-window.ts';

/** The engine as the console calls it. */
export type Engine = ContractRouterClient<typeof contract>;

export interface Connection {
  engine: Engine;
  /** Settles when the link is gone. */
  closed: Promise<void>;
  close(): void;
}

const ANSWER_MS = 10_000;

/** The preload hands over one port per request; it arrives as a message from this window itself. */
function port(): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The engine did not answer.')), ANSWER_MS);
    const heard = (event: MessageEvent) => {
      if (event.source !== window || event.data !== 'patchbay:port' || !event.ports[0]) return;
      clearTimeout(late);
      window.removeEventListener('message', heard);
      resolve(event.ports[0]);
    };
    window.addEventListener('message', heard);
    window.postMessage('patchbay:connect', window.location.origin);
  });
}

async function overPort(): Promise<Connection> {
  const own = await port();
  const { promise: closed, resolve: ended } = Promise.withResolvers<void>();
  own.addEventListener('close', () => ended());
  own.start();
  const close = () => {
    own.close();
    // Only the other end hears of it.
    ended();
  };
  return { engine: createORPCClient(new PortLink({ port: own })), closed, close };
}

async function overSocket(): Promise<Connection> {
  const socket = new WebSocket(`ws://${window.location.host}/engine`);
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    void closed.then(() => reject(new Error('The engine did not answer.')));
  });
  return { engine: createORPCClient(new SocketLink({ websocket: socket })), closed, close: () => socket.close() };
}

/** Opens the carrier of this host: the desktop's message port, otherwise a WebSocket to the server of the page. */
export const connect = (): Promise<Connection> => (inDesktop ? overPort() : overSocket());
