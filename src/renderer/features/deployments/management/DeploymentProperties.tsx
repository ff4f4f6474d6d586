import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { deploymentDraft, type Deployment, type DeploymentDraft, type ObjectRef } from '../../../../contract/index.ts';
import { command, explain, useAsked, useReason, useSite, type Reply } from '../../../data/index.ts';
import { counted, DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import { calendarOf, later } from '../calendar.ts';
import { GeneralFields, MadeFacts } from '../GeneralFields.tsx';
import { ObjectSheet, type SheetTab } from '../ObjectSheet.tsx';
import { CollectionFields } from '../settings/CollectionFields.tsx';
import { DisplayTimePage, DownloadPage, EventPage, RestartPage } from '../settings/pages.tsx';
import { ScheduleFields } from '../settings/ScheduleFields.tsx';
import { useLoaded } from '../use-loaded.ts';
import { Sms2003Tab } from './Sms2003Tab.tsx';

type Tab = SheetTab<DeploymentDraft>;

function tabsOf(deployment: Deployment, { disabled, now, hideAll }: { disabled: boolean; now: number; hideAll: boolean }): Tab[] {
  const of = (page: (props: Parameters<typeof RestartPage>[0]) => ReactNode): Tab['content'] => function content({ draft, set }) {
    return page({ settings: draft.settings, disabled, onSettings: (settings) => set({ settings }) });
  };
  const general: Tab['content'] = ({ draft, set, messageOf }) => (
    <GeneralFields {...draft} disabled={disabled} messageOf={messageOf} onChange={set}>
      <dl className="facts">
        <dt>Deployment ID</dt>
        <dd>{deployment.id}</dd>
        <dt>State</dt>
        <dd>{deployment.enabled ? 'Enabled' : 'Disabled'}</dd>
        <dt>Software updates</dt>
        <dd>{counted(deployment.updates, 'software update')}{deployment.expired > 0 && `, ${deployment.expired} expired`}{deployment.superseded > 0 && `, ${deployment.superseded} superseded`}{deployment.missing > 0 && `, ${deployment.missing} not in the repository of this site`}</dd>
        <MadeFacts made={deployment} />
      </dl>
    </GeneralFields>
  );
  const schedule: Tab['content'] = ({ draft, set, messageOf }) => (
    <ScheduleFields
      schedule={draft.schedule} utc={draft.settings.utc} disabled={disabled} now={calendarOf(now)} suggested={later(draft.schedule.available ?? calendarOf(now), draft.settings.duration)} hideAll={hideAll}
      messageOf={(field) => messageOf(`schedule.${field}`)} onSchedule={(next) => set({ schedule: next })}
    />
  );
  return [
    { name: 'General', fields: ['name', 'description'], content: general },
    { name: 'Collection', fields: [], content: of((props) => <CollectionFields {...props} optional={false} />) },
    { name: 'Schedule', fields: ['schedule'], content: schedule },
    { name: 'Display/Time Settings', fields: ['settings'], content: of((props) => <DisplayTimePage {...props} />) },
    { name: 'Restart Settings', fields: [], content: of((props) => <RestartPage {...props} />) },
    { name: 'Event Generation', fields: [], content: of((props) => <EventPage {...props} />) },
    { name: 'Download Settings', fields: [], content: of((props) => <DownloadPage {...props} />) },
    { name: 'SMS 2003 Settings', fields: ['sms2003'], content: ({ draft, set }) => <Sms2003Tab settings={draft.settings} disabled={disabled} onSettings={(settings) => set({ settings })} advertisement={draft.sms2003} onAdvertisement={(sms2003) => set({ sms2003 })} /> },
  ];
}

function Sheet({ loaded, hideAll, now, security, onReload, onClose }: { loaded: Reply<Deployment>; hideAll: boolean; now: number; security(of: ObjectRef & { name: string }): ReactNode; onReload(): void; onClose(): void }) {
  const { value: deployment, revision } = loaded;
  const missing = useReason('deployments.change', deployment.id);
  const reason = deployment.locked ? `It came from site ${deployment.sourceSite}: it is read-only here and changed there.` : missing;
  const { name, description, settings, schedule, sms2003 } = deployment;
  return (
    <ObjectSheet
      icon={deployment.locked ? 'deployment-locked' : 'deployment'} title={`${name} Properties`} initial={{ name, description, settings, schedule, sms2003 }} revision={revision} schema={deploymentDraft}
      tabs={tabsOf(deployment, { disabled: reason !== null, now, hideAll })} reason={reason} security={security({ kind: 'deployment', id: String(deployment.id), name })} help="deployment-management"
      save={(draft, seen) => command((e, call) => e.deployments.change({ call, id: deployment.id, draft }), seen)} onReload={onReload} onClose={onClose}
    />
  );
}

/** Properties of a deployment, with every tab of the product (D§5.3). */
export default function DeploymentProperties({ id, security, onClose }: { id: number; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const { loaded, problem, reload } = useLoaded((e, call) => e.deployments.list({ call }));
  const now = useSite().data?.value.clock.now;
  const hideAll = useAsked(['softwareUpdatesClientAgent', 'settings'], (e, call) => e.softwareUpdatesClientAgent.settings({ call })).data?.value.settings.hideAll ?? false;
  const deployment = loaded?.value.find((one) => one.id === id);
  if (problem !== null || (loaded && !deployment)) {
    const gone = { what: 'The deployment is not there.', why: 'It was deleted meanwhile.', todo: 'Press F5 to refresh the tree.' };
    return (
      <DialogWindow icon="deployment" title="Deployment Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={problem === null ? gone : explain(problem)} onRetry={problem === null ? undefined : reload} />
      </DialogWindow>
    );
  }
  return loaded && deployment && now !== undefined ? <Sheet key={loaded.revision} loaded={{ revision: loaded.revision, value: deployment }} hideAll={hideAll} now={now} security={security} onReload={reload} onClose={onClose} /> : null;
}
