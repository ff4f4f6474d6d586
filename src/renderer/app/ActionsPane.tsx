import { ChevronDown12Regular, ChevronUp12Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { ActionGroup } from '../state/index.ts';
import type { Verbs } from './use-verbs.tsx';

function Group({ group }: { group: ActionGroup }) {
  const [open, setOpen] = useState(true);
  return (
    <section className="action-group" aria-label={group.title}>
      <h2>
        <button type="button" className="action-head" aria-expanded={open} onClick={() => setOpen(!open)} title={group.title}>
          <span className="ellipsis">{group.title}</span>
          {open ? <ChevronUp12Regular /> : <ChevronDown12Regular />}
        </button>
      </h2>
      {open && (
        <ul>
          {group.actions.map((action) => (
            <li key={action.label} className={action.divided ? 'is-divided' : undefined}>
              <button
                type="button"
                className={`action${action.strong ? ' is-strong' : ''}`}
                aria-disabled={Boolean(action.reason)}
                title={action.reason ? `${action.label}: ${action.reason}` : action.shortcut ? `${action.label} (${action.shortcut})` : undefined}
                onClick={() => !action.reason && action.run()}
              >
                <span className="action-icon">{action.icon}</span>
                <span className="ellipsis">{action.label}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The verbs of the node, then of what is selected, then of what the page shows beside it. */
export function ActionsPane({ verbs }: { verbs: Verbs }) {
  return (
    <div className="actions-pane">
      <h1>Actions</h1>
      <Group key={`node ${verbs.node.title}`} group={verbs.node} />
      {verbs.selection && <Group key="selection" group={verbs.selection} />}
      {verbs.beside && <Group key="beside" group={verbs.beside} />}
    </div>
  );
}
