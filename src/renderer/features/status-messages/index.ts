/** Status messages of the site's components. */
import { lazy } from 'react';

export const StatusMessagesPage = lazy(() => import('./StatusMessagesPage.tsx'));
