import { Button } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import { DialogWindow, IconButton } from '../../ui/index.ts';
import './help.css';
import { titles, topic } from './topics.ts';

function HelpText({ id, onTopic }: { id: string; onTopic(id: string): void }) {
  const shown = topic(id);
  return (
    <>
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
            <button type="button" className="link" onClick={() => onTopic(other)}>
              {titles[other]}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Props {
  topic: string;
  onClose(): void;
}

/** Help in front of a dialog, where the pane beside the page could not be reached. */
export function HelpDialog({ topic: asked, onClose }: Props) {
  const [id, setId] = useState(asked);
  return (
    <DialogWindow title={topic(id).title} width={480} height={520} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <div className="help-text" tabIndex={0} aria-label="Help text">
        <HelpText id={id} onTopic={setId} />
      </div>
    </DialogWindow>
  );
}

/** Help beside the page (F1), shipped with the product. */
export default function HelpPane({ topic: asked, onClose }: Props) {
  const [id, setId] = useState(asked);
  useEffect(() => setId(asked), [asked]);
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), [id]);
  return (
    <aside className="help-pane" aria-label="Help" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <div className="help-head">
        <h2 ref={head} tabIndex={-1}>
          {topic(id).title}
        </h2>
        <IconButton label="Close Help" icon={<Dismiss16Regular />} onClick={onClose} />
      </div>
      <div className="help-body help-text" tabIndex={0} aria-label="Help text">
        <HelpText id={id} onTopic={setId} />
      </div>
    </aside>
  );
}
