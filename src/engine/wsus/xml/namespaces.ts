const msus = 'http://schemas.microsoft.com/msus/2002/12/';

/** Known namespaces by the prefix the model and the writer use for them (W§5). */
export const namespaces: Readonly<Record<string, string>> = {
  upd: `${msus}Update`,
  bar: `${msus}BaseApplicabilityRules`,
  lar: `${msus}LogicalApplicabilityRules`,
  mar: `${msus}MsiApplicabilityRules`,
  cbsar: `${msus}CbsApplicabilityRules`,
  pub: `${msus}Publishing`,
  cat: `${msus}UpdateHandlers/Category`,
  cmd: `${msus}UpdateHandlers/CommandLineInstallation`,
  cbs: `${msus}UpdateHandlers/Cbs`,
  msp: `${msus}UpdateHandlers/WindowsInstaller`,
  psf: `${msus}UpdateHandlers/WindowsPatch`,
  wsi: `${msus}UpdateHandlers/WindowsSetup`,
  drv: `${msus}UpdateHandlers/WindowsDriver`,
  osi: 'http://schemas.microsoft.com/msus/2016/01/UpdateHandlers/OSInstaller',
  xsi: 'http://www.w3.org/2001/XMLSchema-instance',
  xml: 'http://www.w3.org/XML/1998/namespace',
};

const prefixes = new Map(Object.entries(namespaces).map(([prefix, uri]) => [uri, prefix]));

/** The prefix of a known namespace, else the URI itself. */
export function kindOf(uri: string): string {
  return prefixes.get(uri) ?? uri;
}
