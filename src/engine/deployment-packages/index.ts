/**
 * Deployment packages (DEPLOY-03, DEPLOY-04): the files of downloaded updates in a source folder, and copies of them on distribution points,
 * version by version. A package and a deployment are loosely tied: `locations` answers which distribution points have an update's contents.
 */
export { packagedUpdates, packagesInWords, planDownload } from './reads.ts';
export { createDeploymentPackages, type DeploymentPackages } from './service.ts';
