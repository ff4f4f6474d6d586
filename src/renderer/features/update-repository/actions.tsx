import { ArrowDownload16Regular, AddCircle16Regular, DocumentCheckmark16Regular, Rocket16Regular, TextBulletListSquare16Regular, DesktopEdit16Regular, DocumentQuestionMark16Regular } from '@fluentui/react-icons';
import { computersNode, openFor } from '../../data/index.ts';
import { go, type Action, type Chosen } from '../../state/index.ts';

/** Opens the Update List Wizard with the selected updates (D§5.1). */
export const updateListVerb = (chosen: Chosen): Action => ({ label: 'Update List…', icon: <TextBulletListSquare16Regular />, run: () => openFor(chosen, (updates) => ({ kind: 'updateListWizard', updates, list: null })), needs: ['updateLists.create'] });

/** Opens the Deploy Software Updates Wizard with the selected updates (D§5.3). */
export const deployVerb = (chosen: Chosen): Action => ({ label: 'Deploy Software Updates…', icon: <Rocket16Regular />, run: () => openFor(chosen, (updates) => ({ kind: 'deployment', request: { verb: 'deploy', of: { updates }, byTemplate: false } })), needs: ['deployments.create'] });

/** Puts the selected updates into a deployment that is there. */
export const addToDeploymentVerb = (chosen: Chosen): Action => ({ label: 'Add to Deployment…', icon: <AddCircle16Regular />, run: () => openFor(chosen, (updates) => ({ kind: 'deployment', request: { verb: 'add', updates, deployment: null } })), needs: ['deployments.addUpdates'] });

/** Opens the Download Updates Wizard with the selected updates (D§1.7). */
export const downloadVerb = (chosen: Chosen): Action => ({ label: 'Download Software Updates…', icon: <ArrowDownload16Regular />, run: () => openFor(chosen, (updates) => ({ kind: 'downloadUpdates', updates, into: null })), needs: ['deploymentPackages.create'] });

/** Shows the license terms of the selected updates one after another, to be accepted (D§1.7). */
export const licenseTermsVerb = (chosen: Chosen): Action => ({ label: 'Review/Accept License Terms…', icon: <DocumentCheckmark16Regular />, run: () => openFor(chosen, (updates) => ({ kind: 'licenseTerms', updates })), needs: ['updateRepository.acceptLicenceTerms'] });

/** From an update to the computers behind its counts. `id` is null unless exactly one is selected; `computers` while the site has none. */
export function drillVerbs(id: number | null, computers: number | null, collection: number | null = null): Action[] {
  const reason = computers === null ? 'The site has no clients yet. The Lab page makes some.' : id === null ? 'Choose one software update.' : null;
  return [
    { label: 'View Required', icon: <DesktopEdit16Regular />, run: () => id !== null && go(computersNode(id, 'required', collection)), reason },
    { label: 'View Unknown', icon: <DocumentQuestionMark16Regular />, run: () => id !== null && go(computersNode(id, 'unknown', collection)), reason },
  ];
}
