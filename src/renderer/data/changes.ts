/** Who wants to know when an area of the site changed, beside the query cache: lists read in windows, logs that are followed. */
const listeners = new Map<string, Set<() => void>>();

/** Calls `heard` after each change of `area`; the returned function ends it. */
export function onChanged(area: string, heard: () => void): () => void {
  const set = listeners.get(area) ?? new Set();
  listeners.set(area, set.add(heard));
  return () => void set.delete(heard);
}

export const announce = (area: string) => listeners.get(area)?.forEach((heard) => heard());
