import { expect, test } from 'vitest';
import { knownCriterion, searchProperties, type SearchCriterion } from '../../../../contract/index.ts';
import { isProperty, kindOf, newCriterion, properties, sentence } from './words.ts';

const item = (property: string, type: string | null, ...values: string[]): SearchCriterion => ({ property, type, uiProperty: null, values });
const DATE = 'SearchFolderDateDescriptionItem';
const RAW = 'SearchFolderRawDescriptionItem';
const choices = new Map([['product:558f4bc3-4827-49e1-accf-ea79fd72d4c9', 'Windows XP']]);

test('[REPO-04] every property has a name and can be ticked', () => {
  expect(properties.map((one) => one.name).slice(0, 4)).toEqual(['Article ID', 'Bulletin ID', 'Classification', 'Custom Severity']);
  expect(properties).toHaveLength(Object.keys(searchProperties).length);
  for (const { id } of properties) {
    const made = newCriterion(id);
    expect(kindOf(made), id).toBe(searchProperties[id]);
    if (made.values.length > 0) expect(knownCriterion.safeParse(made).success, id).toBe(true);
  }
});

test('[REPO-04] criteria read as sentences', () => {
  expect(sentence(item('DatePosted', DATE, '0:1:0:0'), choices)).toBe('Date Released is within the last 1 month');
  expect(sentence(item('DatePosted', DATE, '1:0:7:0'), choices)).toBe('Date Released is within the last 1 year 7 days');
  expect(sentence(item('NumMissing', RAW, '>=1', '=0'), choices)).toBe('Required is greater than or equal to 1 or equal to 0');
  expect(sentence(item('IsSuperseded', null, 'false'), choices)).toBe('Superseded is No');
  expect(sentence(item('SeverityName', null, 'Critical', 'Important'), choices)).toBe('Severity is Critical or Important');
  expect(sentence(item('_Product', RAW, "'Product:558F4BC3-4827-49E1-ACCF-EA79FD72D4C9'"), choices)).toBe('Product is Windows XP');
  expect(sentence(item('ArticleID', null, '1', '2', '3', '4', '5', '6'), choices)).toBe('Article ID contains “1” or “2” or “3” or “4” or 2 more');
  expect(sentence(item('LocalizedDisplayName', null), choices)).toBe('Title contains choose a value');
});

test('[REPO-04] what is from elsewhere is named and has no editor', () => {
  for (const one of [item('MaxExecutionTime', null, '20'), item('ArticleID', RAW, "LIKE '%1%'"), item('NumMissing', RAW, 'many'), item('DatePosted', null, '0:1:0:0'), item('_Product', null)]) expect(kindOf(one), one.property).toBe(null);
  expect(sentence(item('MaxExecutionTime', null, '20'), choices)).toBe('MaxExecutionTime: 20 (from elsewhere)');
  expect(isProperty('constructor')).toBe(false);
});
