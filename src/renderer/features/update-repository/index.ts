/** Update Repository: the updates of a folder, their properties, and what is shown before the first synchronization. */
import { lazy } from 'react';

export { CarriedOver } from './CarriedOver.tsx';
export { FirstRun } from './FirstRun.tsx';
export { UpdatesPage } from './UpdatesPage.tsx';
export const UpdateProperties = lazy(() => import('./UpdateProperties/UpdateProperties.tsx'));
export const CommonProperties = lazy(() => import('./UpdateProperties/CommonProperties.tsx'));
export const LicenseTermsDialog = lazy(() => import('./LicenseTermsDialog.tsx'));
export const SoftwareUpdatesPage = lazy(() => import('./SoftwareUpdatesPage.tsx'));
