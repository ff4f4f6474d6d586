import type { z } from 'zod';

/** What this user set up on this machine; anything unreadable counts as not set. */
export function recall<T>(key: string, schema: z.ZodType<T>, otherwise: T): T {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(`patchbay.${key}`) ?? 'null'));
    return parsed.success ? parsed.data : otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(key: string, value: unknown) {
  try {
    localStorage.setItem(`patchbay.${key}`, JSON.stringify(value));
  } catch {
    // A full or forbidden storage costs only the memory of the layout.
  }
}
