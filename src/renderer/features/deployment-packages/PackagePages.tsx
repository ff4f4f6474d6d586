import { useState, type ReactNode } from 'react';
import { deploymentPackageDraft, type DeploymentPackage, type DeploymentPackageDraft, type DownloadOrigin, type DownloadPlan, type DownloadStarted } from '../../../contract/index.ts';
import { ask, command, useAsked, useDeploymentPackages, useDistributionPoints, type Explanation } from '../../data/index.ts';
import { bytes, counted, ErrorBlock, type WizardPage } from '../../ui/index.ts';
import { LanguagePage, LocationPage, PointsPage, TargetPage, type Target } from './package-pages.tsx';
import { newPackage } from './words.ts';
import './deployment-packages.css';

/** What a wizard gets that downloads: its pages, what stands on Summary, and the start. */
interface Given {
  pages: WizardPage[];
  summary: ReactNode;
  /** Downloads into the package; rejects with what is wrong. */
  start(): Promise<DownloadStarted>;
}

function missingOf(target: Target, packages: readonly DeploymentPackage[]): string | null {
  if (target.kind === 'existing') return packages.some((one) => one.id === target.id) ? null : 'Choose a deployment package.';
  return deploymentPackageDraft.safeParse(target.draft).error?.issues[0]?.message ?? null;
}

function Summary({ target, packages, servers, origin, plan }: { target: Target; packages: readonly DeploymentPackage[]; servers: readonly string[]; origin: DownloadOrigin; plan: DownloadPlan | undefined }) {
  const existing = target.kind === 'existing' ? packages.find((one) => one.id === target.id) : undefined;
  const size = plan ? plan.neutral.size + plan.languages.filter((one) => one.chosen).reduce((sum, one) => sum + one.size, 0) : 0;
  return (
    <dl className="facts">
      <dt>Deployment package</dt>
      <dd>{target.kind === 'new' ? `${target.draft.name.trim()} (new)` : (existing?.settings.name ?? 'It is not there any more.')}</dd>
      <dt>Package source</dt>
      <dd>{target.kind === 'new' ? target.draft.source : existing?.settings.source}</dd>
      <dt>Distribution points</dt>
      <dd>{[...new Set(servers)].join(', ') || (existing && existing.distributionPoints.all > 0 ? 'Those that have the package' : 'None: no client can get the updates from this package')}</dd>
      <dt>Download location</dt>
      <dd>{origin.kind === 'internet' ? 'Internet' : origin.path}</dd>
      <dt>Languages</dt>
      <dd>{plan ? plan.languages.filter((one) => one.chosen).map((one) => one.name).join(', ') || 'Files for all languages' : ''}</dd>
      {plan && (
        <>
          <dt>Software updates</dt>
          <dd>{counted(plan.updates, 'software update')}{plan.withoutFiles > 0 && `, ${counted(plan.withoutFiles, 'of them has', 'of them have')} no files`}</dd>
          <dt>Files</dt>
          <dd>{counted(plan.contents, 'content')}, {bytes(size)}{plan.already.contents > 0 && `; ${counted(plan.already.contents, 'is', 'are')} in the package already`}</dd>
        </>
      )}
    </dl>
  );
}

/**
 * The pages Deployment Package, Distribution Points, Download Location and Language Selection (D§5.3), for any wizard that downloads updates:
 * it hands them to `children`, which draws the wizard.
 */
export function PackagePages({ updates, into = null, wanted = true, children }: { updates: readonly number[]; /** The package they were dropped on. */ into?: string | null; /** False while the wizard does not show the pages: nothing is looked up for them. */ wanted?: boolean; children(given: Given): ReactNode }) {
  const all = useDeploymentPackages();
  const sitePoints = useDistributionPoints();
  // Who may not read them can still make a package.
  const points = sitePoints.data?.value ?? [];
  const packages = all.data?.value.filter((one) => !one.locked) ?? [];
  const [chosen, setTarget] = useState<Target | null>(into === null ? null : { kind: 'existing', id: into });
  const [servers, setServers] = useState<readonly string[]>([]);
  const [origin, setOrigin] = useState<DownloadOrigin>({ kind: 'internet' });
  const [languages, setLanguages] = useState<readonly string[] | null>(null);
  const [refused, setRefused] = useState<Explanation | null>(null);
  const target: Target = chosen ?? (packages.length === 0 ? { kind: 'new', draft: newPackage } : { kind: 'existing', id: packages[0]!.id });
  const id = target.kind === 'existing' ? target.id : null;
  const plan = useAsked(['updateRepository', 'downloadPlan', updates.join(), id, languages?.join() ?? null], (e, call) => e.deploymentPackages.plan({ call, updates: [...updates], package: id, languages: languages && [...languages] }), { enabled: wanted }).data?.value;
  const has = useAsked(['deploymentPackages', 'status', id ?? ''], (e, call) => e.deploymentPackages.status({ call, id: id! }), { enabled: wanted && id !== null, keepPrevious: false }).data?.value.map((one) => one.server) ?? [];
  if (wanted && (all.isPending || sitePoints.isPending)) return null;

  const checkTarget = async () => {
    setRefused(null);
    if (target.kind === 'existing') return true;
    const { value } = await ask((e, call) => e.deploymentPackages.checkSource({ call, source: target.draft.source, package: null }));
    setRefused(value && { ...value, code: 'INVALID_SETTINGS', fields: [] });
    return value === null;
  };
  const setDraft = (change: Partial<DeploymentPackageDraft>) => {
    setRefused(null);
    if (target.kind === 'new') setTarget({ kind: 'new', draft: { ...target.draft, ...change } });
  };
  const pages: WizardPage[] = [
    {
      name: 'Deployment Package', title: 'Choose the package that the files go into, or make a new one', missing: missingOf(target, packages), leave: checkTarget,
      content: <>{refused && <ErrorBlock error={refused} />}<TargetPage target={target} packages={packages} onTarget={(next) => (setRefused(null), setTarget(next))} onDraft={setDraft} /></>,
    },
    { name: 'Distribution Points', title: 'Choose the distribution points that get the package', missing: null, content: <PointsPage points={points} has={has} chosen={servers} onChosen={setServers} /> },
    {
      name: 'Download Location', title: 'Choose where the files come from', missing: origin.kind === 'folder' && origin.path.trim() === '' ? 'Enter the folder.' : null,
      content: <LocationPage origin={origin} onOrigin={setOrigin} labScale={plan?.labScale ?? null} />,
    },
    { name: 'Language Selection', title: 'Choose the languages of the files', missing: null, content: <LanguagePage plan={plan} onLanguages={setLanguages} /> },
  ];
  const start = async () => {
    const asked = { servers: servers.filter((one) => !has.includes(one)), updates: [...updates], origin, languages: plan?.languages.filter((one) => one.chosen).map((one) => one.language) ?? [] };
    const { value } = await command((e, call) => (target.kind === 'new' ? e.deploymentPackages.create({ call, draft: target.draft, ...asked }) : e.deploymentPackages.download({ call, id: target.id!, ...asked })));
    // Tried again because of something else, it goes on in the package that was made.
    setTarget({ kind: 'existing', id: value.id });
    return value;
  };
  return children({ pages, summary: <Summary target={target} packages={packages} servers={[...has, ...servers]} origin={origin} plan={plan} />, start });
}
