import { openDialog, useDrag } from '../../state/index.ts';
import type { TreeNode } from './definition.ts';

/** Updates dropped on a list go on it, dropped on Update Lists they become a new one, dropped on a package they are downloaded into it (D§1.7); the wizard says so first. */
export function dropOn({ page }: TreeNode): (() => void) | null {
  const { updates } = useDrag.getState();
  if (!updates) return null;
  if (page.kind === 'updateLists') return () => openDialog({ kind: 'updateListWizard', updates, list: null });
  if (page.kind === 'updateList' && !page.locked) return () => openDialog({ kind: 'updateListWizard', updates, list: page.list });
  if (page.kind === 'deploymentPackages') return () => openDialog({ kind: 'downloadUpdates', updates, into: null });
  if (page.kind === 'deploymentPackage' && !page.locked) return () => openDialog({ kind: 'downloadUpdates', updates, into: page.id });
  return null;
}
