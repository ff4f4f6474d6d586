import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ObjectRef, UpdateDetails } from '../../../../contract/index.ts';
import { explain, useAsked, useReason } from '../../../data/index.ts';
import { openHelp } from '../../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import '../details.css';
import { RelatedTable } from '../tables.tsx';
import { ContentTab, MetadataTab, UpdateDetailsTab } from './read-only-tabs.tsx';
import { CustomSeverityTab, LicenseTermsTab, RunTimeTab } from './settable-tabs.tsx';
import { SupersedenceTab } from './SupersedenceTab.tsx';
import { useChange } from './use-change.ts';

const TABS = ['Update Details', 'Content Information', 'Supersedence Information', 'Bundled Updates', 'Custom Severity', 'Maximum Run Time', 'License Terms', 'Security', 'Metadata'] as const;
type TabName = (typeof TABS)[number];

const heading = (update: UpdateDetails | undefined) => (update ? `${update.bulletinId ? `${update.bulletinId}: ` : ''}${update.title} Properties` : 'Properties');

/** Properties of one software update (REPO-05, D§5.6). */
export default function UpdateProperties({ id, tab, security, onClose }: { id: number; tab?: string; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const details = useAsked(['updateRepository', 'details', id], (e, call) => e.updateRepository.details({ call, id }));
  const [current, setCurrent] = useState<TabName>(TABS.find((name) => name === tab) ?? TABS[0]);
  const update = details.data?.value;
  const reason = useReason('updateRepository.change');
  const change = useChange([id], update?.defaultRunTime ?? null);
  const draw = (u: UpdateDetails) => {
    switch (current) {
      case 'Update Details':
        return <UpdateDetailsTab update={u} />;
      case 'Content Information':
        return <ContentTab update={u} />;
      case 'Supersedence Information':
        return <SupersedenceTab id={u.id} />;
      case 'Bundled Updates':
        return <RelatedTable title="Updates in this bundle" none="" updates={u.bundled} />;
      case 'Custom Severity':
        return <CustomSeverityTab vendor={u.severity} value={change.customSeverity ?? u.customSeverity} onValue={change.setCustomSeverity} settable={u.settable} reason={reason} />;
      case 'Maximum Run Time':
        return <RunTimeTab update={u} value={change.runTime ?? String(u.maximumRunTime)} message={change.message} onValue={change.setRunTime} reason={reason} />;
      case 'License Terms':
        return <LicenseTermsTab update={u} reason={reason} />;
      case 'Security':
        return security({ kind: 'softwareUpdate', id: u.updateId, name: u.title });
      case 'Metadata':
        return <MetadataTab update={u} />;
    }
  };
  return (
    <DialogWindow
      icon="update-normal"
      title={heading(update)}
      width={1140}
      height={600}
      onClose={onClose}
      tabs={{ names: TABS.filter((name) => name !== 'Bundled Updates' || (update && update.bundled.length > 0)), current, onSelect: (name) => setCurrent(name as TabName), marked: change.message ? ['Maximum Run Time'] : [] }}
      footer={
        <>
          <Button appearance="primary" disabled={change.busy || !change.valid} onClick={() => change.save(onClose)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!change.dirty || change.busy || !change.valid} onClick={() => change.save()}>Apply</Button>
          <Button onClick={() => openHelp('update-properties')}>Help</Button>
        </>
      }
    >
      {change.problem && <ErrorBlock error={change.problem} />}
      {details.error && <ErrorBlock error={explain(details.error)} onRetry={() => void details.refetch()} />}
      {update && !details.error && draw(update)}
    </DialogWindow>
  );
}
