import { Button, Menu, MenuDivider, MenuItem, MenuItemRadio, MenuItemCheckbox, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { Fragment, type ReactNode } from 'react';
import { inDesktop, newWindow, zoomWindow } from '../data/index.ts';
import { go, openDialog, openHelp, togglePane, useFavorites, useLayout, useShell, type Action, type ThemeChoice } from '../state/index.ts';
import { ObjectIcon } from '../ui/index.ts';
import type { Verbs } from './use-verbs.tsx';

export function ActionItems({ actions }: { actions: readonly Action[] }) {
  return actions.map((action, nth) => (
    <Fragment key={action.label}>
      {action.divided && nth > 0 && <MenuDivider />}
      <MenuItem
        icon={<>{action.icon}</>}
        secondaryContent={action.shortcut}
        disabled={Boolean(action.reason)}
        title={action.reason ?? action.about}
        style={action.strong ? { fontWeight: 600 } : undefined}
        onClick={action.run}
      >
        {action.label}
      </MenuItem>
    </Fragment>
  ));
}

function TopMenu({ label, children, checked }: { label: string; children: ReactNode; checked?: Record<string, string[]> }) {
  return (
    <Menu checkedValues={checked} positioning="below-start">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" size="small" className="menu-button">
          {label}
        </Button>
      </MenuTrigger>
      <MenuPopover className="menu">
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

const themeNames: [ThemeChoice, string][] = [['system', 'As the system'], ['light', 'Light'], ['dark', 'Dark'], ['contrast', 'High contrast']];

const ofBrowser = inDesktop ? null : 'The browser zooms: Ctrl and +, - or 0.';
const zooms: Action[] = [
  { label: 'Zoom In', shortcut: 'Ctrl++', run: () => zoomWindow(1), reason: ofBrowser },
  { label: 'Zoom Out', shortcut: 'Ctrl+-', run: () => zoomWindow(-1), reason: ofBrowser },
  { label: 'Actual Size', shortcut: 'Ctrl+0', run: () => zoomWindow(0), reason: ofBrowser },
];

/** Icon, menus and the site's name. */
export function MenuBar({ verbs, undo, title, current }: { verbs: Verbs; undo: Action; title: string; current: { id: string; label: string } }) {
  const { favorites } = useFavorites();
  const { treeShown, actionsShown, detailShown, theme } = useLayout();
  const shown = [treeShown && 'tree', actionsShown && 'actions', detailShown && 'detail'].filter((name) => name !== false);
  return (
    <div className="title-row">
      <ObjectIcon name="app" size={18} />
      <div role="toolbar" aria-label="Menu" className="menus">
        <TopMenu label="File">
          <ActionItems actions={[verbs.exportList, { label: 'Connect As…', divided: true, run: () => openDialog({ kind: 'connectAs' }) }, { label: 'Reload Console', run: () => window.location.reload() }]} />
        </TopMenu>
        <TopMenu label="Edit">
          <ActionItems actions={[undo]} />
        </TopMenu>
        <TopMenu label="Action">
          <ActionItems actions={[...(verbs.selection?.actions.filter((a) => a.label !== 'Help') ?? []), ...verbs.node.actions.map((a, n) => (n === 0 ? { ...a, divided: true } : a))]} />
        </TopMenu>
        <TopMenu label="View" checked={{ panes: shown, theme: [theme] }}>
          <MenuItemCheckbox name="panes" value="tree" onClick={() => togglePane('tree')}>Console Tree</MenuItemCheckbox>
          <MenuItemCheckbox name="panes" value="actions" onClick={() => togglePane('actions')}>Actions Pane</MenuItemCheckbox>
          <MenuItemCheckbox name="panes" value="detail" onClick={() => togglePane('detail')}>Detail Pane</MenuItemCheckbox>
          <MenuDivider />
          <ActionItems actions={[verbs.columns, verbs.refresh, { label: 'Go To…', shortcut: 'Ctrl+K', run: () => useShell.setState({ goTo: true }) }].map((a) => ({ ...a, icon: undefined, divided: false }))} />
          <MenuDivider />
          <ActionItems actions={zooms} />
          <MenuDivider />
          <Menu checkedValues={{ theme: [theme] }}>
            <MenuTrigger disableButtonEnhancement>
              <MenuItem>Theme</MenuItem>
            </MenuTrigger>
            <MenuPopover className="menu">
              <MenuList>
                {themeNames.map(([value, label]) => (
                  <MenuItemRadio key={value} name="theme" value={value} onClick={() => useLayout.setState({ theme: value })}>
                    {label}
                  </MenuItemRadio>
                ))}
              </MenuList>
            </MenuPopover>
          </Menu>
        </TopMenu>
        <TopMenu label="Favorites">
          <ActionItems
            actions={[
              { label: 'Add to Favorites…', run: () => openDialog({ kind: 'addFavorite', node: current.id, suggested: current.label }) },
              { label: 'Organize Favorites…', run: () => openDialog({ kind: 'organizeFavorites' }) },
            ]}
          />
          {favorites.length > 0 && <MenuDivider />}
          {favorites.map((one) => <MenuItem key={one.node} onClick={() => go(one.node)}>{one.name}</MenuItem>)}
        </TopMenu>
        <TopMenu label="Window">
          <ActionItems actions={[{ label: 'New Window', run: newWindow }]} />
        </TopMenu>
        <TopMenu label="Help">
          <ActionItems
            actions={[
              { ...verbs.help, label: 'Help on This Page', icon: undefined },
              { label: 'Keyboard', run: () => openHelp('keyboard') },
              { label: 'About Patchbay', divided: true, run: () => openDialog({ kind: 'about' }) },
            ]}
          />
        </TopMenu>
      </div>
      <span className="title-text ellipsis">{title}</span>
    </div>
  );
}
