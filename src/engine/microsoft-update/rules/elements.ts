import type { RuleNode } from '../../wsus/index.ts';

type Attributes = Readonly<Record<string, string>>;

/** A rule of the vocabulary in W§5. */
function rule(kind: string, name: string, attributes: Attributes = {}, children: readonly RuleNode[] = []): RuleNode {
  return { kind, name, attributes, children };
}

/** A rule about Windows, the registry or files. */
export const base = (name: string, attributes: Attributes): RuleNode => rule('bar', name, attributes);
export const cbs = (name: string, attributes: Attributes): RuleNode => rule('cbsar', name, attributes);
export const msi = (name: string, attributes: Attributes): RuleNode => rule('mar', name, attributes);

export const no = (inner: RuleNode): RuleNode => rule('lar', 'Not', {}, [inner]);

/** One rule stays as it is; more are joined. An empty list holds always. */
export function all(rules: readonly RuleNode[]): RuleNode {
  const [first] = rules;
  if (!first) return rule('lar', 'True');
  return rules.length === 1 ? first : rule('lar', 'And', {}, rules);
}

/** One rule stays as it is; more are alternatives. An empty list never holds. */
export function any(rules: readonly RuleNode[]): RuleNode {
  const [first] = rules;
  if (!first) return rule('lar', 'False');
  return rules.length === 1 ? first : rule('lar', 'Or', {}, rules);
}

const machineHive = 'HKEY_LOCAL_MACHINE';

export function registryKey(subkey: string): RuleNode {
  return base('RegKeyExists', { Key: machineHive, Subkey: subkey });
}

export function registryNumber(subkey: string, value: string, comparison: string, data: number): RuleNode {
  return base('RegDword', { Key: machineHive, Subkey: subkey, Value: value, Comparison: comparison, Data: String(data) });
}

export function registryVersion(subkey: string, value: string, comparison: string, data: string): RuleNode {
  return base('RegSzToVersion', { Key: machineHive, Subkey: subkey, Value: value, Comparison: comparison, Data: data });
}

export function registryText(subkey: string, value: string, data: string): RuleNode {
  return base('RegSz', { Key: machineHive, Subkey: subkey, Value: value, Comparison: 'EqualTo', Data: data });
}
