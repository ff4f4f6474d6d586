import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openCompliance, stateOf } from '../src/engine/compliance/index.ts';
import { build } from '../src/engine/site-database/index.ts';
import { CLIENTS, filesOf, UPDATES } from './support/intake-program.ts';
import { repeated } from './support/random.ts';
import { openSmallSite } from './support/small-site.ts';

const program = fileURLToPath(new URL('./support/intake-program.ts', import.meta.url));
const words = ['unknown', 'notRequired', 'required', 'installed'];

test('[SCAN-05] killed at random moments of intake, a site has every acknowledged file once and none twice', async () => {
  await repeated('kills during intake', 2, async (random, index) => {
    const small = openSmallSite();
    small.database.transaction((db) => {
      db.run(build.updateTable('site').set({ next_ci_id: UPDATES + 1 }));
      db.prepare('INSERT INTO content_versions VALUES (1, 1, 0)').run();
    });
    const seed = `killed ${index} ${random.bits()}`;
    const { agents, files } = filesOf(seed);
    let acknowledged = 0;
    for (let kills = 0; kills < 5 && acknowledged < files.length; kills++) {
      small.database.close();
      const child = spawn(process.execPath, [program, small.database.file, seed, String(acknowledged)], { stdio: ['ignore', 'pipe', 'inherit'] });
      let text = '';
      const steps = 1 + random.below(40);
      child.stdout.on('data', (data: Buffer) => {
        text += data.toString();
        if (text.split('\n').length > steps) child.kill('SIGKILL');
      });
      await once(child, 'close');
      acknowledged = Number(text.trim().split('\n').at(-1) || acknowledged);
      small.reopen();
      // What was taken and not acknowledged any more is sent again by its clients, and refused as known.
      const compliance = openCompliance({ database: small.database, clock: small.clock, guidCheck: (id) => id * 7 });
      for (let client = 1; client <= CLIENTS; client++) compliance.add(client);
      const taken = small.database.prepare<number>('SELECT count(*) FROM state_message_files').pluck().get()!;
      expect(taken).toBeGreaterThanOrEqual(acknowledged);
      expect(taken - acknowledged).toBeLessThanOrEqual(60);
      const { chunks } = await compliance.publish(() => undefined);
      for (const { id, sent } of agents) {
        const last = sent.findLast((one) => one.last === compliance.intake.serials.next(id) - 1);
        expect(compliance.intake.serials.next(id) === 1 || last !== undefined).toBe(true);
        for (let update = 1; update <= UPDATES; update++) expect(stateOf(chunks[0]!, update, 1, id - 1)).toBe(last && last.scanned > 0 ? words[last.told.get(update) ?? 1] : 'unknown');
      }
    }
    small.close();
  });
}, 240_000);
