/** Update lists: the wizard that makes and fills them, their list, one of them with its compliance, properties and deletion. */
import { lazy } from 'react';

export const UpdateListsPage = lazy(() => import('./UpdateListsPage.tsx'));
export const UpdateListPage = lazy(() => import('./UpdateListPage.tsx'));
export const UpdateListWizard = lazy(() => import('./UpdateListWizard.tsx'));
export const UpdateListProperties = lazy(() => import('./UpdateListProperties.tsx'));
export const DeleteUpdateListDialog = lazy(() => import('./DeleteUpdateListDialog.tsx'));
