/** Deployment packages and distribution points: their nodes, sheets and dialogs, the Download Updates Wizard, and its pages for other wizards. */
import { lazy } from 'react';

export { PackagePages } from './PackagePages.tsx';
export { packageNodeVerbs } from './actions.tsx';
export const DeploymentPackagesPage = lazy(() => import('./DeploymentPackagesPage.tsx'));
export const PackageUpdatesPage = lazy(() => import('./PackageUpdatesPage.tsx'));
export const PackageStatusPage = lazy(() => import('./PackageStatusPage.tsx'));
export const PackageAccountsPage = lazy(() => import('./PackageAccountsPage.tsx'));
export const PackageProperties = lazy(() => import('./PackageProperties.tsx'));
export const DownloadUpdatesWizard = lazy(() => import('./DownloadUpdatesWizard.tsx'));
export const DeletePackageDialog = lazy(() => import('./DeletePackageDialog.tsx'));
export const CopyPackageDialog = lazy(() => import('./CopyPackageDialog.tsx'));
export const AccessAccountDialog = lazy(() => import('./AccessAccountDialog.tsx'));
export const DownloadSettingsDialog = lazy(() => import('./DownloadSettingsDialog.tsx'));
export const DistributionPointDialog = lazy(() => import('./DistributionPointDialog.tsx'));
export const RemoveDistributionPointDialog = lazy(() => import('./RemoveDistributionPointDialog.tsx'));
