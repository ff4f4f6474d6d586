/** Site Management: the sites of the hierarchy, their links, new sites and removed ones; the site the console is connected to. */
import { lazy } from 'react';

export const SitesPage = lazy(() => import('./SitesPage.tsx'));
export const SitePage = lazy(() => import('./SitePage.tsx'));
export const NewSiteDialog = lazy(() => import('./NewSiteDialog.tsx'));
export const RemoveSiteDialog = lazy(() => import('./RemoveSiteDialog.tsx'));
export { SitePicker } from './SitePicker.tsx';
