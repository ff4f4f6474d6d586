import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentDraft, FleetFaults } from '../src/contract/index.ts';
import { draft as packageDraft, idsOf, openContentLab, quiet, type ContentLab } from './support/content.ts';
import { deploy, distribute } from './support/deployments.ts';
import { computersOf, DAY, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';

const KBS = ['300001', '300002', '300003'];
const ERRORS = [0x80070643, 0x80240022, 0x80070652, 0x87d0070c].map((code) => code | 0);

describe('installations and distribution points that fail', () => {
  let opened: ContentLab;
  const lab = () => opened.lab;
  beforeEach(async () => {
    opened = await openContentLab(KBS);
    await setFleet(lab(), 40);
    await lab().clock.advanceTo(lab().clock.now() + 4 * HOUR);
    await distribute(lab(), KBS);
  });
  afterEach(() => opened.close());

  const advance = (ms: number) => lab().clock.advanceTo(lab().clock.now() + ms);
  const deployWith = (faults: Partial<FleetFaults>, settings: Partial<DeploymentDraft['settings']> = {}) => {
    setFaults(lab(), faults);
    deploy(lab(), 'January', 6 * HOUR, KBS, { settings });
  };
  const states = async () => new Map((await lab().site.read('enforcement', { id: 1 })).value.states.map((one) => [one.state, one.computers]));
  const computersIn = async (state: string) => (await lab().site.read('enforcingComputers', { id: 1, state, find: '', sort: { column: 'name', descending: false }, offset: 0, limit: 500 })).value.rows;
  const failures = async () => (await lab().site.read('statusMessages', { minimumSeverity: 'Error', component: 'Software Updates Client Agent', find: '', offset: 0, limit: 500 })).value;
  const required = async () => [...(await rowsOf(lab())).values()].reduce((sum, row) => sum + row.required!, 0);

  test('[DEPLOY-12] a failed installation is told with its error: on the deployment, on the computer, and in a status message for each update', async () => {
    const before = await required();
    deployWith({ installFails: 1000 });
    await advance(14 * HOUR);
    expect(await required()).toBe(before);
    const failed = await computersIn('Failed to install update(s)');
    expect(failed.length).toBe((await computersOf(lab())).filter((one) => one.required > 0).length);
    for (const one of failed) expect(ERRORS).toContain(one.error);
    expect(new Set(failed.map((one) => one.error)).size).toBeGreaterThan(2);
    expect((await lab().site.read('clientDeployments', { id: failed[0]!.id })).value).toMatchObject([{ state: 'Failed to install update(s)', error: failed[0]!.error }]);
    const { rows } = await failures();
    // A re-evaluation that came meanwhile tried some once more.
    expect(new Set(rows.map((row) => `${row.system} ${row.insertionStrings[0]}`)).size).toBe(before);
    expect(rows[0]).toMatchObject({ messageId: 39003, severity: 'Error', description: expect.stringMatching(/^The installation of software update ".+" of deployment "January" failed with error 0x[0-9A-F]{8}\.$/) as string });
    expect((await lab().site.read('clientLog', { id: failed[0]!.id, name: 'UpdatesDeployment.log', offset: 0, limit: 500 })).value.lines.some((line) => line.severity === 'error')).toBe(true);
    // When they succeed again, the next re-evaluation installs what failed.
    setFaults(lab(), { installFails: 0 });
    await advance(9 * DAY);
    expect(await required()).toBe(0);
  });

  test('[DEPLOY-08] no distribution point is found: tried again for five days, then failed with its reason', async () => {
    deployWith({ noPoint: 1000 });
    await advance(4 * DAY);
    expect((await computersIn('Downloading update(s)')).length).toBeGreaterThan(0);
    await advance(1.5 * DAY);
    const failed = await computersIn('Failed to download update(s)');
    expect(failed.length).toBeGreaterThan(0);
    expect(new Set(failed.map((one) => one.error))).toEqual(new Set([0x87d00669 | 0]));
  });

  test('[DEPLOY-08] a distribution point fails to deliver: tried again for ten days; what comes meanwhile is installed', async () => {
    deployWith({ pointFails: 1000 });
    await advance(6 * DAY);
    expect((await computersIn('Downloading update(s)')).length).toBeGreaterThan(0);
    setFaults(lab(), { pointFails: 0 });
    await advance(DAY);
    expect(await required()).toBe(0);
  });

  test('[DEPLOY-10] a restart that the user puts off stays pending until the computer is restarted', async () => {
    deployWith({ noRestart: 1000 });
    await advance(3 * DAY);
    const pending = await computersIn('Pending system restart');
    expect(pending.length).toBeGreaterThan(0);
    for (const one of pending) lab().site.clients.desktops.act(lab().command(), one.id, 'restart');
    await advance(HOUR);
    expect((await states()).get('Pending system restart') ?? 0).toBe(0);
    expect(await required()).toBe(0);
  });

  test('[DEPLOY-12] the same seed draws the same failures', async () => {
    deployWith({ installFails: 300 });
    await advance(14 * HOUR);
    const once = (await failures()).rows.map(({ system, insertionStrings }) => [system, insertionStrings]);
    expect(once.length).toBeGreaterThan(0);
    await opened.close();
    opened = await openContentLab(KBS);
    await setFleet(lab(), 40);
    await advance(4 * HOUR);
    lab().site.distributionPoints.install(lab().command(), 'DP01.corp.lab', { branch: false, protected: false, boundaries: [] });
    lab().site.deploymentPackages.create(lab().command(), packageDraft('January'), { updates: idsOf(lab(), ...KBS), servers: ['DP01.corp.lab'], origin: { kind: 'internet' }, languages: ['en'] });
    await quiet(lab().site);
    deployWith({ installFails: 300 });
    await advance(14 * HOUR);
    expect((await failures()).rows.map(({ system, insertionStrings }) => [system, insertionStrings])).toEqual(once);
  });
});
