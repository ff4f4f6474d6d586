/**
 * Clients of child sites (SCAN-05, decision 0011): a site tells its parent of its clients, its catalog and the state message
 * files it accepted; the parent gives them numbers of its own and takes the files in like those of its own clients. What a
 * client of a child site is counted as is never more than what its site's catalog had asked it.
 */
export { createClientsOfChildSites, type ClientsOfChildSites } from './service.ts';
