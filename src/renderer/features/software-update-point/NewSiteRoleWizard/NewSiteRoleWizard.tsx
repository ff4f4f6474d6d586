import { zodResolver } from '@hookform/resolvers/zod';
import { Button } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { softwareUpdatePointSettings, type Category, type Language, type Prerequisite, type RolePlan, type SoftwareUpdatePointSettings } from '../../../../contract/index.ts';
import { ask, command, explain, useAsked, useSite, type Explanation, type Reply } from '../../../data/index.ts';
import { openDialog, openHelp } from '../../../state/index.ts';
import { DialogWindow, ErrorBlock, Wizard, type WizardOutcome, type WizardPage } from '../../../ui/index.ts';
import '../SoftwareUpdatePointProperties/properties.css';
import { pagesOf, type PageName } from './pages.ts';
import { Installed, Step, Summary, type Head } from './steps.tsx';
import './wizard.css';

type Loaded = Reply<{ settings: SoftwareUpdatePointSettings }>;

const title = 'New Site Role Wizard';

/** Name and proxy as the contract will check them, so that Next says it first. */
function missingOf(page: PageName, { server, proxy }: Head): string | null {
  if (page === 'General' && !/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/.test(server)) return 'Enter the name of the server.';
  if (page === 'Software Update Point' && proxy.use && (proxy.serverName === '' || proxy.port < 1 || proxy.port > 65_535)) return 'Enter the name and the port of the proxy server.';
  return null;
}

function Filled({ loaded, server, siteServer, parent, categories, languages, onClose }: { loaded: Loaded; server: string; siteServer: string; parent: string | null; categories: readonly Category[]; languages: readonly Language[]; onClose(): void }) {
  const form = useForm<SoftwareUpdatePointSettings>({ resolver: zodResolver(softwareUpdatePointSettings), defaultValues: loaded.value.settings, mode: 'onChange' });
  const [head, setHead] = useState<Head>({ server, active: true, proxy: { use: false, serverName: '', port: 80, account: '' } });
  const [checks, setChecks] = useState<Prerequisite[] | null>(null);
  const [problem, setProblem] = useState<Explanation | null>(null);
  const [done, setDone] = useState(false);

  const plan = (): RolePlan => {
    const settings = form.getValues();
    const remote = head.server.toLowerCase() !== siteServer.toLowerCase();
    return { ...head, settings: { ...settings, general: { ...settings.general, role: remote ? 'remoteServer' : 'siteServer', serverName: remote ? head.server : '' } } };
  };
  const check = async () => {
    setChecks(null);
    setProblem(null);
    try {
      setChecks((await ask((e, call) => e.siteSystems.prerequisites({ call, plan: plan() }))).value);
    } catch (error) {
      setProblem(explain(error));
    }
  };
  const install = async (): Promise<WizardOutcome> => {
    try {
      await command((e, call) => e.siteSystems.installSoftwareUpdatePoint({ call, plan: plan() }), loaded.revision);
      setDone(true);
      return { confirmation: <Installed head={head} parent={parent} /> };
    } catch (error) {
      return { problem: explain(error) };
    }
  };
  const pages = pagesOf(head.active, parent).map((page): WizardPage => ({
    ...page,
    missing: missingOf(page.name, head),
    leave: () => (page.paths.length > 0 ? form.trigger([...page.paths]) : Promise.resolve(true)),
    content: <Step page={page.name} parent={parent} head={head} onHead={setHead} categories={categories} languages={languages} stored={loaded.value.settings} onSynchronize={() => openDialog({ kind: 'runSynchronization' })} />,
  }));
  return (
    <FormProvider {...form}>
      <Wizard
        icon="software-update-point"
        title={title}
        width={900}
        height={640}
        pages={pages}
        summary={problem ? <ErrorBlock error={problem} onRetry={() => void check()} /> : <Summary head={head} checks={checks} />}
        onSummary={() => void check()}
        waiting={checks === null ? 'The prerequisites are being checked.' : null}
        progress={`The role is being installed on ${head.server}…`}
        run={install}
        next={done && head.active && parent === null ? { label: 'Run Synchronization', run: () => (onClose(), openDialog({ kind: 'runSynchronization' })) } : undefined}
        onHelp={() => openHelp('site-systems')}
        onClose={onClose}
      />
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
  return <Filled loaded={loaded} server={server} siteServer={site.server} parent={site.parent} categories={categories.data.value} languages={languages.data.value} onClose={onClose} />;
}
