import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { deploymentTemplateDraft, type DeploymentTemplate, type ObjectRef } from '../../../../contract/index.ts';
import { command, explain, useReason, type Reply } from '../../../data/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import { GeneralFields, MadeFacts } from '../GeneralFields.tsx';
import { ObjectSheet, type SheetTab } from '../ObjectSheet.tsx';
import { CollectionFields } from '../settings/CollectionFields.tsx';
import { DisplayTimePage, DownloadPage, EventPage, RestartPage, Sms2003Page } from '../settings/pages.tsx';
import { useLoaded } from '../use-loaded.ts';

type Draft = Pick<DeploymentTemplate, 'name' | 'description' | 'settings'>;
type Settings = SheetTab<Draft>['content'];

function tabsOf(template: DeploymentTemplate, disabled: boolean): SheetTab<Draft>[] {
  const of = (page: (props: Parameters<typeof RestartPage>[0]) => ReactNode): Settings => function content({ draft, set }) {
    return page({ settings: draft.settings, disabled, onSettings: (settings) => set({ settings }) });
  };
  const general: Settings = ({ draft, set, messageOf }) => <GeneralFields {...draft} disabled={disabled} messageOf={messageOf} onChange={set}><dl className="facts"><MadeFacts made={template} /></dl></GeneralFields>;
  return [
    { name: 'General', fields: ['name', 'description'], content: general },
    { name: 'Collection', fields: [], content: of((props) => <CollectionFields {...props} optional />) },
    { name: 'Display/Time Settings', fields: ['settings'], content: of((props) => <DisplayTimePage {...props} />) },
    { name: 'Restart Settings', fields: [], content: of((props) => <RestartPage {...props} />) },
    { name: 'Event Generation', fields: [], content: of((props) => <EventPage {...props} />) },
    { name: 'Download Settings', fields: [], content: of((props) => <DownloadPage {...props} />) },
    { name: 'SMS 2003 Settings', fields: [], content: of((props) => <Sms2003Page {...props} />) },
  ];
}

function Sheet({ loaded, security, onReload, onClose }: { loaded: Reply<DeploymentTemplate>; security(of: ObjectRef & { name: string }): ReactNode; onReload(): void; onClose(): void }) {
  const { value: template, revision } = loaded;
  const missing = useReason('deploymentTemplates.change', template.id);
  const reason = template.locked ? `It came from site ${template.sourceSite}: it is read-only here and changed there.` : missing;
  const tabs = tabsOf(template, reason !== null);
  const { name, description, settings } = template;
  return (
    <ObjectSheet
      icon={template.locked ? 'deployment-template-locked' : 'deployment-template'} title={`${name} Properties`} initial={{ name, description, settings }} revision={revision} schema={deploymentTemplateDraft} tabs={tabs} reason={reason}
      security={security({ kind: 'deploymentTemplate', id: String(template.id), name })} help="deployment-templates" save={(draft, seen) => command((e, call) => e.deploymentTemplates.change({ call, id: template.id, draft }), seen)} onReload={onReload} onClose={onClose}
    />
  );
}

/** Properties of a deployment template: the pages of its wizard as tabs, and Security (D§5.2). */
export default function TemplateProperties({ id, security, onClose }: { id: number; security(of: ObjectRef & { name: string }): ReactNode; onClose(): void }) {
  const { loaded, problem, reload } = useLoaded((e, call) => e.deploymentTemplates.list({ call }));
  const template = loaded?.value.find((one) => one.id === id);
  if (problem !== null || (loaded && !template)) {
    const gone = { what: 'The deployment template is not there.', why: 'It was deleted meanwhile.', todo: 'Press F5 to refresh the list.' };
    return (
      <DialogWindow icon="deployment-template" title="Deployment Template Properties" width={560} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={problem === null ? gone : explain(problem)} onRetry={problem === null ? undefined : reload} />
      </DialogWindow>
    );
  }
  return loaded && template ? <Sheet key={loaded.revision} loaded={{ revision: loaded.revision, value: template }} security={security} onReload={reload} onClose={onClose} /> : null;
}
