/** Security Rights (D§8.6): users of the site, what each may do, and as whom this console acts. */
import { lazy } from 'react';

export const ConnectAsDialog = lazy(() => import('./ConnectAsDialog.tsx'));
export const NewSecurityUserDialog = lazy(() => import('./NewSecurityUserDialog.tsx'));
export const SecurityRightsDialog = lazy(() => import('./SecurityRightsDialog.tsx'));
export const SecurityTab = lazy(() => import('./SecurityTab.tsx'));
export const RightsPage = lazy(() => import('./RightsPage.tsx'));
export const UsersPage = lazy(() => import('./UsersPage.tsx'));
