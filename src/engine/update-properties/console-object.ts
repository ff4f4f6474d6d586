import { differences, type ConsoleObject } from '../objects/index.ts';
import { readSettings, severityOf, type UpdateSettings } from '../update-repository/index.ts';

export const KIND = 'softwareUpdate';

const inWords = (value: UpdateSettings | undefined): Record<string, string> | undefined =>
  value && {
    'Custom severity': severityOf(value.customSeverity),
    'Maximum run time': value.maximumRunTime === null ? 'as the classification has it' : `${value.maximumRunTime} minutes`,
    'License terms accepted': value.licenceAcceptedBy === null ? 'No' : `by ${value.licenceAcceptedBy}`,
  };

/** What was set of an update as an object of the console (INSIGHT-05), by update id; it is never taken away, only set back. */
export const settingsObject = (restore: ConsoleObject<UpdateSettings>['restore']): ConsoleObject<UpdateSettings> => ({
  kind: KIND,
  noun: 'Software update',
  areas: ['updateRepository'],
  name: (value) => value.updateId,
  read: readSettings,
  restore,
  compare: (_db, from, to) => differences(inWords(from), inWords(to)),
});
