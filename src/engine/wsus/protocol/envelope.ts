import { createXmlReader, elementsOf, escapeText, textOf, XmlError, type XmlElement, type XmlLimits } from '../xml/index.ts';
import { faultCodes, SoapError, SoapFault, type FaultCode } from './soap-error.ts';

const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/** Reads an envelope that arrives in pieces of UTF-8. */
export interface EnvelopeReader {
  /** @throws SoapError */
  write(piece: Uint8Array): void;
  /** The element in the body; @throws SoapFault when that is a fault, SoapError when this is no envelope. */
  close(): XmlElement;
}

export function createEnvelopeReader(limits: XmlLimits): EnvelopeReader {
  const reader = createXmlReader(limits);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const guarded = <T>(step: () => T): T => {
    try {
      return step();
    } catch (error) {
      if (error instanceof XmlError) throw new SoapError(error.message, { cause: error });
      throw error instanceof TypeError ? new SoapError('The message is not valid UTF-8.', { cause: error }) : error;
    }
  };
  return {
    write: (piece) => guarded(() => reader.write(decoder.decode(piece, { stream: true }))),
    close: () =>
      guarded(() => {
        reader.write(decoder.decode());
        return bodyOf(reader.close());
      }),
  };
}

function bodyOf(envelope: XmlElement): XmlElement {
  if (envelope.kind !== soapNamespace || envelope.name !== 'Envelope') throw new SoapError('The message is no SOAP 1.1 envelope.');
  const parts = elementsOf(envelope);
  const bodies = parts.filter((part) => part.kind === soapNamespace && part.name === 'Body');
  const contents = bodies.length === 1 ? elementsOf(bodies[0]!) : [];
  const [content] = contents;
  if (!content || contents.length > 1) throw new SoapError('The SOAP body must hold exactly one element.');
  if (content.kind === soapNamespace && content.name === 'Fault') throw faultOf(content);
  return content;
}

function faultOf(fault: XmlElement): SoapFault | SoapError {
  const child = (parent: XmlElement | undefined, name: string): XmlElement | undefined => parent && elementsOf(parent).find((one) => one.name === name);
  const detail = child(fault, 'detail');
  const code = child(detail, 'ErrorCode');
  const known = code && faultCodes.find((one) => one === textOf(code).trim());
  const message = child(detail, 'Message');
  if (known) return new SoapFault(known, message ? textOf(message).slice(0, 1000) : '');
  const faultString = child(fault, 'faultstring');
  return new SoapError(`The server answered with an unknown fault: ${faultString ? textOf(faultString).slice(0, 1000) : ''}`);
}

/** Bytes that stand around the operation in a request, as captured clients send it (W§2). */
export function requestEnvelope(content: string): string {
  return `${declaration}<soap:Envelope xmlns:soap="${soapNamespace}"><soap:Body>${content}</soap:Body></soap:Envelope>`;
}

export function responseEnvelope(content: string): string {
  return (
    `${declaration}<soap:Envelope xmlns:soap="${soapNamespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
    ` xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body>${content}</soap:Body></soap:Envelope>`
  );
}

/** As the service for clients sends it, which is built otherwise than the others (W§2). */
export function clientServiceEnvelope(content: string): string {
  return (
    `<s:Envelope xmlns:s="${soapNamespace}"><s:Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
    ` xmlns:xsd="http://www.w3.org/2001/XMLSchema">${content}</s:Body></s:Envelope>`
  );
}

export interface FaultPlace {
  /** URL of the service. */
  readonly actor: string;
  /** SOAPAction of the request, without quotes. */
  readonly method: string;
  /** GUID by which the server's log names the fault. */
  readonly id: string;
}

const serverFaults: readonly FaultCode[] = ['InternalServerError', 'ServerBusy'];

/** A fault as the asmx services send it (W§2); goes with HTTP status 500. */
export function faultEnvelope(fault: SoapFault, place: FaultPlace): string {
  return responseEnvelope(faultElement(fault, place, 'soap', `<faultactor>${escapeText(place.actor)}</faultactor>`));
}

/** The same as the service for clients sends it: it names no actor. */
export function clientServiceFault(fault: SoapFault, place: FaultPlace): string {
  return clientServiceEnvelope(faultElement(fault, place, 's', ''));
}

function faultElement(fault: SoapFault, { method, id }: FaultPlace, prefix: string, actor: string): string {
  const side = serverFaults.includes(fault.code) ? 'Server' : 'Client';
  return (
    `<${prefix}:Fault><faultcode>${prefix}:${side}</faultcode><faultstring>Fault occurred</faultstring>${actor}` +
    `<detail><ErrorCode>${fault.code}</ErrorCode><Message>${escapeText(fault.detail)}</Message><ID>${id}</ID>` +
    `<Method>"${escapeText(method)}"</Method></detail></${prefix}:Fault>`
  );
}
