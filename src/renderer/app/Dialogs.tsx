import { Suspense, type ComponentProps } from 'react';
import type { ObjectRef } from '../../contract/index.ts';
import { ExportCatalogDialog } from '../features/air-gap/index.ts';
import { CollectionProperties, DeleteCollectionDialog, NewCollectionDialog } from '../features/collections/index.ts';
import { DeploymentDialog, TemplateDialog } from '../features/deployments/index.ts';
import { AccessAccountDialog, CopyPackageDialog, DeletePackageDialog, DistributionPointDialog, DownloadSettingsDialog, DownloadUpdatesWizard, PackagePages, PackageProperties, RemoveDistributionPointDialog } from '../features/deployment-packages/index.ts';
import { AboutDialog } from '../features/help/index.ts';
import { SearchFolderDialog } from '../features/search-folders/index.ts';
import { ConnectAsDialog, NewSecurityUserDialog, SecurityRightsDialog, SecurityTab } from '../features/security-rights/index.ts';
import { UndoDialog } from '../features/history/index.ts';
import { DistributionDialog } from '../features/software-distribution/index.ts';
import { NewSiteDialog, RemoveSiteDialog } from '../features/sites/index.ts';
import { NewSiteRoleWizard, RemoveRoleDialog, RunSynchronizationDialog, SoftwareUpdatePointProperties } from '../features/software-update-point/index.ts';
import { DeleteUpdateListDialog, UpdateListProperties, UpdateListWizard } from '../features/update-lists/index.ts';
import { ClientAgentProperties } from '../features/site-settings/index.ts';
import { CommonProperties, LicenseTermsDialog, UpdateProperties } from '../features/update-repository/index.ts';
import { closeDialog, useShell } from '../state/index.ts';
import { AddFavoriteDialog, OrganizeFavoritesDialog } from './FavoriteDialogs.tsx';

/** The Security tab of whatever object. */
const securityOf = (of: ObjectRef & { name: string }) => <SecurityTab of={of} />;

const licenseTermsOf = (updates: readonly number[], onClose: () => void) => <LicenseTermsDialog updates={updates} onClose={onClose} />;

/** The pages of a package, for whatever wizard. */
const packagePagesOf = (asked: ComponentProps<typeof PackagePages>) => <PackagePages {...asked} />;

/** The dialog that was asked for; each is loaded when first opened. */
export function Dialogs() {
  const dialog = useShell((s) => s.dialog);
  if (!dialog) return null;
  return (
    <Suspense fallback={null}>
      {dialog.kind === 'softwareUpdatePointProperties' && <SoftwareUpdatePointProperties tab={dialog.tab} onClose={closeDialog} />}
      {dialog.kind === 'runSynchronization' && <RunSynchronizationDialog onClose={closeDialog} />}
      {dialog.kind === 'newSiteRole' && <NewSiteRoleWizard server={dialog.server} onClose={closeDialog} />}
      {dialog.kind === 'removeRole' && <RemoveRoleDialog server={dialog.server} onClose={closeDialog} />}
      {dialog.kind === 'updateProperties' && <UpdateProperties key={dialog.id} id={dialog.id} tab={dialog.tab} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'commonProperties' && <CommonProperties updates={dialog.updates} onClose={closeDialog} />}
      {dialog.kind === 'licenseTerms' && <LicenseTermsDialog updates={dialog.updates} onClose={closeDialog} />}
      {dialog.kind === 'connectAs' && <ConnectAsDialog onClose={closeDialog} />}
      {dialog.kind === 'newSecurityUser' && <NewSecurityUserDialog onClose={closeDialog} />}
      {dialog.kind === 'securityRights' && <SecurityRightsDialog {...dialog} onClose={closeDialog} />}
      {dialog.kind === 'exportCatalog' && <ExportCatalogDialog onClose={closeDialog} />}
      {dialog.kind === 'newSite' && <NewSiteDialog parent={dialog.parent} onClose={closeDialog} />}
      {dialog.kind === 'removeSite' && <RemoveSiteDialog code={dialog.code} onClose={closeDialog} />}
      {dialog.kind === 'newCollection' && <NewCollectionDialog parent={dialog.parent} onClose={closeDialog} />}
      {dialog.kind === 'collectionProperties' && <CollectionProperties key={dialog.id} id={dialog.id} tab={dialog.tab} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'deleteCollection' && <DeleteCollectionDialog id={dialog.id} onClose={closeDialog} />}
      {dialog.kind === 'searchFolder' && <SearchFolderDialog request={dialog.request} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'updateListWizard' && <UpdateListWizard updates={dialog.updates} list={dialog.list} packagePages={packagePagesOf} onClose={closeDialog} />}
      {dialog.kind === 'updateListProperties' && <UpdateListProperties key={dialog.id} id={dialog.id} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'deleteUpdateList' && <DeleteUpdateListDialog id={dialog.id} onClose={closeDialog} />}
      {dialog.kind === 'deploymentTemplate' && <TemplateDialog request={dialog.request} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'deployment' && <DeploymentDialog request={dialog.request} security={securityOf} licenseTerms={licenseTermsOf} packagePages={packagePagesOf} onClose={closeDialog} />}
      {dialog.kind === 'distribution' && <DistributionDialog request={dialog.request} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'softwareUpdatesClientAgent' && <ClientAgentProperties tab={dialog.tab} onClose={closeDialog} />}
      {dialog.kind === 'downloadUpdates' && <DownloadUpdatesWizard updates={dialog.updates} into={dialog.into} onClose={closeDialog} />}
      {dialog.kind === 'packageProperties' && <PackageProperties key={dialog.id} id={dialog.id} security={securityOf} onClose={closeDialog} />}
      {dialog.kind === 'deletePackage' && <DeletePackageDialog id={dialog.id} onClose={closeDialog} />}
      {dialog.kind === 'copyPackage' && <CopyPackageDialog id={dialog.id} verb={dialog.verb} onClose={closeDialog} />}
      {dialog.kind === 'accessAccount' && <AccessAccountDialog id={dialog.id} account={dialog.account} onClose={closeDialog} />}
      {dialog.kind === 'downloadSettings' && <DownloadSettingsDialog onClose={closeDialog} />}
      {dialog.kind === 'distributionPoint' && <DistributionPointDialog server={dialog.server} known={dialog.known} onClose={closeDialog} />}
      {dialog.kind === 'removeDistributionPoint' && <RemoveDistributionPointDialog server={dialog.server} onClose={closeDialog} />}
      {dialog.kind === 'undo' && <UndoDialog key={dialog.revision} revision={dialog.revision} onClose={closeDialog} />}
      {dialog.kind === 'addFavorite' && <AddFavoriteDialog key={dialog.node} node={dialog.node} suggested={dialog.suggested} onClose={closeDialog} />}
      {dialog.kind === 'organizeFavorites' && <OrganizeFavoritesDialog onClose={closeDialog} />}
      {dialog.kind === 'about' && <AboutDialog onClose={closeDialog} />}
    </Suspense>
  );
}
