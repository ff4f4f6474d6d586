import type { ClientStateName, ScanStateName, UnknownReason } from '../../contract/index.ts';

export const stateNames: Record<ClientStateName, string> = { installed: 'Installed', required: 'Required', notRequired: 'Not Required', unknown: 'Unknown' };

/** Topic 501's names (D§6.6). */
export const scanStateNames: Record<ScanStateName, string> = {
  unknown: 'Scan state unknown', waitingForCatalogLocation: 'Scan is waiting for catalog location', running: 'Scan is running', completed: 'Scan completed',
  pendingRetry: 'Scan is pending retry', failed: 'Scan failed', completedWithErrors: 'Scan completed with errors',
};

/** Why computers are Unknown: short, for counts beside each other. */
export const reasonNames: Record<UnknownReason, string> = {
  notScanned: 'not scanned yet', scanFailed: 'scan failed', notProcessed: 'not processed yet', messageMissing: 'message missing', messageCorrupt: 'corrupt file', atChildSite: 'waiting at child site', undetermined: 'could not tell',
};

/** An update in a few words: "MS08-067 (KB958644)". */
export const updateName = ({ bulletinId, articleId, title }: { bulletinId: string; articleId: string; title: string }) =>
  bulletinId && articleId ? `${bulletinId} (KB${articleId})` : articleId ? `KB${articleId}` : bulletinId || title;

/** The node that shows the computers behind a count, of a collection or (null) of All Systems; `part` narrows what is Unknown by its reason, or what is Required to those with no other fix. */
export const computersNode = (update: number, state: ClientStateName, collection: number | null, part: UnknownReason | 'onlyFix' | null = null) =>
  `computers/${update}/${state}${part || collection ? `/${part ?? 'all'}` : ''}${collection ? `/${collection}` : ''}`;
