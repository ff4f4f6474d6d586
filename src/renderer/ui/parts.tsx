import { Button, Tooltip } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, ErrorCircle16Filled, Info16Regular, Warning16Filled } from '@fluentui/react-icons';
import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import { ObjectIcon } from './icons/ObjectIcon.tsx';
import type { IconName } from './icons/drawings.tsx';
import './parts.css';

/** A verb as an icon with its name in a tooltip; while it cannot be used the tooltip says why. */
export function IconButton({ label, icon, onClick, pressed, reason, hint }: { label: string; icon: ReactElement; onClick(): void; pressed?: boolean; reason?: string | null; hint?: string }) {
  return (
    <Tooltip content={reason ? `${label}: ${reason}` : hint ? `${label} (${hint})` : label} relationship="label" showDelay={400}>
      <Button appearance="subtle" className="icon-button" icon={icon} aria-pressed={pressed} disabledFocusable={Boolean(reason)} onClick={() => !reason && onClick()} />
    </Tooltip>
  );
}

export function PaneTitle({ icon, title, note, children }: { icon: IconName; title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <div className="pane-title">
      <ObjectIcon name={icon} />
      <h1 className="ellipsis">{title}</h1>
      {note !== undefined && <span className="secondary ellipsis">{note}</span>}
      <span className="spacer" />
      {children}
    </div>
  );
}

/** `share` of 0..1; null while the total is not known. */
export function Progress({ share, label, state = 'running', width }: { share: number | null; label: string; state?: 'running' | 'done' | 'failed'; width?: number }) {
  const known = share === null ? {} : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 };
  return (
    <div role="progressbar" aria-label={label} {...known} className={`progress is-${state}${share === null ? ' is-unknown' : ''}`} style={{ width }}>
      <div style={share === null ? undefined : { width: `${share * 100}%` }} />
    </div>
  );
}

const intents = { error: ErrorCircle16Filled, warning: Warning16Filled, information: Info16Regular, done: CheckmarkCircle16Filled };

/** What happened, why and what to do, tinted, in place of or above the content it is about. */
export function Block({ intent, title, children, actions }: { intent: keyof typeof intents; title?: string; children?: ReactNode; actions?: ReactNode }) {
  const Icon = intents[intent];
  return (
    <div className={`block is-${intent}`} role={intent === 'error' ? 'alert' : 'note'}>
      <Icon />
      <div className="block-body">
        {title && <h2>{title}</h2>}
        {children}
        {actions && <div className="block-actions">{actions}</div>}
      </div>
    </div>
  );
}

export function ErrorBlock({ error, onRetry, actions }: { error: { what: string; why: string; todo: string }; onRetry?: () => void; actions?: ReactNode }) {
  return (
    <Block
      intent="error"
      title={error.what}
      actions={
        (onRetry || actions) && (
          <>
            {onRetry && <Button onClick={onRetry}>Try Again</Button>}
            {actions}
          </>
        )
      }
    >
      <p>
        {error.why} {error.todo}
      </p>
    </Block>
  );
}

/** One fact and one action where there is nothing to show. */
export function EmptyState({ icon, title, text, action }: { icon: IconName; title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <ObjectIcon name={icon} size={32} />
      <h2>{title}</h2>
      {text && <p>{text}</p>}
      {action}
    </div>
  );
}

/** The border between two panes, moved by pointer or arrow keys. `sign` is -1 when the pane lies after it. */
export function Splitter({ label, axis, size, bounds, sign = 1, onSize }: { label: string; axis: 'vertical' | 'horizontal'; size: number; bounds: readonly [number, number]; sign?: 1 | -1; onSize(size: number): void }) {
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    const target = event.currentTarget;
    const start = axis === 'vertical' ? event.clientX : event.clientY;
    target.setPointerCapture(event.pointerId);
    const move = (e: globalThis.PointerEvent) => onSize(size + sign * ((axis === 'vertical' ? e.clientX : e.clientY) - start));
    target.addEventListener('pointermove', move);
    target.addEventListener('lostpointercapture', () => target.removeEventListener('pointermove', move), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -8, ArrowUp: -8, ArrowRight: 8, ArrowDown: 8 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onSize(size + sign * step);
  };
  return (
    <div
      role="separator"
      aria-label={label}
      aria-orientation={axis}
      aria-valuenow={size}
      aria-valuemin={bounds[0]}
      aria-valuemax={bounds[1]}
      tabIndex={0}
      className={`splitter is-${axis}`}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
