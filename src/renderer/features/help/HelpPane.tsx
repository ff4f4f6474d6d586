import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../ui/index.ts';
import './help.css';
import { titles, topic } from './topics.ts';

/** Help beside the page (F1), shipped with the product. */
export default function HelpPane({ topic: asked, onClose }: { topic: string; onClose(): void }) {
  const [id, setId] = useState(asked);
  useEffect(() => setId(asked), [asked]);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [id]);
  const shown = topic(id);
  return (
    <aside className="help-pane" aria-label="Help" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className="help-head">
        <h2 ref={head} tabIndex={-1}>
          {shown.title}
        </h2>
        <IconButton label="Close Help" icon={<Dismiss16Regular />} onClick={onClose} />
      </div>
      <div className="help-body" tabIndex={0} aria-label="Help text">
        {shown.text.map((part) =>
          Array.isArray(part) ? (
            <dl key={part[0]![0]} className="help-list">
              {part.map(([term, text]) => (
                <div key={term}>
                  <dt>{term}</dt>
                  <dd>{text}</dd>
                </div>
              ))}
            </dl>
          ) : (
            <p key={part}>{part}</p>
          ),
        )}
        <h3>See also</h3>
        <ul>
          {shown.also.map((other) => (
            <li key={other}>
              <button type="button" className="link" onClick={() => setId(other)}>
                {titles[other]}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
