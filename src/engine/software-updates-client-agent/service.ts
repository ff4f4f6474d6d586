import type { Area, Commanded, SoftwareUpdatesClientAgentSettings } from '../../contract/index.ts';
import { nextRevision, type Journal } from '../audit/index.ts';
import type { Hierarchy } from '../hierarchy/index.ts';
import { Failure, type Clock } from '../kernel/index.ts';
import { differences, fieldsOf, type Register } from '../objects/index.ts';
import type { Readable, SiteDatabase, Writable } from '../site-database/index.ts';
import { agentSettings, COMPONENT, putAgentSettings, storedAgent } from './store.ts';

type Settings = SoftwareUpdatesClientAgentSettings;

export interface SoftwareUpdatesClientAgent {
  settings(): { settings: Settings; activePoint: boolean; modifiedAt: number | null; modifiedBy: string | null };
  /** Throws Failure REFUSED and REVISION_CONFLICT. */
  change(call: Commanded, settings: Settings): { revision: number; value: { changedRevision: number } };
}

export interface SoftwareUpdatesClientAgentParts {
  /** Null: the topmost site, which decides. */
  parent: string | null;
  database: SiteDatabase;
  clock: Clock;
  journal: Journal;
  objects: Register;
  hierarchy: Hierarchy;
  /** The site has an active software update point. */
  activePoint: (db: Readable) => boolean;
  touched: (...areas: Area[]) => void;
}

const KIND = 'softwareUpdatesClientAgent';
const areas: Area[] = ['softwareUpdatesClientAgent', 'site'];
const WHAT = 'The settings were not saved.';

export function createSoftwareUpdatesClientAgent(parts: SoftwareUpdatesClientAgentParts): SoftwareUpdatesClientAgent {
  const { database, clock, journal, hierarchy } = parts;
  const handDown = (db: Writable) => hierarchy.children().forEach((child) => hierarchy.tell(db, child, { kind: 'clientAgentSettings', settings: agentSettings(db) }));
  const checkChange = (db: Readable, before: Settings, after: Settings) => {
    if (parts.parent !== null) throw new Failure('REFUSED', { what: WHAT, why: 'Client agents are set at the top of the hierarchy and handed down.', todo: 'Change them at the central site.' });
    if (JSON.stringify(before.scanSchedule) === JSON.stringify(after.scanSchedule) || parts.activePoint(db)) return;
    throw new Failure('REFUSED', { what: WHAT, why: 'The scan schedule can be changed when there is an active software update point.', todo: 'Install the role under Site Settings, Site Systems.' });
  };

  hierarchy.onAdded((db, child) => hierarchy.tell(db, child, { kind: 'clientAgentSettings', settings: agentSettings(db) }));
  hierarchy.on('clientAgentSettings', (db, { settings }) => {
    putAgentSettings(db, settings, { revision: nextRevision(db), at: null, by: null });
    handDown(db);
    return () => parts.touched(...areas);
  });
  parts.objects.register<Settings>({
    kind: KIND,
    noun: 'Client agent settings',
    areas,
    name: () => COMPONENT,
    read: (db) => agentSettings(db),
    restore: (db, _id, value, as) => {
      checkChange(db, agentSettings(db), value!);
      putAgentSettings(db, value!, as);
      handDown(db);
    },
    compare: (_db, from, to) => (from && to ? differences(fieldsOf(from), fieldsOf(to)) : []),
  });

  return {
    settings: () => {
      const row = storedAgent(database);
      return { settings: agentSettings(database), activePoint: parts.activePoint(database), modifiedAt: row?.changed_at ?? null, modifiedBy: row?.changed_by ?? null };
    },
    change: (call, settings) =>
      journal.command(call, { name: 'softwareUpdatesClientAgent.change', input: { settings }, areas, changedRevision: (db) => storedAgent(db)?.changed_revision ?? 0 }, (db, revision) => {
        const before = agentSettings(db);
        checkChange(db, before, settings);
        putAgentSettings(db, settings, { revision, at: clock.now(), by: call.actor });
        handDown(db);
        return { value: { changedRevision: revision }, objects: [{ kind: KIND, id: COMPONENT, name: COMPONENT, before, after: settings }] };
      }),
  };
}
