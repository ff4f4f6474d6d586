import { Button, Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { softwareUpdatesClientAgentSettings, type SoftwareUpdatesClientAgentSettings } from '../../../contract/index.ts';
import { ask, command, explain, useReason, useSite, type Explanation, type Reply } from '../../data/index.ts';
import { openHelp } from '../../state/index.ts';
import { Block, DialogWindow, ErrorBlock } from '../../ui/index.ts';
import { AgentScheduleFields } from './AgentScheduleFields.tsx';
import './site-systems.css';

type Settings = SoftwareUpdatesClientAgentSettings;
type Loaded = Reply<{ settings: Settings; activePoint: boolean }>;

const TABS = ['General', 'Update Installation', 'Deployment Re-evaluation'] as const;
const fieldsOf: Record<string, readonly string[]> = { General: ['enabled', 'scanSchedule'], 'Update Installation': ['enforceAll', 'within', 'hideAll'], 'Deployment Re-evaluation': ['reevaluationSchedule'] };

interface TabProps {
  settings: Settings;
  disabled: boolean;
  messageOf(path: string): string | undefined;
  set(change: Partial<Settings>): void;
}

const GeneralTab = ({ settings, disabled, activePoint, messageOf, set }: TabProps & { activePoint: boolean }) => (
  <div className="agent-form">
    <Checkbox label="Enable software updates on clients" disabled={disabled} checked={settings.enabled} onChange={(_, data) => set({ enabled: data.checked === true })} />
    <p className="secondary">Without it clients neither scan nor install, and have no deployments.</p>
    <h3>Scan schedule</h3>
    {!activePoint && <p className="secondary">It can be changed when there is an active software update point.</p>}
    <AgentScheduleFields label="Scan schedule" schedule={settings.scanSchedule} disabled={disabled || !activePoint || !settings.enabled} messageOf={(path) => messageOf(`scanSchedule.${path}`)} onSchedule={(scanSchedule) => set({ scanSchedule })} />
    <p className="secondary">An interval shorter than a day becomes one day.</p>
  </div>
);

function InstallationTab({ settings, disabled, messageOf, set }: TabProps) {
  const { within, enforceAll } = settings;
  return (
    <div className="agent-form">
      <Checkbox label="Enforce all mandatory deployments" disabled={disabled} checked={enforceAll} onChange={(_, data) => set({ enforceAll: data.checked === true })} />
      <div className="agent-row">
        <Field label="For deployment deadlines within" validationMessage={messageOf('within.every')}>
          <Input type="number" min={1} max={365} disabled={disabled || !enforceAll} value={Number.isNaN(within.every) ? '' : String(within.every)} onChange={(_, data) => set({ within: { ...within, every: data.value === '' ? Number.NaN : Number(data.value) } })} />
        </Field>
        <Select aria-label="Unit" disabled={disabled || !enforceAll} value={within.unit} onChange={(_, data) => set({ within: { ...within, unit: data.value as 'hours' | 'days' } })}><option value="hours">Hours (1 to 23)</option><option value="days">Days (1 to 365)</option></Select>
      </div>
      <p className="secondary">At the deadline of one deployment the updates of others are installed, too, whose deadlines are within this time.</p>
      <Checkbox label="Hide all deployments from end users" disabled={disabled} checked={settings.hideAll} onChange={(_, data) => set({ hideAll: data.checked === true })} />
      <p className="secondary">Users see no notifications, icons or progress. Then only mandatory deployments can be made: nobody could start an optional one.</p>
    </div>
  );
}

const ReevaluationTab = ({ settings, disabled, messageOf, set }: TabProps) => (
  <div className="agent-form">
    <p className="secondary">Updates that a deployment installed and that were removed since are installed again when deployments are evaluated again.</p>
    <AgentScheduleFields label="Re-evaluation schedule" schedule={settings.reevaluationSchedule} disabled={disabled} messageOf={(path) => messageOf(`reevaluationSchedule.${path}`)} onSchedule={(reevaluationSchedule) => set({ reevaluationSchedule })} />
  </div>
);

function Sheet({ loaded, tab, parent, onReload, onClose }: { loaded: Loaded; tab?: string; parent: string | null; onReload(): void; onClose(): void }) {
  const [current, setCurrent] = useState<string>(TABS.find((name) => name === tab) ?? TABS[0]);
  const [stored, setStored] = useState({ settings: loaded.value.settings, revision: loaded.revision });
  const [settings, setSettings] = useState(stored.settings);
  const [problem, setProblem] = useState<Explanation | null>(null);
  const missing = useReason('softwareUpdatesClientAgent.change');
  const reason = parent !== null ? `Client agents are set at the top of the hierarchy and handed down; this site takes them from its parent ${parent}.` : missing;
  const isDirty = JSON.stringify(settings) !== JSON.stringify(stored.settings);
  const checked = softwareUpdatesClientAgentSettings.safeParse(settings);
  const issues = checked.error?.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) ?? [];
  const marked = TABS.filter((name) => issues.some((issue) => fieldsOf[name]!.some((field) => issue.path === field || issue.path.startsWith(`${field}.`))));
  const save = async (close: boolean, over = false) => {
    if (!isDirty && close) return onClose();
    if (!checked.success) return setCurrent(marked[0] ?? TABS[0]);
    setProblem(null);
    try {
      const { revision } = await command((e, call) => e.softwareUpdatesClientAgent.change({ call, settings: checked.data }), over ? undefined : stored.revision);
      setStored({ settings: checked.data, revision });
      if (close) onClose();
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const props: TabProps = { settings, disabled: reason !== null, messageOf: (path) => issues.find((issue) => issue.path === path)?.message, set: (change) => setSettings({ ...settings, ...change }) };
  return (
    <DialogWindow
      icon="component" title="Software Updates Client Agent Properties" width={640} height={520} onClose={onClose} tabs={{ names: TABS, current, onSelect: setCurrent, marked }}
      footer={
        <>
          <Button appearance="primary" onClick={() => void save(true)}>OK</Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button disabled={!isDirty} title={isDirty ? undefined : 'Nothing was changed.'} onClick={() => void save(false)}>Apply</Button>
          <Button onClick={() => openHelp('client-agents')}>Help</Button>
        </>
      }
    >
      <div className="agent-form">
        {problem && <ErrorBlock error={problem} actions={problem.code === 'REVISION_CONFLICT' && <><Button onClick={onReload}>Show Current Settings</Button><Button onClick={() => void save(false, true)}>Save Mine Anyway</Button></>} />}
        {reason !== null && <Block intent="information">{reason}</Block>}
        {current === 'General' && <GeneralTab {...props} activePoint={loaded.value.activePoint} />}
        {current === 'Update Installation' && <InstallationTab {...props} />}
        {current === 'Deployment Re-evaluation' && <ReevaluationTab {...props} />}
      </div>
    </DialogWindow>
  );
}

/** Software Updates Client Agent Properties (DEPLOY-13): read once, so that a change by somebody else shows as a conflict. */
export default function ClientAgentProperties({ tab, onClose }: { tab?: string; onClose(): void }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const site = useSite().data?.value;
  const load = () => {
    setProblem(null);
    ask((e, call) => e.softwareUpdatesClientAgent.settings({ call })).then(setLoaded, setProblem);
  };
  useEffect(load, []);
  if (problem !== null) {
    return (
      <DialogWindow icon="component" title="Software Updates Client Agent Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={explain(problem)} onRetry={load} />
      </DialogWindow>
    );
  }
  return loaded && site ? <Sheet key={loaded.revision} loaded={loaded} tab={tab} parent={site.parent} onReload={load} onClose={onClose} /> : null;
}
