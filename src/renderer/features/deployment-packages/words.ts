import type { DeploymentPackage, DeploymentPackageDraft, PackagedUpdate, PackageStatus } from '../../../contract/index.ts';
import { bytes, count, counted } from '../../ui/index.ts';

export const priorityNames: Record<DeploymentPackageDraft['priority'], string> = { high: 'High', medium: 'Medium', low: 'Low' };
export const accessNames = { read: 'Read', change: 'Change', full: 'Full Control' } as const;
export const updateStates: Record<PackagedUpdate['state'], string> = { there: 'Downloaded', wanted: 'Waiting to be downloaded', failed: 'Not downloaded' };

/** How a distribution point stands, in one line. */
export function statusText(one: PackageStatus): string {
  switch (one.state) {
    case 'installed': return 'Installed';
    case 'waiting': return one.position === null ? 'Waiting' : `Waiting, place ${count(one.position)} in the order of sending`;
    case 'copying': return one.progress && one.progress.total > 0 ? `Copying, ${bytes(one.progress.done)} of ${bytes(one.progress.total)}` : 'Copying';
    case 'failed': return 'Failed';
    case 'byHand': return 'Waiting to be copied by hand';
    case 'removing': return 'Being removed';
  }
}

/** What is in the package source, in one line. */
export function contentText({ contents, size }: Pick<DeploymentPackage, 'contents' | 'size'>): string {
  const more = [contents.wanted > 0 && `${count(contents.wanted)} being downloaded`, contents.failed > 0 && `${count(contents.failed)} not downloaded`].filter((one) => one !== false);
  return [`${counted(contents.there, 'content')}, ${bytes(size)}`, ...more].join(', ');
}

export const newPackage: DeploymentPackageDraft = {
  name: '', description: '', source: '', differential: false, persist: false, share: { kind: 'common', name: '' }, disconnect: { enabled: false, retries: 2, minutes: 5 }, priority: 'medium', sender: 'none', branch: 'automatic', onDemand: false,
};
