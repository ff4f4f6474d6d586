import { useEffect, useState } from 'react';
import { ask, type Reply } from '../../data/index.ts';

/** A value read once, so that a change by somebody else shows as a conflict and is not overwritten; `reload` reads it again. */
export function useLoaded<T>(call: Parameters<typeof ask<T>>[0]): { loaded: Reply<T> | null; problem: unknown; reload(): void } {
  const [loaded, setLoaded] = useState<Reply<T> | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const reload = () => {
    setProblem(null);
    ask(call).then(setLoaded, setProblem);
  };
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  useEffect(reload, []);
  return { loaded, problem, reload };
}
