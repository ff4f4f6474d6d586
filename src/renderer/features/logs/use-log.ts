import { useEffect, useRef, useState } from 'react';
import type { LogLine, LogSeverity } from '../../../contract/index.ts';
import { ask, listen, useRows, useSession } from '../../data/index.ts';

const REFRESH_MS = 200;

/** Lines of a log through windows, its matches of `find`, and, while `follow` is on, new lines as they are written. */
export function useLog(name: string, site: string | undefined, minimumSeverity: LogSeverity, find: string, follow: boolean) {
  const [facts, setFacts] = useState<{ bytes: number; matches: number[] }>({ bytes: 0, matches: [] });
  const of = site === undefined ? {} : { site };
  const key = JSON.stringify([name, site, minimumSeverity, find]);
  const newest = useRef(key);
  newest.current = key;
  const rows = useRows<LogLine>('logs', key, async (offset, limit) => {
    const { value } = await ask((e, call) => e.logs.lines({ call: { ...call, ...of }, name, minimumSeverity, find, offset, limit }));
    if (newest.current === key) setFacts({ bytes: value.bytes, matches: value.matches });
    return { total: value.total, rows: value.lines };
  });
  const { refresh } = rows;
  const open = useSession((s) => s.engine !== null);
  const written = rows.total !== null;

  useEffect(() => {
    if (!follow || !open || !written) return;
    const stop = new AbortController();
    let planned: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      planned ??= setTimeout(() => {
        planned = undefined;
        refresh();
      }, REFRESH_MS);
    };
    void (async () => {
      for await (const _ of await listen((e, call, signal) => e.logs.follow({ call: site === undefined ? call : { ...call, site }, name }, { signal }), stop.signal)) soon();
    })().catch(() => {
      // The link is lost or the log has gone; the next reading says which.
    });
    return () => {
      clearTimeout(planned);
      stop.abort();
    };
  }, [name, site, follow, open, written, refresh]);

  return { rows, ...facts };
}
