import { create } from 'zustand';

/** Software updates a verb is for; which they are is asked when the verb runs. */
export type Chosen = () => Promise<readonly number[]>;

/** What is being dragged through the console; the browser carries only that something is. */
export const useDrag = create<{ updates: Chosen | null }>(() => ({ updates: null }));

export const dragUpdates = (updates: Chosen | null) => useDrag.setState({ updates });
