import { openFor } from '../../data/index.ts';
import { useDrag } from '../../state/index.ts';
import type { TreeNode } from './definition.ts';

/**
 * Updates dropped on a list go on it, dropped on Update Lists they become a new one, dropped on a package they are downloaded into it (D§1.7); the wizard says so first. On a deployment
 * they are added to it, on Deployment Management or the templates they are deployed.
 */
export function dropOn({ page }: TreeNode): (() => void) | null {
  const { updates: chosen } = useDrag.getState();
  if (!chosen) return null;
  if (page.kind === 'updateLists') return () => openFor(chosen, (updates) => ({ kind: 'updateListWizard', updates, list: null }));
  if (page.kind === 'updateList' && !page.locked) {
    const { list } = page;
    return () => openFor(chosen, (updates) => ({ kind: 'updateListWizard', updates, list }));
  }
  if (page.kind === 'deploymentTemplates') return () => openFor(chosen, (updates) => ({ kind: 'deployment', request: { verb: 'deploy', of: { updates }, byTemplate: true } }));
  if (page.kind === 'deployments') return () => openFor(chosen, (updates) => ({ kind: 'deployment', request: { verb: 'deploy', of: { updates }, byTemplate: false } }));
  if (page.kind === 'deployment' && !page.locked) {
    const { deployment } = page;
    return () => openFor(chosen, (updates) => ({ kind: 'deployment', request: { verb: 'add', updates, deployment } }));
  }
  if (page.kind === 'deploymentPackages') return () => openFor(chosen, (updates) => ({ kind: 'downloadUpdates', updates, into: null }));
  if (page.kind === 'deploymentPackage' && !page.locked) {
    const { id } = page;
    return () => openFor(chosen, (updates) => ({ kind: 'downloadUpdates', updates, into: id }));
  }
  return null;
}
