import { Button, Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import type { Desktop, DesktopUpdate } from '../../../contract/index.ts';
import { EmptyState, Progress } from '../../ui/index.ts';
import { DesktopWindow } from './DesktopWindow.tsx';
import { dayAndTime, stateNames } from './words.ts';

const runs = (one: DesktopUpdate) => one.state === 'installing' || one.state === 'downloading';
const code = (error: number) => `0x${(error >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;

function UpdateRow({ one, checked, onCheck }: { one: DesktopUpdate; checked: boolean; onCheck(checked: boolean): void }) {
  return (
    <tr className={`is-${one.state}`}>
      <td><Checkbox aria-label={one.title} checked={checked} disabled={!one.startable} onChange={(_, data) => onCheck(data.checked === true)} /></td>
      <td className="client-update-title">{one.title}<span className="muted"> {[one.bulletinId, one.articleId && `KB${one.articleId}`].filter(Boolean).join(' · ')}</span></td>
      <td>{one.deadline === null ? <span className="muted">Optional</span> : dayAndTime(one.deadline)}</td>
      <td>
        {stateNames[one.state]}{runs(one) ? ` (${one.percent} %)` : ''}{one.error === 0 ? '' : ` ${code(one.error)}`}
        {runs(one) && <Progress share={one.percent / 100} label={`${stateNames[one.state]}: ${one.title}`} />}
      </td>
    </tr>
  );
}

/** Available Software Updates: what is deployed to the computer and required, to choose from and to watch. */
export function AvailableUpdates({ desktop, reason, onInstall, onClose }: { desktop: Desktop; reason: string | null; onInstall(updates: number[]): void; onClose(): void }) {
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const startable = desktop.updates.filter((one) => one.startable);
  const chosen = startable.filter((one) => !left.has(one.id)).map((one) => one.id);
  const check = (updates: readonly DesktopUpdate[], checked: boolean) => {
    const next = new Set(left);
    for (const { id } of updates) if (checked) next.delete(id);
      else next.add(id);
    setLeft(next);
  };
  const refused = reason ?? (desktop.hidden ? 'Hide all deployments from end users is on: users see no deployments.' : chosen.length === 0 ? 'Choose a software update that waits to be installed.' : null);
  return (
    <DesktopWindow
      title="Available Software Updates" width={760} onClose={onClose}
      footer={
        <>
          <span className="muted client-window-note">{chosen.length} of {startable.length} chosen</span>
          <Button appearance="primary" disabledFocusable={refused !== null} title={refused ?? undefined} onClick={() => refused === null && onInstall(chosen)}>Install</Button>
          <Button onClick={onClose}>Close</Button>
        </>
      }
    >
      {desktop.updates.length === 0 ? (
        <EmptyState icon="software-updates" title="No software updates are available" text="Everything that is deployed to this computer is installed or not required. Machine Policy Retrieval & Evaluation Cycle asks for new deployments." />
      ) : (
        <table className="client-table" aria-label="Available Software Updates">
          <thead>
            <tr>
              <th scope="col"><Checkbox aria-label="All software updates" disabled={startable.length === 0} checked={chosen.length === 0 ? false : chosen.length === startable.length ? true : 'mixed'} onChange={(_, data) => check(startable, data.checked === true)} /></th>
              <th scope="col">Name</th><th scope="col">Deadline (UTC)</th><th scope="col">State</th>
            </tr>
          </thead>
          <tbody>{desktop.updates.map((one) => <UpdateRow key={one.id} one={one} checked={one.startable && !left.has(one.id)} onCheck={(checked) => check([one], checked)} />)}</tbody>
        </table>
      )}
    </DesktopWindow>
  );
}
