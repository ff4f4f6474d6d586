import { Button, Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { ClientAction, Desktop, InstallSchedule } from '../../../contract/index.ts';
import { useReason } from '../../data/index.ts';
import { Tabs } from '../../ui/index.ts';
import { CacheTab } from './CacheTab.tsx';
import { DesktopWindow } from './DesktopWindow.tsx';
import { TransfersTab } from './TransfersTab.tsx';
import type { DesktopOf } from './use-desktop.ts';
import { dayAndTime, dayNames } from './words.ts';

const tabs = ['General', 'Components', 'Actions', 'Updates', 'Cache', 'Transfers'] as const;
export type AppletTab = (typeof tabs)[number];

const actions: { action: ClientAction; label: string }[] = [
  { action: 'scanCycle', label: 'Software Updates Scan Cycle' },
  { action: 'evaluationCycle', label: 'Software Updates Deployment Evaluation Cycle' },
  { action: 'retrievePolicy', label: 'Machine Policy Retrieval & Evaluation Cycle' },
  { action: 'hardwareInventory', label: 'Hardware Inventory Cycle' },
];
const componentStates = { installed: 'Installed', enabled: 'Enabled', disabled: 'Disabled' } as const;

interface TabProps { desktop: Desktop; of: DesktopOf }

const General = ({ desktop }: TabProps) => (
  <dl className="facts">
    <dt>Computer</dt><dd>{desktop.name}.{desktop.domain}</dd>
    <dt>Operating system</dt><dd>{desktop.operatingSystem}</dd>
    <dt>Assigned site</dt><dd>{desktop.siteCode}</dd>
    <dt>Unique identifier</dt><dd className="mono">{desktop.guid}</dd>
  </dl>
);

const Components = ({ desktop }: TabProps) => (
  <table className="client-table" aria-label="Components">
    <thead><tr><th scope="col">Component</th><th scope="col">Status</th></tr></thead>
    <tbody>{desktop.components.map((one) => <tr key={one.name}><td>{one.name}</td><td>{componentStates[one.state]}</td></tr>)}</tbody>
  </table>
);

function Actions({ of }: TabProps) {
  const [chosen, setChosen] = useState<ClientAction>('scanCycle');
  const reason = useReason('clients.act');
  return (
    <>
      <RadioGroup aria-label="Actions" value={chosen} onChange={(_, data) => setChosen(data.value as ClientAction)}>
        {actions.map((one) => <Radio key={one.action} value={one.action} label={one.label} />)}
      </RadioGroup>
      <div className="client-buttons">
        <Button size="small" disabled={reason !== null} title={reason ?? undefined} onClick={() => void of.act(chosen, `${actions.find((one) => one.action === chosen)!.label} begins with the next minute of site time.`)}>Initiate Action</Button>
      </div>
    </>
  );
}

function Updates({ desktop, of }: TabProps) {
  const [schedule, setSchedule] = useState<InstallSchedule | null>(desktop.settings.schedule);
  const reason = useReason('desktops.configure');
  const chosen = schedule ?? { day: 'everyDay' as const, hour: 22 };
  return (
    <>
      <RadioGroup aria-label="When required software updates are installed" value={schedule ? 'schedule' : 'deadline'} onChange={(_, data) => setSchedule(data.value === 'schedule' ? chosen : null)}>
        <Radio value="deadline" label="Install required software updates at their deadline" />
        <Radio value="schedule" label="Install required software updates on a schedule, before their deadline" />
      </RadioGroup>
      <div className="client-schedule">
        <Field label="Day"><Select size="small" disabled={!schedule} value={chosen.day} onChange={(_, data) => setSchedule({ ...chosen, day: data.value as InstallSchedule['day'] })}>{Object.entries(dayNames).map(([day, name]) => <option key={day} value={day}>{name}</option>)}</Select></Field>
        <Field label="Time (UTC)"><Select size="small" disabled={!schedule} value={chosen.hour} onChange={(_, data) => setSchedule({ ...chosen, hour: Number(data.value) })}>{Array.from({ length: 24 }, (_, hour) => <option key={hour} value={hour}>{`${hour}:00`}</option>)}</Select></Field>
        <Button size="small" disabled={reason !== null || JSON.stringify(schedule) === JSON.stringify(desktop.settings.schedule)} title={reason ?? undefined} onClick={() => void of.configure({ ...desktop.settings, schedule })}>Apply</Button>
      </div>
      <p className="muted">{desktop.nextInstallationAt === null ? 'Nothing that is required waits for a schedule now.' : `What is required and downloaded is installed at ${dayAndTime(desktop.nextInstallationAt)}.`}</p>
    </>
  );
}

/** Configuration Manager of the Control Panel (D§6.5, SCAN-10). */
export function Applet({ tab, onTab, desktop, of, onClose }: TabProps & { tab: AppletTab; onTab(tab: AppletTab): void; onClose(): void }) {
  const shown = { desktop, of };
  return (
    <DesktopWindow title="Configuration Manager Properties" width={640} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
      <Tabs label="Configuration Manager Properties" names={tabs} current={tab} onSelect={onTab} />
      <div className="client-tab-page" role="tabpanel" aria-label={tab} tabIndex={0}>
        {tab === 'General' && <General {...shown} />}
        {tab === 'Components' && <Components {...shown} />}
        {tab === 'Actions' && <Actions {...shown} />}
        {tab === 'Updates' && <Updates {...shown} />}
        {tab === 'Cache' && <CacheTab {...shown} />}
        {tab === 'Transfers' && <TransfersTab {...shown} />}
      </div>
    </DesktopWindow>
  );
}
