import type { FleetFaults } from '../../contract/index.ts';
import type { Clock } from '../kernel/index.ts';
import { build, type Readable, type Writable } from '../site-database/index.ts';
import { agentSettings as clientAgent, intervalOf } from '../software-updates-client-agent/index.ts';
import { defaultSettings, noFaults, type AgentSettings } from './fleet/model.ts';

const FLEET = 'PATCHBAY_LAB_FLEET';
/** Policy polling, scan and re-evaluation schedules of the client agents. */
const SCHEDULES = 'SMS_SOFTWARE_UPDATES_CLIENT_AGENT';

/** What a lab set of its fleet, and the schedules that clients go by. */
export function createFleetSettings(database: Readable, clock: Clock, siteSeed: string) {
  const stored = <T>(component: string, otherwise: T): T => {
    const row = database.first(build.selectFrom('components').select('settings').where('name', '=', component));
    return row ? (JSON.parse(row.settings) as T) : otherwise;
  };
  const store = (db: Writable, component: string, value: unknown, revision: number, by: string) =>
    void db.prepare('INSERT INTO components (name, settings, changed_revision, changed_at, changed_by) VALUES (?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, changed_revision = excluded.changed_revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by').run(component, JSON.stringify(value), revision, clock.now(), by);
  return {
    settings: (): { faults: FleetFaults; seed: string } => {
      const known = stored<{ faults: Partial<FleetFaults>; seed?: string }>(FLEET, { faults: noFaults });
      return { seed: known.seed ?? siteSeed, faults: { ...noFaults, ...known.faults } };
    },
    /** By the Software Updates Client Agent's settings, unless a lab was given schedules of its own. */
    scheduled: (): AgentSettings => {
      const agent = clientAgent(database);
      return { ...defaultSettings, scanEvery: intervalOf(agent, 'scanSchedule'), reevaluateEvery: intervalOf(agent, 'reevaluationSchedule'), ...stored<Partial<AgentSettings>>(SCHEDULES, {}) };
    },
    putFleet: (db: Writable, value: { faults: FleetFaults; seed: string }, revision: number, by: string) => store(db, FLEET, value, revision, by),
    putSchedules: (db: Writable, value: AgentSettings, revision: number, by: string) => store(db, SCHEDULES, value, revision, by),
  };
}
