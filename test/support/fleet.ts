import type { ClientDetails, FleetFaults, UpdateRow } from '../../src/contract/index.ts';
import { headerOf, readMessages, type DetectionState, type FileHeader, type ScanMessage } from '../../src/engine/state-messages/index.ts';
import type { Lab } from './lab.ts';

/** A site with a fleet: of a lab, or one of a hierarchy. */
export type FleetSite = Pick<Lab, 'site' | 'command' | 'ended'>;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Makes the fleet this large and waits for the end of the job. */
export async function setFleet(lab: FleetSite, computers: number): Promise<void> {
  const { value } = lab.site.clients.setFleet(lab.command(), computers);
  const job = await lab.ended(value.jobId);
  if (job.state !== 'done') throw new Error(`The fleet was not made: ${job.message}`);
}

export const setFaults = (lab: FleetSite, faults: Partial<FleetFaults>) => lab.site.clients.setFaults(lab.command(), { ...lab.site.clients.fleet().faults, ...faults });

/** A state message file as the site accepted it, decoded. */
export interface Accepted {
  readonly header: FileHeader;
  readonly receivedAt: number;
  readonly detections: { update: number; state: DetectionState }[];
  readonly scans: ScanMessage[];
}

export function acceptedFiles(lab: Lab): Accepted[] {
  return lab.database.prepare<{ received_at: number; body: Uint8Array }>('SELECT received_at, body FROM state_message_files ORDER BY file_number').all().map(({ received_at, body }) => {
    const one: Accepted = { header: headerOf(body)!, receivedAt: received_at, detections: [], scans: [] };
    readMessages(body, 0, { detection: (update, state) => void one.detections.push({ update, state }), scan: (message) => void one.scans.push(message) });
    return one;
  });
}

/** Rows of All Updates with their counts, by article. */
export async function rowsOf(lab: FleetSite, collection: number | null = null): Promise<Map<string, UpdateRow>> {
  const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'articleId', descending: false }, find: null, collection } as const;
  const { value } = await lab.site.read('rows', { view, offset: 0, limit: 500 });
  return new Map(value.rows.map((row) => [row.articleId, row]));
}

export async function computersOf(lab: FleetSite): Promise<ClientDetails[]> {
  const { value } = await lab.site.read('clients', { find: '', sort: { column: 'name', descending: false }, collection: null, offset: 0, limit: 500 });
  return Promise.all(value.rows.map(async (row) => (await lab.site.clientDetails(row.id)).value));
}

/** Counts of one update with the reasons of what is unknown. */
export async function countsOf(lab: FleetSite, id: number) {
  const { value } = await lab.site.read('updateCounts', { update: id, collection: null, underway: lab.site.clients.underway() });
  return value;
}
