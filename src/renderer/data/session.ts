import { create } from 'zustand';
import type { Area } from '../../contract/index.ts';
import { connect, type Engine } from './connection.ts';

export interface HostDescription {
  kind: 'desktop' | 'browser';
  version: string;
  runtime: string;
  dataFolder: string;
  actor: string;
  site: string;
}

interface Session {
  state: 'connecting' | 'open' | 'lost';
  engine: Engine | null;
  host: HostDescription | null;
  /** The site the console is connected to; null until the host has said which is the first. */
  site: string | null;
  /** The user chosen in place of the account of the host; null: that account. Chosen, not authenticated: a lab has no log-on. */
  actor: string | null;
  /** Newest revision seen in a reply or an event. */
  revision: number;
  /** Wall-clock moment the link was lost. */
  lostAt: number | null;
  /** Why the last attempt failed. */
  problem: string | null;
}

export const useSession = create<Session>(() => ({ state: 'connecting', engine: null, host: null, site: null, actor: null, revision: 0, lostAt: null, problem: null }));

/** Who asks which site. Before the host has introduced itself, the lab's central site is asked. */
export function asked() {
  const { host, site, actor } = useSession.getState();
  return { site: site ?? host?.site ?? 'CEN', actor: actor ?? host?.actor ?? 'console' };
}

export const seen = (revision: number) => useSession.setState((s) => (revision > s.revision ? { revision } : s));

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface SessionEvents {
  opened(engine: Engine): void;
  /** `revised`: the journal has grown. */
  changed(areas: Area[], revised: boolean): void;
}

let hangUp = () => {};

/** Hangs up and connects again, to another site of the program. */
export function switchSite(site: string) {
  useSession.setState({ site, engine: null, revision: 0 });
  // After the pages of the site before have gone and ended their streams over the link that is still open.
  setTimeout(hangUp, 0);
}

/** One life of the link: introduce, subscribe to changes first, then let everybody read. */
async function live(events: SessionEvents): Promise<void> {
  const connection = await connect();
  const { engine } = connection;
  hangUp = () => connection.close();
  try {
    const host = (await engine.host.describe({ call: asked() })).value;
    useSession.setState((s) => ({ host, site: s.site ?? host.site }));
    const changes = await engine.site.changes({ call: asked() });
    useSession.setState({ state: 'open', engine, lostAt: null, problem: null });
    events.opened(engine);
    let newest = 0;
    void (async () => {
      for await (const change of changes) {
        const revised = change.revision > newest;
        newest = Math.max(newest, change.revision);
        seen(change.revision);
        events.changed(change.areas, revised);
      }
    })().catch(() => connection.close());
    await connection.closed;
  } finally {
    connection.close();
  }
}

/** Keeps a link to the engine for as long as the page lives. */
export async function keepSession(events: SessionEvents): Promise<never> {
  for (let failures = 0; ; ) {
    const { site } = useSession.getState();
    try {
      await live(events);
      failures = 0;
    } catch (error) {
      failures++;
      // A site that was removed meanwhile: back to the first one.
      if ((error as { code?: string }).code === 'NOT_FOUND') useSession.setState({ site: useSession.getState().host?.site ?? null });
      useSession.setState({ problem: error instanceof Error ? error.message : String(error) });
    }
    if (useSession.getState().site !== site && site !== null) continue;
    useSession.setState((s) => ({ state: s.host ? 'lost' : 'connecting', engine: null, lostAt: s.lostAt ?? Date.now() }));
    await wait(Math.min(5000, 300 * 2 ** failures));
  }
}
