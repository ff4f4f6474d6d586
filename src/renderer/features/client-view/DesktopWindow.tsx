import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A window on the drawn desktop. It takes the focus when it opens; Escape and the cross close it. */
export function DesktopWindow({ title, place = 'middle', width, onClose, footer, children }: { title: string; place?: 'middle' | 'corner'; width: number; onClose(): void; footer?: ReactNode; children: ReactNode }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box} className={`client-window is-${place}`} style={{ width: `min(${width}px, calc(100% - 24px))` }} role="dialog" aria-labelledby={id} tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div className="client-window-title">
        <h2 id={id} className="ellipsis">{title}</h2>
        <button type="button" className="client-window-close" aria-label="Close" onClick={onClose}><Dismiss16Regular /></button>
      </div>
      <div className="client-window-body">{children}</div>
      {footer && <div className="client-window-foot">{footer}</div>}
    </div>
  );
}
