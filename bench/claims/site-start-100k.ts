import { openSiteDatabase } from '../../src/engine/site-database/index.ts';
import { encodeDetections, encodeScan, writeFile, type DetectionState } from '../../src/engine/state-messages/index.ts';
import { milliseconds, type Claim } from '../claim.ts';
import { cellsOf, countedSite } from '../support/counted-site.ts';
import { LAB_START } from '../support/site.ts';

const size = { clients: 100_000, updates: 10_000, each: 300 };
const tail = 1_000_000;

export const claim: Claim = {
  id: 'site-start-100k',
  async measure() {
    const site = countedSite(size);
    try {
      site.database.transaction((db) => site.compliance.snapshot(db));
      let batch: Uint8Array[] = [];
      for (let n = 0; n < tail / 25; n++) {
        const client = 1 + ((n * 7) % size.clients);
        const cells = [...cellsOf(client, size.updates, size.each)].slice(0, 24).map(({ update }) => ({ update, state: 3 as DetectionState }));
        const firstSerial = site.compliance.intake.serials.next(client);
        batch.push(writeFile({ clientId: client, guidCheck: client, firstSerial, full: false, sentAt: LAB_START }, [encodeDetections(cells), encodeScan({ state: 3, contentVersion: 1, error: 0, at: LAB_START })]));
        if (batch.length < 2000 && n + 1 < tail / 25) continue;
        site.compliance.intake.take(batch);
        batch = [];
      }
      const took = await milliseconds(() => site.reopen());
      // What any start must do: read the bytes of the snapshot and of the tail.
      const reader = openSiteDatabase(site.database.file);
      const peer = await milliseconds(() => {
        reader.prepare('SELECT sum(length(body)) FROM compliance_snapshots').get();
        reader.prepare('SELECT sum(length(body)) FROM state_message_files WHERE file_number > (SELECT max(file_number) FROM compliance_snapshots)').get();
        reader.prepare('SELECT body FROM compliance_snapshots').all();
      });
      reader.close();
      const memory = site.compliance.bytes() / 1e6;
      return { ours: took, unit: 'ms', peer: 'reading the bytes alone', peerValue: peer, goal: '< 3,000 ms, and the site in < 600 MB', holds: took < 3000 && memory < 600, more: { 'planes, MB': memory, 'process, MB': process.memoryUsage().rss / 1e6 } };
    } finally {
      site.close();
    }
  },
};
