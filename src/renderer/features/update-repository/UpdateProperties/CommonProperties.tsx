import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { explain, useAsked, useReason } from '../../../data/index.ts';
import { openDialog, openHelp } from '../../../state/index.ts';
import { counted, DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import '../details.css';
import { CustomSeverityTab, WhyNot } from './settable-tabs.tsx';
import { useChange } from './use-change.ts';

const TABS = ['Custom Severity', 'License Terms'] as const;

/** Properties of several software updates: the tabs they share (D§5.6); what is not changed here stays as each has it. */
export default function CommonProperties({ updates, onClose }: { updates: readonly number[]; onClose(): void }) {
  const common = useAsked(['updateRepository', 'common', updates], (e, call) => e.updateRepository.common({ call, updates: [...updates] }));
  const [current, setCurrent] = useState<(typeof TABS)[number]>(TABS[0]);
  const reason = useReason('updateRepository.change');
  const change = useChange(updates, null);
  const value = common.data?.value;
  const licence = value?.licenceTerms;
  return (
    <DialogWindow
      icon="update-normal"
      title={`Properties of ${counted(updates.length, 'Software Update')}`}
      width={620}
      height={440}
      onClose={onClose}
      tabs={{ names: TABS, current, onSelect: (name) => setCurrent(name as typeof current) }}
      footer={
        <>
          <Button appearance="primary" disabled={change.busy} onClick={() => change.save(onClose)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!change.dirty || change.busy} onClick={() => change.save()}>Apply</Button>
          <Button onClick={() => openHelp('update-properties')}>Help</Button>
        </>
      }
    >
      {change.problem && <ErrorBlock error={change.problem} />}
      {common.error && <ErrorBlock error={explain(common.error)} onRetry={() => void common.refetch()} />}
      {value && current === 'Custom Severity' && <CustomSeverityTab vendor={value.severity} value={change.customSeverity ?? value.customSeverity} onValue={change.setCustomSeverity} settable={value.settable} reason={reason} />}
      {value && licence && current === 'License Terms' && (
        <div className="settable">
          <p>{licence.with === 0 ? 'None of these updates has license terms.' : `${counted(licence.with, 'update')} of them with license terms, ${licence.accepted} accepted.`}</p>
          {licence.with > licence.accepted && (
            <p>
              <Button disabled={!value.settable || reason !== null} onClick={() => openDialog({ kind: 'licenseTerms', updates })}>Review/Accept License Terms…</Button>
            </p>
          )}
          <WhyNot settable={value.settable} reason={reason} />
        </div>
      )}
    </DialogWindow>
  );
}
