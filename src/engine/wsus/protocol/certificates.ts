import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import { SynchronizationError } from './synchronization-error.ts';

export type CertificateFault = 'otherName' | 'expired' | 'notYetValid' | 'revoked' | 'untrusted';

/** Node's own names of what can be wrong with a certificate. */
const faults: Readonly<Record<string, CertificateFault>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'otherName',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'notYetValid',
  CERT_REVOKED: 'revoked',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
};

/** What an administrator calls it. */
const words = { expired: 'it has expired', notYetValid: 'it is not valid yet', revoked: 'it was revoked', untrusted: 'it comes from an authority that is not trusted here' };

/** What was wrong with a server's certificate; undefined when the error is about something else. */
export const certificateFault = (error: unknown): CertificateFault | undefined => faults[(error as TlsError).code ?? ''];

interface TlsError {
  readonly code?: string;
  /** Of the certificate that has another name. */
  readonly cert?: { readonly subjectaltname?: string };
}

/** Why the certificate of a server was refused, as one sentence; undefined when the error is about something else. */
export function certificateProblem(error: unknown, host: string): string | undefined {
  const fault = certificateFault(error);
  if (fault === undefined) return undefined;
  const names = () => (error as TlsError).cert?.subjectaltname?.replaceAll(/DNS:|IP Address:/g, '').slice(0, 200) || 'none';
  return `The certificate of ${host} is refused: ${fault === 'otherName' ? `it is for another name (${names()})` : words[fault]}.`;
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
