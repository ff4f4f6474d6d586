import { Button, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { count } from './format.ts';
import { DialogWindow } from './Sheet.tsx';

/** Export List…: the shown columns of all rows as tab- or comma-delimited text (D§9). */
export function ExportDialog({ rows, columns, onExport, onClose }: { rows: number; columns: number; onExport(separator: 'tab' | 'comma'): void; onClose(): void }) {
  const [separator, setSeparator] = useState<'tab' | 'comma'>('tab');
  return (
    <DialogWindow
      title="Export List"
      width={400}
      onClose={onClose}
      footer={
        <>
          <Button appearance="primary" onClick={() => (onClose(), onExport(separator))}>Export</Button>
          <Button onClick={onClose}>Cancel</Button>
        </>
      }
    >
      <p>
        {count(rows)} rows with the {columns} columns shown, in the order shown.
      </p>
      <RadioGroup aria-label="Format" value={separator} onChange={(_, data) => setSeparator(data.value as 'tab' | 'comma')}>
        <Radio value="tab" label="Text, tab delimited (*.txt), UTF-8" />
        <Radio value="comma" label="Text, comma delimited (*.csv), UTF-8" />
      </RadioGroup>
    </DialogWindow>
  );
}
