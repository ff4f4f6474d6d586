import { codeOf } from '../collections/index.ts';
import { differences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { findTemplate, wholeTemplate, type WholeTemplate } from './store.ts';
import { settingsInWords } from './words.ts';

export const KIND = 'deploymentTemplate';

const inWords = (db: Readable, value: WholeTemplate | undefined): Record<string, string> | undefined => value && { Name: value.name, Description: value.description, ...settingsInWords(db, value.settings) };

/** A deployment template as an object of the console (INSIGHT-05). It refers to its collection. */
export const templateObject = (restore: ConsoleObject<WholeTemplate>['restore']): ConsoleObject<WholeTemplate> => ({
  kind: KIND,
  noun: 'Deployment template',
  areas: ['deploymentTemplates'],
  name: (value) => value.name,
  read: (db, id) => {
    const row = findTemplate(db, Number(id));
    return row && wholeTemplate(row);
  },
  restore,
  compare: (db, from, to) => differences(inWords(db, from), inWords(db, to)),
  referring: (db, { kind, id }) =>
    kind === 'collection' ? db.prepare<{ id: string; name: string }>("SELECT CAST(template_id AS TEXT) AS id, name FROM deployment_templates WHERE settings ->> '$.collection' = ? ORDER BY name").all(codeOf(db, Number(id))) : [],
});
