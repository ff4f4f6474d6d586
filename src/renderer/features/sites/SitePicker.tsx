import { Button, Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ChevronDown12Regular } from '@fluentui/react-icons';
import { connectTo, useConnectable, useSession } from '../../data/index.ts';
import { ObjectIcon } from '../../ui/index.ts';
import { fullName } from './words.ts';

/** The site the console is connected to, and the others it can connect to. Absent while there is one only. */
export function SitePicker() {
  const own = useSession((s) => s.site);
  const sites = useConnectable().data?.value ?? [];
  const current = sites.find((site) => site.code === own);
  if (sites.length < 2 || !current) return null;
  return (
    <Menu checkedValues={{ site: [current.code] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button className="site-picker" aria-label={`Connected to ${fullName(current)}. Connect to another site`} icon={<ObjectIcon name="site" />}>
          {current.code} <ChevronDown12Regular />
        </Button>
      </MenuTrigger>
      <MenuPopover className="menu">
        <MenuList aria-label="Connect to site">
          {sites.map((site) => (
            <MenuItemRadio key={site.code} name="site" value={site.code} onClick={() => connectTo(site.code)}>
              {fullName(site)}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
