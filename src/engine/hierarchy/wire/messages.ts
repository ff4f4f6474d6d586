import { z } from 'zod';
import { hierarchySite, moment, siteCode } from '../../../contract/index.ts';

/** Between a parent and a child site in another program: JSON over HTTP, each call with the child's key. */
export const paths = { join: '/link/site', exchange: '/link/exchange', wsus: '/link/wsus' } as const;

export const named = z.strictObject({ site: siteCode });

/** What a child that joins is told of itself. */
export const joined = z.strictObject({ site: hierarchySite, clock: z.strictObject({ kind: z.enum(['lab', 'live']), now: moment }) });
export type Joined = z.infer<typeof joined>;

export const wsusAddress = z.strictObject({ protocol: z.enum(['http', 'https']), port: z.int().min(1).max(65535) });

export const refusal = z.object({ why: z.string().max(2000) });

/** Bytes of one request or answer. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** Milliseconds of real time a parent waits for something to say before it answers that there is nothing. */
export const WAIT_MS = 20_000;
