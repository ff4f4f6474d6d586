/** Over the air gap: exporting the catalog, comparing and importing a bundle, the keys that are trusted. */
import { lazy } from 'react';

export { useAirGapVerbs } from './actions.tsx';
export const ExportCatalogDialog = lazy(() => import('./ExportCatalogDialog.tsx'));
export const ImportPage = lazy(() => import('./ImportPage.tsx'));
export const TrustedKeysPage = lazy(() => import('./TrustedKeysPage.tsx'));
