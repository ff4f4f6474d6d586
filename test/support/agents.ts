import type { Random } from '../../src/engine/kernel/index.ts';
import { encodeDetections, encodeScan, writeFile, type DetectionState } from '../../src/engine/state-messages/index.ts';

/** What an update is to a computer: topic 500. */
export type Told = Map<number, DetectionState>;

/** A file as it left a client, and everything the client had told when it did. */
export interface Sent {
  readonly bytes: Uint8Array;
  readonly last: number;
  readonly told: Told;
  /** Content version of the last scan told of; 0: none. */
  readonly scanned: number;
}

/** A client that tells random changes in numbered files; written anew for tests, so that it shares nothing with the fleet. */
export class RandomAgent {
  readonly id: number;
  readonly random: Random;
  readonly sent: Sent[] = [];
  #serial = 1;
  #told: Told = new Map();
  #scanned = 0;

  constructor(id: number, random: Random) {
    this.id = id;
    this.random = random;
  }

  send(updates: number, contentVersion: number, full: boolean, at: number): Uint8Array {
    const changes = new Map<number, DetectionState>();
    for (let n = this.random.below(12); n > 0; n--) changes.set(1 + this.random.below(updates), this.random.below(4) as DetectionState);
    if (full) this.#told = new Map([...this.#told].filter(() => this.random.below(4) > 0));
    for (const [update, state] of changes) this.#told.set(update, state);
    const messages = [...(full ? this.#told : changes)].map(([update, state]) => ({ update, state })).sort((a, b) => a.update - b.update);
    const scans = full || messages.length === 0 || this.random.below(3) === 0;
    if (scans) this.#scanned = contentVersion;
    const pieces = [encodeDetections(messages), ...(scans ? [encodeScan({ state: 3, contentVersion, error: 0, at })] : [])];
    const bytes = writeFile({ clientId: this.id, guidCheck: this.id * 7, firstSerial: this.#serial, full, sentAt: at }, pieces);
    this.#serial += pieces.reduce((sum, piece) => sum + piece.count, 0);
    this.sent.push({ bytes, last: this.#serial - 1, told: new Map(this.#told), scanned: this.#scanned });
    return bytes;
  }
}
