import { compareVersions, comparisonOf, versionOf } from './comparisons.ts';
import { momentOf, numberOf, unknown, type Attributes, type Element, type ElementTable } from './element.ts';
import type { FileFacts } from './machine.ts';
import { keyIn, textOfValue } from './registry-elements.ts';
import type { Truth } from './truth.ts';
import type { MachineView } from './view.ts';

/** Where a file is; null: cannot be known; undefined: nowhere, since the value that tells its folder is missing. */
export type Place = (view: MachineView) => string | null | undefined;

/** Path, below the special folder Csidl where one is given. */
export function placeInFolder({ Path, Csidl }: Attributes): Place | undefined {
  if (Path === undefined) return undefined;
  const path = Path.toLowerCase();
  if (Csidl === undefined) return () => path;
  const folder = numberOf(Csidl);
  if (folder === undefined) return undefined;
  return ({ machine }) => {
    const above = machine.folders[folder];
    return above === undefined ? null : joined(above, path);
  };
}

/** Path, below the folder a registry value names. */
export function placeInRegistry(attributes: Attributes): Place | undefined {
  const key = keyIn(attributes);
  const name = attributes['Value']?.toLowerCase();
  const path = attributes['Path']?.toLowerCase();
  if (!key || name === undefined || path === undefined) return undefined;
  return (view) => {
    const value = view.value(key(view), name);
    const folder = value && textOfValue(value, view);
    return typeof folder === 'string' ? joined(folder.toLowerCase(), path) : folder;
  };
}

function joined(folder: string, path: string): string {
  return path === '' ? folder : `${folder.replace(/\\+$/, '')}\\${path.replace(/^\\+/, '')}`;
}

/** What an element asks of a file that is there; undefined when its attributes make no sense. */
type Ask = (attributes: Attributes) => ((file: FileFacts) => Truth) | undefined;

/** Compares what is known of a file with an attribute. */
function compares<T>(read: (text: string | undefined) => T | null | undefined, name: string, have: (file: FileFacts) => T | null | undefined, difference: (have: T, want: T) => number): Ask {
  return (attributes) => {
    const holds = comparisonOf(attributes['Comparison']);
    const want = read(attributes[name]);
    if (!holds || want === undefined || want === null) return undefined;
    return (file) => {
      const value = have(file);
      return value === undefined || value === null ? null : holds(difference(value, want));
    };
  };
}

const minus = (have: number, want: number): number => have - want;

const asks: Readonly<Record<string, Ask>> = {
  Exists: () => () => true,
  Version: compares(versionOf, 'Version', (file) => versionOf(file.version), compareVersions),
  Size: compares(numberOf, 'Size', (file) => file.size, minus),
  Created: compares(momentOf, 'Created', (file) => file.created, minus),
  Modified: compares(momentOf, 'Modified', (file) => file.modified, minus),
};

function elementOf(ask: Ask, placeOf: (attributes: Attributes) => Place | undefined): Element {
  return (attributes) => {
    const place = placeOf(attributes);
    const asked = ask(attributes);
    if (!place || !asked) return unknown;
    return (view) => {
      const path = place(view);
      if (path === null) return null;
      const file = path === undefined ? undefined : view.file(path);
      return file ? asked(file) : false;
    };
  };
}

/** Elements about files (W§5): FileExists, FileVersion … and the same with a folder from the registry. */
export const fileElements: ElementTable = Object.fromEntries(Object.entries(asks).flatMap(([name, ask]) => [
  [`bar:File${name}`, elementOf(ask, placeInFolder)],
  [`bar:File${name}PrependRegSz`, elementOf(ask, placeInRegistry)],
]));
