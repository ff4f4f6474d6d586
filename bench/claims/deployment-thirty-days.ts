import { defaultDeploymentSettings } from '../../src/contract/index.ts';
import { milliseconds, type Claim } from '../claim.ts';
import { firstScan, fleetSite } from '../support/fleet.ts';
import type { BenchSite } from '../support/site.ts';

const DAY = 86_400_000;
const UPDATES = 500;
const MOST_BYTES = 8 * 1024 * 1024;
const call = { site: 'CEN', actor: 'BENCH\\bench', expectedRevision: Number.MAX_SAFE_INTEGER };
const everything = { classification: null, vendor: null, product: null };

/** Of the updates that most computers require those with small files: five gigabytes of cache have room for what one computer needs. */
async function mostRequired({ site }: BenchSite): Promise<number[]> {
  const { value } = await site.read('rows', { view: { node: everything, sort: { column: 'required', descending: true }, find: null }, offset: 0, limit: 10 * UPDATES });
  const sizeOf = (id: number) => site.deploymentPackages.locations(id).flatMap(({ files }) => files).reduce((sum, { size }) => sum + size, 0);
  return value.rows.filter((row) => row.required! > 0 && sizeOf(row.id) < MOST_BYTES).slice(0, UPDATES).map((row) => row.id);
}

/** Their contents stand on a distribution point: what is measured is what computers do, not what a disk does with some gigabytes. */
function distribute({ database, site }: BenchSite, updates: readonly number[]) {
  database.transaction((db) => {
    db.prepare("INSERT INTO package_distribution_points VALUES ('CEN00001', 'CEN', 'DP01.corp.lab', 'installed', 1, 1, 1, 0, NULL, NULL)").run();
    const put = db.prepare("INSERT OR IGNORE INTO distributed_contents (server, package_id, content_id) VALUES ('DP01.corp.lab', 'CEN00001', ?)");
    for (const update of updates) for (const { contentId } of site.deploymentPackages.locations(update)) put.run(contentId);
  });
}

/** Milliseconds to create a mandatory deployment to every computer, and for the thirty days after it; how many computers installed something and how many rows still require. */
async function thirtyDays(computers: number) {
  const bench = await fleetSite(computers);
  try {
    await firstScan(bench);
    const updates = await mostRequired(bench);
    distribute(bench, updates);
    const deadline = new Date(bench.clock.now() + 7 * DAY).toISOString().slice(0, 16);
    const draft = {
      name: 'January', description: '', settings: { ...defaultDeploymentSettings, collection: 'SMS00001' }, schedule: { available: null, deadline, wakeOnLan: false, ignoreMaintenanceWindows: false },
      sms2003: { hide: false, every: null, maximumMinutes: null },
    };
    const creating = await milliseconds(() => bench.site.deployments.create(call, draft, updates, { template: null, updateList: null, package: null }));
    const took = await milliseconds(() => bench.clock.advanceTo(bench.clock.now() + 30 * DAY));
    const { value } = await bench.site.read('enforcement', { id: 1 });
    const installed = value.states.find(({ state }) => state === 'Successfully installed update(s)')?.computers ?? 0;
    return { creating, took, installed };
  } finally {
    await bench.close();
  }
}

export const claim: Claim = {
  id: 'deployment-thirty-days',
  async measure() {
    const small = await thirtyDays(10_000);
    const { creating, took, installed } = await thirtyDays(100_000);
    const memory = process.memoryUsage().rss / 1e6;
    return {
      ours: took / 1000, unit: 's', peer: 'ten times a fleet of 10,000', peerValue: (small.took * 10) / 1000, goal: '< 120 s for one mandatory deployment of 500 updates to 100,000 clients over 30 days, < 800 MB; creating it < 1 s',
      holds: took < 120_000 && creating < 1000 && memory < 800 && installed > 50_000, more: { 'creating, ms': creating, 'computers that installed': installed, 'process, MB': memory },
    };
  },
};
