import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';
import { create } from 'zustand';

/** The procedure of the contract that a verb calls, and the id of the object that it is done to. */
export type Needs = readonly [procedure: string, object?: number | string | null];

/** One verb, the same in Actions pane, context menu, menu bar and Go to. */
export interface Action {
  label: string;
  icon?: ReactNode;
  run(): void;
  /** Why it cannot be run now; shown as its tooltip. */
  reason?: string | null;
  /** Greyed out with the reason while the user has not the right that this takes (D§8.6). */
  needs?: Needs;
  shortcut?: string;
  /** What it would be done to; shown as its tooltip. */
  about?: string;
  /** Default verb: bold, on Enter and double-click. */
  strong?: boolean;
  /** A divider stands before it. */
  divided?: boolean;
  checked?: boolean;
}

export interface ActionGroup {
  title: string;
  actions: Action[];
}

/** What the page in the result pane tells the frame around it. */
export interface PageFacts {
  /** Verbs of the node, without the common ones. */
  node: Action[];
  /** Verbs of the selection; null when nothing is selected. */
  selection: ActionGroup | null;
  /** A further object of the page with verbs of its own, such as a log shown below. */
  beside?: ActionGroup | null;
  /** Left of the status bar's right half: "214 items". */
  items: string | null;
  selected: number;
  /** Wall-clock moment of the data shown. */
  readAt?: number | null;
  /** Site time of the last state message in the counts shown; null: there are none. */
  countsAsOf?: number | null;
  refresh?: () => void;
  exportList?: () => void;
  properties?: Action | null;
  columns?: () => void;
  find?: () => void;
  copy?: (what: 'rows' | 'cell') => void;
}

const nothing: PageFacts = { node: [], selection: null, items: null, selected: 0 };

export const usePageFacts = create<PageFacts>(() => nothing);

const publish = (facts: PageFacts) => usePageFacts.setState({ ...nothing, beside: null, readAt: null, countsAsOf: null, refresh: undefined, exportList: undefined, properties: null, columns: undefined, find: undefined, copy: undefined, ...facts }, true);

/** Called by the page in the result pane with what it shows now. */
export function usePage(facts: PageFacts) {
  const known = useRef(false);
  useLayoutEffect(() => {
    if (!known.current) publish(facts);
  });
  // From then on the page is drawn before the panes around it follow; after a key or a click they follow at once.
  useEffect(() => {
    if (known.current) publish(facts);
    known.current = true;
  });
  useLayoutEffect(() => () => usePageFacts.setState(nothing, true), []);
}
