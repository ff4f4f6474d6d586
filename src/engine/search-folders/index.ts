/**
 * Search folders (REPO-04): the standard folders and search folders an administrator arranges below Search Folders, their
 * documents, and how they come from a parent site. What criteria find is told by the Update Repository.
 */
export { createSearchFolders, type SearchFolders } from './service.ts';
