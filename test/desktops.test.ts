import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeploymentDraft, Desktop } from '../src/contract/index.ts';
import { openContentLab, packagesOf, type ContentLab } from './support/content.ts';
import { deploy as deployTo, distribute } from './support/deployments.ts';
import { computersOf, DAY, HOUR, setFleet } from './support/fleet.ts';

const KBS = ['300001', '300002', '300003'];
const MINUTE = 60_000;

describe('the desktop of a computer', () => {
  let opened: ContentLab;
  let id = 0;
  const lab = () => opened.lab;
  const desktops = () => lab().site.clients.desktops;
  const advance = (ms: number) => lab().clock.advanceTo(lab().clock.now() + ms);
  const show = () => desktops().show(id);
  const states = (desktop: Desktop = show()) => desktop.updates.map((one) => one.state);
  const deploy = (name: string, after: number | null, settings: Partial<DeploymentDraft['settings']> = {}, kbs = KBS) => deployTo(lab(), name, after, kbs, { settings });
  const logOf = async (name: string) => (await lab().site.read('clientLog', { id, name, offset: 0, limit: 500 })).value.lines.map((line) => line.text);

  beforeEach(async () => {
    opened = await openContentLab(KBS, {}, 900 * 1024);
    await setFleet(lab(), 40);
    await advance(4 * HOUR);
    await distribute(lab(), KBS);
    id = (await computersOf(lab())).toSorted((a, b) => b.required - a.required)[0]!.id;
  });
  afterEach(() => opened.close());

  test('[DEPLOY-11] [DEPLOY-06] an optional deployment is shown, its user is told once, and chooses one of its updates', async () => {
    expect(show()).toMatchObject({ icon: false, reminder: null, updates: [], restart: null });
    deploy('January', null);
    await advance(3 * HOUR);
    const count = show().updates.length;
    expect(count).toBeGreaterThan(1);
    expect(show()).toMatchObject({ icon: true, reminder: { updates: count, deadline: null }, nextReminderAt: null });
    desktops().snooze(lab().command(), id);
    expect(show()).toMatchObject({ icon: true, reminder: null });
    const [first] = show().updates;
    desktops().install(lab().command(), id, [first!.id]);
    expect(show().updates.map((one) => one.state)).toEqual(['downloading', ...Array<string>(count - 1).fill('available')]);
    expect(show().progress).toMatchObject({ state: 'downloading', title: first!.title });
    await advance(2 * HOUR);
    expect(states()).toEqual(['installed', ...Array<string>(count - 1).fill('available')]);
    expect((await lab().site.clientDetails(id)).value.required).toBe(count - 1);
    expect(await logOf('UpdatesDeployment.log')).toContainEqual(expect.stringContaining('User initiated installation of 1 update(s)'));
    expect(() => desktops().install(lab().command(), id, [first!.id])).toThrow(/None of these software updates waits for its user/);
  });

  test('[DEPLOY-11] reminders follow the deadline on the site’s clock, and stay seen over a restart of the site', async () => {
    deploy('January', 3 * DAY);
    await advance(3 * HOUR);
    const first = show();
    expect(first.reminder).not.toBeNull();
    desktops().snooze(lab().command(), id);
    expect(show().reminder).toBeNull();
    opened.lab = await lab().reopen();
    expect(show()).toMatchObject({ reminder: null, nextReminderAt: first.nextReminderAt });
    await lab().clock.advanceTo(first.nextReminderAt!);
    expect(show()).toMatchObject({ reminder: { at: first.nextReminderAt }, nextReminderAt: first.nextReminderAt! + 3 * HOUR });
    await lab().clock.advanceTo(first.reminder!.deadline! - 30 * MINUTE);
    expect(show().nextReminderAt).toBe(first.reminder!.deadline! - 15 * MINUTE);
    await advance(6 * HOUR);
    expect(new Set(states())).toEqual(new Set(['installed']));
    expect(show()).toMatchObject({ icon: false, reminder: null, nextReminderAt: null, restart: null });
  });

  test('[DEPLOY-11] nothing is shown of a deployment that suppresses notifications, nor while all deployments are hidden', async () => {
    deploy('Quiet', 2 * DAY, { displayNotifications: false });
    await advance(3 * HOUR);
    expect(show()).toMatchObject({ icon: false, reminder: null });
    expect(states().length).toBeGreaterThan(0);
    const { settings } = lab().site.softwareUpdatesClientAgent.settings();
    lab().site.softwareUpdatesClientAgent.change(lab().command(), { ...settings, hideAll: true });
    expect(show()).toMatchObject({ hidden: true, icon: false, reminder: null });
    expect(() => desktops().install(lab().command(), id, 'mandatory')).toThrow(/Hide all deployments/);
  });

  test('[DEPLOY-11] the user’s schedule installs what is required before its deadline, and is kept', async () => {
    deploy('January', 5 * DAY);
    await advance(3 * HOUR);
    expect(new Set(states())).toEqual(new Set(['downloaded']));
    const hour = (new Date(lab().clock.now()).getUTCHours() + 2) % 24;
    desktops().configure(lab().command(), id, { schedule: { day: 'everyDay', hour }, cacheMegabytes: 5120 });
    expect(show().nextInstallationAt).toBe(Math.floor(lab().clock.now() / HOUR) * HOUR + 2 * HOUR);
    opened.lab = await lab().reopen();
    expect(show().settings.schedule).toEqual({ day: 'everyDay', hour });
    await advance(4 * HOUR);
    expect(new Set(states())).toEqual(new Set(['installed']));
    expect(show().nextInstallationAt).toBeNull();
  });

  test('[DEPLOY-10] a restart counts down five minutes, warns in the last one, and can be made at once', async () => {
    deploy('January', HOUR);
    let restart: Desktop['restart'] = null;
    const computers = (await computersOf(lab())).filter((one) => one.required > 0);
    for (let step = 0; step < 400 && restart === null; step++) {
      await advance(MINUTE);
      id = computers.find((one) => desktops().show(one.id).restart !== null)?.id ?? id;
      restart = show().restart;
    }
    expect(restart!.updates).toBeGreaterThan(0);
    expect(restart!.at! - lab().clock.now()).toBeLessThanOrEqual(5 * MINUTE);
    expect(restart!.finalWarning).toBe(restart!.at! - lab().clock.now() <= MINUTE);
    await lab().clock.advanceTo(Math.max(lab().clock.now() + 1, restart!.at! - MINUTE));
    expect(show().restart).toMatchObject({ finalWarning: true });
    desktops().act(lab().command(), id, 'restart');
    expect(show().restart).toBeNull();
    await advance(HOUR);
    expect(new Set(states())).toEqual(new Set(['installed']));
  });

  test('[DEPLOY-07] a cleared cache is filled again at the deadline; persistent content stays', async () => {
    deploy('January', DAY);
    await advance(3 * HOUR);
    const { contents } = show().cache;
    expect(contents.length).toBe(show().updates.length);
    expect(contents[0]!.tombstoneAt - contents[0]!.referencedAt).toBe(30 * DAY);
    desktops().deleteFiles(lab().command(), id, [contents[0]!.update]);
    expect(show().cache.contents.length).toBe(contents.length - 1);
    const [one] = packagesOf(lab());
    lab().site.deploymentPackages.change(lab().command(), one!.id, { ...one!.settings, persist: true });
    expect(show().cache.contents.every((content) => content.persistent)).toBe(true);
    expect(() => desktops().deleteFiles(lab().command(), id, 'all')).toThrow(/persists in it/);
    await advance(2 * DAY);
    expect(new Set(states())).toEqual(new Set(['installed']));
    expect(show().cache.contents.length).toBe(contents.length);
    const lines = await logOf('CAS.log');
    expect(lines.filter((text) => text.startsWith('Deleting content')).length).toBe(1);
    expect(lines.filter((text) => text.startsWith('Download started')).length).toBe(contents.length + 1);
  });

  test('[DEPLOY-07] what finds no room in the cache is not downloaded until there is room', async () => {
    desktops().configure(lab().command(), id, { schedule: null, cacheMegabytes: 1 });
    deploy('January', 9 * DAY);
    await advance(3 * HOUR);
    const waiting = show().updates.filter((one) => one.state === 'waitingForContent');
    expect(waiting.length).toBeGreaterThan(0);
    expect(new Set(waiting.map((one) => one.error >>> 0))).toEqual(new Set([0x80070070]));
    desktops().configure(lab().command(), id, { schedule: null, cacheMegabytes: 100 });
    await advance(5 * HOUR);
    expect(new Set(states())).toEqual(new Set(['downloaded']));
  });

  test('[DEPLOY-16] the transfer queue shows its jobs with priority and bytes; a stuck one stays until it is reset, and its logs tell of it', async () => {
    deploy('January', null);
    await advance(3 * HOUR);
    expect(show().transfers).toEqual({ total: 0, jobs: [] });
    const count = show().updates.length;
    desktops().install(lab().command(), id, 'all');
    const { jobs } = show().transfers;
    expect(jobs.map(({ priority, state }) => [priority, state])).toEqual([['foreground', 'transferring'], ...Array.from({ length: count - 1 }, () => ['foreground', 'queued'])]);
    desktops().stickTransfer(lab().command(), id, jobs[0]!.update);
    await advance(2 * HOUR);
    expect(show().transfers).toMatchObject({ total: count, jobs: [{ state: 'stuck', transferred: 0, bytes: jobs[0]!.bytes }, ...jobs.slice(1).map(() => ({ state: 'queued' }))] });
    expect(new Set(states())).toEqual(new Set(['downloading']));
    expect(() => desktops().stickTransfer(lab().command(), id, jobs[0]!.update)).toThrow(/not being transferred/);
    opened.lab = await lab().reopen();
    desktops().resetTransfers(lab().command(), id);
    expect(show().transfers.jobs[0]).toMatchObject({ state: 'transferring' });
    await advance(500);
    const [half] = show().transfers.jobs;
    expect(half!.transferred).toBeGreaterThan(0);
    expect(half!.transferred).toBeLessThan(half!.bytes);
    await advance(3 * HOUR);
    expect(show().transfers.total).toBe(0);
    expect(new Set(states())).toEqual(new Set(['installed']));
    expect(() => desktops().resetTransfers(lab().command(), id)).toThrow(/No job of the transfer queue is stuck/);
    const bits = await logOf('DataTransferService.log');
    expect(bits.findIndex((text) => text.includes('makes no progress'))).toBeLessThan(bits.findIndex((text) => text.includes('cancelled by a reset')));
    expect(bits).toContainEqual(expect.stringContaining("in state 'RetrievedData'"));
    expect(await logOf('ContentTransferManager.log')).toContainEqual(expect.stringContaining('successfully processed download completion'));
  });

  test('[DEPLOY-15] a damaged content in the cache is found, refused and fetched again', async () => {
    deploy('January', DAY);
    await advance(3 * HOUR);
    const [content] = show().cache.contents;
    desktops().damageContent(lab().command(), id, content!.update);
    expect(show().cache.contents[0]!.damaged).toBe(true);
    await advance(2 * DAY);
    expect(show().cache.contents.some((one) => one.damaged)).toBe(false);
    expect(new Set(states())).toEqual(new Set(['installed']));
    const lines = await logOf('CAS.log');
    const refused = lines.findIndex((text) => text.includes('is refused and taken out of the cache, Error = 0x80091007'));
    expect(refused).toBeGreaterThan(0);
    expect(lines.slice(refused).some((text) => text.startsWith('Download started'))).toBe(true);
  });
});
