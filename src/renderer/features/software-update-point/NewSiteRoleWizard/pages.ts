import type { FieldPath } from 'react-hook-form';
import type { SoftwareUpdatePointSettings } from '../../../../contract/index.ts';

/** The wizard's pages in order (SYNC-17, D§2). `paths`: what a page must have right before the next. */
const pages = [
  { name: 'General', title: 'Site system server', paths: [] },
  { name: 'System Role Selection', title: 'Roles to install', paths: [] },
  { name: 'Software Update Point', title: 'Proxy server', paths: [] },
  { name: 'Active Settings', title: 'Active software update point', paths: ['general'] },
  { name: 'Synchronization Source', title: 'Where updates come from', paths: ['syncSettings'], onlyActive: true },
  { name: 'Synchronization Schedule', title: 'When to synchronize', paths: ['syncSchedule', 'supersedence'], onlyActive: true },
  { name: 'Update Classifications', title: 'Classifications to synchronize', paths: ['classifications'], onlyActive: true },
  { name: 'Products', title: 'Products to synchronize', paths: ['products'], onlyActive: true },
  { name: 'Languages', title: 'Languages of files and of summary details', paths: ['languages'], onlyActive: true },
] as const satisfies readonly { name: string; title: string; paths: readonly FieldPath<SoftwareUpdatePointSettings>[]; onlyActive?: boolean }[];

export type PageName = (typeof pages)[number]['name'];

/** Set at the top of the hierarchy; a child site is not asked (SYNC-02). */
const decidedAbove: readonly PageName[] = ['Synchronization Source', 'Synchronization Schedule', 'Update Classifications', 'Products'];

/** Pages a plan goes through: one that is not active asks for no synchronization settings. */
export const pagesOf = (active: boolean, parent: string | null) => pages.filter((page) => (active || !('onlyActive' in page)) && (parent === null || !decidedAbove.includes(page.name)));
