import { Delete16Regular, DocumentSettings16Regular, FolderOpen16Regular, PauseCircle16Regular, PlayCircle16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { Deployment } from '../../../../contract/index.ts';
import { command, notifyFailure } from '../../../data/index.ts';
import { go, notify, openDialog, type Action, type Chosen } from '../../../state/index.ts';
import { counted } from '../../../ui/index.ts';

const lockedBy = ({ locked, sourceSite }: Deployment) => (locked ? `it came from site ${sourceSite} and is read-only here.` : null);
const undo = (revision: number) => ({ label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) });

async function setEnabled({ id, name }: Deployment, enabled: boolean) {
  try {
    const { revision } = await command((e, call) => e.deployments.setEnabled({ call, id, enabled }));
    notify({ intent: 'done', title: `${name} is ${enabled ? 'enabled' : 'disabled'}`, text: enabled ? 'Computers find it with their next policy.' : 'Computers lose it with their next policy.', action: undo(revision) });
  } catch (error) {
    notifyFailure(error);
  }
}

async function remove({ id, name }: Deployment, chosen: Chosen) {
  try {
    const updates = await chosen();
    const { revision, value } = await command((e, call) => e.deployments.removeUpdates({ call, id, updates: [...updates] }));
    notify({ intent: 'done', title: `${counted(value.removed, 'software update')} removed from ${name}`, text: 'They stay in the repository, and where they are installed.', action: undo(revision) });
  } catch (error) {
    notifyFailure(error);
  }
}

export const propertiesOf = (deployment: Deployment): Action => ({ label: 'Properties', icon: <DocumentSettings16Regular />, run: () => openDialog({ kind: 'deployment', request: { verb: 'properties', id: deployment.id } }) });

/** Verbs of a deployment, in the order of the product (D§1.7). */
export function deploymentVerbs(deployment: Deployment): Action[] {
  const { id, enabled } = deployment;
  const reason = lockedBy(deployment);
  return [
    enabled
      ? { label: 'Disable', icon: <PauseCircle16Regular />, run: () => void setEnabled(deployment, false), reason, needs: ['deployments.setEnabled', id] }
      : { label: 'Enable', icon: <PlayCircle16Regular />, run: () => void setEnabled(deployment, true), reason, needs: ['deployments.setEnabled', id] },
    { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: () => openDialog({ kind: 'deployment', request: { verb: 'delete', id } }), reason, needs: ['deployments.delete', id] },
  ];
}

export const openDeployment = (deployment: Deployment): Action => ({ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`deployment-management/${deployment.id}/updates`) });

/** Takes selected updates out of the deployment they are shown in. */
export const removeVerb = (deployment: Deployment, chosen: Chosen): Action => ({ label: 'Remove from Deployment', icon: <SubtractCircle16Regular />, shortcut: 'Delete', run: () => void remove(deployment, chosen), reason: lockedBy(deployment), needs: ['deployments.removeUpdates', deployment.id] });
