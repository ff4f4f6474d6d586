/**
 * What administrators set of software updates (REPO-05): custom severity, maximum run time, accepted license terms. Set at the
 * topmost site, kept through revisions, handed down to the sites below, where it is read-only.
 */
export { createUpdateProperties, type UpdateProperties } from './service.ts';
