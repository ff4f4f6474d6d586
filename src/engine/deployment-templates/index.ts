/**
 * Deployment templates (DEPLOY-01): settings that most deployments share, kept under a name, written and read as the product's own
 * documents. They travel to the sites below and are read-only there. What a deployment makes of one is not known here.
 */
export { createDeploymentTemplates, type DeploymentTemplates } from './service.ts';
export { settingsInWords } from './words.ts';
