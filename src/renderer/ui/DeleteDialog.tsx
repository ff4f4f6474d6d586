import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { IconName } from './icons/drawings.tsx';
import { ErrorBlock } from './parts.tsx';
import { DialogWindow } from './Sheet.tsx';

interface Props {
  icon: IconName;
  title: string;
  /** The effect is known and nothing runs: it may be done. */
  ready: boolean;
  failed: { what: string; why: string; todo: string } | null;
  /** Asks for the effect again, where that failed. */
  onRetry?(): void;
  onDelete(): void;
  onClose(): void;
  /** The effect, named before it is done. */
  children: ReactNode;
}

/** Deletes an object after saying what goes with it. */
export const DeleteDialog = ({ icon, title, ready, failed, onRetry, onDelete, onClose, children }: Props) => (
  <DialogWindow
    alert icon={icon} title={title} width={500} onClose={onClose}
    footer={
      <>
        <Button appearance="primary" disabled={!ready} onClick={onDelete}>Delete</Button>
        <Button onClick={onClose}>Cancel</Button>
      </>
    }
  >
    <div className="delete-dialog">
      {children}
      {failed && <ErrorBlock error={failed} onRetry={onRetry} />}
    </div>
  </DialogWindow>
);

/** What goes along or refers to something, a line each; nothing when there is none. */
export const NamedLines = ({ says, lines }: { says: string; lines: readonly { key: string | number; text: string }[] }) =>
  lines.length > 0 && (
    <div>
      <p>{says}</p>
      <ul className="named-lines">
        {lines.map(({ key, text }) => <li key={key}>{text}</li>)}
      </ul>
    </div>
  );
