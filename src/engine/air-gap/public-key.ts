import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { Failure } from '../kernel/index.ts';

/** SHA-256 of the key's DER form, in hexadecimal. */
export const fingerprintOf = (key: KeyObject): string => createHash('sha256').update(derOf(key)).digest('hex');

/** The bytes an old key signs for a new one. */
export const derOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

export const pemOf = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }) as string;

/** Reads an Ed25519 public key in PEM form. @throws Failure REFUSED */
export function readPublicKey(pem: string): KeyObject {
  const key = parsed(pem);
  if (key?.asymmetricKeyType === 'ed25519') return key;
  throw new Failure('REFUSED', { what: 'The key was not accepted.', why: 'It is no Ed25519 public key in PEM form.', todo: 'Take the public key that the exporting site shows; it begins with "-----BEGIN PUBLIC KEY-----".' });
}

function parsed(pem: string): KeyObject | undefined {
  // A private key would be taken too, and its public half used; it has no business here.
  if (!/^\s*-----BEGIN PUBLIC KEY-----/.test(pem)) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

export const isSignedBy = (key: KeyObject, bytes: Uint8Array, signature: string): boolean => verify(null, bytes, key, Buffer.from(signature, 'base64'));
