import { useState } from 'react';
import { defaultDeploymentSettings, deploymentTemplateDraft, type DeploymentSettings, type DeploymentTemplateDraft } from '../../../../contract/index.ts';
import { command, explain, useCollections } from '../../../data/index.ts';
import { openHelp } from '../../../state/index.ts';
import { Block, Wizard, type WizardOutcome, type WizardPage } from '../../../ui/index.ts';
import { GeneralFields } from '../GeneralFields.tsx';
import { CollectionFields, collectionNamed, type SettingsProps } from '../settings/CollectionFields.tsx';
import { DisplayTimePage, DownloadPage, durationMessage, EventPage, RestartPage, Sms2003Page } from '../settings/pages.tsx';
import { settingsInWords } from '../words.ts';
import '../deployments.css';

const empty: DeploymentTemplateDraft = { name: '', description: '', settings: defaultDeploymentSettings };

/** Name and description, once something stands in them. */
function messageOf(draft: DeploymentTemplateDraft, field: 'name' | 'description'): string | undefined {
  return draft[field] === '' ? undefined : deploymentTemplateDraft.safeParse(draft).error?.issues.find((issue) => issue.path[0] === field)?.message;
}

/** The pages over the settings that templates and deployments share, in the order of the product. */
export function settingPages(of: SettingsProps, { optional, sms2003 }: { optional: boolean; sms2003: boolean }): WizardPage[] {
  const page = (name: string, title: string, content: WizardPage['content'], missing: string | null = null): WizardPage => ({ name, title, missing, content });
  return [
    page('Collection', 'Choose the collection whose computers are meant', <CollectionFields {...of} optional={optional} />, !optional && of.settings.collection === null ? 'Choose a collection.' : null),
    page('Display/Time Settings', 'What users see, and in which time deadlines are', <DisplayTimePage {...of} />, durationMessage(of.settings.duration) ?? null),
    page('Restart Settings', 'When computers may be restarted', <RestartPage {...of} />),
    page('Event Generation', 'What Operations Manager is told', <EventPage {...of} />),
    page('Download Settings', 'Where clients may download from', <DownloadPage {...of} />),
    ...(sms2003 ? [page('SMS 2003 Settings', 'Clients of SMS 2003', <Sms2003Page {...of} />)] : []),
  ];
}

/** New Deployment Template Wizard (DEPLOY-01); `from` is what an imported document said. */
export default function NewTemplateWizard({ from, onClose }: { from: { draft: DeploymentTemplateDraft; document: string } | null; onClose(): void }) {
  const [draft, setDraft] = useState(from?.draft ?? empty);
  const collections = useCollections().data?.value ?? [];
  const { settings } = draft;
  const collection = settings.collection && (collectionNamed(collections, settings.collection)?.name ?? settings.collection);
  const set = (change: Partial<DeploymentTemplateDraft>) => setDraft({ ...draft, ...change });
  const named = deploymentTemplateDraft.pick({ name: true, description: true }).safeParse({ name: draft.name, description: draft.description });
  const pages: WizardPage[] = [
    { name: 'Template', title: 'Name the deployment template', missing: named.error?.issues[0]?.message ?? null, content: <GeneralFields {...draft} messageOf={(field) => messageOf(draft, field)} onChange={set} /> },
    ...settingPages({ settings, onSettings: (next: DeploymentSettings) => set({ settings: next }) }, { optional: true, sms2003: true }),
  ];
  const lines = [['Name', draft.name.trim()], ...settingsInWords(settings, collection)] as [string, string][];
  const facts = <dl className="facts">{lines.map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{text}</dd>])}</dl>;
  const run = async (): Promise<WizardOutcome> => {
    try {
      await command((e, call) => e.deploymentTemplates.create({ call, draft, document: from?.document ?? null }));
      return { confirmation: <><Block intent="done" title={`${draft.name.trim()} was made.`}>Deployments can be made with it.</Block>{facts}</> };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  return (
    <Wizard
      icon="deployment-template" title="New Deployment Template Wizard" height={560} pages={pages} summary={facts} progress="The template is made…" run={run}
      onHelp={() => openHelp('deployment-templates')} onClose={onClose}
    />
  );
}
