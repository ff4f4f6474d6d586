import { create } from 'zustand';

/** What is being dragged through the console; the browser carries only that something is. */
export const useDrag = create<{ updates: readonly number[] | null }>(() => ({ updates: null }));

export const dragUpdates = (updates: readonly number[] | null) => useDrag.setState({ updates });
