/** Collections of computers: their list, their members, their rules and maintenance windows. */
import { lazy } from 'react';

export const CollectionsPage = lazy(() => import('./CollectionsPage.tsx'));
export const CollectionPage = lazy(() => import('./CollectionPage.tsx'));
export const CollectionProperties = lazy(() => import('./CollectionProperties.tsx'));
export const NewCollectionDialog = lazy(() => import('./NewCollectionDialog.tsx'));
export const DeleteCollectionDialog = lazy(() => import('./DeleteCollectionDialog.tsx'));
