import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentDraft } from '../src/contract/index.ts';
import { publish } from './support/catalog.ts';
import { idsOf, openContentLab, withFile, type ContentLab } from './support/content.ts';
import { deploy as deployTo, distribute, minuteOf, toldOfDeployments, type ToldOfDeployment } from './support/deployments.ts';
import { DAY, HOUR, rowsOf, setFleet } from './support/fleet.ts';

const KBS = ['300001', '300002', '300003'];
const MINUTE = 60_000;

describe('deployments beside each other', () => {
  let opened: ContentLab;
  const lab = () => opened.lab;
  beforeEach(async () => {
    opened = await openContentLab(KBS);
    await setFleet(lab(), 40);
    await advance(4 * HOUR);
    await distribute(lab(), KBS);
  });
  afterEach(() => opened.close());

  const advance = (ms: number) => lab().clock.advanceTo(lab().clock.now() + ms);
  const deploy = (name: string, after: number | null, kbs: readonly string[], settings: Partial<DeploymentDraft['settings']> = {}) => deployTo(lab(), name, after, kbs, { settings });
  const told = () => toldOfDeployments(lab());
  const begun = () => told().filter((one) => one.topic === 402 && one.state === 8);
  const required = async () => [...(await rowsOf(lab())).values()].map((row) => row.required);
  const changeAgent = (change: object) => lab().site.softwareUpdatesClientAgent.change(lab().command(), { ...lab().site.softwareUpdatesClientAgent.settings().settings, ...change });
  const nightly = (minutes: number) => {
    const all = lab().site.collections.list().find((one) => one.code === 'SMS00001')!;
    const start = `${minuteOf(lab().clock.now() + 2 * DAY).slice(0, 11)}22:00`;
    lab().site.collections.setMaintenanceWindows(lab().command(), all.id, [{ name: 'Night', start, utc: true, minutes, recurrence: { kind: 'daily', every: 1 } }]);
  };

  test('[DEPLOY-13] Enforce all mandatory deployments: with the first one due those within the days are installed, too, later ones and optional ones are not', async () => {
    changeAgent({ enforceAll: true, within: { every: 7, unit: 'days' } });
    deploy('First', DAY, ['300001']);
    deploy('Within', 6 * DAY, ['300002']);
    deploy('Beyond', 20 * DAY, ['300003']);
    await advance(2 * DAY);
    const [, , beyond] = await required();
    expect(await required()).toEqual([0, 0, beyond]);
    expect(beyond).toBeGreaterThan(0);
    const early = begun().filter((one) => one.update === idsOf(lab(), '300002')[0]);
    expect(early.length).toBeGreaterThan(0);
    await advance(19 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
  });

  test('[DEPLOY-13] what comes after that deadline keeps its own, and without the setting each one does', async () => {
    changeAgent({ enforceAll: true, within: { every: 7, unit: 'days' } });
    deploy('First', DAY, ['300001']);
    await advance(2 * DAY);
    const [, second, third] = await required();
    deploy('After it', 3 * DAY, ['300002']);
    await advance(DAY);
    expect(await required()).toEqual([0, second, third]);
    await advance(3 * DAY);
    expect(await required()).toEqual([0, 0, third]);
    changeAgent({ enforceAll: false });
    deploy('Alone', DAY, ['300003']);
    await advance(2 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
  });

  test('[DEPLOY-09] two deployments share a maintenance window: one batch, the shortest maximum run time first, never two at once', async () => {
    const [long, short, middle] = idsOf(lab(), ...KBS) as [number, number, number];
    const set = (update: number, minutes: number) => lab().site.updateProperties.change(lab().command(), [update], { maximumRunTime: minutes });
    set(long, 60);
    set(short, 10);
    set(middle, 30);
    nightly(90);
    deploy('Long and middle', HOUR, ['300001', '300003']);
    deploy('Short', HOUR, ['300002']);
    await advance(3 * DAY);
    const first = begun();
    expect(first.length).toBeGreaterThan(0);
    const of = new Map<number, ToldOfDeployment[]>();
    for (const one of first) of.set(one.client, [...(of.get(one.client) ?? []), one]);
    const shared = [...of.values()].filter((all) => all.length > 1);
    expect(shared.length).toBeGreaterThan(0);
    // 10 + 15 and 30 + 15 minutes fit 90; 60 + 15 with the shortest does not.
    for (const all of shared) expect(all.toSorted((a, b) => a.at - b.at).map((one) => one.update)).toEqual([short, middle]);
    await advance(2 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
    const runs = told().filter((one) => one.topic === 402 && (one.state === 8 || one.state === 9 || one.state === 10 || one.state === 11));
    for (const client of new Set(runs.map((one) => one.client))) {
      let running = 0;
      for (const one of runs.filter((each) => each.client === client).toSorted((a, b) => a.at - b.at || (a.state === 8 ? 1 : -1))) {
        if (one.state === 8) expect(running, `client ${client}`).toBe(0);
        running = one.state === 8 ? one.update : 0;
      }
    }
  });

  test('[DEPLOY-09] the same update in two deployments is installed once', async () => {
    deploy('One', HOUR, KBS);
    deploy('Other', HOUR, KBS);
    await advance(DAY);
    expect(await required()).toEqual([0, 0, 0]);
    const pairs = begun().map((one) => `${one.client} ${one.update}`);
    expect(pairs.length).toBeGreaterThan(0);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  test('[DEPLOY-17] after the deadline and without a window installation begins at once, and the state goes to the site without another scan', async () => {
    deploy('Late', MINUTE, KBS, {});
    await advance(6 * HOUR);
    expect(await required()).toEqual([0, 0, 0]);
    const all = told();
    for (const start of begun().filter((one, _i, every) => every.find((other) => other.client === one.client) === one)) {
      const downloaded = all.find((one) => one.client === start.client && one.topic === 301 && one.state === 8)!;
      expect(start.at - downloaded.at).toBeLessThanOrEqual(15 * MINUTE);
    }
    const ends = all.filter((one) => one.topic === 301 && one.state === 4);
    expect(ends.length).toBeGreaterThan(0);
    for (const one of ends) expect(one.sentAt - one.at).toBeLessThanOrEqual(5 * MINUTE);
  });

  test('[DEPLOY-09] an update superseded before the deadline is not installed; the deployment keeps working without it', async () => {
    const before = (await required()) as number[];
    deploy('January', 5 * DAY, KBS);
    await advance(DAY);
    publish(lab().upstream, [withFile('300009', { supersedes: ['300001'] })], lab().clock.now());
    await lab().synchronize();
    await advance(6 * DAY);
    const rows = await rowsOf(lab());
    expect(rows.get('300001')).toMatchObject({ superseded: true });
    expect(rows.get('300009')!.required).toBe(before[0]);
    expect(begun().some((one) => one.update === idsOf(lab(), '300001')[0])).toBe(false);
    expect([rows.get('300002')!.required, rows.get('300003')!.required]).toEqual([0, 0]);
  });

  test('[DEPLOY-09] an update that expires in the middle of its deployment is grey and cannot be deployed anew; the deployment goes on with the others', async () => {
    deploy('January', 5 * DAY, KBS);
    await advance(DAY);
    publish(lab().upstream, [withFile('300001', { expired: true, revision: 201 })]);
    const { settings } = lab().site.softwareUpdatePoint.settings();
    lab().site.softwareUpdatePoint.change(lab().command(), { ...settings, syncSchedule: { ...settings.syncSchedule, enabled: true, kind: 'simple', simple: { every: 1, unit: 'days' } } });
    await advance(25 * HOUR);
    expect((await rowsOf(lab())).get('300001')).toMatchObject({ icon: 'expired', expired: true, deployed: true });
    expect(() => deploy('Anew', DAY, ['300001'])).toThrow(/expired/);
    await advance(5 * DAY);
    expect((await required()).slice(1)).toEqual([0, 0]);
    expect(begun().map((one) => one.update)).not.toContain(idsOf(lab(), '300001')[0]);
    expect((await lab().site.read('enforcement', { id: 1 })).value.states.map((one) => one.state)).not.toContain('Failed to install update(s)');
  });

  test('[DEPLOY-13] re-evaluation installs again what was removed by hand', async () => {
    deploy('January', DAY, KBS);
    await advance(2 * DAY);
    expect(await required()).toEqual([0, 0, 0]);
    const [one] = begun();
    lab().site.clients.desktops.removeUpdate(lab().command(), one!.client, one!.update);
    await advance(8 * DAY);
    expect((await lab().site.clientDetails(one!.client)).value.required).toBe(0);
    expect(begun().filter((each) => each.client === one!.client && each.update === one!.update).length).toBe(2);
  });
});
