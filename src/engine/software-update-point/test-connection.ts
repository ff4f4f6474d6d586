import type { Breath } from '../kernel/index.ts';
import { createServerSyncClient, type SynchronizationError } from '../wsus/index.ts';
import type { Source } from './source.ts';

export interface ConnectionTest {
  ok: boolean;
  message: string;
  todo: string;
  tookMs: number;
}

/** Begins a session with the source as a synchronization would, and ends it there. */
export async function testConnection(test: { source: Source; server: string; now: number; monotonic: () => number; breath: Breath; authorities?: () => string | undefined; signal?: AbortSignal }): Promise<ConnectionTest> {
  const began = test.monotonic();
  const answer = (ok: boolean, message: string, todo: string): ConnectionTest => ({ ok, message, todo, tookMs: Math.round(test.monotonic() - began) });
  try {
    const url = await test.source.address(test.now, () => {});
    if (url === null) return answer(true, 'Nothing to connect to: metadata arrives by import.', '');
    const client = createServerSyncClient({ url, accountName: test.server, accountGuid: '00000000-0000-0000-0000-000000000000', signal: test.signal ?? new AbortController().signal, breath: test.breath, authorities: test.authorities?.(), limits: { connect: 10_000, idle: 10_000, total: 20_000, attempts: 1 } });
    const { protocolVersion } = await client.connect();
    return answer(true, `${test.source.name} answers${protocolVersion ? ` with protocol ${protocolVersion}` : ''}.`, '');
  } catch (error) {
    return answer(false, (error as SynchronizationError).message, 'Check the server name, the port and SSL, and that the server can be reached from here.');
  }
}
