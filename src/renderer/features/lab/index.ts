/** The lab: its clock, and what of it is simulated. */
import { lazy } from 'react';

export const LabPage = lazy(() => import('./LabPage.tsx'));
