/** Software update point: its settings, running a synchronization, and how it stands. */
import { lazy } from 'react';

export { useSynchronizationVerbs } from './actions.tsx';
export const NewSiteRoleWizard = lazy(() => import('./NewSiteRoleWizard/NewSiteRoleWizard.tsx'));
export const RemoveRoleDialog = lazy(() => import('./RemoveRoleDialog.tsx'));
export const RunSynchronizationDialog = lazy(() => import('./RunSynchronizationDialog.tsx'));
export const SoftwareUpdatePointProperties = lazy(() => import('./SoftwareUpdatePointProperties/SoftwareUpdatePointProperties.tsx'));
export const SynchronizationPage = lazy(() => import('./SynchronizationPage.tsx'));
export const SynchronizationStatusPage = lazy(() => import('./SynchronizationStatusPage.tsx'));
