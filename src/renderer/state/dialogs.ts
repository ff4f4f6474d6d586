import { create } from 'zustand';
import type { DeploymentTemplateDraft, ObjectRef, RepositoryNode, SecurableClass, SearchFolderDraft } from '../../contract/index.ts';

/** Dialogs of search folders; `parent` is the folder that a new one will stand in. */
export type SearchFolderRequest =
  | { verb: 'new'; parent: number | null; lookIn: RepositoryNode | null }
  | { verb: 'import'; parent: number | null; draft: SearchFolderDraft }
  | { verb: 'newFolder'; parent: number | null }
  | { verb: 'criteria' | 'rename' | 'move' | 'delete'; id: number }
  | { verb: 'why'; id: number; update: number | null };

/** Dialogs of deployment templates; `document` is the one that `draft` was read from. */
export type DeploymentTemplateRequest =
  | { verb: 'new' }
  | { verb: 'import'; draft: DeploymentTemplateDraft; document: string }
  | { verb: 'properties' | 'copy' | 'rename' | 'delete'; id: number };

/** Dialogs of deployments. `byTemplate`: the updates were dropped on the templates; `deployment`: the one they were dropped on. */
export type DeploymentRequest =
  | { verb: 'deploy'; of: { updates: readonly number[] } | { list: number }; byTemplate: boolean }
  | { verb: 'add'; updates: readonly number[]; deployment: number | null }
  | { verb: 'properties' | 'delete'; id: number };

/** Dialogs of software distribution; an advertisement of `program` null asks for it. */
export type DistributionRequest =
  | { verb: 'new'; of: 'package' }
  | { verb: 'new'; of: 'program'; package: number }
  | { verb: 'new'; of: 'advertisement'; program: number | null }
  | { verb: 'properties' | 'delete'; of: 'package' | 'program' | 'advertisement'; id: number };

/** Dialogs that more than one page opens; the frame knows which component each is. */
export type DialogRequest =
  | { kind: 'softwareUpdatePointProperties'; tab?: string }
  | { kind: 'runSynchronization' }
  | { kind: 'newSiteRole'; server: string }
  | { kind: 'removeRole'; server: string }
  | { kind: 'updateProperties'; id: number; tab?: string }
  | { kind: 'commonProperties'; updates: readonly number[] }
  | { kind: 'licenseTerms'; updates: readonly number[] }
  | { kind: 'connectAs' }
  | { kind: 'newSecurityUser' }
  /** Rights of a user on a class, or on one object of it; with null the dialog asks. */
  | { kind: 'securityRights'; user: string | null; class: SecurableClass | null; object: (ObjectRef & { name: string }) | null }
  | { kind: 'exportCatalog' }
  | { kind: 'newSite'; parent: string }
  | { kind: 'removeSite'; code: string }
  | { kind: 'newCollection'; parent: number | null }
  | { kind: 'collectionProperties'; id: number; tab?: string }
  | { kind: 'deleteCollection'; id: number }
  | { kind: 'searchFolder'; request: SearchFolderRequest }
  /** `list` is the one they were dropped on; null: the wizard asks. */
  | { kind: 'updateListWizard'; updates: readonly number[]; list: number | null }
  | { kind: 'updateListProperties'; id: number }
  | { kind: 'deleteUpdateList'; id: number }
  | { kind: 'deploymentTemplate'; request: DeploymentTemplateRequest }
  | { kind: 'deployment'; request: DeploymentRequest }
  | { kind: 'distribution'; request: DistributionRequest }
  | { kind: 'softwareUpdatesClientAgent'; tab?: string }
  /** `into` is the package they were dropped on; null: the wizard asks. */
  | { kind: 'downloadUpdates'; updates: readonly number[]; into: string | null }
  | { kind: 'packageProperties'; id: string }
  | { kind: 'deletePackage'; id: string }
  | { kind: 'copyPackage'; id: string; verb: 'new' | 'manage' | 'copy' }
  | { kind: 'accessAccount'; id: string; account: string | null }
  | { kind: 'downloadSettings' }
  /** `known`: change it; else install one, on this server or on one that is yet to be named. */
  | { kind: 'distributionPoint'; server: string; known: boolean }
  | { kind: 'removeDistributionPoint'; server: string }
  | { kind: 'undo'; revision: number }
  | { kind: 'addFavorite'; node: string; suggested: string }
  | { kind: 'organizeFavorites' }
  | { kind: 'about' };

interface Shell {
  dialog: DialogRequest | null;
  /** Help pane's topic, null when closed. */
  help: string | null;
  contextMenu: { x: number; y: number; of: 'node' | 'selection' } | null;
  goTo: boolean;
}

export const useShell = create<Shell>(() => ({ dialog: null, help: null, contextMenu: null, goTo: false }));

export const openDialog = (dialog: DialogRequest) => useShell.setState({ dialog });
export const closeDialog = () => useShell.setState({ dialog: null });
export const openHelp = (topic: string) => useShell.setState({ help: topic });
export const openContextMenu = (x: number, y: number, of: 'node' | 'selection') => useShell.setState({ contextMenu: { x, y, of } });
