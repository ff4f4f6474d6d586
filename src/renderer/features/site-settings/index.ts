/** Site Settings: Component Configuration, Site Systems. */
import { lazy } from 'react';

export const ComponentConfigurationPage = lazy(() => import('./ComponentConfigurationPage.tsx'));
export const SiteSystemPage = lazy(() => import('./SiteSystemPage.tsx'));
export { siteSystemsVerbs } from './actions.tsx';
