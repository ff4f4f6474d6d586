import { z } from 'zod';
import { create } from 'zustand';
import { keep, recall } from './stored.ts';

const favorite = z.object({ node: z.string().max(500), name: z.string().min(1).max(100) });
export type Favorite = z.infer<typeof favorite>;

const KEY = 'favorites';
const read = (): Favorite[] => recall(KEY, z.array(favorite).max(200), []);

/** Nodes this user comes back to, in their order; other windows of the user follow. */
export const useFavorites = create<{ favorites: readonly Favorite[] }>(() => ({ favorites: read() }));

export function setFavorites(favorites: readonly Favorite[]) {
  keep(KEY, favorites);
  useFavorites.setState({ favorites });
}

window.addEventListener('storage', (event) => event.key === `patchbay.${KEY}` && useFavorites.setState({ favorites: read() }));
