import type { DeploymentDraft } from '../../contract/index.ts';
import { collectionNumberOf } from '../collections/index.ts';
import { Failure } from '../kernel/index.ts';
import { agentSettings } from '../software-updates-client-agent/index.ts';
import type { Readable } from '../site-database/index.ts';
import { updatesIn } from './store.ts';

const HOUR = 3_600_000;
/** The clock of no client is further behind UTC. */
const FARTHEST_WEST = 12 * HOUR;

const invalid = (path: string, message: string, todo: string) =>
  new Failure('INVALID_SETTINGS', { what: 'The deployment was not saved.', why: message, todo, fields: [{ path, message }] });

/** The last moment (ms UTC) at which a client can show a date and time. */
export const latestMoment = (calendar: string, utc: boolean): number => Date.parse(`${calendar}Z`) + (utc ? 0 : FARTHEST_WEST);

function checkName(db: Readable, name: string, own: number | null): void {
  const other = db.prepare<number>('SELECT deployment_id FROM deployments WHERE name = ? AND deployment_id IS NOT ?').pluck().get(name, own);
  if (other !== undefined) throw invalid('name', 'Another deployment has this name.', 'Choose another name.');
}

/**
 * What the schema cannot know of a draft: other names, the collections of the site, the client agent's settings, when it was made.
 * Throws Failure INVALID_SETTINGS naming the field.
 * @param before what it was until now; null: it is made
 * @param createdAt site time, ms: nothing is enforced before it was made
 */
export function checkDraft(db: Readable, draft: DeploymentDraft, own: number | null, before: DeploymentDraft | null, createdAt: number): void {
  const { settings, schedule } = draft;
  checkName(db, draft.name, own);
  if (settings.collection !== before?.settings.collection && collectionNumberOf(db, settings.collection!) === null) {
    throw invalid('settings.collection', `There is no collection ${settings.collection} at this site: it was deleted, or it is one of another site.`, 'Choose a collection of this site.');
  }
  if (schedule.available === null && schedule.deadline !== null && latestMoment(schedule.deadline, settings.utc) <= createdAt) {
    throw invalid('schedule.deadline', 'The deadline is before the updates become available.', 'Choose a later deadline, or an earlier time at which they become available.');
  }
  if (schedule.deadline === null && (before === null || before.schedule.deadline !== null) && agentSettings(db).hideAll) {
    throw invalid('schedule.deadline', 'Hide all deployments from end users is on: nobody could start an optional deployment.', 'Set a deadline, or clear Hide all deployments from end users in Software Updates Client Agent Properties.');
  }
}

/** No update of this version is deployable to SMS 2003, whose scan tool alone says so. */
export const notDeployableToSms2003 = (updates: readonly number[]): number => updates.length;

/** Throws Failure INVALID_SETTINGS when clients of SMS 2003 cannot take all of these. */
export function checkSms2003(draft: DeploymentDraft, updates: readonly number[]): void {
  const others = notDeployableToSms2003(updates);
  if (!draft.settings.sms2003.deploy || others === 0) return;
  throw invalid('settings.sms2003.deploy', `${others} of the software updates are not deployable to SMS 2003.`, 'Clear Deploy software updates to SMS 2003 clients, or leave these updates out.');
}

/** Names of updates whose license terms wait to be accepted. */
export function pendingTerms(db: Readable, updates: readonly number[]): string[] {
  const v = db.prepare<number>('SELECT catalog_version FROM site').pluck().get()!;
  return db
    .prepare<string>(
      `SELECT u.title FROM json_each(?) j JOIN software_updates u ON u.ci_id = j.value AND u.since_version <= ? AND u.until_version > ? JOIN configuration_items i ON i.item_id = u.item_id
         LEFT JOIN update_settings s ON s.update_id = u.update_id WHERE i.sdm_package ->> '$.licenceTerms' = 1 AND s.licence_accepted_at IS NULL ORDER BY j.key`,
    )
    .pluck()
    .all(JSON.stringify(updates), v, v);
}

/** Throws Failure REFUSED while license terms wait to be accepted: they are before anything is deployed (D§5.3). */
export function checkTerms(db: Readable, updates: readonly number[], what: string): void {
  const [first, ...others] = pendingTerms(db, updates);
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  throw new Failure('REFUSED', { what, why: `The license terms of “${first}”${more} are not accepted.`, todo: 'Accept them with Review/Accept License Terms, or leave these updates out.' });
}

/** A name that no deployment has: "Deployment 3". */
export function freeName(db: Readable): string {
  const taken = new Set(db.prepare<string>('SELECT lower(name) FROM deployments').pluck().all());
  let n = taken.size + 1;
  while (taken.has(`deployment ${n}`)) n += 1;
  return `Deployment ${n}`;
}

/** CI_IDs that a deployment would have with these beside its own. */
export const together = (db: Readable, id: number | null, updates: readonly number[]): number[] => [...new Set([...(id === null ? [] : updatesIn(db, id)), ...updates])];
