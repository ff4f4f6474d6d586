import { softwareUpdatesClientAgentSettings, type AgentSchedule, type SoftwareUpdatesClientAgentSettings } from '../../contract/index.ts';
import { build, type Readable, type Writable } from '../site-database/index.ts';

export const COMPONENT = 'Software Updates Client Agent';

const everySevenDays: AgentSchedule = { kind: 'simple', simple: { every: 7, unit: 'days' }, custom: { startAt: 0, utc: false, recurrence: { kind: 'weekly', every: 1, weekday: 0 } } };

/** As the product begins (D§6.1). */
export const defaultAgentSettings: SoftwareUpdatesClientAgentSettings = { enabled: true, scanSchedule: everySevenDays, enforceAll: false, within: { every: 7, unit: 'days' }, hideAll: false, reevaluationSchedule: everySevenDays };

export const storedAgent = (db: Readable) => db.first(build.selectFrom('components').selectAll().where('name', '=', COMPONENT));

/** The settings of this site as they are now. */
export function agentSettings(db: Readable): SoftwareUpdatesClientAgentSettings {
  const row = storedAgent(db);
  return row ? softwareUpdatesClientAgentSettings.parse(JSON.parse(row.settings)) : defaultAgentSettings;
}

/** In the caller's transaction. `at` and `by` are null for what came from above. */
export function putAgentSettings(db: Writable, settings: SoftwareUpdatesClientAgentSettings, { revision, at, by }: { revision: number; at: number | null; by: string | null }): void {
  const values = { settings: JSON.stringify(settings), changed_revision: revision, changed_at: at, changed_by: by };
  db.run(build.insertInto('components').values({ name: COMPONENT, ...values }).onConflict((conflict) => conflict.column('name').doUpdateSet(values)));
}
