import type { Update } from './model.ts';

/**
 * What a site keeps of an update, without rules, handler data and what the model does not name: a tenth of the work of reading
 * the document again.
 */
export type UpdateSummary = Pick<Update, 'identity' | 'localizedProperties' | 'prerequisites' | 'bundledUpdates' | 'supersededUpdates' | 'files'> & {
  readonly properties: Omit<Update['properties'], 'other' | 'uninstallationBehavior'>;
};

export function summaryOf({ identity, properties, localizedProperties, prerequisites, bundledUpdates, supersededUpdates, files }: Update): UpdateSummary {
  const { other: _, uninstallationBehavior: __, ...named } = properties;
  const withoutOther = <T extends { readonly other?: unknown }>({ other: ___, ...rest }: T): Omit<T, 'other'> => rest;
  return {
    identity, properties: named, localizedProperties: localizedProperties.map(withoutOther), prerequisites, bundledUpdates, supersededUpdates, files: files.map(withoutOther),
  };
}
