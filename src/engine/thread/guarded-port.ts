import type { MessagePort } from 'node:worker_threads';
import type { SupportedMessagePort } from '@orpc/client/message-port';
import { decodeRequestMessage } from '@orpc/standard-server-peer';

/**
 * A host's port as the carrier wants it, with one guard in front: a frame that is not a request of the carrier ends its
 * own connection and nothing else. Without it such a frame would end the engine thread.
 */
export function guardedPort(port: MessagePort): SupportedMessagePort {
  const guarded = async (data: unknown, pass: (event: { data: unknown }) => void) => {
    try {
      if (typeof data !== 'string' && !(data instanceof Uint8Array)) throw new TypeError('Not a frame.');
      const [id, , payload] = await decodeRequestMessage(data as string);
      if (typeof id !== 'string' || (payload !== undefined && typeof payload !== 'object')) throw new TypeError('Not a request.');
      pass({ data });
    } catch {
      port.close();
    }
  };
  // Frames keep their order: the next waits until the one before was looked at.
  let last = Promise.resolve();
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    addEventListener: (type: string, listener: (event: unknown) => void) => {
      if (type === 'message') port.on('message', (data) => (last = last.then(() => guarded(data, listener))));
      else port.on(type as 'close', () => listener(undefined));
    },
  };
}
