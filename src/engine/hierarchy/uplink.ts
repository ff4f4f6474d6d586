import type { Clock } from '../kernel/index.ts';
import type { Links } from './links.ts';
import { exchangeAnswer, RETRY_STEPS, type ExchangeAnswer, type WayUp } from './model.ts';

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
  /**
   * Something is waiting; resolves when the conversation has ended, well or not. After a failure it waits for the next
   * planned try, unless it is `now`: the parent was heard of, or an administrator asked.
   */
  speak(now?: boolean): Promise<void>;
  close(): Promise<void>;
}

const MINUTE = 60_000;
const SECOND = 1000;

export function createUplink({ code, parent, way, links, clock, take, changed }: UplinkParts): Uplink {
  const closing = new AbortController();
  let speaking: Promise<void> | undefined;
  let again = false;
  /** Set while the parent is asked without anything to tell it: then it may be waiting with its answer. */
  let listening: AbortController | undefined;
  /** The parent has answered since this program began. */
  let heard = false;
  let forgetRetry: (() => void) | undefined;

  const ask = async (): Promise<ExchangeAnswer | null> => {
    const outgoing = links.outgoing(parent);
    const interrupt = new AbortController();
    const { attempts } = links.find(parent)!;
    // The first word after silence is answered at once: so that both know that they are heard.
    const wait = way.waits && outgoing.messages.length === 0 && attempts === 0 && heard;
    if (wait) listening = interrupt;
    try {
      return exchangeAnswer.parse(await way.exchange({ from: code, to: parent, ...outgoing, wait }, AbortSignal.any([closing.signal, interrupt.signal])));
    } catch (error) {
      if (interrupt.signal.aborted) return null;
      throw error;
    } finally {
      listening = undefined;
    }
  };
  const exchange = async (): Promise<boolean> => {
    const answer = await ask();
    if (answer === null) return true;
    heard = true;
    // What was applied is acknowledged by one exchange more.
    return take(answer) > 0 || links.find(parent)!.backlog > 0;
  };
  const failed = (error: Error) => {
    const { attempts } = links.find(parent)!;
    const wait = RETRY_STEPS[Math.min(attempts, RETRY_STEPS.length - 1)]! * (way.later ? SECOND : MINUTE);
    links.failed(parent, error.message, clock.now() + wait);
    forgetRetry = way.later ? way.later(wait, () => void speak(true)) : clock.schedule(clock.now() + wait, `exchange with ${parent}`, () => speak(true));
  };
  const goesOn = (more: boolean) => (more || again || way.waits) && !closing.signal.aborted && links.find(parent)!.state !== 'held';
  const converse = async () => {
    forgetRetry?.();
    forgetRetry = undefined;
    try {
      for (let more = true; goesOn(more); ) {
        again = false;
        more = await exchange();
        changed();
      }
    } catch (error) {
      if (!closing.signal.aborted) failed(error as Error);
    } finally {
      speaking = undefined;
      if (!closing.signal.aborted) changed();
    }
  };
  const speak: Uplink['speak'] = (now = false) => {
    if (closing.signal.aborted || (forgetRetry && !now)) return Promise.resolve();
    if (speaking) {
      again = true;
      listening?.abort();
    }
    return (speaking ??= converse());
  };

  return {
    speak,
    close: async () => {
      forgetRetry?.();
      closing.abort(new Error('The site is closing.'));
      await speaking;
    },
  };
}
