import { z } from 'zod';
import { create } from 'zustand';
import { keep, recall } from './stored.ts';

interface Navigation {
  /** Ids of console tree nodes, oldest first. */
  history: string[];
  at: number;
  expanded: ReadonlySet<string>;
}

const START = 'update-repository';
const openAtFirst = ['site-database', 'computer-management', 'software-updates', 'update-repository'];

export const useNavigation = create<Navigation>(() => ({
  history: [recall('node', z.string(), START)],
  at: 0,
  expanded: new Set(recall('expanded', z.array(z.string()).max(2000), openAtFirst)),
}));
useNavigation.subscribe((s, before) => {
  if (s.expanded !== before.expanded) keep('expanded', [...s.expanded]);
  keep('node', s.history[s.at]);
});

const KEPT = 100;

export const useNode = () => useNavigation((s) => s.history[s.at]!);

export function go(id: string) {
  useNavigation.setState((s) => {
    if (s.history[s.at] === id) return s;
    const history = [...s.history.slice(0, s.at + 1), id].slice(-KEPT);
    return { history, at: history.length - 1 };
  });
}

export const back = () => useNavigation.setState((s) => ({ at: Math.max(0, s.at - 1) }));
export const forward = () => useNavigation.setState((s) => ({ at: Math.min(s.history.length - 1, s.at + 1) }));

export function expand(ids: Iterable<string>, open = true) {
  useNavigation.setState((s) => {
    const expanded = new Set(s.expanded);
    for (const id of ids) open ? expanded.add(id) : expanded.delete(id);
    return { expanded };
  });
}
