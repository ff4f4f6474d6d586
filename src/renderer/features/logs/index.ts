/** Logs of the site: the list, one log, and a log below another page. */
import { lazy } from 'react';

export const LogsPage = lazy(() => import('./LogsPage.tsx'));
export const LogPage = lazy(() => import('./LogPage.tsx'));
export const LogView = lazy(async () => ({ default: (await import('./LogView.tsx')).LogView }));
