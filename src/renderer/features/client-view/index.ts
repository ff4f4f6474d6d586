/** The desktop of a simulated computer: what its user sees of software updates, and does (DEPLOY-11). */
import { lazy } from 'react';

export const DesktopPage = lazy(() => import('./DesktopPage.tsx'));
