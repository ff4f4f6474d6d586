import type { BundledMicrosoftUpdate } from '../software-update-point/index.ts';
import { createWsusWorker } from './wsus-worker.ts';

export interface MicrosoftUpdateOptions {
  entry: URL;
  factsFolder: string;
  /** The catalog built from the facts; made anew when the facts changed. */
  file: string;
}

/** Starts the bundled Microsoft Update when it is first asked for, and hands out its address. */
export function startMicrosoftUpdate({ entry, ...data }: MicrosoftUpdateOptions): BundledMicrosoftUpdate & { content(): Promise<string>; close(): Promise<void> } {
  const worker = createWsusWorker('The bundled Microsoft Update', entry, data);
  return { publish: async (now, progress) => (await worker.publish(now, progress)).url, content: async () => (await worker.content()) ?? '', close: worker.close };
}
