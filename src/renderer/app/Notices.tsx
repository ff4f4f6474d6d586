import { Button } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, Dismiss12Regular, ErrorCircle16Filled, Info16Regular } from '@fluentui/react-icons';
import { dismiss, useNotices } from '../state/index.ts';

const icons = { error: ErrorCircle16Filled, done: CheckmarkCircle16Filled, information: Info16Regular };

/** Notices in the lower right corner. */
export function Notices() {
  const notices = useNotices((s) => s.notices);
  return (
    <div className="notices" role="status" aria-label="Notices">
      {notices.map((notice) => {
        const Icon = icons[notice.intent];
        return (
          <div key={notice.id} className={`notice is-${notice.intent}`}>
            <Icon />
            <div className="notice-body">
              <strong>{notice.title}</strong>
              {notice.text && <p className="secondary">{notice.text}</p>}
            </div>
            {notice.action && (
              <Button size="small" onClick={() => (notice.action!.run(), dismiss(notice.id))}>
                {notice.action.label}
              </Button>
            )}
            <Button size="small" appearance="subtle" className="icon-button" icon={<Dismiss12Regular />} aria-label="Close notice" onClick={() => dismiss(notice.id)} />
          </div>
        );
      })}
    </div>
  );
}
