import { useEffect, useRef } from 'react';
import { inDesktop, zoomWindow } from '../data/index.ts';
import { back, forward, go, notify, openHelp, useShell, type Action, type DialogRequest } from '../state/index.ts';
import type { Verbs } from './use-verbs.tsx';

const dialogTopics: Record<DialogRequest['kind'], string> = { softwareUpdatePointProperties: 'software-update-point', runSynchronization: 'synchronization', updateProperties: 'update-properties', commonProperties: 'update-properties', licenseTerms: 'update-properties', connectAs: 'security-rights', newSecurityUser: 'security-rights', securityRights: 'security-rights', exportCatalog: 'air-gap', newSiteRole: 'site-systems', removeRole: 'site-systems', newSite: 'site-management', removeSite: 'site-management', newCollection: 'collections', collectionProperties: 'collections', deleteCollection: 'collections', searchFolder: 'search-folders', updateListWizard: 'update-lists', updateListProperties: 'update-lists', deleteUpdateList: 'update-lists', deploymentTemplate: 'deployment-templates', deployment: 'deployment-management', distribution: 'software-distribution', softwareUpdatesClientAgent: 'client-agents', downloadUpdates: 'deployment-packages', packageProperties: 'deployment-packages', deletePackage: 'deployment-packages', copyPackage: 'deployment-packages', accessAccount: 'deployment-packages', downloadSettings: 'deployment-packages', distributionPoint: 'site-systems', removeDistributionPoint: 'site-systems', undo: 'history', addFavorite: 'favorites', organizeFavorites: 'favorites', about: 'software-updates' };

const panes = ['tree', 'result', 'actions', 'toolbar'];

/** Focus to the next pane in sight (F6), in the order of the frame. */
function nextPane(step: 1 | -1) {
  const shown = panes.flatMap((name) => document.querySelector<HTMLElement>(`[data-pane="${name}"]`) ?? []);
  const at = shown.findIndex((pane) => pane.contains(document.activeElement));
  const pane = shown[(at + step + shown.length) % shown.length];
  const target = pane?.querySelector<HTMLElement>('[data-pane-focus], [role="grid"]') ?? pane?.querySelector<HTMLElement>('button:not(:disabled), input') ?? pane?.querySelector<HTMLElement>('[tabindex="0"]');
  target?.focus();
}

/** Where keys write, they belong to the text. */
const writes = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null;

/** F2 and Delete are verbs of what the focus is in: the tree's node, else the selection. In a text they are the text's. */
function verbByKey(event: KeyboardEvent, verbs: Verbs) {
  if (writes(event.target)) return undefined;
  const inTree = document.querySelector('[data-pane="tree"]')?.contains(document.activeElement);
  const { actions } = inTree ? verbs.node : (verbs.selection ?? verbs.node);
  return actions.find((action) => action.shortcut === event.key && !action.reason);
}

/** Keys of the whole console; a dialog or a menu in front keeps its own. */
export function useKeyboard(verbs: Verbs, undo: Action, up: string | null) {
  const now = useRef({ verbs, undo, up });
  now.current = { verbs, undo, up };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const { verbs: v, undo: last, up: parent } = now.current;
      const inFront = document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
      const ctrl = event.ctrlKey || event.metaKey;
      const keys: [boolean, () => void][] = [
        [event.key === 'F5', () => !v.refresh.reason && v.refresh.run()],
        [event.key === 'F6', () => nextPane(event.shiftKey ? -1 : 1)],
        [event.key === 'F1', () => v.help.run()],
        [event.altKey && event.key === 'Enter', () => !v.properties.reason && v.properties.run()],
        [event.altKey && event.key === 'ArrowLeft', back],
        [event.altKey && event.key === 'ArrowRight', forward],
        [event.altKey && event.key === 'ArrowUp', () => parent !== null && go(parent)],
        [ctrl && event.key.toLowerCase() === 'k', () => useShell.setState({ goTo: true })],
        [ctrl && event.key.toLowerCase() === 'z' && !writes(event.target), () => (last.reason ? notify({ intent: 'information', title: last.reason }) : last.run())],
        [inDesktop && ctrl && (event.key === '+' || event.key === '='), () => zoomWindow(1)],
        [inDesktop && ctrl && event.key === '-', () => zoomWindow(-1)],
        [inDesktop && ctrl && event.key === '0', () => zoomWindow(0)],
        [ctrl && event.key.toLowerCase() === 'f', () => v.facts.find?.()],
      ];
      const act = keys.find(([pressed]) => pressed)?.[1] ?? verbByKey(event, v)?.run;
      if (!act) return;
      event.preventDefault();
      const { dialog } = useShell.getState();
      if (!inFront) act();
      else if (event.key === 'F1' && dialog) openHelp(dialogTopics[dialog.kind]);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
