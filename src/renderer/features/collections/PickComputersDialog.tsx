import { Button, Checkbox, Input } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { explain, useAsked } from '../../data/index.ts';
import { count, counted, DialogWindow, ErrorBlock } from '../../ui/index.ts';

export interface PickedComputer {
  id: number;
  name: string;
}

const SHOWN = 200;

/** Chooses computers of the site by name. */
export function PickComputersDialog({ onPick, onClose }: { onPick(computers: PickedComputer[]): void; onClose(): void }) {
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<PickedComputer[]>([]);
  const found = useAsked(['clients', 'pick', find], (e, call) => e.clients.list({ call, find: find.trim(), sort: { column: 'name', descending: false }, offset: 0, limit: SHOWN }));
  const page = found.data?.value;
  const toggle = (computer: PickedComputer, on: boolean) => setChosen((before) => (on ? [...before, computer] : before.filter(({ id }) => id !== computer.id)));
  return (
    <DialogWindow
      icon="computer" title="Add Computers" width={460} onClose={onClose}
      footer={
        <>
          <Button appearance="primary" disabled={chosen.length === 0} onClick={() => onPick(chosen)}>Add {chosen.length > 0 && count(chosen.length)}</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <div className="collection-form">
        <Input aria-label="Look for" maxLength={200} contentBefore={<Search16Regular />} value={find} onChange={(_, data) => setFind(data.value)} />
        {found.error && <ErrorBlock error={explain(found.error)} onRetry={() => void found.refetch()} />}
        <div className="collection-pick" role="group" aria-label="Computers" tabIndex={0}>
          {page?.rows.map(({ id, name, operatingSystem }) => (
            <div key={id}><Checkbox label={`${name}, ${operatingSystem}`} checked={chosen.some((one) => one.id === id)} onChange={(_, data) => toggle({ id, name }, data.checked === true)} /></div>
          ))}
          {page?.total === 0 && <p className="secondary">{find === '' ? 'The site has no clients.' : 'No computer’s name contains that.'}</p>}
        </div>
        {page && page.total > SHOWN && <p className="secondary">The first {count(SHOWN)} of {counted(page.total, 'computer')}. Look for a part of the name to see fewer.</p>}
      </div>
    </DialogWindow>
  );
}
