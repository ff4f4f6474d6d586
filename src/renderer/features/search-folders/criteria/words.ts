import { knownCriterion, searchItemTypes, searchProperties, searchValues, type SearchCriterion, type SearchProperty, type SearchValueKind } from '../../../../contract/index.ts';
import { counted } from '../../../ui/index.ts';

const names: Record<SearchProperty, string> = {
  ArticleID: 'Article ID', BulletinID: 'Bulletin ID', _UpdateClassification: 'Classification', CustomSeverityName: 'Custom Severity', DatePosted: 'Date Released', DateRevised: 'Date Revised',
  IsLegacyEnabled: 'Deployable to SMS 2003', IsDeployed: 'Deployed', LocalizedDescription: 'Description', IsContentProvisioned: 'Downloaded', IsExpired: 'Expired', NumPresent: 'Installed',
  UpdateLocales: 'Language', EULAExists: 'License Terms', IsQuarantined: 'NAP Evaluation', NumNotApplicable: 'Not Required', PercentCompliant: 'Percent Compliant', _Product: 'Product',
  NumMissing: 'Required', SeverityName: 'Severity', IsSuperseded: 'Superseded', LocalizedDisplayName: 'Title', NumUnknown: 'Unknown', CI_UniqueID: 'Update ID', _Company: 'Vendor',
};

/** Every property there is, by its name. */
export const properties = (Object.keys(searchProperties) as SearchProperty[]).map((id) => ({ id, name: names[id] })).toSorted((a, b) => (a.name < b.name ? -1 : 1));

export const isProperty = (property: string): property is SearchProperty => Object.hasOwn(searchProperties, property);

export const nameOf = (property: string): string => (isProperty(property) ? names[property] : property);

/** What a newly ticked property asks for; texts and pick lists wait for a choice. */
const firstValues: Record<SearchValueKind, string[]> = { text: [], yesNo: ['false'], date: ['0:1:0:0'], number: ['>=1'], severity: [], language: [], classification: [], product: [], vendor: [] };

export function newCriterion(property: SearchProperty): SearchCriterion {
  const kind = searchProperties[property];
  return { property, type: searchItemTypes[kind], uiProperty: null, values: firstValues[kind] };
}

/** The kind of values an editor changes; null for what is from elsewhere and only kept. */
export function kindOf(criterion: SearchCriterion): SearchValueKind | null {
  const { property, type, values } = criterion;
  if (!isProperty(property)) return null;
  const kind = searchProperties[property];
  return knownCriterion.safeParse(criterion).success || (values.length === 0 && type === searchItemTypes[kind]) ? kind : null;
}

/** Years, months, days, hours. */
export const partsOf = (span: string): number[] => (searchValues.date.exec(span) ?? ['', '0', '0', '0', '0']).slice(1).map(Number);

const units = ['year', 'month', 'day', 'hour'];

export function spanText(span: string): string {
  const parts = partsOf(span).flatMap((n, at) => (n === 0 ? [] : [counted(n, units[at]!)]));
  return parts.length === 0 ? 'this moment' : `last ${parts.join(' ')}`;
}

export const operators = [['>=', 'greater than or equal to'], ['=', 'equal to'], ['<=', 'less than or equal to']] as const;

export function comparisonOf(value: string): { operator: string; number: string } {
  const [, operator = '>=', number = ''] = searchValues.number.exec(value) ?? [];
  return { operator, number };
}

/** Names of pick list values by value. */
export type Choices = ReadonlyMap<string, string>;

/** Values are compared without regard to quotes and case, as they may be written elsewhere. */
export const sameValue = (value: string) => value.replaceAll("'", '').toLowerCase();

const valueText = (kind: SearchValueKind, value: string, choices: Choices): string => {
  if (kind === 'yesNo') return value.toLowerCase() === 'true' ? 'Yes' : 'No';
  if (kind === 'date') return spanText(value);
  if (kind === 'text') return `“${value}”`;
  if (kind !== 'number') return choices.get(sameValue(value)) ?? value.replaceAll("'", '');
  const { operator, number } = comparisonOf(value);
  return `${operators.find(([sign]) => sign === operator)![1]} ${number}`;
};

const SHOWN = 4;

export const verbs: Record<SearchValueKind, string> = { text: 'contains', yesNo: 'is', date: 'is within the', number: 'is', severity: 'is', language: 'is', classification: 'is', product: 'is', vendor: 'is' };

/** "Security Updates or Critical Updates"; of many the first ones. */
export function valuesText(kind: SearchValueKind, values: readonly string[], choices: Choices): string {
  const texts = values.slice(0, SHOWN).map((value) => valueText(kind, value, choices));
  return values.length === 0 ? 'choose a value' : `${texts.join(' or ')}${values.length > SHOWN ? ` or ${values.length - SHOWN} more` : ''}`;
}

/** A criterion as one sentence. */
export function sentence(criterion: SearchCriterion, choices: Choices): string {
  const kind = kindOf(criterion);
  return kind === null ? `${nameOf(criterion.property)}: ${criterion.values.join(' or ')} (from elsewhere)` : `${nameOf(criterion.property)} ${verbs[kind]} ${valuesText(kind, criterion.values, choices)}`;
}
