/** Keeps what was worked out last, by key: the `most` results used most recently. */
export function createKept<T>(most: number): (key: unknown, make: () => T) => T {
  const kept = new Map<string, T>();
  return (key, make) => {
    const name = JSON.stringify(key);
    const value = kept.get(name) ?? make();
    kept.delete(name);
    kept.set(name, value);
    if (kept.size > most) kept.delete(kept.keys().next().value!);
    return value;
  };
}
