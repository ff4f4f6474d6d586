import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { Desktop } from '../../../contract/index.ts';
import { counted } from '../../ui/index.ts';
import { DesktopWindow } from './DesktopWindow.tsx';
import { dayAndTime, isMandatory, isOpen } from './words.ts';

/** Express or Advanced: everything that is required at once, or a choice (D§6.5). */
export function ExpressWindow({ desktop, reason, onInstall, onChoose, onClose }: { desktop: Desktop; reason: string | null; onInstall(): void; onChoose(): void; onClose(): void }) {
  const [way, setWay] = useState<'express' | 'advanced'>('express');
  const required = desktop.updates.filter((one) => isOpen(one) && isMandatory(one));
  const deadline = Math.min(...required.flatMap((one) => one.deadline ?? []));
  const refused = way === 'advanced' ? null : (reason ?? (required.some((one) => one.startable) ? null : 'Nothing that is required waits to be started.'));
  return (
    <DesktopWindow
      title="Software Updates" width={430} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabledFocusable={refused !== null} title={refused ?? undefined} onClick={() => refused === null && (way === 'express' ? onInstall() : onChoose())}>{way === 'express' ? 'Install Now' : 'Next'}</Button>
          <Button onClick={onClose}>Later</Button>
        </>
      }
    >
      <p>{required.length > 0 ? `${counted(required.length, 'software update')} required by your organization will be installed by itself at ${dayAndTime(deadline)}.` : 'Nothing is required of this computer now.'}</p>
      <RadioGroup aria-label="How to install" value={way} onChange={(_, data) => setWay(data.value as 'express' | 'advanced')}>
        <Radio value="express" label="Express: install all required software updates now" />
        <Radio value="advanced" label="Advanced: choose from the available software updates" />
      </RadioGroup>
      <p className="muted">Save your work first: some software updates restart the computer.</p>
    </DesktopWindow>
  );
}
