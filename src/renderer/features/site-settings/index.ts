/** Site Settings: Component Configuration. */
import { lazy } from 'react';

export const ComponentConfigurationPage = lazy(() => import('./ComponentConfigurationPage.tsx'));
