import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentDraft } from '../src/contract/index.ts';
import { openContentLab, type ContentLab } from './support/content.ts';
import { deploy as deployTo, distribute as distributeOn, minuteOf, toldOfDeployments } from './support/deployments.ts';
import { computersOf, DAY, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';

const KBS = ['300001', '300002', '300003'];
type Change = { settings?: Partial<DeploymentDraft['settings']>; schedule?: Partial<DeploymentDraft['schedule']> };

describe('clients act on deployments', () => {
  let opened: ContentLab;
  const lab = () => opened.lab;
  beforeEach(async () => {
    opened = await openContentLab(KBS);
    await setFleet(lab(), 40);
    await lab().clock.advanceTo(lab().clock.now() + 4 * HOUR);
  });
  afterEach(() => opened.close());

  const advance = (ms: number) => lab().clock.advanceTo(lab().clock.now() + ms);
  const distribute = () => distributeOn(lab(), KBS);
  const deploy = (name: string, after: number | null, change: Change = {}, kbs = KBS) => deployTo(lab(), name, after, kbs, change);
  const told = () => toldOfDeployments(lab());
  const required = async () => [...(await rowsOf(lab())).values()].map((row) => row.required);

  test('[DEPLOY-09] [DEPLOY-12] required updates become Installed after the deadline, and stay so over a restart of the site', async () => {
    const before = await required();
    expect(Math.min(...before.map((one) => one!))).toBeGreaterThan(0);
    await distribute();
    deploy('January', DAY);
    await advance(20 * HOUR);
    expect(await required()).toEqual(before);
    expect(told().some((one) => one.topic === 301 && one.state === 8)).toBe(true);
    expect(told().every((one) => one.topic !== 402 || one.state === 12 || one.state === 13)).toBe(true);
    await advance(12 * HOUR);
    expect(await required()).toEqual([0, 0, 0]);
    const computers = await computersOf(lab());
    const last = new Map(told().filter((one) => one.topic === 300).map((one) => [one.client, one.state]));
    expect(last.size).toBe(computers.length);
    expect(new Set(last.values())).toEqual(new Set([1]));
    const installedOn = new Set(told().filter((one) => one.topic === 402).map((one) => one.client));
    const { value } = await lab().site.read('enforcement', { id: 1 });
    expect(value).toMatchObject({ total: 40, states: [{ state: 'Compliant', computers: 40 - installedOn.size }, { state: 'Successfully installed update(s)', computers: installedOn.size }] });
    const { value: behind } = await lab().site.read('enforcingComputers', { id: 1, state: 'Successfully installed update(s)', find: '', sort: { column: 'name', descending: false }, offset: 0, limit: 500 });
    expect(new Set(behind.rows.map((row) => row.id))).toEqual(installedOn);
    const { value: byTime } = await lab().site.read('enforcingComputers', { id: 1, state: null, find: '', sort: { column: 'since', descending: true }, offset: 0, limit: 500 });
    expect(byTime.rows.map((row) => row.since)).toEqual(byTime.rows.map((row) => row.since).toSorted((a, b) => b! - a!));
    expect(byTime.total).toBe(40);
    const { value: named } = await lab().site.read('enforcingComputers', { id: 1, state: null, find: computers[0]!.name.toLowerCase(), sort: { column: 'name', descending: false }, offset: 0, limit: 500 });
    expect(named.rows.map((row) => row.name)).toEqual([computers[0]!.name]);
    const [id] = installedOn;
    expect((await lab().site.read('clientDeployments', { id: id! })).value).toMatchObject([{ id: 1, name: 'January', state: 'Successfully installed update(s)', error: 0 }]);
    expect((await lab().site.read('clientLog', { id: id!, name: 'UpdatesDeployment.log', offset: 0, limit: 500 })).value.lines.some(({ text }) => text.endsWith('TopicType = Enforce, StateId = 4, StateName = Successfully installed update(s)'))).toBe(true);
    opened.lab = await lab().reopen();
    expect((await lab().site.read('enforcement', { id: 1 })).value).toMatchObject({ states: value.states });
    await advance(8 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
  });

  test('[DEPLOY-12] how computers stood is kept by the hour in which it changed, adds up to the computers of the deployment, and ends with now', async () => {
    await distribute();
    deploy('January', DAY);
    await advance(36 * HOUR);
    const { value: points } = await lab().site.read('enforcementOverTime', { id: 1 });
    for (const { states } of points) expect(states.reduce((sum, one) => sum + one.computers, 0)).toBe(40);
    const hours = points.slice(0, -1);
    expect(hours.length).toBeGreaterThan(2);
    expect(hours.every(({ at }, n) => at % HOUR === 0 && (n === 0 || at > hours[n - 1]!.at))).toBe(true);
    expect(hours.every(({ states }, n) => n === 0 || JSON.stringify(states) !== JSON.stringify(hours[n - 1]!.states))).toBe(true);
    const compliant = (point: (typeof points)[number]) => point.states.filter((one) => one.sum === 'compliant').reduce((sum, one) => sum + one.computers, 0);
    expect(compliant(points[0]!)).toBeLessThan(40);
    expect(points.at(-1)).toMatchObject({ at: lab().clock.now() });
    expect(compliant(points.at(-1)!)).toBe(40);
    expect((await lab().site.read('enforcementSums', {})).value).toEqual([{ id: 1, computers: 40, compliant: 40, failed: 0 }]);
    // Quiet hours keep nothing.
    await advance(3 * DAY);
    expect((await lab().site.read('enforcementOverTime', { id: 1 })).value.slice(0, -1)).toEqual(hours);
    opened.lab = await lab().reopen();
    await advance(2 * HOUR);
    expect((await lab().site.read('enforcementOverTime', { id: 1 })).value.slice(0, -1)).toEqual(hours);
    lab().site.deployments.delete(lab().command(), 1);
    await advance(2 * HOUR);
    expect(lab().database.prepare('SELECT count(*) FROM deployment_summaries').pluck().get()).toBe(0);
  });

  test('[DEPLOY-06] an optional deployment waits for its user', async () => {
    await distribute();
    deploy('January', null);
    await advance(3 * DAY);
    const one = (await computersOf(lab())).find((computer) => computer.required > 0)!;
    expect(told().some((message) => message.topic === 402)).toBe(false);
    lab().site.clients.desktops.install(lab().command(), one.id, 'all');
    await advance(3 * HOUR);
    expect((await lab().site.clientDetails(one.id)).value).toMatchObject({ required: 0 });
    expect(new Set(told().filter((message) => message.topic === 402).map((message) => message.client))).toEqual(new Set([one.id]));
  });

  test('[DEPLOY-08] without a distribution point nothing is installed, until one has it', async () => {
    const before = await required();
    deploy('January', DAY);
    await advance(2 * DAY);
    expect(await required()).toEqual(before);
    await distribute();
    await advance(8 * HOUR);
    expect(await required()).toEqual([0, 0, 0]);
  });

  test('[DEPLOY-10] [SCAN-07] a suppressed restart is pending, and Required, until the computer is restarted', async () => {
    await distribute();
    deploy('January', HOUR, { settings: { suppressRestart: { servers: true, workstations: true } } });
    await advance(2 * DAY);
    const pending = new Set(told().filter((one) => one.topic === 301 && one.state === 5).map((one) => one.client));
    expect(pending.size).toBeGreaterThan(0);
    const [id] = pending;
    expect((await lab().site.clientDetails(id!)).value.required).toBeGreaterThan(0);
    lab().site.clients.desktops.act(lab().command(), id!, 'restart');
    await advance(HOUR);
    expect((await lab().site.clientDetails(id!)).value.required).toBe(0);
  });

  test('[DEPLOY-09] with maintenance windows nothing is installed outside of them', async () => {
    await distribute();
    const all = lab().site.collections.list().find((one) => one.code === 'SMS00001')!;
    const start = `${minuteOf(lab().clock.now() + 2 * DAY).slice(0, 11)}22:00`;
    lab().site.collections.setMaintenanceWindows(lab().command(), all.id, [{ name: 'Night', start, utc: true, minutes: 240, recurrence: { kind: 'daily', every: 1 } }]);
    deploy('January', HOUR);
    await advance(4 * DAY);
    const begun = told().filter((one) => one.topic === 402 && one.state === 8);
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.every((one) => one.at >= Date.parse(`${start}Z`) && [22, 23, 0, 1].includes(new Date(one.at).getUTCHours()))).toBe(true);
    expect(await required()).toEqual([0, 0, 0]);
  });

  test('[SCAN-04] what a faulty fleet tells of deployments comes true: nothing is called installed that is not', async () => {
    setFaults(lab(), { away: 150, roaming: 100, scanFails: 100, lost: 50, late: 100, corrupt: 30, clockDrift: 0, oldAgent: 0 });
    await distribute();
    deploy('January', DAY);
    await advance(20 * DAY);
    setFaults(lab(), { away: 0, roaming: 0, scanFails: 0, lost: 0, late: 0, corrupt: 0, clockDrift: 0, oldAgent: 0 });
    await advance(9 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
  });
});
