import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ids, publish, update, type UpdateFacts } from './support/catalog.ts';
import { acceptedFiles, computersOf, countsOf, DAY, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';
import { openLab, type Lab } from './support/lab.ts';

const COMPUTERS = 120;
const MINUTE = 60_000;
const one = (kb: string, windows: string, more: Partial<UpdateFacts> = {}) => update({ kb, windows, product: windows === '5.1' ? ids.windowsXp : ids.windows7, classification: ids.security, ...more });
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [one('100001', '5.1'), one('100002', '6.1'), one('100003', '6.1', { supersedes: ['100002'] })]);
});
afterEach(() => lab.close());

/** A synchronized site whose clients have all polled, scanned and told. */
async function scanned() {
  await lab.synchronize();
  await setFleet(lab, COMPUTERS);
  await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
}
const isWindows = (version: string) => (computer: { osVersion: string }) => computer.osVersion.startsWith(version);

describe('clients', () => {
  test('[SCAN-01] each client polls machine policy within 60 minutes of its publication, at a minute of its own', async () => {
    await setFleet(lab, COMPUTERS);
    await lab.clock.advanceTo(lab.clock.now() + 2 * HOUR);
    await lab.synchronize();
    const published = lab.clock.now();
    await lab.clock.advanceTo(published + HOUR + MINUTE);
    const polls = (await computersOf(lab)).map((computer) => computer.agent!.lastPolicyAt!);
    expect(polls.every((at) => at > published - MINUTE && at <= published + HOUR)).toBe(true);
    expect(new Set(polls.map((at) => Math.floor(at / MINUTE))).size).toBeGreaterThan(30);
    await lab.clock.advanceTo(lab.clock.now() + 6 * HOUR);
    // What finds nothing is no event: the last poll stays the one that found the policy.
    expect((await computersOf(lab)).map((computer) => computer.agent!.lastPolicyAt!)).toEqual(polls);
  });

  test('[SCAN-02] a new catalog makes each client scan at a random moment within two hours of its poll', async () => {
    await scanned();
    const computers = await computersOf(lab);
    // The first scan: a weekly schedule that comes due in these hours makes one more.
    const files = acceptedFiles(lab);
    const delays = computers.map((computer) => files.find((file) => file.header.clientId === computer.id && file.scans.length > 0)!.scans[0]!.at - computer.agent!.lastPolicyAt!);
    // A scan itself takes one to four minutes.
    expect(delays.every((delay) => delay > 0 && delay <= 2 * HOUR + 4 * MINUTE)).toBe(true);
    expect(new Set(delays.map((delay) => Math.floor(delay / (10 * MINUTE)))).size).toBeGreaterThan(8);
    expect(computers.every((computer) => computer.scanState === 'completed' && computer.agent!.cachedVersion === 1)).toBe(true);
  });

  test('[SCAN-02] nothing that is planned nearby swallows the scan for a new catalog', async () => {
    await scanned();
    for (let n = 0; n < 4; n++) {
      publish(lab.upstream, [one(`10001${n}`, '5.1')], lab.clock.now());
      await lab.synchronize();
      await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
      expect((await rowsOf(lab)).get(`10001${n}`)).toMatchObject({ unknown: 0 });
    }
  });

  test('[SCAN-03] a scan evaluates the applicability rules of the catalog against each computer', async () => {
    await scanned();
    const computers = await computersOf(lab);
    const rows = await rowsOf(lab);
    const xp = computers.filter(isWindows('5.1.')).length;
    const seven = computers.filter(isWindows('6.1.')).length;
    expect(Math.min(xp, seven)).toBeGreaterThan(5);
    const { installed, required, notRequired, unknown } = rows.get('100001')!;
    expect([installed! + required!, notRequired, unknown]).toEqual([xp, COMPUTERS - xp, 0]);
    expect(installed).toBeGreaterThan(0);
    expect(rows.get('100003')).toMatchObject({ notRequired: COMPUTERS - seven, unknown: 0 });
  });

  test('[SCAN-08] a client returns a state only for the newest of a chain', async () => {
    await scanned();
    const rows = await rowsOf(lab);
    expect(rows.get('100002')).toMatchObject({ installed: 0, required: 0, notRequired: COMPUTERS });
  });

  test('[SCAN-05] one state message per update whose state changed, in bulk every five minutes; a scan that finds nothing new tells only of itself', async () => {
    await scanned();
    const first = acceptedFiles(lab);
    const computers = await computersOf(lab);
    expect(first.flatMap((file) => file.detections)).toHaveLength(computers.reduce((sum, computer) => sum + computer.installed + computer.required, 0));
    const bySender = Map.groupBy(first, (file) => file.header.clientId);
    for (const [, files] of bySender) for (const file of files) expect(file.header.sentAt % (5 * MINUTE)).toBe(files[0]!.header.sentAt % (5 * MINUTE));
    await lab.clock.advanceTo(lab.clock.now() + 8 * DAY);
    const later = acceptedFiles(lab).slice(first.length);
    expect(later.length).toBeGreaterThanOrEqual(COMPUTERS);
    expect(later.flatMap((file) => file.detections)).toEqual([]);
    publish(lab.upstream, [one('100004', '6.1', { supersedes: ['100003'] })], lab.clock.now());
    await lab.synchronize();
    await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
    const after = acceptedFiles(lab).slice(first.length + later.length);
    // On Windows 7 the new update comes and the one it supersedes is withdrawn.
    expect(after.flatMap((file) => file.detections)).toHaveLength(2 * computers.filter(isWindows('6.1.')).length);
  });

  test('[SCAN-06] clients report Installed and Required only; what they reported and is no more is withdrawn', async () => {
    await scanned();
    expect(new Set(acceptedFiles(lab).flatMap((file) => file.detections.map((one) => one.state)))).toEqual(new Set([2, 3]));
  });

  test('[SCAN-11] counts are exact as of the last state message, and say when that was', async () => {
    await scanned();
    const view = { node: { classification: null, vendor: null, product: null }, sort: { column: 'required', descending: true }, find: null } as const;
    const { value } = await lab.site.read('rows', { view, offset: 0, limit: 10 });
    expect(value.counts).toEqual({ computers: COMPUTERS, asOf: acceptedFiles(lab).at(-1)!.receivedAt });
    expect(value.rows.map((row) => row.required)).toEqual(value.rows.map((row) => row.required).sort((a, b) => b! - a!));
    const [row] = value.rows;
    expect(row!.percentCompliant).toBe(Math.round(((row!.installed! + row!.notRequired!) / COMPUTERS) * 1000) / 10);
    for (const state of ['installed', 'required', 'notRequired', 'unknown'] as const) {
      const { value: behind } = await lab.site.read('computers', { update: row!.id, collection: null, state, reason: null, find: '', offset: 0, limit: 500, underway: lab.site.clients.underway() });
      expect(behind.total).toBe(row![state]);
    }
  });

  test('[SCAN-10] the control-panel actions make a client scan at once, and read its policy', async () => {
    await scanned();
    const [computer] = await computersOf(lab);
    const before = computer!.lastScanAt!;
    lab.site.clients.desktops.act(lab.command(), computer!.id, 'scanCycle');
    await lab.clock.advanceTo(lab.clock.now() + 15 * MINUTE);
    const after = (await lab.site.clientDetails(computer!.id)).value;
    expect(after.lastScanAt).toBeGreaterThan(before);
    expect(after.lastScanAt! - lab.clock.now()).toBeGreaterThan(-15 * MINUTE);
    lab.site.clients.desktops.act(lab.command(), computer!.id, 'retrievePolicy');
    await lab.clock.advanceTo(lab.clock.now() + 2 * MINUTE);
    expect((await lab.site.clientDetails(computer!.id)).value.agent!.lastPolicyAt).toBeGreaterThan(lab.clock.now() - 3 * MINUTE);
    expect(() => lab.site.clients.desktops.act(lab.command(), 99_999, 'scanCycle')).toThrow(/no such computer/);
  });
});

test('[SCAN-11] who reads while the counts are brought to the readers waits for them', async () => {
  await lab.close();
  // Every look at real time finds the thread due to give way, so that a publication takes several turns.
  let real = 0;
  lab = await openLab({ monotonic: () => (real += 10) });
  publish(lab.upstream, [one('100001', '5.1')]);
  await lab.synchronize();
  await setFleet(lab, COMPUTERS);
  expect((await rowsOf(lab)).get('100001')).toMatchObject({ unknown: COMPUTERS });
  await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
  const reads = [];
  for (let turn = 0; turn < 6; turn++) {
    reads.push(lab.site.read('scans', { collection: null }));
    for (let step = 0; step < turn; step++) await Promise.resolve();
  }
  for (const { value } of await Promise.all(reads)) expect(value.states).toEqual([{ state: 'completed', computers: COMPUTERS }]);
});

test('[SCAN-05] state message files are folded away after 90 days; what they told is counted on, also after the next start', async () => {
  await scanned();
  const began = lab.clock.now();
  const first = acceptedFiles(lab).length;
  await lab.clock.advanceTo(began + 80 * DAY);
  expect(acceptedFiles(lab).length).toBeGreaterThanOrEqual(first);
  const kept = lab.database.prepare<number>('SELECT count(*) FROM state_message_files WHERE received_at < ?').pluck();
  expect(kept.get(began)).toBeGreaterThan(0);
  const before = await rowsOf(lab);
  await lab.clock.advanceTo(began + 92 * DAY);
  expect(kept.get(began)).toBe(0);
  expect(kept.get(lab.clock.now())).toBeGreaterThan(0);
  expect(await rowsOf(lab)).toEqual(before);
  lab = await lab.reopen();
  expect(await rowsOf(lab)).toEqual(before);
});

test('[SCAN-14] hardware inventory names the operating system, the agent version and what is installed', async () => {
  await scanned();
  const computer = (await computersOf(lab)).find((one) => one.installed > 0)!;
  lab.site.clients.desktops.act(lab.command(), computer.id, 'hardwareInventory');
  const asked = lab.clock.now();
  await lab.clock.advanceTo(asked + 4 * MINUTE);
  const { value } = await lab.site.read('inventory', { id: computer.id });
  expect(value.collectedAt).toBe(asked);
  const instance = (name: string) => Object.fromEntries(value.classes.find((one) => one.name === name)!.instances[0]!.map(({ property, value: text }) => [property, text]));
  expect(instance('Win32_OperatingSystem')).toMatchObject({ Caption: computer.operatingSystem, Version: computer.osVersion });
  expect(instance('Win32_WindowsUpdateAgentVersion')).toEqual({ Version: computer.agentVersion });
  expect(value.classes.find((one) => one.name === 'Win32_QuickFixEngineering')!.instances).toHaveLength(computer.installed);
});

test('[SCAN-14] the first inventory comes within a day of the first policy, the next ones every seven days, and each tells what was so then', async () => {
  await scanned();
  const [computer] = await computersOf(lab);
  const inventory = async () => (await lab.site.read('inventory', { id: computer!.id })).value;
  await lab.clock.advanceTo(lab.clock.now() + DAY);
  const first = await inventory();
  expect(first.collectedAt).toBeGreaterThan(computer!.agent!.lastPolicyAt!);
  expect(first.collectedAt! - computer!.agent!.lastPolicyAt!).toBeLessThanOrEqual(DAY);
  setFaults(lab, { oldAgent: 1000 });
  const agent = ({ classes }: Awaited<ReturnType<typeof inventory>>) => classes.find((one) => one.name === 'Win32_WindowsUpdateAgentVersion')!.instances[0]![0]!.value;
  expect(agent(await inventory())).toBe('7.6.7600.256');
  await lab.clock.advanceTo(first.collectedAt! + 7 * DAY + 4 * MINUTE);
  const second = await inventory();
  await lab.clock.advanceTo(second.collectedAt! + 7 * DAY + 4 * MINUTE);
  const third = await inventory();
  expect(third.collectedAt! - second.collectedAt!).toBe(7 * DAY);
  expect(agent(third)).toBe('5.8.0.2694');
});

test('[SCAN-03] the logs of a client tell of its scans, made from what it told', async () => {
  await scanned();
  const [computer] = await computersOf(lab);
  const log = async (name: string) => (await lab.site.read('clientLog', { id: computer!.id, name, offset: 0, limit: 100 })).value;
  const { names } = await log('WUAHandler.log');
  expect(names).toEqual(['CAS.log', 'ContentTransferManager.log', 'DataTransferService.log', 'execmgr.log', 'LocationServices.log', 'PolicyAgent.log', 'ScanAgent.log', 'StateMessage.log', 'UpdatesDeployment.log', 'UpdatesStore.log', 'WUAHandler.log']);
  expect((await log('WUAHandler.log')).lines.map((line) => line.text)).toEqual([expect.stringContaining('WSUS Update Source'), 'Async searching of updates using WUAgent started.', 'Async searching completed.']);
  expect((await log('UpdatesStore.log')).total).toBe(computer!.installed + computer!.required);
  expect((await log('StateMessage.log')).lines.at(-1)!.text).toContain('Successfully forwarded');
  expect((await log('nothing.log')).total).toBe(0);
});

describe('what is Unknown', () => {
  const reasons = async () => {
    const row = (await rowsOf(lab)).get('100001')!;
    const counts = await countsOf(lab, row.id);
    expect(counts.reasons.reduce((sum, reason) => sum + reason.computers, 0)).toBe(counts.unknown);
    expect(counts.unknown).toBe(row.unknown);
    return new Map(counts.reasons.map((reason) => [reason.reason, reason.computers]));
  };

  test('[SCAN-06] before its scan a computer is Unknown because it has not scanned; while its messages wait, because of that', async () => {
    await lab.synchronize();
    await setFleet(lab, COMPUTERS);
    expect(await reasons()).toEqual(new Map([['notScanned', COMPUTERS]]));
    const seen = new Set<string>();
    for (let minute = 0; minute < 90; minute++) {
      await lab.clock.advanceTo(lab.clock.now() + MINUTE);
      for (const reason of (await reasons()).keys()) seen.add(reason);
    }
    expect(seen).toEqual(new Set(['notScanned', 'notProcessed']));
  });

  test('[SCAN-09] a Windows Update Agent that is too old fails every scan, and its computers are Unknown with the error', async () => {
    setFaults(lab, { oldAgent: 300 });
    await scanned();
    await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
    const old = (await computersOf(lab)).filter((computer) => computer.agentVersion === '5.8.0.2694');
    expect(old.length).toBeGreaterThan(15);
    expect(await reasons()).toEqual(new Map([['scanFailed', old.length]]));
    expect(old.every((computer) => computer.unknown > 0 && computer.installed + computer.required === 0)).toBe(true);
    setFaults(lab, { oldAgent: 0 });
    await lab.clock.advanceTo(lab.clock.now() + 9 * DAY);
    expect((await computersOf(lab)).every((computer) => computer.agentVersion === '7.6.7600.256' && computer.unknown === 0)).toBe(true);
  });

  test('[SCAN-04] a computer in another network neither polls nor sends; what must go online fails there, the rest scans with its cache', async () => {
    await scanned();
    const before = await computersOf(lab);
    setFaults(lab, { roaming: 1000 });
    const [one, other] = before;
    lab.site.clients.desktops.act(lab.command(), one!.id, 'scanCycle');
    lab.site.clients.desktops.act(lab.command(), other!.id, 'evaluationCycle');
    await lab.clock.advanceTo(lab.clock.now() + 6 * HOUR);
    const away = await computersOf(lab);
    expect(away.map((computer) => computer.lastMessageAt)).toEqual(before.map((computer) => computer.lastMessageAt));
    setFaults(lab, { roaming: 0 });
    await lab.clock.advanceTo(lab.clock.now() + 40 * HOUR);
    const scans = (id: number) => acceptedFiles(lab).filter((file) => file.header.clientId === id).flatMap((file) => file.scans);
    expect(scans(one!.id).some((scan) => scan.error === (0x8024402c | 0))).toBe(true);
    expect(scans(other!.id).every((scan) => scan.error === 0)).toBe(true);
    expect(scans(other!.id).length).toBeGreaterThan(1);
  });

  test('[SCAN-06] failed scans, lost, late and damaged messages are told apart, and a full report mends what was missing', async () => {
    setFaults(lab, { scanFails: 150, lost: 120, late: 60, corrupt: 120, away: 50, clockDrift: 100 });
    await scanned();
    await lab.clock.advanceTo(lab.clock.now() + 8 * DAY);
    const found = await reasons();
    expect([...found.keys()].sort()).toEqual(expect.arrayContaining(['messageCorrupt', 'messageMissing']));
    setFaults(lab, { scanFails: 0, lost: 0, late: 0, corrupt: 0, away: 0 });
    await lab.clock.advanceTo(lab.clock.now() + 24 * DAY);
    expect(await reasons()).toEqual(new Map());
  });

  test('[SCAN-06] lost, late and damaged messages never become false compliance', async () => {
    await scanned();
    const truth = new Map((await computersOf(lab)).map((computer) => [computer.name, [computer.installed, computer.required]]));
    await lab.close();
    lab = await openLab();
    publish(lab.upstream, [one('100001', '5.1'), one('100002', '6.1'), one('100003', '6.1', { supersedes: ['100002'] })]);
    setFaults(lab, { scanFails: 200, lost: 200, late: 200, corrupt: 200 });
    await scanned();
    for (let day = 0; day < 6; day++) {
      await lab.clock.advanceTo(lab.clock.now() + DAY);
      for (const computer of await computersOf(lab)) if (computer.unknown === 0) expect([computer.installed, computer.required], computer.name).toEqual(truth.get(computer.name));
    }
  });
});

describe('the lab fleet', () => {
  test('[SCAN-05] on a full disk messages wait at the management point and lists go on with what they have; nothing is lost', async () => {
    await lab.synchronize();
    await setFleet(lab, COMPUTERS);
    expect((await rowsOf(lab)).get('100001')).toMatchObject({ unknown: COMPUTERS });
    const pages = lab.database.prepare<number>('PRAGMA page_count').pluck().get()!;
    lab.database.prepare(`PRAGMA max_page_count = ${pages}`).get();
    await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
    expect(lab.site.clients.fleet().waitingFiles).toBeGreaterThan(0);
    expect((await rowsOf(lab)).get('100001')!.unknown).toBeGreaterThan(0);
    lab.database.prepare('PRAGMA max_page_count = 1073741823').get();
    await lab.clock.advanceTo(lab.clock.now() + 10 * MINUTE);
    expect(lab.site.clients.fleet().waitingFiles).toBe(0);
    expect((await rowsOf(lab)).get('100001')).toMatchObject({ unknown: 0 });
    expect(acceptedFiles(lab).length).toBeGreaterThanOrEqual(COMPUTERS);
  });

  test('[SCAN-11] outlives the program: after a restart the same counts, the same computers, and nothing told twice', async () => {
    await scanned();
    const before = [...(await rowsOf(lab)).values()];
    const files = acceptedFiles(lab).length;
    lab = await lab.reopen();
    expect([...(await rowsOf(lab)).values()]).toEqual(before);
    await lab.clock.advanceTo(lab.clock.now() + 8 * DAY);
    expect([...(await rowsOf(lab)).values()]).toEqual(before);
    expect(acceptedFiles(lab).slice(files).flatMap((file) => file.detections)).toEqual([]);
    expect((await computersOf(lab)).every((computer) => computer.lastScanAt! > lab.clock.now() - 8 * DAY)).toBe(true);
  });

  test('[SCAN-11] shrinks and grows: who is gone is counted nowhere, and the same seed makes the same computers again', async () => {
    await scanned();
    const names = (await computersOf(lab)).map((computer) => computer.name);
    const before = (await rowsOf(lab)).get('100001')!;
    await setFleet(lab, 40);
    const fewer = (await rowsOf(lab)).get('100001')!;
    expect(fewer.installed! + fewer.required! + fewer.notRequired! + fewer.unknown!).toBe(40);
    await setFleet(lab, COMPUTERS);
    await lab.clock.advanceTo(lab.clock.now() + 4 * HOUR);
    expect((await computersOf(lab)).map((computer) => computer.name)).toEqual(names);
    expect((await rowsOf(lab)).get('100001')).toMatchObject({ installed: before.installed, required: before.required, unknown: 0 });
  });
});
