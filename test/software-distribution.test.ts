import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AdvertisementDraft } from '../src/contract/index.ts';
import { ids, publish, update } from './support/catalog.ts';
import { computersOf, HOUR, rowsOf, setFaults, setFleet } from './support/fleet.ts';
import { ACTOR, openLab, type Lab } from './support/lab.ts';

const COMPUTERS = 60;
const DOCUMENTED = 'WindowsUpdateAgent30-x86.exe /quiet /norestart /wuforce';
let lab: Lab;
beforeEach(async () => {
  lab = await openLab();
  publish(lab.upstream, [update({ kb: '100001', windows: '5.1', product: ids.windowsXp, classification: ids.security }), update({ kb: '100002', windows: '6.1', product: ids.windows7, classification: ids.security })]);
});
afterEach(() => lab.close());

const pass = (hours: number) => lab.clock.advanceTo(lab.clock.now() + hours * HOUR);
const room = () => lab.site.softwareDistribution;
const packageNamed = (name: string) => room().createPackage(lab.command(), { name, version: '3.0', manufacturer: 'Microsoft', language: 'English', comment: '', source: '\\\\CEN01\\Sources\\WUA' }).value.id;
const programOf = (of: number, commandLine: string, name = 'Repair') => room().createProgram(lab.command(), { package: of, name, comment: '', commandLine, run: 'hidden', maximumRunTime: 15, afterRunning: 'noAction' }).value.id;
const advertise = (program: number, collection: number, more: Partial<AdvertisementDraft> = {}) =>
  room().createAdvertisement(lab.command(), { name: `Advertised ${program}`, comment: '', program, collection, includeSubcollections: false, startAt: lab.clock.now(), mandatory: null, rerun: 'never', ...more }).value.id;
/** All Systems, with everybody in it by now. */
const allSystems = async () => {
  const collection = lab.site.collections.list().find((one) => one.name === 'All Systems')!.id;
  lab.site.collections.updateMembership(lab.command(), collection, false);
  await pass(1);
  return collection;
};
const advertisements = async () => (await lab.site.read('advertisements', {})).value;
const messagesOf = async (find = 'advertisement') => (await lab.site.read('statusMessages', { minimumSeverity: 'Information', component: 'Software Distribution', find, offset: 0, limit: 500 })).value.rows;
const logOf = async (id: number) => (await lab.site.read('clientLog', { id, name: 'execmgr.log', offset: 0, limit: 500 })).value.lines.map((line) => line.text);

/** A synchronized site all of whose computers have an old Windows Update Agent and have tried to scan. */
async function withOldAgents() {
  await lab.synchronize();
  setFaults(lab, { oldAgent: 1000 });
  await setFleet(lab, COMPUTERS);
  await pass(12);
}

describe('software distribution', () => {
  test('[SCAN-09] too old an agent fails the scan and is Unknown with its reason; the advertised documented command line repairs it and it scans', async () => {
    await withOldAgents();
    const before = await computersOf(lab);
    expect(before.every((one) => one.agentVersion === '5.8.0.2694' && one.scanState === 'failed' && one.scanError === (0x80040154 | 0))).toBe(true);
    expect((await rowsOf(lab)).get('100001')).toMatchObject({ unknown: COMPUTERS });
    const x86 = before.filter((one) => one.architecture === 'x86');
    expect([x86.length > 5, x86.length < COMPUTERS]).toEqual([true, true]);

    const collection = await allSystems();
    advertise(programOf(packageNamed('Windows Update Agent'), DOCUMENTED), collection);
    await pass(2);
    const after = await computersOf(lab);
    for (const one of after) expect([one.architecture, one.agentVersion]).toEqual([one.architecture, one.architecture === 'x86' ? '7.2.6001.788' : '5.8.0.2694']);
    expect((await advertisements())[0]).toMatchObject({ code: 'CEN20001', packageName: 'Windows Update Agent', programName: 'Repair', computers: { targeted: COMPUTERS, received: COMPUTERS, running: 0, succeeded: x86.length, failed: COMPUTERS - x86.length } });

    for (const one of x86) lab.site.clients.desktops.act(lab.command(), one.id, 'scanCycle');
    await pass(1);
    expect((await rowsOf(lab)).get('100001')).toMatchObject({ unknown: COMPUTERS - x86.length });
    expect((await computersOf(lab)).filter((one) => one.architecture === 'x86').every((one) => one.scanState === 'completed')).toBe(true);
  });

  test('[SCAN-09] each computer tells when the advertisement was received, started and ended, and its execmgr.log has the lines', async () => {
    await withOldAgents();
    advertise(programOf(packageNamed('Windows Update Agent'), DOCUMENTED), await allSystems());
    await pass(2);
    const computers = await computersOf(lab);
    const of = async (architecture: boolean) => {
      const one = computers.find((computer) => (computer.architecture === 'x86') === architecture)!;
      return { id: one.id, messages: (await messagesOf()).filter((message) => message.system === one.name).map((message) => message.messageId).toReversed() };
    };
    const [repaired, failed] = [await of(true), await of(false)];
    expect(repaired.messages).toEqual([10002, 10005, 10009]);
    expect(failed.messages).toEqual([10002, 10005, 10006]);
    expect((await messagesOf('exit code of 1633'))[0]).toMatchObject({ severity: 'Error' });
    expect(await logOf(repaired.id)).toEqual(expect.arrayContaining(['Policy arrived for parent package CEN80001 program Repair', `Executing program ${DOCUMENTED} in Admin context`, 'Program exit code 0']));
    expect(await logOf(failed.id)).toContain('Execution is complete for program Repair. The exit code is 1633, the execution status is FailureNonRetry');
  });

  test('[SCAN-09] any other command line runs, exits with 0 and changes nothing', async () => {
    await withOldAgents();
    advertise(programOf(packageNamed('Anything'), 'setup.exe /s'), await allSystems());
    await pass(2);
    expect((await advertisements())[0]!.computers).toMatchObject({ succeeded: COMPUTERS, failed: 0 });
    expect((await computersOf(lab)).every((one) => one.agentVersion === '5.8.0.2694')).toBe(true);
  });

  test('[SCAN-09] a program runs at its mandatory assignment and not before, and once, whatever is changed beside it', async () => {
    await setFleet(lab, COMPUTERS);
    const mandatory = lab.clock.now() + 10 * HOUR;
    const program = programOf(packageNamed('Anything'), 'setup.exe');
    const id = advertise(program, await allSystems(), { mandatory });
    await pass(5);
    expect((await advertisements())[0]!.computers).toMatchObject({ received: COMPUTERS, running: 0, succeeded: 0 });
    await pass(6);
    expect((await advertisements())[0]!.computers).toMatchObject({ received: COMPUTERS, succeeded: COMPUTERS });
    const told = (await messagesOf()).length;
    const { id: _id, code: _code, createdAt: _a, createdBy: _b, modifiedAt: _c, modifiedBy: _d, package: _p, packageName: _n, programName: _m, collectionName: _e, computers: _f, ...draft } = (await advertisements())[0]!;
    room().changeAdvertisement(lab.command(), id, { ...draft, comment: 'Renamed' });
    await pass(3);
    expect((await messagesOf()).length).toBe(told);
    room().changeAdvertisement(lab.command(), id, { ...draft, mandatory: mandatory + 24 * HOUR });
    await pass(24);
    expect((await messagesOf()).length).toBe(told);
    room().changeAdvertisement(lab.command(), id, { ...draft, mandatory: mandatory + 48 * HOUR, rerun: 'always' });
    await pass(24);
    expect((await messagesOf()).length).toBe(2 * told);
  });

  test('[SCAN-09] what computers ran, and the agents it brought, outlive a restart; what was waiting goes on', async () => {
    await withOldAgents();
    const collection = await allSystems();
    const pkg = packageNamed('Windows Update Agent');
    advertise(programOf(pkg, DOCUMENTED), collection);
    advertise(programOf(pkg, 'later.exe', 'Later'), collection, { mandatory: lab.clock.now() + 6 * HOUR });
    await pass(2);
    const before = await advertisements();
    lab = await lab.reopen();
    expect(await advertisements()).toEqual(before);
    expect((await computersOf(lab)).filter((one) => one.agentVersion === '7.2.6001.788')).toHaveLength(before[0]!.computers.succeeded);
    await pass(6);
    expect((await advertisements())[1]!.computers).toMatchObject({ received: COMPUTERS, succeeded: COMPUTERS });
    expect((await messagesOf('10002')).length).toBe(2 * COMPUTERS);
  });

  test('[SCAN-09] a package goes with its programs and advertisements, and an undo brings them back', async () => {
    await setFleet(lab, 5);
    const pkg = packageNamed('Anything');
    const program = programOf(pkg, 'setup.exe');
    advertise(program, await allSystems());
    const before = [room().packages(), await advertisements()];
    expect(room().deletion('package', pkg)).toMatchObject({ programs: ['Repair'], advertisements: [`Advertised ${program}`], referredBy: [] });
    const { revision } = room().deletePackage(lab.command(), pkg);
    expect([room().packages(), await advertisements()]).toEqual([[], []]);
    lab.site.objects.undo(lab.command(), revision);
    const words = (value: unknown) => JSON.stringify(value, (key, one: unknown) => (key.startsWith('modified') ? undefined : one));
    expect(words([room().packages(), await advertisements()])).toBe(words(before));
  });

  test('[SCAN-09] names, times and what is referred to are checked, and the command needs the right to advertise to the collection', async () => {
    const pkg = packageNamed('Anything');
    const program = programOf(pkg, 'setup.exe');
    const collection = await allSystems();
    expect(() => packageNamed('anything')).toThrow(/was not saved/);
    expect(() => programOf(pkg, 'other.exe')).toThrow(/was not saved/);
    expect(() => advertise(program + 1, collection)).toThrow(/was not saved/);
    expect(() => advertise(program, 4711)).toThrow(/was not saved/);
    expect(() => advertise(program, collection, { mandatory: lab.clock.now() - HOUR })).toThrow(/was not saved/);
    const viewer = { ...lab.command(), actor: 'CORP\\report.viewer' };
    expect(ACTOR).not.toBe(viewer.actor);
    expect(() => room().createAdvertisement(viewer, { name: 'No', comment: '', program, collection, includeSubcollections: false, startAt: lab.clock.now(), mandatory: null, rerun: 'never' })).toThrow();
  });
});
