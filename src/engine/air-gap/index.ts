/**
 * Catalogs for sites without Internet: a site's WSUS catalog leaves as a signed bundle, is compared with another site's
 * catalog and imported there, all or nothing. It moves metadata; the site database is filled by the next synchronization.
 */
export { createAirGap, type AirGap } from './service.ts';
