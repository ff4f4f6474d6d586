import { useState } from 'react';
import type { DeploymentTemplate, DownloadStarted, MadeWith } from '../../../../contract/index.ts';
import { command, explain, useCollections, useReason } from '../../../data/index.ts';
import { go, openHelp } from '../../../state/index.ts';
import { Block, counted, Wizard, type WizardOutcome, type WizardPage } from '../../../ui/index.ts';
import { scheduleInWords } from '../management/parts.tsx';
import { Results } from '../Results.tsx';
import { collectionNamed } from '../settings/CollectionFields.tsx';
import { settingPages } from '../templates/NewTemplateWizard.tsx';
import { settingsInWords } from '../words.ts';
import { Arriving, arrived, filesOf, FilesNote, type PackagePagesOf } from './download.tsx';
import { draftOf, firstAnswers, messageOf, toDownload, type Answers, type Examined } from './model.ts';
import { createTemplatePage, generalPage, schedulePage, templatePage } from './pages.tsx';

interface Props {
  updates: readonly number[];
  /** The update list they are of, by its unique id. */
  updateList: string | null;
  examined: Examined;
  templates: readonly DeploymentTemplate[];
  /** They were dropped on the templates: one of them is used. */
  byTemplate: boolean;
  packagePages: PackagePagesOf;
  onClose(): void;
}

/** What becomes of the settings as a template, in words of the confirmation. */
async function saveTemplate({ saveAs, settings, description }: Answers): Promise<string | null> {
  if (saveAs === null) return null;
  try {
    await command((e, call) => e.deploymentTemplates.create({ call, draft: { name: saveAs.trim(), description, settings }, document: null }));
    return `The deployment template ${saveAs.trim()} was made.`;
  } catch (error) {
    const { what, why } = explain(error);
    return `${what} ${why}`;
  }
}

/** Deploy Software Updates Wizard (DEPLOY-02): its pages in order; those that a template answers are left out. */
export function DeployWizard({ updates, updateList, examined, templates, byTemplate, packagePages, onClose }: Props) {
  const [answers, setAnswers] = useState(() => firstAnswers(examined, byTemplate ? (templates.find((one) => !one.settings.sms2003.deploy || examined.deployableToSms2003) ?? null) : null));
  const [made, setMade] = useState<number | null>(null);
  const [awaited, setAwaited] = useState<{ jobId: string; leave(): void } | null>(null);
  const collections = useCollections().data?.value ?? [];
  const noTemplate = useReason('deploymentTemplates.create');
  const noDownload = useReason('deploymentPackages.create');
  const set = (change: Partial<Answers>) => setAnswers((before) => ({ ...before, ...change }));
  const { template, settings } = answers;
  const of = { answers, examined, set };
  const draft = draftOf(answers, examined.now);
  const collection = collectionNamed(collections, settings.collection)?.name ?? settings.collection;
  const asked = settingPages({ settings, onSettings: (next) => set({ settings: next }) }, { optional: false, sms2003: examined.deployableToSms2003 });
  const [collectionPage, ...others] = asked as [WizardPage, ...WizardPage[]];
  // A template may leave the collection open, or name one that is not at this site.
  const open = template !== null && collectionNamed(collections, template.settings.collection) === undefined;
  const definition = template === null ? [collectionPage, ...others, createTemplatePage({ answers, set, templates, reason: noTemplate })] : open ? [collectionPage] : [];
  const lacking = toDownload(updates, examined, answers);
  const wanted = lacking.length > 0 && noDownload === null;
  const without = lacking.length > 0 && noDownload !== null ? { updates: lacking.length, reason: noDownload } : null;
  const lines: [string, string][] = [
    ['Name', draft.name.trim()], ['Description', draft.description.trim()], ['Software updates', counted(examined.updates, 'software update')], ...(template ? [['Deployment template', template.name] as [string, string]] : []),
    ...scheduleInWords(draft), ...settingsInWords(settings, collection, examined.deployableToSms2003), ...(answers.saveAs !== null ? [['Saved as template', answers.saveAs.trim()] as [string, string]] : []),
  ];

  /** Waits for the files, unless the user does not want to. */
  const files = async (started: DownloadStarted) => {
    const left = Promise.withResolvers<void>();
    if (started.jobId !== null) setAwaited({ jobId: started.jobId, leave: left.resolve });
    return arrived(started, left.promise);
  };
  const run = async (start: () => Promise<DownloadStarted>): Promise<WizardOutcome> => {
    let started: DownloadStarted | null = null;
    try {
      started = wanted ? await start() : null;
      const madeWith: MadeWith = { template: template?.uniqueId ?? null, updateList, package: started?.id ?? null };
      const { value } = await command((e, call) => e.deployments.create({ call, draft, updates: [...updates], madeWith }));
      setMade(value.id);
      const saved = await saveTemplate(answers);
      const got = started && (await files(started));
      return { confirmation: <Results outcome={value} filesOf={got ? filesOf(got, lacking) : undefined}>{got && <FilesNote arrived={got} wanted={lacking} />}{saved && <Block intent="information">{saved}</Block>}</Results> };
    } catch (error) {
      const problem = explain(error);
      return { problem: started === null ? problem : { ...problem, todo: `${problem.todo} The files are being downloaded into the package ${started.id} meanwhile.` } };
    }
  };
  return packagePages({ updates: lacking, wanted, children: (download) => (
    <Wizard
      icon="deployment" title="Deploy Software Updates Wizard" width={860} height={620} waiting={messageOf(answers, examined.now, 'schedule.deadline') ?? null}
      pages={[generalPage({ ...of, without }), templatePage({ ...of, templates }), ...definition, ...(wanted ? download.pages : []), schedulePage(of)]}
      summary={<><dl className="facts">{lines.filter(([, text]) => text !== '').map(([name, text]) => [<dt key={name}>{name}</dt>, <dd key={`${name} is`}>{text}</dd>])}</dl>{wanted && download.summary}</>}
      progress={awaited ? <Arriving jobId={awaited.jobId} onLeave={awaited.leave} /> : 'The deployment is made…'} run={() => run(download.start)} next={made === null ? undefined : { label: 'Show the Deployment', run: () => (onClose(), go(`deployment-management/${made}/updates`)) }}
      onHelp={() => openHelp('deployment-management')} onClose={onClose}
    />
  ) });
}
