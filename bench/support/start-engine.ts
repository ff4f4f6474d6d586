import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../src/contract/index.ts';
import { startEngine } from '../../src/engine/index.ts';
import { call, engineEntry, engineOptions } from './engine.ts';

/** A process that starts the engine over a data folder and speaks when the tree has been read. */
const engine = startEngine(engineEntry, engineOptions(process.argv[2]!));
await engine.ready;
const port = engine.connect();
const client: ContractRouterClient<typeof contract> = createORPCClient(new RPCLink({ port }));
port.start();
await client.updateRepository.tree({ call });
process.stdout.write('ready');
port.close();
await engine.close();
