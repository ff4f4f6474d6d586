import type { CatalogReader } from '../catalog-store/index.ts';
import { clientFragments } from '../metadata/index.ts';
import type { ClientCatalog, ClientEntry } from './client-catalog.ts';

/** Fragments of documents, as clients ask for them (W§4). */
export interface Fragments {
  core(entry: ClientEntry, catalog: ClientCatalog): string;
  /** Of a type of fragment those there are: of texts one for each language asked for, else in the document's own. */
  of(infoType: string, rowId: number, locales: readonly string[]): readonly string[];
}

/** Keeps the core fragments of a version: every client asks for the same. */
export function createFragments(reader: CatalogReader): Fragments {
  let cores = new Map<number, string>();
  let version = -1;
  return {
    core(entry, catalog) {
      if (catalog.version !== version) cores = new Map();
      version = catalog.version;
      const found = cores.get(entry.rowId) ?? clientFragments(reader.getXml(entry.rowId), catalog.alsoSuperseded(entry)).core;
      cores.set(entry.rowId, found);
      return found;
    },
    of(infoType, rowId, locales) {
      if (infoType !== 'Extended' && infoType !== 'LocalizedProperties') return [];
      const { extended, localized, defaultLanguage } = clientFragments(reader.getXml(rowId));
      if (infoType === 'Extended') return [extended];
      const byLanguage = new Map([...localized].map(([language, text]) => [language.toLowerCase(), text]));
      const asked = [...new Set(locales.map((locale) => locale.toLowerCase()))].flatMap((locale) => byLanguage.get(locale) ?? []);
      return asked.length > 0 ? asked : [byLanguage.get(defaultLanguage.toLowerCase()) ?? []].flat();
    },
  };
}
