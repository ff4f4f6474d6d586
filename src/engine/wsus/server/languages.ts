import type { LanguageChoice } from '../catalog-store/index.ts';
import type { LanguageData } from '../protocol/index.ts';

/** The languages a WSUS server offers (W§3, captured): LCID, short and long name; 0 stands for all. */
export const updateLanguages: readonly { readonly id: number; readonly short: string; readonly long: string }[] = [
  { id: 0, short: 'all', long: 'all' },
  { id: 1025, short: 'ar', long: 'Arabic' },
  { id: 1026, short: 'bg', long: 'Bulgarian' },
  { id: 1028, short: 'zh-tw', long: 'Chinese (Traditional)' },
  { id: 1029, short: 'cs', long: 'Czech' },
  { id: 1030, short: 'da', long: 'Danish' },
  { id: 1031, short: 'de', long: 'German' },
  { id: 1032, short: 'el', long: 'Greek' },
  { id: 1033, short: 'en', long: 'English' },
  { id: 1034, short: 'es', long: 'Spanish' },
  { id: 1035, short: 'fi', long: 'Finnish' },
  { id: 1036, short: 'fr', long: 'French' },
  { id: 1037, short: 'he', long: 'Hebrew' },
  { id: 1038, short: 'hu', long: 'Hungarian' },
  { id: 1040, short: 'it', long: 'Italian' },
  { id: 1041, short: 'ja', long: 'Japanese' },
  { id: 1042, short: 'ko', long: 'Korean' },
  { id: 1043, short: 'nl', long: 'Dutch' },
  { id: 1044, short: 'no', long: 'Norwegian' },
  { id: 1045, short: 'pl', long: 'Polish' },
  { id: 1046, short: 'pt-br', long: 'Portuguese (Brazil)' },
  { id: 1048, short: 'ro', long: 'Romanian' },
  { id: 1049, short: 'ru', long: 'Russian' },
  { id: 1050, short: 'hr', long: 'Croatian' },
  { id: 1051, short: 'sk', long: 'Slovak' },
  { id: 1053, short: 'sv', long: 'Swedish' },
  { id: 1054, short: 'th', long: 'Thai' },
  { id: 1055, short: 'tr', long: 'Turkish' },
  { id: 1058, short: 'uk', long: 'Ukrainian' },
  { id: 1060, short: 'sl', long: 'Slovenian' },
  { id: 1061, short: 'et', long: 'Estonian' },
  { id: 1062, short: 'lv', long: 'Latvian' },
  { id: 1063, short: 'lt', long: 'Lithuanian' },
  { id: 1081, short: 'hi', long: 'Hindi' },
  { id: 2052, short: 'zh-cn', long: 'Chinese (Simplified)' },
  { id: 2070, short: 'pt', long: 'Portuguese (Portugal)' },
  { id: 2074, short: 'sr', long: 'Serbian (Latin)' },
  { id: 3076, short: 'zh-hk', long: 'Chinese (Hong Kong SAR)' },
  { id: 66577, short: 'ja-nec', long: 'Japanese NEC' },
];

/** The list as it goes over the wire, with those marked whose files the server keeps. */
export function languageList(enabled: readonly string[]): LanguageData[] {
  return updateLanguages.map(({ id, short, long }) => ({ languageId: id, shortLanguage: short, longLanguage: long, enabled: enabled.includes(short) }));
}

/** Language choices of a request by name; undefined, for no filter, when there are none or "all" is among them. Unknown ids name nothing. */
export function languagesById(asked: readonly { readonly id: number; readonly delta: boolean }[] | undefined): LanguageChoice[] | undefined {
  if (!asked || asked.some(({ id }) => id === 0)) return undefined;
  return asked.flatMap(({ id, delta }) => {
    const known = updateLanguages.find((one) => one.id === id);
    return known ? [{ language: known.short, delta }] : [];
  });
}
