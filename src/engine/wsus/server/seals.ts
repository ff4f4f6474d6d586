import { createHmac, timingSafeEqual } from 'node:crypto';

/** Makes cookies only this server can have made. */
export interface Seals {
  /** Base64 of what the cookie says, sealed. */
  seal(purpose: SealPurpose, expiresAt: number, account: string): string;
  /** Whether this is a cookie of that purpose, made here and not expired at `now`. */
  isValid(purpose: SealPurpose, sealed: string, now: number): boolean;
  /** What a cookie of that purpose made here says, expired or not; undefined for any other. */
  open(purpose: SealPurpose, sealed: string): { readonly expiresAt: number; readonly account: string } | undefined;
}

/** Of downstream servers, and of clients: the cookie of one is none for the other. */
export type SealPurpose = 'authorization' | 'session' | 'client authorization' | 'client session';

const macLength = 32;
/** Longest cookie looked at, in Base64 characters. */
const longest = 4096;

/** @param key 32 random bytes */
export function createSeals(key: Uint8Array): Seals {
  const macOf = (payload: Uint8Array): Buffer => createHmac('sha256', key).update(payload).digest();
  const open: Seals['open'] = (purpose, sealed) => {
    if (sealed.length > longest) return undefined;
    const bytes = Buffer.from(sealed, 'base64');
    const payload = bytes.subarray(macLength);
    if (payload.length === 0 || !timingSafeEqual(macOf(payload), bytes.subarray(0, macLength))) return undefined;
    const [madeFor, expiresAt, account] = JSON.parse(payload.toString('utf8')) as [string, number, string];
    return madeFor === purpose ? { expiresAt, account } : undefined;
  };
  return {
    seal(purpose, expiresAt, account) {
      const payload = Buffer.from(JSON.stringify([purpose, expiresAt, account]), 'utf8');
      return Buffer.concat([macOf(payload), payload]).toString('base64');
    },
    isValid: (purpose, sealed, now) => (open(purpose, sealed)?.expiresAt ?? now) > now,
    open,
  };
}
