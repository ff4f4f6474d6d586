/** Computers: those behind a count, and one of them with its updates, inventory and logs. */
import { lazy } from 'react';

export const ComputersPage = lazy(() => import('./ComputersPage.tsx'));
export const ClientPage = lazy(() => import('./ClientPage.tsx'));
