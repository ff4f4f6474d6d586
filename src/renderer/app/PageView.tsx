import { memo, Suspense, type ComponentProps, type ReactNode } from 'react';
import { useDeploymentPackages, usePackages, useSite } from '../data/index.ts';
import { ImportPage, TrustedKeysPage, useAirGapVerbs } from '../features/air-gap/index.ts';
import { ClientPage, ComputersPage } from '../features/clients/index.ts';
import { DesktopPage } from '../features/client-view/index.ts';
import { CollectionPage, CollectionsPage } from '../features/collections/index.ts';
import { DeploymentComputersPage, DeploymentPage, DeploymentsPage, DeploymentUpdatesPage, TemplatesPage } from '../features/deployments/index.ts';
import { DeploymentPackagesPage, PackageAccountsPage, packageNodeVerbs, PackageStatusPage, PackageUpdatesPage } from '../features/deployment-packages/index.ts';
import { FolderPage } from '../features/folders/index.ts';
import { HistoryPage } from '../features/history/index.ts';
import { newSearchFolder, SearchFolderPage, SearchFoldersPage } from '../features/search-folders/index.ts';
import { LabPage } from '../features/lab/index.ts';
import { LogPage, LogsPage, LogView } from '../features/logs/index.ts';
import { RightsPage, UsersPage } from '../features/security-rights/index.ts';
import { ClientAgentsPage, ComponentConfigurationPage, siteSystemsVerbs, SiteSystemPage } from '../features/site-settings/index.ts';
import { SitePage, SitesPage } from '../features/sites/index.ts';
import { AdvertisementsPage, packageNodeVerbs as distributionVerbs, PackagesPage, ProgramsPage } from '../features/software-distribution/index.ts';
import { SynchronizationPage, SynchronizationStatusPage, useSynchronizationVerbs } from '../features/software-update-point/index.ts';
import { StatusMessagesPage } from '../features/status-messages/index.ts';
import { UpdateListPage, UpdateListsPage } from '../features/update-lists/index.ts';
import { CarriedOver, FirstRun, SoftwareUpdatesPage, UpdatesPage } from '../features/update-repository/index.ts';
import type { Tree, TreeNode } from './tree/definition.ts';

const logOf = (site: string | undefined) => <LogView key={site} name="wsyncmgr.log" site={site} compact />;

/** One page for every list of updates: going from one to another changes what is in it and makes nothing anew. */
const updatesOf = (list: ComponentProps<typeof UpdatesPage>) => <UpdatesPage {...list} />;

/** The page of a node. The frame is drawn again whenever a page tells it something; the page must not be, or it would tell again. */
export const PageView = memo(function PageView({ tree, node }: { tree: Tree; node: TreeNode }) {
  // Updates migrated from SMS 2003 are there before the first synchronization.
  const nothing = useSite().data?.value.synchronizedOnce === false && !tree.node('updates')?.updates;
  const verbs = useSynchronizationVerbs();
  const airGapVerbs = useAirGapVerbs();
  const packages = useDeploymentPackages().data?.value;
  const distributed = usePackages().data?.value;
  const folder = (actions: typeof verbs) => <FolderPage key={node.id} node={node} entries={tree.children(node.id).map((n) => ({ id: n.id, label: n.label, icon: n.icon, updates: n.updates ?? null }))} actions={actions} />;
  const draw = (): ReactNode => {
    const page = node.page;
    switch (page.kind) {
      case 'folder':
        return folder([]);
      case 'softwareUpdates':
      case 'updateRepository': {
        const actions = page.kind === 'updateRepository' ? [...verbs, ...airGapVerbs] : verbs;
        if (nothing) return <FirstRun title={node.label} icon={node.icon} actions={actions} />;
        return page.kind === 'softwareUpdates' ? <SoftwareUpdatesPage actions={actions} /> : folder(actions);
      }
      case 'updates':
        return nothing ? <FirstRun title={node.label} icon={node.icon} /> : updatesOf({ gridId: node.id, title: node.label, node: page, actions: [newSearchFolder(null, page.classification === null ? null : page)] });
      case 'searchFolders':
        return <SearchFoldersPage key={node.id} folder={page.folder} title={node.label} icon={node.icon} />;
      case 'searchFolder':
        return <SearchFolderPage id={page.folder} list={updatesOf} />;
      case 'collections':
        return <CollectionsPage />;
      case 'collection':
        return <CollectionPage key={page.collection} id={page.collection} />;
      case 'updateLists':
        return <UpdateListsPage />;
      case 'updateList':
        return <UpdateListPage id={page.list} list={updatesOf} />;
      case 'deploymentTemplates':
        return <TemplatesPage />;
      case 'deployments':
        return <DeploymentsPage />;
      case 'deployment':
        return page.updates ? <DeploymentUpdatesPage id={page.deployment} list={updatesOf} /> : <DeploymentPage key={node.id} id={page.deployment} />;
      case 'deploymentComputers':
        return <DeploymentComputersPage key={node.id} id={page.deployment} state={page.state} />;
      case 'clientAgents':
        return <ClientAgentsPage />;
      case 'deploymentPackages':
        return <DeploymentPackagesPage />;
      case 'deploymentPackage':
        switch (page.part) {
          case null:
            return folder(packageNodeVerbs(packages?.find((one) => one.id === page.id)));
          case 'accounts':
            return <PackageAccountsPage key={node.id} id={page.id} />;
          case 'updates':
            return <PackageUpdatesPage key={node.id} id={page.id} />;
          default:
            return <PackageStatusPage key={node.id} id={page.id} part={page.part} />;
        }
      case 'packages':
        return <PackagesPage />;
      case 'package':
        return page.programs ? <ProgramsPage key={page.package} id={page.package} /> : folder(distributionVerbs(distributed?.find((one) => one.id === page.package)));
      case 'advertisements':
        return <AdvertisementsPage />;
      case 'history':
        return <HistoryPage />;
      case 'computers':
        return <ComputersPage key={node.id} update={page.update} state={page.state} reason={page.reason} onlyFix={page.onlyFix} collection={page.collection} />;
      case 'client':
        return <ClientPage key={page.id} id={page.id} />;
      case 'desktop':
        return <DesktopPage key={page.client} id={page.client} />;
      case 'componentConfiguration':
        return <ComponentConfigurationPage />;
      case 'sites':
        return <SitesPage />;
      case 'site':
        return <SitePage key={page.code} code={page.code} />;
      case 'siteSystems':
        return folder(siteSystemsVerbs);
      case 'siteSystem':
        return <SiteSystemPage key={page.server} server={page.server} />;
      case 'securityUsers':
        return <UsersPage />;
      case 'securityRights':
        return <RightsPage />;
      case 'trustedKeys':
        return <TrustedKeysPage />;
      case 'import':
        return <ImportPage />;
      case 'synchronization':
        return <SynchronizationPage log={<LogView name="wsyncmgr.log" compact />} />;
      case 'synchronizationStatus':
        return <SynchronizationStatusPage log={logOf} />;
      case 'statusMessages':
        return <StatusMessagesPage />;
      case 'logs':
        return <LogsPage />;
      case 'log':
        return <LogPage key={page.name} name={page.name} />;
      case 'lab':
        return <LabPage />;
    }
  };
  const ofUpdates = ['softwareUpdates', 'updateRepository', 'updates'].includes(node.page.kind);
  return (
    <Suspense fallback={null}>
      {ofUpdates && <CarriedOver />}
      {draw()}
    </Suspense>
  );
});
