/** Nodes without a page of their own: the list of what is below them, or that they come later. */
export { FolderPage, type FolderEntry } from './FolderPage.tsx';
