/** Software Distribution: packages with programs and advertisements, their lists, wizards, sheets and deletion. */
import { lazy } from 'react';

export { packageNodeVerbs } from './actions.tsx';
export const PackagesPage = lazy(() => import('./PackagesPage.tsx'));
export const ProgramsPage = lazy(() => import('./ProgramsPage.tsx'));
export const AdvertisementsPage = lazy(() => import('./AdvertisementsPage.tsx'));
export const DistributionDialog = lazy(() => import('./DistributionDialog.tsx'));
