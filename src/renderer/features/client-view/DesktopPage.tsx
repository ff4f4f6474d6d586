import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useState } from 'react';
import { explain, useReason, useSite } from '../../data/index.ts';
import { go, usePage, type Action } from '../../state/index.ts';
import { counted, date, ErrorBlock, ObjectIcon, PaneTitle } from '../../ui/index.ts';
import { Applet, type AppletTab } from './Applet.tsx';
import { AvailableUpdates } from './AvailableUpdates.tsx';
import './client-view.css';
import { ExpressWindow } from './ExpressWindow.tsx';
import { Balloon, InstallProgress, RestartWindow } from './Notices.tsx';
import { useDesktop } from './use-desktop.ts';
import { clockTime, isMandatory, isOpen } from './words.ts';

type Window = 'express' | 'available' | 'applet' | null;

/** The desktop of a simulated computer, drawn: the icon, reminders and windows as its user sees them at this moment of the site (DEPLOY-11). */
export default function DesktopPage({ id }: { id: number }) {
  const of = useDesktop(id);
  const { desktop, asked } = of;
  const isLab = useSite().data?.value.clock.kind === 'lab';
  const [window, setWindow] = useState<Window>(null);
  const [tab, setTab] = useState<AppletTab>('General');
  const [hidden, setHidden] = useState<{ progress: boolean; restart: string }>({ progress: false, restart: '' });
  const [installing, acting, snoozing] = [useReason('desktops.install'), useReason('clients.act'), useReason('desktops.snooze')];
  const open = (next: Window) => {
    setWindow(next);
    if (desktop?.reminder && snoozing === null) void of.snooze();
  };
  const openUpdates = () => open(desktop?.updates.some((one) => isOpen(one) && isMandatory(one)) ? 'express' : 'available');
  const install = (updates: 'mandatory' | number[]) => {
    setHidden({ ...hidden, progress: false });
    setWindow('available');
    void of.install(updates);
  };
  const restart = () => void of.act('restart');
  const verbs: Action[] = [
    { label: 'Available Software Updates', strong: true, run: () => open('available') },
    { label: 'Configuration Manager', run: () => open('applet') },
    { label: 'Restart Computer', run: restart, needs: ['clients.act'] },
    ...[1, 15, 60].map((minutes): Action => ({ label: `Clock + ${minutes === 60 ? '1 Hour' : counted(minutes, 'Minute')}`, divided: minutes === 1, run: () => void of.advance(minutes), reason: isLab ? null : 'This site runs on the system’s clock.', needs: ['site.advanceClock'] })),
    { label: 'Computer', divided: true, run: () => go(`computer/${id}`) },
  ];
  usePage({ node: verbs, selection: null, items: null, selected: 0, readAt: asked.dataUpdatedAt, refresh: () => void asked.refetch() });
  const title = <PaneTitle icon="computer" title={desktop ? `Client View: ${desktop.name}` : 'Client View'} note="What the user of this simulated computer sees; you act as that user." />;
  if (asked.error) return <>{title}<div className="page-inset"><ErrorBlock error={explain(asked.error)} onRetry={() => void asked.refetch()} /></div></>;
  if (!desktop) return title;
  const restartKey = desktop.restart && `${desktop.restart.at} ${desktop.restart.finalWarning}`;
  return (
    <>
      {title}
      <section className="client-desktop" aria-label={`Desktop of ${desktop.name}`}>
        <div className="client-shortcuts">
          <button type="button" className="client-shortcut" onClick={() => open('available')}><ObjectIcon name="software-updates" /><span>Available Software Updates</span></button>
          <button type="button" className="client-shortcut" onClick={() => open('applet')}><ObjectIcon name="component" /><span>Configuration Manager</span></button>
        </div>
        {window === 'express' && <ExpressWindow desktop={desktop} reason={installing} onInstall={() => install('mandatory')} onChoose={() => setWindow('available')} onClose={() => setWindow(null)} />}
        {window === 'available' && <AvailableUpdates desktop={desktop} reason={installing} onInstall={install} onClose={() => setWindow(null)} />}
        {window === 'applet' && <Applet tab={tab} onTab={setTab} desktop={desktop} of={of} onClose={() => setWindow(null)} />}
        <div className="client-corner">
          {desktop.progress && window === null && !hidden.progress && <InstallProgress progress={desktop.progress} onClose={() => setHidden({ ...hidden, progress: true })} />}
          {desktop.restart && hidden.restart !== restartKey && <RestartWindow restart={desktop.restart} now={desktop.at} reason={acting} onRestart={restart} onHide={() => setHidden({ ...hidden, restart: restartKey! })} />}
          {desktop.reminder && window === null && <Balloon reminder={desktop.reminder} reason={snoozing} onOpen={openUpdates} onSnooze={() => void of.snooze()} />}
        </div>
        <div className="client-taskbar">
          <Menu positioning="above-start">
            <MenuTrigger disableButtonEnhancement><button type="button" className="client-start">Start</button></MenuTrigger>
            <MenuPopover className="menu"><MenuList>
              <MenuItem onClick={() => open('available')}>Available Software Updates</MenuItem>
              <MenuItem onClick={() => open('applet')}>Control Panel: Configuration Manager</MenuItem>
              <MenuItem disabled={acting !== null} onClick={restart}>Restart</MenuItem>
            </MenuList></MenuPopover>
          </Menu>
          <span className="spacer" />
          <div className="client-tray" role="group" aria-label="Notification area">
            {desktop.icon && <button type="button" className="client-tray-icon" aria-label="Software updates" title="Software updates" onClick={openUpdates}><ObjectIcon name="software-updates" /></button>}
            <span className="client-clock" title={`${date(desktop.at)}, UTC`}>{clockTime(desktop.at)}<span>{date(desktop.at)}</span></span>
          </div>
        </div>
      </section>
    </>
  );
}
