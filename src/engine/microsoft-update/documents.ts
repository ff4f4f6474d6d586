import type { HandlerData, Prerequisite, Update, XmlElement } from '../wsus/index.ts';
import type { CategoryIds } from './categories.ts';
import { isWindows, type Draft, type DraftRevision } from './model.ts';
import { applicabilityOf, patchCode } from './rules/index.ts';

const handlers = 'http://schemas.microsoft.com/msus/2002/12/UpdateHandlers/';

/** Service packs and feature packs come with license terms; the bundled catalog names them, and has no text of them. */
const LICENCE_TERMS = '1c9be1ce-7f6e-4f4f-9a51-2c5d2a6f9e10';

/** The documents of a draft, one per revision; all but the first state of publication, bulletins and CVEs is the same. */
export function documentsOf(draft: Draft, ids: CategoryIds): Update[] {
  const applicability = draft.applicability ?? applicabilityOf(draft);
  const prerequisites = prerequisitesOf(draft, ids);
  const installer = installerOf(draft);
  return draft.revisions.map((revision) => ({
    identity: { updateId: draft.updateId, revisionNumber: revision.number },
    properties: propertiesOf(draft, revision, installer.handler),
    localizedProperties: [localizedOf(draft, revision)],
    prerequisites, bundledUpdates: [], supersededUpdates: draft.supersedes, applicability,
    files: draft.files.map((one) => one.file),
    handlerData: installer.data,
  }));
}

/** What is looked for first, then what the update belongs to (W§5). */
function prerequisitesOf(draft: Draft, ids: CategoryIds): Prerequisite[] {
  const platforms = [...new Set(draft.targets.flatMap((target) => ids.detectoid(target) ?? []))];
  const [platform] = platforms;
  const isWindowsOnly = draft.targets.every(isWindows) && platform !== undefined;
  return [
    ...(isWindowsOnly ? [platforms.length === 1 ? platform : { anyOf: platforms }] : []),
    { anyOf: [ids.classification(draft.classification)], isCategory: true },
    { anyOf: draft.products.map(ids.product), isCategory: true },
  ];
}

function propertiesOf(draft: Draft, revision: DraftRevision, handler: string): Update['properties'] {
  const size = draft.files.reduce((sum, one) => sum + one.file.size, 0);
  return {
    updateType: 'Software', defaultLanguage: 'en', handler, maxDownloadSize: size, minDownloadSize: 0,
    publicationState: revision.expired ? 'Expired' : 'Published',
    creationDate: new Date(revision.publishedAt).toISOString(),
    explicitlyDeployable: true, autoSelectOnWebSites: draft.classification !== 'Updates' && draft.classification !== 'Feature Packs', isPublic: true,
    eulaId: draft.servicePack !== undefined || draft.classification === 'Feature Packs' ? LICENCE_TERMS : undefined,
    legacyName: draft.legacyName, msrcSeverity: draft.severity,
    installationBehavior: {
      rebootBehavior: draft.reboot, impact: draft.servicePack === undefined ? 'Normal' : 'RequiresExclusiveHandling',
      canRequestUserInput: false, requiresNetworkConnectivity: false,
    },
    uninstallationBehavior: { rebootBehavior: draft.reboot },
    languages: [], supportUrl: 'http://support.microsoft.com', securityBulletinIds: revision.bulletins,
    kbArticleIds: draft.kb === '' ? [] : [draft.kb], cveIds: revision.cves,
  };
}

function localizedOf(draft: Draft, revision: DraftRevision): Update['localizedProperties'][number] {
  const bulletins = revision.bulletins.map((id) => `http://technet.microsoft.com/security/bulletin/${id}`);
  const article = draft.kb === '' ? [] : [`http://support.microsoft.com/kb/${draft.kb}`];
  return {
    language: 'en', title: draft.title, description: draft.description,
    moreInfoUrls: [...bulletins, ...article],
    supportUrl: 'http://support.microsoft.com',
  };
}

/** How the package is installed: by the servicing stack since Vista, by Windows Installer for Office, else by running it. */
function installerOf(draft: Draft): { handler: string; data: HandlerData } {
  const [target] = draft.targets;
  const name = draft.files[0]?.file.fileName ?? '';
  if (target && isWindows(target) && name.endsWith('.cab')) {
    return { handler: `${handlers}Cbs`, data: opaque('cbs:Cbs', element('cbs', 'CbsData', { PackageIdentity: '' })) };
  }
  if (target?.edition === 'office') {
    return { handler: `${handlers}WindowsInstaller`, data: opaque('msp:WindowsInstaller', element('msp', 'MspData', { PatchCode: patchCode(draft) })) };
  }
  return {
    handler: `${handlers}CommandLineInstallation`,
    data: {
      kind: 'commandLine', program: name, arguments: '/quiet /norestart', rebootByDefault: false, defaultResult: 'Failed',
      returnCodes: [{ code: 0, result: 'Succeeded', reboot: false }, { code: 3010, result: 'Succeeded', reboot: true }],
    },
  };
}

function opaque(handlerType: string, child: XmlElement): HandlerData {
  return { kind: 'opaque', handlerType, attributes: {}, children: [child] };
}

function element(kind: string, name: string, attributes: Readonly<Record<string, string>>): XmlElement {
  return { kind, name, attributes, children: [] };
}
