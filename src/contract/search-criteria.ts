import { z } from 'zod';

/** How the values of a property are written and compared (D§4.2, D§4.3). */
export type SearchValueKind = 'text' | 'yesNo' | 'date' | 'number' | 'severity' | 'language' | 'classification' | 'product' | 'vendor';

/** What can be asked of a software update, by the property's name in the SDK and in exported XML (D§1.4, D§4.3). */
export const searchProperties = {
  ArticleID: 'text', BulletinID: 'text', _UpdateClassification: 'classification', CustomSeverityName: 'severity', DatePosted: 'date', DateRevised: 'date', IsLegacyEnabled: 'yesNo',
  IsDeployed: 'yesNo', LocalizedDescription: 'text', IsContentProvisioned: 'yesNo', IsExpired: 'yesNo', NumPresent: 'number', UpdateLocales: 'language', EULAExists: 'yesNo',
  IsQuarantined: 'yesNo', NumNotApplicable: 'number', PercentCompliant: 'number', _Product: 'product', NumMissing: 'number', SeverityName: 'severity', IsSuperseded: 'yesNo',
  LocalizedDisplayName: 'text', NumUnknown: 'number', CI_UniqueID: 'text', _Company: 'vendor',
} as const satisfies Record<string, SearchValueKind>;

export type SearchProperty = keyof typeof searchProperties;

const category = (name: string) => new RegExp(`^'?${name}:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'?$`, 'i');

/**
 * The values of a kind: a text to be contained; true or false; a span back from now as Year:Month:Day:Hour; a comparison
 * such as >=1; a severity; the short name of a language, or "all"; the id of a category behind its kind.
 */
export const searchValues: Record<SearchValueKind, RegExp> = {
  text: /^.*\S.*$/s, yesNo: /^(true|false)$/i, date: /^(\d{1,3}):(\d{1,4}):(\d{1,5}):(\d{1,6})$/, number: /^(=|>=|<=)(\d{1,9}(?:\.\d)?)$/,
  severity: /^(None|Low|Moderate|Important|Critical)$/, language: /^([a-z]{2,3}(?:-[a-z]{2,8})*)$/i,
  classification: category('UpdateClassification'), product: category('Product'), vendor: category('Company'),
};

/** xsi:type of an item by the kind of its values; a span stands in a date item, what is used as it is in a raw one (D§4.2). */
export const searchItemTypes: Record<SearchValueKind, 'SearchFolderDateDescriptionItem' | 'SearchFolderRawDescriptionItem' | null> = {
  text: null, yesNo: null, date: 'SearchFolderDateDescriptionItem', number: 'SearchFolderRawDescriptionItem', severity: null, language: null,
  classification: 'SearchFolderRawDescriptionItem', product: 'SearchFolderRawDescriptionItem', vendor: 'SearchFolderRawDescriptionItem',
};

// oxlint-disable-next-line no-control-regex -- what XML cannot hold
const written = (most: number) => z.string().max(most).regex(/^[^\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]*$/u, 'A control character cannot be kept.');

/** One item: a property and the values of which one has to be met. Kept as it is written, also when this product does not know it. */
export const searchCriterion = z.strictObject({
  property: written(128).min(1),
  /** xsi:type; null: none. */
  type: written(128).nullable(),
  /** UIPropertyName; null: none. */
  uiProperty: written(128).nullable(),
  values: z.array(written(500)).max(1000),
});

/** All have to be met; none: every update matches. */
export const searchCriteria = z.array(searchCriterion).max(60).refine((criteria) => JSON.stringify(criteria).length <= 100_000, 'The criteria are longer than 100,000 characters.');

/** An item that can be evaluated: a property of the table, with values of its kind, written as an item of that kind. */
export const knownCriterion = searchCriterion.extend({ property: z.enum(Object.keys(searchProperties) as [SearchProperty, ...SearchProperty[]]) }).refine(({ property, type, values }) => {
  const kind = searchProperties[property];
  const raw = type === 'SearchFolderRawDescriptionItem';
  const fits = type === searchItemTypes[kind] || (type === null && kind !== 'date') || (raw && (kind === 'severity' || kind === 'yesNo' || kind === 'language'));
  return fits && values.length > 0 && values.every((value) => searchValues[kind].test(value));
});

export type SearchCriterion = z.infer<typeof searchCriterion>;
export type KnownCriterion = z.infer<typeof knownCriterion>;
