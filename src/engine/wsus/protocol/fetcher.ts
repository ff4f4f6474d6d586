export interface FetchRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

export interface FetchResponse {
  readonly status: number;
  /** "Bad Gateway" */
  readonly statusText: string;
  /** Ends with an error when the connection does; leaving the loop early gives the connection up. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Posts one message. @throws SynchronizationError */
export type Fetcher = (request: FetchRequest) => Promise<FetchResponse>;

export interface FetchTimeouts {
  /** Milliseconds until the connection must stand. */
  readonly connect: number;
  /** Milliseconds without a byte. */
  readonly idle: number;
  /** Milliseconds for one request altogether. */
  readonly total: number;
}
