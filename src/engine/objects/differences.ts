import type { FieldDifference } from '../../contract/index.ts';

/** The fields that differ between two states given as words; a state that is not there has none of them. */
export function differences(from: Record<string, string> | undefined, to: Record<string, string> | undefined): FieldDifference[] {
  const fields = new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]);
  return [...fields].flatMap((field) => {
    const [was, is] = [from?.[field] ?? null, to?.[field] ?? null];
    return was === is || (was ?? '') === (is ?? '') ? [] : [{ field, from: was, to: is }];
  });
}

/** What was taken out of a set and what was put into it, by name; at most twenty names each. */
export function setDifferences<T>(field: string, from: readonly T[], to: readonly T[], nameOf: (one: T) => string): FieldDifference[] {
  const named = (all: readonly T[]) => {
    const rest = all.length > 20 ? ` and ${all.length - 20} more` : '';
    return all.length === 0 ? null : all.slice(0, 20).map(nameOf).join(', ') + rest;
  };
  const [before, after] = [new Set(from), new Set(to)];
  const gone = from.filter((one) => !after.has(one));
  const added = to.filter((one) => !before.has(one));
  return [{ field: `${field} taken out`, from: named(gone), to: null }, { field: `${field} put in`, from: null, to: named(added) }].filter((one) => one.from !== one.to);
}

const words = (key: string) => key.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);
const shown = (value: unknown) => (typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value === null ? '' : String(value));

/** Plain data as fields in words: "General: SSL port" → "8531". Lists become one field, their parts divided by commas. */
export function fieldsOf(value: unknown, under = ''): Record<string, string> {
  if (Array.isArray(value)) return { [under]: value.map((one) => (typeof one === 'object' && one !== null ? JSON.stringify(one) : shown(one))).join(', ') };
  if (typeof value !== 'object' || value === null) return { [under]: shown(value) };
  return Object.assign({}, ...Object.entries(value).map(([key, one]) => fieldsOf(one, under === '' ? words(key[0]!.toUpperCase() + key.slice(1)) : `${under}: ${words(key)}`))) as Record<string, string>;
}
