import { Menu, MenuList, MenuPopover } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useShell } from '../state/index.ts';
import { ActionItems } from './MenuBar.tsx';
import type { Verbs } from './use-verbs.tsx';

/** The Actions pane's verbs where the pointer or the focus is. */
export function ContextMenu({ verbs }: { verbs: Verbs }) {
  const menu = useShell((s) => s.contextMenu);
  const target = useMemo(() => {
    if (!menu) return null;
    const box = { x: menu.x, y: menu.y, left: menu.x, right: menu.x, top: menu.y, bottom: menu.y, width: 0, height: 0 };
    return { getBoundingClientRect: () => box as DOMRect };
  }, [menu]);
  if (!menu || !target) return null;
  const group = menu.of === 'selection' && verbs.selection ? verbs.selection : verbs.node;
  const back = document.activeElement;
  return (
    <Menu
      open
      positioning={{ target, position: 'below', align: 'start' }}
      onOpenChange={(_, data) => {
        if (data.open) return;
        useShell.setState({ contextMenu: null });
        if (back instanceof HTMLElement && back !== document.body) requestAnimationFrame(() => document.activeElement === document.body && back.focus());
      }}
    >
      <MenuPopover className="menu">
        <MenuList aria-label={group.title}>
          <ActionItems actions={group.actions} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
