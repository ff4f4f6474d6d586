import { elementsOf, type XmlElement } from '../xml/index.ts';
import { compareVersions, comparisonOf, textComparisonOf, versionOf } from './comparisons.ts';
import { isSet, numberOf, unknown, type Attributes, type ElementTable, type Question, type RuleContext } from './element.ts';
import { in32BitView, is64Bit, registryPath, type RegistryValue } from './machine.ts';
import { allOf, anyOf, type Truth } from './truth.ts';
import type { MachineView } from './view.ts';

/** The key an element names, in the view it names; undefined without a key. */
export function keyIn({ Key, Subkey, RegType32 }: Attributes): ((view: MachineView) => string) | undefined {
  if (Key === undefined || Key === '') return undefined;
  const path = registryPath(Key, Subkey ?? '');
  const path32 = isSet(RegType32) ? in32BitView(path) : path;
  return path === path32 ? () => path : (view) => (is64Bit(view.machine.architecture) ? path32 : path);
}

/** The value an element names, made to what is asked of it; a missing value is false. */
function ofValue(attributes: Attributes, ask: (value: RegistryValue, view: MachineView) => Truth): Question {
  const key = keyIn(attributes);
  const name = attributes['Value']?.toLowerCase();
  if (!key || name === undefined) return unknown;
  return (view) => {
    const value = view.value(key(view), name);
    return value ? ask(value, view) : false;
  };
}

const variables: Readonly<Record<string, number>> = {
  systemroot: 36, windir: 36, programfiles: 38, 'programfiles(x86)': 42, commonprogramfiles: 43, 'commonprogramfiles(x86)': 44,
};

/** A REG_EXPAND_SZ with its variables replaced; null where one is not known. */
export function expanded(text: string, { machine }: MachineView): string | null {
  let known = true;
  const result = text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const lower = name.toLowerCase();
    const folder = lower === 'systemdrive' ? machine.folders[36]?.slice(0, 2) : machine.folders[variables[lower] ?? -1];
    known &&= folder !== undefined;
    return folder ?? '';
  });
  return known ? result : null;
}

/** The text of a REG_SZ, or of a REG_EXPAND_SZ after expansion; null: not known; undefined: no text. */
export function textOfValue(value: RegistryValue, view: MachineView): string | null | undefined {
  if (value.type === 'REG_SZ') return value.data;
  return value.type === 'REG_EXPAND_SZ' ? expanded(value.data, view) : undefined;
}

function compareText(attributes: Attributes, type: 'REG_SZ' | 'REG_EXPAND_SZ'): Question {
  const { Comparison, Data } = attributes;
  const holds = textComparisonOf(Comparison);
  if (!holds || Data === undefined) return unknown;
  return ofValue(attributes, (value, view) => {
    if (value.type !== type) return false;
    const text = textOfValue(value, view);
    return typeof text === 'string' ? holds(text, Data) : null;
  });
}

/** Rules of the previous Windows Update (version 4): Data is the whole text of the value, or a part of it. */
function legacyText(attributes: Attributes, comparison: string): Question {
  const holds = textComparisonOf(comparison);
  const { Data } = attributes;
  if (!holds || Data === undefined) return unknown;
  return ofValue(attributes, (value, view) => {
    const text = value.type === 'REG_DWORD' ? String(value.data) : textOfValue(value, view);
    return typeof text === 'string' ? holds(text, Data) : text === null ? null : false;
  });
}

/** The rule as it is for one key of the loop: registry elements that name no key of their own stand below it. */
function below(rule: XmlElement, path: string): XmlElement {
  const [hive = '', ...rest] = path.split('\\');
  const { Key, Subkey, RegType32: _, ...others } = rule.attributes;
  const isRelative = (Key === undefined || Key === '') && /^(?:Reg|WUv4|File.*PrependRegSz)/.test(rule.name);
  const attributes = isRelative ? { ...others, Key: hive, Subkey: [...rest, ...(Subkey ? [Subkey] : [])].join('\\') } : rule.attributes;
  return { ...rule, attributes, children: rule.children.map((child) => (typeof child === 'string' ? child : below(child, path))) };
}

/** Asks the rules inside of every key directly below; a missing key is false. */
function keyLoop(attributes: Attributes, { rule, prepare }: RuleContext): Question {
  const key = keyIn(attributes);
  const join = { All: allOf, Any: anyOf }[attributes['TrueIf'] ?? ''];
  const inner = elementsOf(rule);
  if (!key || !join || inner.length === 0) return unknown;
  return (view) => {
    const path = key(view);
    if (!view.hasKey(path)) return false;
    return join(view.subkeys(path).map((subkey) => allOf(inner.map((one) => prepare(below(one, subkey))(view)))));
  };
}

/** Elements about the registry (W§5). */
export const registryElements: ElementTable = {
  'bar:RegKeyExists': (attributes) => {
    const key = keyIn(attributes);
    return key ? (view) => view.hasKey(key(view)) : unknown;
  },
  'bar:RegValueExists': (attributes) => ofValue(attributes, (value) => attributes['Type'] === undefined || value.type === attributes['Type'].toUpperCase()),
  'bar:RegDword': (attributes) => {
    const holds = comparisonOf(attributes['Comparison']);
    const data = numberOf(attributes['Data']);
    if (!holds || data === undefined) return unknown;
    return ofValue(attributes, (value) => value.type === 'REG_DWORD' && holds(value.data - data));
  },
  'bar:RegSz': (attributes) => compareText(attributes, 'REG_SZ'),
  'bar:RegExpandSz': (attributes) => compareText(attributes, 'REG_EXPAND_SZ'),
  'bar:RegSzToVersion': (attributes) => {
    const holds = comparisonOf(attributes['Comparison']);
    const data = versionOf(attributes['Data']);
    if (!holds || !data) return unknown;
    return ofValue(attributes, (value) => {
      const version = value.type === 'REG_SZ' ? versionOf(value.data) : null;
      return version !== null && holds(compareVersions(version, data));
    });
  },
  'bar:RegKeyLoop': keyLoop,
  'bar:WUv4RegKeyValue': (attributes) => legacyText(attributes, 'EqualTo'),
  'bar:WUv4RegKeySubstring': (attributes) => legacyText(attributes, 'Contains'),
};
