import { QueryClient, keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Engine } from './connection.ts';
import { asked, seen, useSession } from './session.ts';

export interface Reply<T> {
  revision: number;
  value: T;
}

/** Answers of the engine, keyed by area first, so that a change event can name what to read again. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, gcTime: 60_000, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' } },
});

export class LinkLost extends Error {
  readonly data = { what: 'The engine could not be asked.', why: 'The link to the engine is lost.', todo: 'Patchbay connects again by itself. Try again then.' };
}

function engine(): Engine {
  const present = useSession.getState().engine;
  if (!present) throw new LinkLost('The link to the engine is lost.');
  return present;
}

/** A call with who asks added; its reply's revision is remembered. */
export async function ask<T>(call: (engine: Engine, asking: ReturnType<typeof asked>) => Promise<Reply<T>>): Promise<Reply<T>> {
  const reply = await call(engine(), asked());
  seen(reply.revision);
  return reply;
}

/** A command; `expectedRevision` is what the user was looking at, by default the newest seen. */
export function command<T>(
  call: (engine: Engine, commanding: ReturnType<typeof asked> & { expectedRevision: number }) => Promise<Reply<T>>,
  expectedRevision = useSession.getState().revision,
): Promise<Reply<T>> {
  return ask((e, asking) => call(e, { ...asking, expectedRevision }));
}

/** A stream of the engine; ends with the signal. */
export function listen<T>(open: (engine: Engine, asking: ReturnType<typeof asked>, signal: AbortSignal) => Promise<AsyncIterable<T>>, signal: AbortSignal): Promise<AsyncIterable<T>> {
  return open(engine(), asked(), signal);
}

/** A value of the site that is read again when its area changes. The last value stays while a newer one is on its way. */
export function useAsked<T>(
  key: readonly [area: string, ...rest: unknown[]],
  call: (engine: Engine, asking: ReturnType<typeof asked>) => Promise<Reply<T>>,
  options: { enabled?: boolean; keepPrevious?: boolean } = {},
): UseQueryResult<Reply<T>> {
  const open = useSession((s) => s.engine !== null);
  return useQuery({
    queryKey: key,
    queryFn: () => ask(call),
    enabled: open && options.enabled !== false,
    placeholderData: options.keepPrevious === false ? undefined : keepPreviousData,
  });
}
