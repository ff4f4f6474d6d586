import { openDialog, useDrag } from '../../state/index.ts';
import type { TreeNode } from './definition.ts';

/**
 * Updates dropped on a list go on it, dropped on Update Lists they become a new one (D§1.7); the wizard says so first. On a deployment
 * they are added to it, on Deployment Management or the templates they are deployed.
 */
export function dropOn({ page }: TreeNode): (() => void) | null {
  const { updates } = useDrag.getState();
  if (!updates) return null;
  if (page.kind === 'updateLists') return () => openDialog({ kind: 'updateListWizard', updates, list: null });
  if (page.kind === 'updateList' && !page.locked) return () => openDialog({ kind: 'updateListWizard', updates, list: page.list });
  if (page.kind === 'deploymentTemplates') return () => openDialog({ kind: 'deployment', request: { verb: 'deploy', of: { updates }, byTemplate: true } });
  if (page.kind === 'deployments') return () => openDialog({ kind: 'deployment', request: { verb: 'deploy', of: { updates }, byTemplate: false } });
  if (page.kind === 'deployment' && !page.locked) return () => openDialog({ kind: 'deployment', request: { verb: 'add', updates, deployment: page.deployment } });
  return null;
}
