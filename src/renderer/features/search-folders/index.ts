/** Search folders: their lists, their updates, and the dialogs that make, arrange and explain them. */
import { lazy } from 'react';

export { newSearchFolder } from './actions.tsx';
export { SearchFolderPage } from './SearchFolderPage.tsx';
export const SearchFoldersPage = lazy(() => import('./SearchFoldersPage.tsx'));
export const SearchFolderDialog = lazy(() => import('./SearchFolderDialog.tsx'));
