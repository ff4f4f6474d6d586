import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { keyRotation, type SigningKey } from '../../contract/index.ts';
import { derOf, fingerprintOf, pemOf } from './public-key.ts';

/** The key pair of an exporting site, in a file only its owner can read. */
export interface SigningKeys {
  /** What may be shown; undefined before the first key is made. @throws when the file is not readable or damaged */
  read(): SigningKey | undefined;
  /** Makes the first key, or a new one signed by the old. */
  renew(): SigningKey;
  /** Ed25519 signature, Base64. There must be a key. */
  sign(bytes: Uint8Array): string;
}

const stored = z.strictObject({ privateKey: z.string(), rotation: keyRotation.nullable() });

/** Keys are the machine's own chance, not the site's seed: who knows the seed must not know the key. */
export function createSigningKeys(file: string): SigningKeys {
  const load = (): { key: KeyObject; rotation: SigningKey['rotation'] } | undefined => {
    if (!existsSync(file)) return undefined;
    const { privateKey, rotation } = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { key: createPrivateKey(privateKey), rotation };
  };
  const shown = (key: KeyObject, rotation: SigningKey['rotation']): SigningKey => {
    const open = createPublicKey(key);
    return { fingerprint: fingerprintOf(open), publicKey: pemOf(open), rotation };
  };
  const signed = (key: KeyObject, bytes: Uint8Array) => sign(null, bytes, key).toString('base64');

  return {
    read: () => {
      const now = load();
      return now && shown(now.key, now.rotation);
    },
    renew: () => {
      const old = load();
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const rotation = old ? { previous: fingerprintOf(createPublicKey(old.key)), publicKey: pemOf(publicKey), signature: signed(old.key, derOf(publicKey)) } : null;
      const part = `${file}.part`;
      rmSync(part, { force: true });
      writeFileSync(part, JSON.stringify({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }), rotation }), { mode: 0o600, flag: 'wx' });
      renameSync(part, file);
      return shown(privateKey, rotation);
    },
    sign: (bytes) => signed(load()!.key, bytes),
  };
}
