import { readRequest, SoapError, writeResponse, type Operation } from '../protocol/index.ts';
import type { XmlElement } from '../xml/index.ts';

/** Answers one operation. @throws SoapError, SoapFault */
export interface ServiceOperation {
  readonly action: string;
  answer(content: XmlElement): Promise<string>;
}

/** The operations at a path, by `namespace/name` of the element in the body. */
export type Service = ReadonlyMap<string, ServiceOperation>;
/** By path, lower case. */
export type Services = ReadonlyMap<string, Service>;

export function serve<Request, Response>(operation: Operation<Request, Response>, run: (request: Request) => Response | Promise<Response>): ServiceOperation {
  return { action: operation.action, answer: async (content) => writeResponse(operation, await run(readRequest(operation, content))) };
}

export function operations(list: readonly ServiceOperation[]): Service {
  return new Map(list.map((one) => [one.action, one]));
}

/** Finds the operation for the element in a body. @throws SoapError */
export function operationFor(service: Service, content: XmlElement, action: string): ServiceOperation {
  const found = service.get(`${content.kind}/${content.name}`);
  if (!found) throw new SoapError(`There is no operation "${content.name.slice(0, 80)}" here.`);
  if (action !== '' && action !== found.action) throw new SoapError('The header SOAPAction names another operation than the body.');
  return found;
}
