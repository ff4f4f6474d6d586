import { z } from 'zod';
import { create } from 'zustand';
import { keep, recall } from './stored.ts';

export const bounds = { tree: [160, 480], actions: [150, 400], detail: [110, 480] } as const;
export type PaneName = keyof typeof bounds;

const schema = z.object({
  tree: z.number(),
  actions: z.number(),
  detail: z.number(),
  treeShown: z.boolean(),
  actionsShown: z.boolean(),
  detailShown: z.boolean(),
  theme: z.enum(['system', 'light', 'dark', 'contrast']),
});
type Layout = z.infer<typeof schema>;
export type ThemeChoice = Layout['theme'];

const initial: Layout = { tree: 232, actions: 200, detail: 196, treeShown: true, actionsShown: true, detailShown: true, theme: 'system' };

/** Sizes (CSS pixels) and visibility of the panes and the theme, remembered per user. */
export const useLayout = create<Layout>(() => recall('layout', schema, initial));
useLayout.subscribe((layout) => keep('layout', layout));

export function resizePane(pane: PaneName, size: number) {
  const [least, most] = bounds[pane];
  useLayout.setState({ [pane]: Math.round(Math.min(most, Math.max(least, size))) });
}

export const togglePane = (pane: PaneName) => useLayout.setState((s) => ({ [`${pane}Shown`]: !s[`${pane}Shown`] }));
