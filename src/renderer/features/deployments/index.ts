/** Deployments and what belongs to them: Deployment Templates with their wizard and properties. */
import { lazy } from 'react';

export const TemplatesPage = lazy(() => import('./templates/TemplatesPage.tsx'));
export const TemplateDialog = lazy(() => import('./templates/TemplateDialog.tsx'));
