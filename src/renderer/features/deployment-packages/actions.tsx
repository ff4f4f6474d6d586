import { Add16Regular, ArrowDownload16Regular, ArrowSync16Regular, Copy16Regular, Delete16Regular, DocumentSettings16Regular, FolderOpen16Regular, PersonAdd16Regular, Settings16Regular, SubtractCircle16Regular } from '@fluentui/react-icons';
import type { DeploymentPackage } from '../../../contract/index.ts';
import { command, notifyFailure } from '../../data/index.ts';
import { go, notify, openDialog, type Action } from '../../state/index.ts';
import { counted } from '../../ui/index.ts';

const lockedBy = (one: DeploymentPackage) => (one.locked ? `it came from site ${one.sourceSite} and is read-only here.` : null);

export const propertiesOf = (one: DeploymentPackage): Action => ({ label: 'Properties', icon: <DocumentSettings16Regular />, run: () => openDialog({ kind: 'packageProperties', id: one.id }) });
export const openPackage = (one: DeploymentPackage): Action => ({ label: 'Open', icon: <FolderOpen16Regular />, strong: true, run: () => go(`deployment-packages/${one.id}`) });

async function tried(act: () => Promise<{ revision: number; title: string; text?: string; undo?: boolean }>) {
  try {
    const { revision, title, text, undo = false } = await act();
    notify({ intent: 'done', title, text, ...(undo && { action: { label: 'Undo…', run: () => openDialog({ kind: 'undo', revision }) } }) });
  } catch (error) {
    notifyFailure(error);
  }
}

/** All of them, or those chosen, which then get everything again. */
const update = (one: DeploymentPackage, servers: string[] | null) =>
  tried(async () => {
    const { revision, value } = await command((e, call) => e.deploymentPackages.updateDistributionPoints({ call, id: one.id, servers }));
    return { revision, title: servers ? `${counted(servers.length, 'distribution point')} ${servers.length === 1 ? 'is' : 'are'} refreshed` : `${one.settings.name} is version ${value.version} now`, text: servers ? undefined : `${counted(value.servers, 'distribution point')} of this site ${value.servers === 1 ? 'gets' : 'get'} it.` };
  });

const again = (one: DeploymentPackage) =>
  tried(async () => {
    const { revision } = await command((e, call) => e.deploymentPackages.downloadAgain({ call, id: one.id }));
    return { revision, title: `What failed is downloaded again into ${one.settings.name}` };
  });

/** Verbs of a package, in the order of the product (D§1.7). */
export const packageVerbs = (one: DeploymentPackage): Action[] => [
  { label: 'New Distribution Points…', icon: <Add16Regular />, run: () => openDialog({ kind: 'copyPackage', id: one.id, verb: 'new' }), needs: ['deploymentPackages.addDistributionPoints', one.id] },
  { label: 'Update Distribution Points', icon: <ArrowSync16Regular />, run: () => void update(one, null), needs: ['deploymentPackages.updateDistributionPoints', one.id] },
  { label: 'Manage Distribution Points…', icon: <Settings16Regular />, run: () => openDialog({ kind: 'copyPackage', id: one.id, verb: 'manage' }), needs: ['deploymentPackages.addDistributionPoints', one.id] },
  { label: 'Copy Package…', icon: <Copy16Regular />, run: () => openDialog({ kind: 'copyPackage', id: one.id, verb: 'copy' }), needs: ['deploymentPackages.addDistributionPoints', one.id] },
  { label: 'New Access Account…', icon: <PersonAdd16Regular />, run: () => openDialog({ kind: 'accessAccount', id: one.id, account: null }), reason: lockedBy(one), needs: ['deploymentPackages.setAccessAccounts', one.id] },
  ...(one.contents.failed > 0 ? [{ label: 'Download Again', icon: <ArrowDownload16Regular />, run: () => void again(one), reason: lockedBy(one), needs: ['deploymentPackages.downloadAgain', one.id] as const }] : []),
  { label: 'Delete…', icon: <Delete16Regular />, shortcut: 'Delete', run: () => openDialog({ kind: 'deletePackage', id: one.id }), reason: lockedBy(one), needs: ['deploymentPackages.delete', one.id] },
];

export const downloadSettingsVerb: Action = { label: 'Download Settings…', icon: <Settings16Regular />, run: () => openDialog({ kind: 'downloadSettings' }), needs: ['deploymentPackages.downloadSettings'] };

/** Verbs of the node of a package, where its sub-nodes are listed. */
export const packageNodeVerbs = (one: DeploymentPackage | undefined): Action[] => (one ? [...packageVerbs(one), { ...propertiesOf(one), divided: true }] : []);

/** Takes selected updates out of a package. */
export const removeUpdates = (one: DeploymentPackage, updates: readonly string[]): Action => ({
  label: 'Remove from Package', icon: <SubtractCircle16Regular />, shortcut: 'Delete', reason: lockedBy(one), needs: ['deploymentPackages.removeUpdates', one.id],
  run: () =>
    void tried(async () => {
      const { revision, value } = await command((e, call) => e.deploymentPackages.removeUpdates({ call, id: one.id, updates: [...updates] }));
      return { revision, undo: true, title: `${counted(value.removed, 'software update')} removed from ${one.settings.name}`, text: 'Their files go with the next update of the distribution points.' };
    }),
});

/** Verbs of distribution points that have a package. */
export const pointVerbs = (one: DeploymentPackage, servers: string[], elsewhere: string | null): Action[] => [
  { label: 'Refresh Distribution Point', icon: <ArrowSync16Regular />, reason: elsewhere, needs: ['deploymentPackages.updateDistributionPoints', one.id], run: () => void update(one, servers) },
  {
    label: 'Remove from Distribution Point', icon: <SubtractCircle16Regular />, shortcut: 'Delete', reason: elsewhere, needs: ['deploymentPackages.removeDistributionPoints', one.id],
    run: () =>
      void tried(async () => {
        const { revision, value } = await command((e, call) => e.deploymentPackages.removeDistributionPoints({ call, id: one.id, servers }));
        return { revision, undo: true, title: `${one.settings.name} goes from ${counted(value.servers, 'distribution point')}`, text: 'Clients within reach of no other one cannot get its updates.' };
      }),
  },
];

/** Takes an access account away. */
export const removeAccount = (one: DeploymentPackage, account: string): Action => ({
  label: 'Delete', icon: <Delete16Regular />, shortcut: 'Delete', reason: lockedBy(one), needs: ['deploymentPackages.setAccessAccounts', one.id],
  run: () =>
    void tried(async () => {
      const accounts = one.accounts.filter((each) => each.account !== account);
      const { revision } = await command((e, call) => e.deploymentPackages.setAccessAccounts({ call, id: one.id, accounts }));
      return { revision, undo: true, title: `${account} is no access account of ${one.settings.name} any more` };
    }),
});
