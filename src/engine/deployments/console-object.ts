import type { DeploymentSchedule } from '../../contract/index.ts';
import { unpack } from '../audit/index.ts';
import { codeOf } from '../collections/index.ts';
import { settingsInWords } from '../deployment-templates/index.ts';
import { differences, setDifferences, type ConsoleObject } from '../objects/index.ts';
import type { Readable } from '../site-database/index.ts';
import { listedName } from '../update-repository/index.ts';
import { findDeployment, wholeDeployment, type WholeDeployment } from './store.ts';

export const KIND = 'deployment';

const time = (text: string | null, otherwise: string) => text?.replace('T', ' ') ?? otherwise;
const scheduleInWords = ({ available, deadline, wakeOnLan, ignoreMaintenanceWindows }: DeploymentSchedule) => ({
  Available: time(available, 'As soon as possible'), Deadline: time(deadline, 'None'), 'Wake On LAN': wakeOnLan ? 'Yes' : 'No', 'Ignore maintenance windows': ignoreMaintenanceWindows ? 'Yes' : 'No',
});

const inWords = (db: Readable, value: WholeDeployment | undefined): Record<string, string> | undefined =>
  value && {
    Name: value.name, Description: value.description, State: value.enabled ? 'Enabled' : 'Disabled', Updates: String(unpack(value.updates).length), ...scheduleInWords(value.schedule), ...settingsInWords(db, value.settings),
    'SMS 2003 advertisement': [value.sms2003.hide && 'hidden', value.sms2003.every && `every ${value.sms2003.every.every} ${value.sms2003.every.unit}`, value.sms2003.maximumMinutes && `at most ${value.sms2003.maximumMinutes} minutes`].filter(Boolean).join(', ') || 'As the site does',
  };

/** Where a deployment names another object, by the kind of that one. */
const named: Readonly<Record<string, { sql: string; of(db: Readable, id: string): unknown }>> = {
  collection: { sql: "settings ->> '$.collection' = ?", of: (db, id) => codeOf(db, Number(id)) },
  updateList: { sql: "made_with ->> '$.updateList' = (SELECT unique_id FROM update_lists WHERE list_id = ?)", of: (_db, id) => Number(id) },
  deploymentTemplate: { sql: "made_with ->> '$.template' = (SELECT unique_id FROM deployment_templates WHERE template_id = ?)", of: (_db, id) => Number(id) },
  softwareUpdate: { sql: 'deployment_id IN (SELECT m.deployment_id FROM deployment_updates m JOIN listed_updates l ON l.ci_id = m.ci_id WHERE l.update_id = ?)', of: (_db, id) => id },
};

/** A deployment as an object of the console (INSIGHT-05). It refers to its collection, its updates, and the list and template it was made with. */
export const deploymentObject = (restore: ConsoleObject<WholeDeployment>['restore']): ConsoleObject<WholeDeployment> => ({
  kind: KIND,
  noun: 'Deployment',
  areas: ['deployments'],
  name: (value) => value.name,
  read: (db, id) => {
    const row = findDeployment(db, Number(id));
    return row && wholeDeployment(db, row);
  },
  restore,
  compare: (db, from, to) => [...differences(inWords(db, from), inWords(db, to)), ...(from && to ? setDifferences('Updates', unpack(from.updates), unpack(to.updates), listedName(db)) : [])],
  referring: (db, { kind, id }) => {
    const one = named[kind];
    return one ? db.prepare<{ id: string; name: string }>(`SELECT CAST(deployment_id AS TEXT) AS id, name FROM deployments WHERE ${one.sql} ORDER BY name`).all(one.of(db, id)) : [];
  },
});
