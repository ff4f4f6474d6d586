export type Architecture = 'x86' | 'x64' | 'ia64';
/** 1 workstation, 2 domain controller, 3 server: ProductType of OSVERSIONINFOEX (W§5). */
export type ProductType = 1 | 2 | 3;

export interface ListedUpdates {
  /** Numbers of the articles without "KB", each once, the lower number first. */
  readonly articleIds: readonly string[];
  /** Entries cut off by the program that wrote them ("KB2862", "[246]"): never taken for installed. */
  readonly cut: readonly string[];
  /** Entries that name no article: "{7A068575-…}", "MSCompPackV1". */
  readonly unnamed: readonly string[];
  /** How many updates the output says there are; null where it says nothing. */
  readonly announced: number | null;
}

/** `systeminfo`. */
export interface SystemInfo {
  readonly kind: 'systeminfo';
  readonly hostName: string | null;
  /** "Windows XP", "Windows Server 2003": the product, without edition. */
  readonly operatingSystem: string;
  /** As Windows names itself, marks and codes of the language taken away: "Microsoft Windows XP Professional". */
  readonly caption: string;
  /** "5.1.2600" */
  readonly version: string;
  readonly build: number;
  /** 0: none. */
  readonly servicePack: number;
  readonly productType: ProductType;
  readonly architecture: Architecture;
  /** The system locale, lower case: "en-us", "nl". */
  readonly language: string;
  readonly manufacturer: string;
  readonly model: string;
  /** null where the output does not say. */
  readonly memoryMb: number | null;
  readonly installedUpdates: ListedUpdates;
}

/** `wmic qfe` or Get-HotFix. Nothing in it says which Windows it is. */
export interface HotfixList {
  readonly kind: 'hotfixes';
  readonly hostName: string | null;
  readonly installedUpdates: ListedUpdates;
}

/** Updates that Windows Update offered: nothing of it is installed. */
export interface OfferedList {
  readonly kind: 'offered';
  readonly articleIds: readonly string[];
}

export type MachineOutput = SystemInfo | HotfixList | OfferedList;
