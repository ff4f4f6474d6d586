import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { softwareUpdatePointSettings, type Category, type Language, type Prerequisite, type RolePlan, type SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { ask, command, explain, useAsked, useSite, type Explanation, type Reply } from '../../../data/index.ts';
import { openDialog, openHelp } from '../../../state/index.ts';
import { DialogWindow, ErrorBlock } from '../../../ui/index.ts';
import '../SoftwareUpdatePointProperties/properties.css';
import { pages, pagesOf, type PageName } from './pages.ts';
import { Step, type Head } from './steps.tsx';
import './wizard.css';

type Loaded = Reply<{ settings: SoftwareUpdatePointSettings }>;

const title = 'New Site Role Wizard';

/** Name and proxy as the contract will check them, so that Next says it first. */
function headReady(page: PageName, { server, proxy }: Head): boolean {
  if (page === 'General') return /^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(server);
  if (page === 'Software Update Point') return !proxy.use || (proxy.serverName !== '' && proxy.port >= 1 && proxy.port <= 65_535);
  return true;
}

function Pages({ at, shown }: { at: PageName; shown: ReturnType<typeof pagesOf> }) {
  const now = shown.findIndex((page) => page.name === at);
  return (
    <ol className="wizard-pages" aria-label="Pages">
      {shown.map((page, n) => (
        <li key={page.name} aria-current={n === now ? 'step' : undefined} className={n < now ? 'is-done' : undefined}>
          {page.name}
        </li>
      ))}
    </ol>
  );
}

function Wizard({ loaded, server, siteServer, parent, categories, languages, onClose }: { loaded: Loaded; server: string; siteServer: string; parent: string | null; categories: readonly Category[]; languages: readonly Language[]; onClose(): void }) {
  const form = useForm<SoftwareUpdatePointSettings>({ resolver: zodResolver(softwareUpdatePointSettings), defaultValues: loaded.value.settings, mode: 'onChange' });
  const [head, setHead] = useState<Head>({ server, active: true, proxy: { use: false, serverName: '', port: 80, account: '' } });
  const [at, setAt] = useState<PageName>('General');
  const [checks, setChecks] = useState<Prerequisite[] | null>(null);
  const [problem, setProblem] = useState<Explanation | null>(null);
  const shown = pagesOf(head.active, parent);
  const index = shown.findIndex((page) => page.name === at);
  const page = pages.find((one) => one.name === at)!;

  const plan = (): RolePlan => {
    const settings = form.getValues();
    const remote = head.server.toLowerCase() !== siteServer.toLowerCase();
    return { ...head, settings: { ...settings, general: { ...settings.general, role: remote ? 'remoteServer' : 'siteServer', serverName: remote ? head.server : '' } } };
  };
  const check = async () => {
    setChecks(null);
    try {
      setChecks((await ask((e, call) => e.siteSystems.prerequisites({ call, plan: plan() }))).value);
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const next = async () => {
    setProblem(null);
    if (page.paths.length > 0 && !(await form.trigger([...page.paths]))) return;
    const following = shown[index + 1]!.name;
    setAt(following);
    if (following === 'Summary') void check();
    if (following === 'Progress') await install();
  };
  const install = async () => {
    try {
      await command((e, call) => e.siteSystems.installSoftwareUpdatePoint({ call, plan: plan() }), loaded.revision);
      setAt('Confirmation');
    } catch (error) {
      setProblem(explain(error));
      setAt('Summary');
    }
  };
  const done = at === 'Confirmation';
  return (
    <FormProvider {...form}>
      <DialogWindow
        icon="software-update-point"
        title={title}
        width={900}
        height={640}
        onClose={onClose}
        footer={
          done ? (
            <>
              {head.active && parent === null && <Button appearance="primary" onClick={() => (onClose(), openDialog({ kind: 'runSynchronization' }))}>Run Synchronization</Button>}
              <Button onClick={onClose}>Close</Button>
            </>
          ) : (
            <>
              <Button disabled={index === 0 || at === 'Progress'} onClick={() => (setProblem(null), setAt(shown[index - 1]!.name))}>Previous</Button>
              <Button appearance="primary" disabled={!headReady(at, head) || at === 'Progress' || (at === 'Summary' && checks === null)} onClick={() => void next()}>
                {at === 'Summary' ? 'Finish' : 'Next'}
              </Button>
              <Button onClick={onClose} disabled={at === 'Progress'}>Cancel</Button>
              <Button onClick={() => openHelp('site-systems')}>Help</Button>
            </>
          )
        }
      >
        <div className="wizard">
          <Pages at={at} shown={shown} />
          <section className="wizard-page" aria-label={at} tabIndex={0}>
            <h3>{page.title}</h3>
            {problem && <ErrorBlock error={problem} />}
            <Step page={at} parent={parent} head={head} onHead={setHead} categories={categories} languages={languages} stored={loaded.value.settings} checks={checks} onSynchronize={() => openDialog({ kind: 'runSynchronization' })} />
          </section>
        </div>
      </DialogWindow>
    </FormProvider>
  );
}

/** New Site Role Wizard (SYNC-17): reads the settings as they are kept, then goes through its pages. */
export default function NewSiteRoleWizard({ server, onClose }: { server: string; onClose(): void }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const site = useSite().data?.value;
  const categories = useAsked(['softwareUpdatePoint', 'categories'], (e, call) => e.softwareUpdatePoint.categories({ call }));
  const languages = useAsked(['softwareUpdatePoint', 'languages'], (e, call) => e.softwareUpdatePoint.languages({ call }));
  // Read once: what the wizard shows must not change under the user; a later change shows as a conflict.
  useEffect(() => void ask((e, call) => e.softwareUpdatePoint.settings({ call })).then(setLoaded, setProblem), []);
  const failed = problem ?? categories.error ?? languages.error;
  if (failed) {
    return (
      <DialogWindow icon="software-update-point" title={title} width={600} onClose={onClose} footer={<Button onClick={onClose}>Close</Button>}>
        <ErrorBlock error={explain(failed)} />
      </DialogWindow>
    );
  }
  if (!loaded || !categories.data || !languages.data || !site) return null;
  return <Wizard loaded={loaded} server={server} siteServer={site.server} parent={site.parent} categories={categories.data.value} languages={languages.data.value} onClose={onClose} />;
}
