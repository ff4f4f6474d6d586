import { classNames, rightNames, rightsOfClass, withoutRead, type Right, type SecurableClass } from '../../contract/index.ts';
import { Failure } from '../kernel/index.ts';

/** Names of users are the same whatever their capitals. */
export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** In the order of the contract and each once, so that equal sets are equal texts. */
export const ordered = (of: SecurableClass, rights: readonly Right[]): Right[] => rightsOfClass[of].filter((one) => rights.includes(one));

/** Refuses sets that a class has not, and those without Read that need it (D§8.6). */
export function checkSet(of: SecurableClass, rights: readonly Right[]): void {
  const invalid = (message: string, todo: string) => new Failure('INVALID_SETTINGS', { what: 'The rights were not changed.', why: message, todo, fields: [{ path: 'rights', message }] });
  const foreign = rights.find((one) => !rightsOfClass[of].includes(one));
  if (foreign) throw invalid(`The class ${classNames[of]} has no right ${rightNames[foreign]}.`, 'Take it out.');
  const needing = rights.find((one) => one !== 'read' && !withoutRead.includes(one));
  if (needing && !rights.includes('read')) throw invalid(`${rightNames[needing]} needs Read as well.`, 'Give Read, or take it out.');
}

/** What may be given or taken: everything with Administer; with Delegate what one has oneself (D§8.6). Answers with the first right that may not. */
export function notDelegable(own: readonly Right[], changed: readonly Right[]): Right | undefined {
  if (own.includes('administer')) return undefined;
  if (!own.includes('delegate')) return changed[0];
  return changed.find((one) => !own.includes(one));
}
