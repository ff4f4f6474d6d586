import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';
import { SiteDatabaseError } from '../site-database/index.ts';
import type { Site } from '../site.ts';
import { checkAccess } from './access.ts';

/** What a connection brings: the sites it may ask, the program around them, and who sits in front of it. */
export interface Connection {
  site(code: string): Site;
  /** Every site of this program, the topmost first. */
  sites(): { code: string; name: string; kind: 'central' | 'primary' | 'secondary' }[];
  host: { kind: 'desktop' | 'browser'; version: string; runtime: string; dataFolder: string; actor: string; site: string };
}

/** Every call's failures reach the wire in words, also one before any door was opened: a site that is not here. */
export const api = implement(contract)
  .$context<Connection>()
  .use(async ({ next }) => {
    try {
      return await next();
    } catch (error) {
      throw wire(error);
    }
  })
  .use(({ context, path, next }, input) => {
    checkAccess(context.site, path, input);
    return next();
  });

/** The engine's failures as the contract's errors; anything else is a defect and says no more than that. */
function wire(error: unknown): unknown {
  if (error instanceof SiteDatabaseError) {
    const data = { what: 'Nothing was changed.', why: error.message, todo: 'Free some space on the disk of the data folder, check that it can be written, and try again.' };
    return new ORPCError('UNAVAILABLE', { defined: true, message: error.message, data });
  }
  if (!(error instanceof Failure)) return error;
  return new ORPCError(error.code, { defined: true, message: error.message, data: error.explained });
}

/** The same for a stream, whose failures come after the call was answered. */
export async function* failingStream<T>(make: () => Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void, undefined> {
  try {
    yield* make();
  } catch (error) {
    throw wire(error);
  }
}
