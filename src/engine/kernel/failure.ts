import type { ErrorCode, Explained } from '../../contract/index.ts';

/** An error of the contract: what happened, why, and what to do. The api turns it into its wire form. */
export class Failure extends Error {
  readonly code: ErrorCode;
  readonly explained: Explained & Record<string, unknown>;

  constructor(code: ErrorCode, explained: Explained & Record<string, unknown>) {
    super(`${explained.what} ${explained.why}`);
    this.name = 'Failure';
    this.code = code;
    this.explained = explained;
  }
}
