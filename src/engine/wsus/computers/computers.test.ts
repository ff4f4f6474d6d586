import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openComputers, type ReportedEvent } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'patchbay-computers-'));
const [one, two] = ['e1da06a3-5601-43c9-bac3-52d5db701494', 'e1da06a3-5601-43c9-bac3-52d5db701495'];
const update = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const computer = { dnsName: 'xp1.lab', windows: '5.1.2600', servicePack: '3.0', description: '', architecture: 'X86', agentVersion: '7.2.6001.788' };
let made = 0;
const event = (eventId: number, more: Partial<ReportedEvent> = {}): ReportedEvent => ({ instanceId: update((made += 1)), eventId, at: made, result: 0, replacements: [], misc: [], ...more });

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open() {
  const computers = openComputers(':memory:');
  for (const id of [one, two]) computers.register(id, computer, 1000);
  return computers;
}

describe('[SCAN-13] the database of a WSUS server’s computers', () => {
  it('[SCAN-13] is there again after a restart; another database is left as it was', () => {
    const file = join(folder, 'computers.db');
    const first = openComputers(file);
    first.register(one, computer, 1000);
    first.contacted(one, 2000);
    first.close();
    const again = openComputers(file);
    expect(again.list()).toEqual([{ clientId: one, ...computer, registeredAt: 1000, contactedAt: 2000, scannedAt: null, scanResult: null }]);
    expect([again.isRegistered(one), again.isRegistered(two), again.computer(two)]).toEqual([true, false, undefined]);
    again.register(one, { ...computer, servicePack: '2.0' }, 3000);
    expect(again.computer(one)).toMatchObject({ servicePack: '2.0', registeredAt: 1000, contactedAt: 3000 });
    again.close();
    const other = new Database(`${file}.other`);
    other.exec('CREATE TABLE a (b)');
    other.close();
    expect(() => openComputers(`${file}.other`)).toThrow(/not one of the computers of a WSUS server/);
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    expect(() => openComputers(file)).toThrow(/newer version/);
  });

  it('[SCAN-13] the states an update goes through, and the report that says what is so', () => {
    const computers = open();
    const report = (...events: ReportedEvent[]) => computers.report({ clientId: one, events, level: 'all' });
    const about = { update: { updateId: update(1), revisionNumber: 1 } };
    const state = () => computers.states(one).get(update(1));
    for (const [eventId, expected] of [[167, undefined], [162, 'downloaded'], [161, 'failed'], [181, 'failed'], [183, 'installed'], [182, 'failed'], [184, 'installedPendingReboot'], [201, 'installedPendingReboot']] as const) {
      report(event(eventId, about));
      expect(state(), String(eventId)).toBe(expected);
    }
    report(event(156, { misc: [`U=${update(2).toUpperCase()};nonsense`, `V=${update(3)}`] }));
    expect([...computers.states(one)]).toEqual([[update(2), 'notInstalled'], [update(3), 'installed']]);
    report(event(156, { misc: ['G=7.2'] }));
    expect(computers.states(one).size).toBe(2);
    report(event(156, { misc: ['U=', 'V='] }));
    expect(computers.states(one).size).toBe(0);
    expect(computers.states(two).size).toBe(0);
  });

  it.each([['none', 0, 0], ['status', 1, 2], ['all', 2, 3]] as const)('[SCAN-13] with the setting "%s" %i states and %i events are kept', (level, states, events) => {
    const computers = open();
    const misc = [`U=${update(1)}`];
    computers.report({ clientId: one, level, events: [event(147), event(156, { misc }), event(162, { update: { updateId: update(2), revisionNumber: 1 } })] });
    expect(computers.counts()).toEqual({ computers: 2, scanned: level === 'none' ? 0 : 1, states, events });
  });

  it('[SCAN-13] an event that comes twice counts once; an older scan takes nothing back', () => {
    const computers = open();
    const scan = event(147, { at: 5000 });
    for (let time = 0; time < 2; time += 1) computers.report({ clientId: one, level: 'all', events: [scan] });
    computers.report({ clientId: one, level: 'all', events: [event(148, { at: 4000, result: -1 })] });
    expect(computers.computer(one)).toMatchObject({ scannedAt: 5000, scanResult: 0 });
    expect(computers.events(one).map(({ eventId, at }) => [eventId, at])).toEqual([[147, 5000], [148, 4000]]);
    expect(computers.list({ limit: 1, offset: 1 }).map(({ clientId }) => clientId)).toEqual([two]);
  });
});
