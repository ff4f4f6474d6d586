/** Help shipped with the product, and About. */
import { lazy } from 'react';

export const HelpPane = lazy(() => import('./HelpPane.tsx'));
export const HelpDialog = lazy(async () => ({ default: (await import('./HelpPane.tsx')).HelpDialog }));
export const AboutDialog = lazy(() => import('./AboutDialog.tsx'));
