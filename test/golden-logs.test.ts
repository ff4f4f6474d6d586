import { afterEach, beforeEach, expect, test } from 'vitest';
import { ids, publish, update } from './support/catalog.ts';
import { openHierarchy, type LabHierarchy } from './support/hierarchy.ts';

/** wsyncmgr.log of each kind of synchronization against a golden file, line by line; times and ids are masked (D§3.3). */
let lab: LabHierarchy;
beforeEach(() => {
  lab = openHierarchy();
  publish(lab.upstream, [xp('100001'), xp('100002')]);
});
afterEach(() => lab.close());

const xp = (kb: string, more = {}) => update({ kb, product: ids.windowsXp, classification: ids.security, ...more });
const DAY = 86_400_000;

const masked = (lines: readonly string[]) =>
  `${lines
    .map((line) =>
      line
        .replace(/GMTDATE=\w{3} \w{3} \d{2} \d{2}:\d{2}:\d{2}\.\d{3} \d{4}/, 'GMTDATE=<time>')
        .replace(/\d{2}\/\d{2}\/\d{4} \d{2}:\d{2}:\d{2}/, '<time>')
        .replace(/\d{1,2}d\d{2}h\d{2}m\d{2}s/, '<duration>')
        .replace(/127\.0\.0\.1:\d+/, '<address>')
        .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '<id>'),
    )
    .join('\n')}\n`;
/** The lines a step adds to a site's log. */
async function told(code: string, step: () => Promise<void>): Promise<string> {
  const before = lab.lines(code).length;
  await step();
  return masked(lab.lines(code).slice(before));
}
const golden = (name: string) => `golden/${name}.log`;
const change = (code: string, edit: (s: ReturnType<typeof read>) => ReturnType<typeof read>) => lab.site(code).softwareUpdatePoint.change(lab.command(code), edit(read(code)));
const read = (code: string) => lab.site(code).softwareUpdatePoint.settings().settings;
const news = () => publish(lab.upstream, [xp('100003'), xp('100001', { revision: 101 })], lab.clock.now());

test('[SYNC-06] a manual synchronization before any other: everything', async () => {
  await expect(await told('CEN', lab.synchronize)).toMatchFileSnapshot(golden('manual-first'));
});

test('[SYNC-06] a manual one after that: a delta', async () => {
  await lab.synchronize();
  news();
  await expect(await told('CEN', lab.synchronize)).toMatchFileSnapshot(golden('manual-delta'));
});

test('[SYNC-06] a scheduled one: full', async () => {
  await lab.synchronize();
  news();
  change('CEN', (s) => ({ ...s, syncSchedule: { ...s.syncSchedule, enabled: true, simple: { every: 1, unit: 'days' } } }));
  await expect(await told('CEN', async () => {
    await lab.clock.advanceTo(lab.clock.now() + DAY + 1000);
    await lab.quiet();
  })).toMatchFileSnapshot(golden('scheduled-full'));
});

test('[SYNC-06] a child’s on the request of its parent, and a secondary’s', async () => {
  lab.add('CEN', { code: 'PR2', kind: 'primary' });
  lab.add('PR2', { code: 'SEC', kind: 'secondary' });
  await lab.quiet();
  await expect(await told('CEN', lab.synchronize)).toMatchFileSnapshot(golden('central-with-children'));
  await expect(masked(lab.lines('PR2'))).toMatchFileSnapshot(golden('child-on-parent-request'));
  await expect(masked(lab.lines('SEC'))).toMatchFileSnapshot(golden('secondary'));
});

test('[SYNC-08] without a source: the second phase alone', async () => {
  await lab.synchronize();
  change('CEN', (s) => ({ ...s, syncSettings: { ...s.syncSettings, source: 'none' } }));
  await expect(await told('CEN', lab.synchronize)).toMatchFileSnapshot(golden('source-none'));
});

test('[SYNC-10] a failure, and the retry after 60 minutes', async () => {
  change('CEN', (s) => ({ ...s, syncSettings: { ...s.syncSettings, source: 'upstream', upstream: { serverName: '127.0.0.1', port: 9, ssl: false } } }));
  await expect(await told('CEN', lab.synchronize)).toMatchFileSnapshot(golden('failure'));
  change('CEN', (s) => ({ ...s, syncSettings: { ...s.syncSettings, source: 'microsoftUpdate' } }));
  await expect(await told('CEN', async () => {
    await lab.clock.advanceTo(lab.clock.now() + 61 * 60_000);
    await lab.quiet();
  })).toMatchFileSnapshot(golden('retry'));
});
