import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { SynchronizationError } from './synchronization-error.ts';

/** Node's own names of what can be wrong with a certificate, by what an administrator calls it. */
const problems: readonly (readonly [codes: readonly string[], words: string])[] = [
  [['CERT_HAS_EXPIRED'], 'it has expired'],
  [['CERT_NOT_YET_VALID'], 'it is not valid yet'],
  [['CERT_REVOKED'], 'it was revoked'],
  [
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_UNTRUSTED'],
    'it comes from an authority that is not trusted here',
  ],
];

interface TlsError {
  readonly code?: string;
  /** Of the certificate that has another name. */
  readonly cert?: { readonly subjectaltname?: string };
}

/** Why the certificate of a server was refused, as one sentence; undefined when the error is about something else. */
export function certificateProblem(error: unknown, host: string): string | undefined {
  const { code = '', cert } = error as TlsError;
  const sentence = (why: string): string => `The certificate of ${host} is refused: ${why}.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return sentence(`it is for another name (${cert?.subjectaltname?.replaceAll(/DNS:|IP Address:/g, '').slice(0, 200) || 'none'})`);
  const known = problems.find(([codes]) => codes.includes(code));
  return known && sentence(known[1]);
}

/**
 * Authorities a server's certificate may come from: those of the system, and the given ones (PEM). Undefined: the system's alone.
 * @throws SynchronizationError when the text is no list of certificates
 */
export function authoritiesWith(own: string | undefined): string[] | undefined {
  if (own === undefined) return undefined;
  const given = own.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  if (given.length === 0 || !given.every(isCertificate)) {
    throw new SynchronizationError('UssCommunicationError', 'The list of further trusted authorities holds something else than certificates in PEM form.');
  }
  return [...tls.getCACertificates('default'), ...given];
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}
