/** Site Settings: Component Configuration, Client Agents, Site Systems. */
import { lazy } from 'react';

export const ComponentConfigurationPage = lazy(() => import('./ComponentConfigurationPage.tsx'));
export const ClientAgentsPage = lazy(() => import('./ClientAgentsPage.tsx'));
export const ClientAgentProperties = lazy(() => import('./ClientAgentProperties.tsx'));
export const SiteSystemPage = lazy(() => import('./SiteSystemPage.tsx'));
export { siteSystemsVerbs } from './actions.tsx';
