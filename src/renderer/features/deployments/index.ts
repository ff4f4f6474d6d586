/** Deployments and what belongs to them: Deployment Templates, Deployment Management, the Deploy Software Updates Wizard. */
import { lazy } from 'react';

export const TemplatesPage = lazy(() => import('./templates/TemplatesPage.tsx'));
export const TemplateDialog = lazy(() => import('./templates/TemplateDialog.tsx'));
export const DeploymentsPage = lazy(() => import('./management/DeploymentsPage.tsx'));
export const DeploymentPage = lazy(() => import('./management/DeploymentPage.tsx'));
export const DeploymentComputersPage = lazy(() => import('./management/DeploymentComputersPage.tsx'));
export const DeploymentUpdatesPage = lazy(() => import('./management/DeploymentUpdatesPage.tsx'));
export const DeploymentDialog = lazy(() => import('./management/DeploymentDialog.tsx'));
