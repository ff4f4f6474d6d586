import type { Clock } from '../kernel/index.ts';
import { exchangeAnswer, RETRY_MINUTES, type ExchangeAnswer, type WayUp } from './model.ts';
import type { Links } from './links.ts';

interface UplinkParts {
  code: string;
  parent: string;
  way: WayUp;
  links: Links;
  clock: Clock;
  /** Takes an answer in one transaction; answers with the number of messages that were new. */
  take(answer: ExchangeAnswer): number;
  changed(): void;
}

/** A child's conversation with its parent: exchanges until neither has anything to say, and tries again after a failure. */
export interface Uplink {
  /** Something is waiting; resolves when the conversation has ended, well or not. */
  speak(): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;

export function createUplink({ code, parent, way, links, clock, take, changed }: UplinkParts): Uplink {
  const closing = new AbortController();
  let speaking: Promise<void> | undefined;
  let again = false;
  let forgetRetry = () => {};

  const exchange = async (): Promise<boolean> => {
    const answer = exchangeAnswer.parse(await way.exchange({ from: code, to: parent, ...links.outgoing(parent) }, closing.signal));
    const applied = take(answer);
    // What was applied is acknowledged by one exchange more.
    return applied > 0 || links.find(parent)!.backlog > 0;
  };
  const failed = (error: Error) => {
    const { attempts } = links.find(parent)!;
    const wait = RETRY_MINUTES[Math.min(attempts, RETRY_MINUTES.length - 1)]! * MINUTE;
    links.tried(parent, { error: error.message, nextAttemptAt: clock.now() + wait });
    forgetRetry = way.later ? way.later(wait, () => void speak()) : clock.schedule(clock.now() + wait, `exchange with ${parent}`, speak);
  };
  const converse = async () => {
    forgetRetry();
    try {
      for (let more = true; (more || again || way.waits) && !closing.signal.aborted && links.find(parent)!.state !== 'held'; ) {
        again = false;
        more = await exchange();
        changed();
      }
    } catch (error) {
      if (!closing.signal.aborted) failed(error as Error);
    } finally {
      speaking = undefined;
      changed();
    }
  };
  const speak = (): Promise<void> => {
    if (closing.signal.aborted) return Promise.resolve();
    if (speaking) again = true;
    return (speaking ??= converse());
  };

  return {
    speak,
    close: async () => {
      forgetRetry();
      closing.abort(new Error('The site is closing.'));
      await speaking;
    },
  };
}
