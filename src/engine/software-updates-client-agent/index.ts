/**
 * Software Updates Client Agent (DEPLOY-13): the settings by which clients of the site scan, install and show deployments. They are
 * set at the topmost site and handed down; clients and deployments read them here, and nothing acts on them in this room.
 */
export { createSoftwareUpdatesClientAgent, type SoftwareUpdatesClientAgent } from './service.ts';
export { agentSettings } from './store.ts';
export { intervalOf } from './schedule.ts';
