import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import type { Desktop } from '../../../contract/index.ts';
import { counted, duration, Progress } from '../../ui/index.ts';
import { DesktopWindow } from './DesktopWindow.tsx';
import { reminderText } from './words.ts';

/** The reminder over the notification area; closing it is seeing it. */
export function Balloon({ reminder, reason, onOpen, onSnooze }: { reminder: NonNullable<Desktop['reminder']>; reason: string | null; onOpen(): void; onSnooze(): void }) {
  const { title, text } = reminderText(reminder);
  return (
    <div className="client-balloon" role="status" aria-label={title}>
      <button type="button" className="client-balloon-text" onClick={onOpen}><strong>{title}</strong><span>{text}</span></button>
      <button type="button" className="client-window-close" aria-label="Remind me later" title={reason ?? 'Remind me later'} disabled={reason !== null} onClick={onSnooze}><Dismiss16Regular /></button>
    </div>
  );
}

/** What is installed right now. */
export const InstallProgress = ({ progress, onClose }: { progress: NonNullable<Desktop['progress']>; onClose(): void }) => (
  <DesktopWindow title={progress.state === 'installing' ? 'Installing Software Updates' : 'Downloading Software Updates'} place="corner" width={360} onClose={onClose}>
    <p>{progress.title}</p>
    <Progress share={progress.percent / 100} label="Progress" />
    <p className="muted">{progress.percent} %{progress.left > 0 ? `, ${counted(progress.left, 'software update')} to follow` : ''}</p>
  </DesktopWindow>
);

/** The restart: a countdown of five minutes, whose last one cannot be hidden (DEPLOY-10). */
export function RestartWindow({ restart, now, reason, onRestart, onHide }: { restart: NonNullable<Desktop['restart']>; now: number; reason: string | null; onRestart(): void; onHide(): void }) {
  const what = `${counted(restart.updates, 'software update')} ${restart.updates === 1 ? 'needs' : 'need'} a restart to be complete.`;
  return (
    <DesktopWindow
      title={restart.finalWarning ? 'Restart: Final Warning' : 'Restart Required'} place="corner" width={380} onClose={onHide}
      footer={<><Button appearance="primary" disabled={reason !== null} title={reason ?? undefined} onClick={onRestart}>Restart Now</Button>{!restart.finalWarning && <Button onClick={onHide}>Hide</Button>}</>}
    >
      <p>{what}</p>
      {restart.at === null ? <p className="muted">This computer does not restart by itself now. Restart it when it suits you.</p> : <p><span className="client-countdown" role="timer">{duration(Math.max(0, restart.at - now))}</span><span className="muted">until the computer restarts. Save your work.</span></p>}
    </DesktopWindow>
  );
}
