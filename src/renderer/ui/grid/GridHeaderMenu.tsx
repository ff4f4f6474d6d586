import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';

export interface HeadingVerbs {
  sort?(descending: boolean): void;
  move(by: 1 | -1): void;
  size(by: number): void;
  fit(): void;
  hide?(): void;
  columns?(): void;
}

/** Everything a heading can do by pointer, for the keyboard: Shift+F10 on it. */
export function GridHeaderMenu({ target, verbs, first, last, onClose }: { target: HTMLElement; verbs: HeadingVerbs; first: boolean; last: boolean; onClose(): void }) {
  const items: [string, (() => void) | undefined, string?][] = [
    ['Move Left', first ? undefined : () => verbs.move(-1), 'Ctrl+Left'],
    ['Move Right', last ? undefined : () => verbs.move(1), 'Ctrl+Right'],
    ['Wider', () => verbs.size(8), 'Shift+Right'],
    ['Narrower', () => verbs.size(-8), 'Shift+Left'],
    ['Best Fit', verbs.fit],
    ['Hide Column', verbs.hide],
  ];
  return (
    <Menu
      open
      positioning={{ target, position: 'below', align: 'start' }}
      onOpenChange={(_, { open }) => {
        if (open) return;
        onClose();
        requestAnimationFrame(() => target.isConnected && target.focus());
      }}
    >
      <MenuPopover className="menu">
        <MenuList aria-label="Column">
          <MenuItem disabled={!verbs.sort} onClick={() => verbs.sort?.(false)}>Sort Ascending</MenuItem>
          <MenuItem disabled={!verbs.sort} onClick={() => verbs.sort?.(true)}>Sort Descending</MenuItem>
          <MenuDivider />
          {items.map(([label, run, keys]) => <MenuItem key={label} disabled={!run} secondaryContent={keys} onClick={run}>{label}</MenuItem>)}
          {verbs.columns && <MenuDivider />}
          {verbs.columns && <MenuItem onClick={verbs.columns}>Add/Remove Columns…</MenuItem>}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
