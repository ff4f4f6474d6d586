import { useEffect, useRef } from 'react';
import type { ClientAction, ClientUserSettings } from '../../../contract/index.ts';
import { command, notifyFailure, useAsked } from '../../data/index.ts';
import { notify } from '../../state/index.ts';

/** How often the desktop is looked at anew, since its clock goes on without a change of the site. */
const LOOK_EVERY = 1000;

/** The desktop of a computer as it is now, and what its user does there. */
export function useDesktop(id: number) {
  const asked = useAsked(['clients', 'desktop', id], (e, call) => e.desktops.show({ call, id }));
  const { refetch } = asked;
  const to = useRef(0);
  useEffect(() => {
    const timer = setInterval(() => void refetch(), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [refetch]);
  const run = async (act: Promise<unknown>, said?: string) => {
    try {
      await act;
      if (said) notify({ intent: 'done', title: said });
    } catch (error) {
      notifyFailure(error);
    }
    await refetch();
  };
  return {
    asked,
    desktop: asked.data?.value,
    install: (updates: 'mandatory' | number[]) => run(command((e, call) => e.desktops.install({ call, id, updates }))),
    snooze: () => run(command((e, call) => e.desktops.snooze({ call, id }))),
    configure: (settings: ClientUserSettings) => run(command((e, call) => e.desktops.configure({ call, id, settings }))),
    deleteFiles: (updates: 'all' | number[]) => run(command((e, call) => e.desktops.deleteFiles({ call, id, updates }))),
    damage: (update: number) => run(command((e, call) => e.desktops.damageContent({ call, id, update })), 'The content in the cache is damaged now.'),
    stick: (update: number) => run(command((e, call) => e.desktops.stickTransfer({ call, id, update }))),
    resetTransfers: () => run(command((e, call) => e.desktops.resetTransfers({ call, id })), 'The jobs that were stuck have begun anew.'),
    remove: (update: number) => run(command((e, call) => e.desktops.removeUpdate({ call, id, update })), 'The software update is not installed any more; the next scan finds that.'),
    /** Lets time pass at the site. */
    advance: (minutes: number) => {
      // From where the clock is on its way to, so that no click is lost.
      to.current = Math.max(to.current, asked.data?.value.at ?? 0) + minutes * 60_000;
      return run(command((e, call) => e.site.advanceClock({ call, to: to.current })));
    },
    act: (action: ClientAction, said?: string) => run(command((e, call) => e.clients.act({ call, id, action })), said),
  };
}

export type DesktopOf = ReturnType<typeof useDesktop>;
