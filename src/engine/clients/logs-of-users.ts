import { z } from 'zod';
import { clientUserSettings } from '../../contract/index.ts';
import type { Readable } from '../site-database/index.ts';

interface Act { readonly at: number; readonly text: string }

const updatesOf = z.object({ updates: z.array(z.int()) });
const words: Readonly<Record<string, { log: string; component: string; texts(after: unknown, name: (update: number) => string): string[] }>> = {
  'desktops.install': { log: 'UpdatesDeployment.log', component: 'UpdatesDeploymentAgent', texts: (after, name) => [`User initiated installation of ${updatesOf.parse(after).updates.length} update(s): ${updatesOf.parse(after).updates.map(name).join(', ')}`] },
  'desktops.configure': {
    log: 'UpdatesDeployment.log', component: 'UpdatesDeploymentAgent',
    texts: (after) => {
      const { schedule } = clientUserSettings.parse(after);
      return [schedule ? `User schedule for required updates: ${schedule.day}, ${schedule.hour}:00` : 'User schedule for required updates cleared: they are installed at their deadline'];
    },
  },
  'desktops.stickTransfer': { log: 'DataTransferService.log', component: 'DataTransferService', texts: (after, name) => updatesOf.parse(after).updates.map((update) => `DTSJob {${name(update)}.1} makes no progress: its BITS job stays in state BG_JOB_STATE_CONNECTING`) },
  'desktops.resetTransfers': { log: 'DataTransferService.log', component: 'DataTransferService', texts: (after, name) => updatesOf.parse(after).updates.map((update) => `BITS job of DTSJob {${name(update)}.1} cancelled by a reset of the transfer queue, it is created again`) },
  'desktops.deleteFiles': { log: 'CAS.log', component: 'ContentAccess', texts: (after, name) => updatesOf.parse(after).updates.map((update) => `Deleting content ${name(update)}.1 from the cache on behalf of the user`) },
};

/** What the user of a client did, as the journal tells it, in the words of one of its logs. */
export function linesOfActs(db: Readable, clientId: number, log: string, name: (update: number) => string): (Act & { component: string })[] {
  const meant = Object.keys(words).filter((command) => words[command]!.log === log);
  if (meant.length === 0) return [];
  const rows = db.prepare<{ at: number; name: string; after: string }>(`SELECT at, name, after FROM journal WHERE name IN (${meant.map(() => '?').join(', ')}) AND json_extract(input, '$.id') = ? ORDER BY revision`).all(...meant, clientId);
  return rows.flatMap((row) => words[row.name]!.texts(JSON.parse(row.after), name).map((text) => ({ at: row.at, text, component: words[row.name]!.component })));
}
