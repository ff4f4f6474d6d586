/** A message is not what the protocol says it must be. */
export class SoapError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SoapError';
  }
}

/** The closed list of W§2. */
export const faultCodes = [
  'InvalidCookie', 'CookieExpired', 'ConfigChanged', 'ServerChanged', 'RegistrationRequired', 'RegistrationNotRequired', 'InvalidAuthorizationCookie',
  'InvalidParameters', 'IncompatibleProtocolVersion', 'InternalServerError', 'ServerBusy', 'FileDigestsMissing', 'TooManyIds', 'FileLocationChanged',
] as const;
export type FaultCode = (typeof faultCodes)[number];

/** A fault of the protocol, to be sent or received. */
export class SoapFault extends Error {
  readonly code: FaultCode;
  /** What the server says about it, often the name of a parameter, often ''. */
  readonly detail: string;
  constructor(code: FaultCode, detail = '') {
    super(detail === '' ? `The server answered with the fault ${code}.` : `The server answered with the fault ${code} (${detail}).`);
    this.name = 'SoapFault';
    this.code = code;
    this.detail = detail;
  }
}
