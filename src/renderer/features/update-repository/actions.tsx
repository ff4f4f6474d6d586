import { ArrowDownload16Regular, DocumentCheckmark16Regular, TextBulletListSquare16Regular, DesktopEdit16Regular, DocumentQuestionMark16Regular } from '@fluentui/react-icons';
import { computersNode } from '../../data/index.ts';
import { go, openDialog, type Action } from '../../state/index.ts';

/** Opens the Update List Wizard with the selected updates (D§5.1). */
export const updateListVerb = (updates: ReadonlySet<number>): Action => ({ label: 'Update List…', icon: <TextBulletListSquare16Regular />, run: () => openDialog({ kind: 'updateListWizard', updates: [...updates], list: null }), needs: ['updateLists.create'] });

/** Opens the Download Updates Wizard with the selected updates (D§1.7). */
export const downloadVerb = (updates: ReadonlySet<number>): Action => ({ label: 'Download Software Updates…', icon: <ArrowDownload16Regular />, run: () => openDialog({ kind: 'downloadUpdates', updates: [...updates], into: null }), needs: ['deploymentPackages.create'] });

/** Shows the license terms of the selected updates one after another, to be accepted (D§1.7). */
export const licenseTermsVerb = (updates: ReadonlySet<number>): Action => ({ label: 'Review/Accept License Terms…', icon: <DocumentCheckmark16Regular />, run: () => openDialog({ kind: 'licenseTerms', updates: [...updates] }), needs: ['updateRepository.acceptLicenceTerms'] });

/** From an update to the computers behind its counts. `id` is null unless exactly one is selected; `computers` while the site has none. */
export function drillVerbs(id: number | null, computers: number | null, collection: number | null = null): Action[] {
  const reason = computers === null ? 'The site has no clients yet. The Lab page makes some.' : id === null ? 'Choose one software update.' : null;
  return [
    { label: 'View Required', icon: <DesktopEdit16Regular />, run: () => id !== null && go(computersNode(id, 'required', collection)), reason },
    { label: 'View Unknown', icon: <DocumentQuestionMark16Regular />, run: () => id !== null && go(computersNode(id, 'unknown', collection)), reason },
  ];
}
