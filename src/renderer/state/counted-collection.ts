import { create } from 'zustand';

/** The collection whose computers this console counts (SCAN-11); null: All Systems. */
export const useCountedCollection = create<{ id: number | null }>(() => ({ id: null }));

export const countCollection = (id: number | null) => useCountedCollection.setState({ id });
