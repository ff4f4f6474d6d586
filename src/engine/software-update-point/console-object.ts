import type { FieldDifference, SoftwareUpdatePointSettings } from '../../contract/index.ts';
import { differences, fieldsOf, setDifferences, type ConsoleObject } from '../objects/index.ts';
import type { Readable, Writable } from '../site-database/index.ts';
import { firstCategories } from './first-categories.ts';
import { COMPONENT } from './model.ts';

export const KIND = 'softwareUpdatePoint';

type Settings = SoftwareUpdatePointSettings;

const titleOf = (db: Readable) => {
  const title = db.prepare<string>('SELECT title FROM categories WHERE category_id = ?').pluck();
  // Before the first synchronization there are those of a short list.
  return (id: string) => title.get(id) ?? firstCategories.find((one) => one.id === id)?.title ?? id;
};

function compare(db: Readable, from: Settings, to: Settings): FieldDifference[] {
  const { products: hadProducts, classifications: hadClassifications, ...had } = from;
  const { products, classifications, ...has } = to;
  return [
    ...setDifferences('Classifications', hadClassifications, classifications, titleOf(db)),
    ...setDifferences('Products', hadProducts, products, titleOf(db)),
    ...differences(fieldsOf(had), fieldsOf(has)),
  ];
}

/** The software update point's settings as an object of the console (INSIGHT-05): there is one, and it is never taken away. */
export const settingsObject = (parts: { read: (db: Readable) => Settings; restore: ConsoleObject<Settings>['restore'] }): ConsoleObject<Settings> => ({
  kind: KIND,
  noun: 'Component settings',
  areas: ['softwareUpdatePoint', 'site', 'updateRepository'],
  name: () => COMPONENT,
  read: (db) => parts.read(db),
  restore: (db: Writable, id, value, as) => parts.restore(db, id, value, as),
  compare: (db, from, to) => (from && to ? compare(db, from, to) : []),
});
