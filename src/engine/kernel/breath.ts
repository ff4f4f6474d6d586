/**
 * Gives the thread back inside long work: the engine thread never works longer than `budgetMs` at a stretch,
 * so that commands and console reads keep their place (architecture: "The engine runs on its own thread").
 */
export interface Breath {
  /** Returns a promise to await when the budget is used up, else undefined. Call it once per item of long work. */
  (): Promise<void> | undefined;
}

/** @param monotonic milliseconds that only grow (not site time); @param budgetMs longest stretch, in milliseconds. */
export function createBreath(monotonic: () => number, budgetMs = 4): Breath {
  let since = monotonic();
  return () => {
    if (monotonic() - since < budgetMs) return undefined;
    return new Promise<void>((resolve) => {
      setImmediate(() => {
        since = monotonic();
        resolve();
      });
    });
  };
}
