import { ArrowClockwise16Regular, ArrowExportUp16Regular, Copy16Regular, DocumentSettings16Regular, LayoutColumnThree16Regular, QuestionCircle16Regular, WindowNew16Regular } from '@fluentui/react-icons';
import { newWindow, useReasons } from '../data/index.ts';
import { openHelp, usePageFacts, type Action, type ActionGroup } from '../state/index.ts';
import type { TreeNode } from './tree/definition.ts';

const NOTHING_TO_EXPORT = 'This page has no list to export.';
const NO_PROPERTIES = 'Nothing with properties is selected.';

/** Every verb of the page and its selection, in the one order that Actions pane, context menu and menu bar share (D§9). */
export function useVerbs(current: TreeNode) {
  const facts = usePageFacts();
  const why = useReasons();
  /** What the page or the object says comes first: it holds for everybody. */
  const allowed = (actions: readonly Action[]): Action[] => actions.map((action) => (action.needs && !action.reason ? { ...action, reason: why(action.needs) } : action));
  const help: Action = { label: 'Help', icon: <QuestionCircle16Regular />, shortcut: 'F1', run: () => openHelp(current.help) };
  const refresh: Action = { label: 'Refresh', icon: <ArrowClockwise16Regular />, shortcut: 'F5', run: () => facts.refresh?.(), reason: facts.refresh ? null : 'This page is always current.', divided: facts.node.length > 0 };
  const exportList: Action = { label: 'Export List…', icon: <ArrowExportUp16Regular />, run: () => facts.exportList?.(), reason: facts.exportList ? null : NOTHING_TO_EXPORT };
  const columns: Action = { label: 'Add/Remove Columns…', icon: <LayoutColumnThree16Regular />, run: () => facts.columns?.(), reason: facts.columns ? null : 'This page has no columns.' };
  const properties: Action = facts.properties ?? { label: 'Properties', run: () => {}, reason: NO_PROPERTIES };
  const shown: Action = { ...properties, icon: <DocumentSettings16Regular />, shortcut: 'Alt+Enter', strong: true, divided: true };

  const node: ActionGroup = {
    title: current.label,
    actions: [...allowed(facts.node), refresh, ...(facts.columns ? [columns] : []), ...(facts.exportList ? [exportList] : []), { label: 'New Window from Here', icon: <WindowNew16Regular />, run: newWindow }, help],
  };
  const copies: Action[] = facts.copy ? [{ label: 'Copy', icon: <Copy16Regular />, shortcut: 'Ctrl+C', divided: facts.selection !== null && facts.selection.actions.length > 0, run: () => facts.copy?.('rows') }, { label: 'Copy Cell', shortcut: 'Ctrl+Shift+C', run: () => facts.copy?.('cell') }] : [];
  const selection: ActionGroup | null = facts.selection && { title: facts.selection.title, actions: [...allowed(facts.selection.actions), ...copies, ...(facts.properties ? [shown] : []), help] };
  return { facts, node, selection, beside: facts.beside ? { ...facts.beside, actions: allowed(facts.beside.actions) } : null, refresh, exportList, columns, properties: shown, help };
}

export type Verbs = ReturnType<typeof useVerbs>;
