/** The numbers of "1.2.3.4", one to eight of them; null for a text that is no version. */
export function versionOf(text: string | undefined): readonly number[] | null {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,10}(?:\.\d{1,10}){0,7}$/.test(trimmed) ? trimmed.split('.').map(Number) : null;
}

/** Below, at or above 0 as the first is older, the same or newer; parts left out are 0. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The smallest version above this one that four parts can hold. */
export function versionAfter(version: readonly number[]): string {
  const parts = [...version, 0, 0, 0].slice(0, Math.max(4, version.length));
  return [...parts.slice(0, -1), (parts.at(-1) ?? 0) + 1].join('.');
}

const scalar: Readonly<Record<string, (sign: number) => boolean>> = {
  LessThan: (sign) => sign < 0,
  LessThanOrEqualTo: (sign) => sign <= 0,
  EqualTo: (sign) => sign === 0,
  GreaterThanOrEqualTo: (sign) => sign >= 0,
  GreaterThan: (sign) => sign > 0,
};

/** Whether a difference has the sign a Comparison asks for; undefined for a Comparison nobody knows. */
export function comparisonOf(name: string | undefined): ((sign: number) => boolean) | undefined {
  return name !== undefined && Object.hasOwn(scalar, name) ? scalar[name] : undefined;
}

const textual: Readonly<Record<string, (have: string, want: string) => boolean>> = {
  Contains: (have, want) => have.includes(want),
  BeginsWith: (have, want) => have.startsWith(want),
  EndsWith: (have, want) => have.endsWith(want),
};

/** As `comparisonOf` for texts, whose case does not matter. */
export function textComparisonOf(name: string | undefined): ((have: string, want: string) => boolean) | undefined {
  const compare = name !== undefined && Object.hasOwn(textual, name) ? textual[name] : undefined;
  if (compare) return (have, want) => compare(have.toLowerCase(), want.toLowerCase());
  const holds = comparisonOf(name);
  return holds && ((have, want) => holds(order(have.toLowerCase(), want.toLowerCase())));
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
