import { Button, Dialog, DialogSurface } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { IconName } from './icons/drawings.tsx';
import { ObjectIcon } from './icons/ObjectIcon.tsx';
import { Tabs } from './Tabs.tsx';

interface WindowProps {
  icon?: IconName;
  title: string;
  width: number;
  height?: number;
  onClose(): void;
  /** Above the content, on one row. */
  tabs?: {
    names: readonly string[];
    current: string;
    onSelect(name: string): void;
    /** Tabs with something to correct. */
    marked?: readonly string[];
  };
  footer: ReactNode;
  children: ReactNode;
  alert?: boolean;
}

/** A dialog: title with object icon, optional tabs, content, footer. Escape and the cross close it. */
export function DialogWindow({ icon, title, width, height, onClose, tabs, footer, children, alert }: WindowProps) {
  const id = useId();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      requestAnimationFrame(() => {
        const behind = document.querySelector('[role="dialog"], [role="alertdialog"]');
        const target = before?.isConnected && before !== document.body ? before : document.querySelector('main [role="grid"]');
        if (behind === null || behind.contains(target)) (target as HTMLElement | null)?.focus();
      });
    },
    [before],
  );
  // A button that turns grey under the focus drops it on the page's body, where the dialog would not hear Escape.
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const front = [...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1);
      if (event.key === 'Escape' && !event.defaultPrevented && document.activeElement === document.body && front?.getAttribute('aria-labelledby') === id) close.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [id]);
  return (
    <Dialog open surfaceMotion={null} modalType={alert ? 'alert' : 'modal'} onOpenChange={(event, data) => {
      if (data.type === 'backdropClick') return;
      event.preventDefault?.();
      onClose();
    }}>
      <DialogSurface className="dialog" style={{ width: `min(${width}px, calc(100vw - 32px))`, height }} aria-labelledby={id} aria-describedby={undefined}>
        <div className="dialog-head">
          {icon && <ObjectIcon name={icon} />}
          <h2 id={id} className="ellipsis">
            {title}
          </h2>
        </div>
        {tabs && (
          <div className="dialog-tabs">
            <Tabs label={title} {...tabs} />
          </div>
        )}
        <div className="dialog-body" role={tabs ? 'tabpanel' : undefined} aria-label={tabs?.current} tabIndex={tabs ? 0 : undefined}>
          {children}
        </div>
        <div className="dialog-foot">{footer}</div>
        {/* Last, so that the focus goes to the content or the default button first. */}
        <Button appearance="subtle" className="icon-button dialog-close" icon={<Dismiss16Regular />} aria-label="Close" onClick={onClose} />
      </DialogSurface>
    </Dialog>
  );
}
