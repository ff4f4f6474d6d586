import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { randomized } from '../../../test/support/random.ts';
import type { LogLine } from '../../contract/index.ts';
import { createLabClock } from '../kernel/index.ts';
import { cmtrace, readCmtrace, simple, writtenDate } from './format.ts';
import { openLogs } from './index.ts';
import { ROTATE_BYTES } from './log-file.ts';

const START = Date.UTC(2013, 0, 7, 8);
let folder: string;
let deferred: (() => void)[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-'));
  deferred = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const clock = createLabClock(START);
const open = () => openLogs(folder, clock, (run) => deferred.push(run));
const path = (name: string) => join(folder, name);
const all = { name: 'wsyncmgr.log', minimumSeverity: 'information' as const, find: '', offset: 0, limit: 1_000_000 };

const lines: fc.Arbitrary<Omit<LogLine, 'number'>> = fc.record({
  text: fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom('sync: done', ']LOG]!>', '<![LOG[', 'a "quoted" <tag>', 'zwei\nZeilen', '')),
  component: fc.constantFrom('SMS_WSUS_SYNC_MANAGER', 'UpdatesDeploymentAgent'),
  at: fc.integer({ min: 0, max: 4_102_444_800_000 }),
  thread: fc.integer({ min: 0, max: 65_535 }),
  severity: fc.constantFrom('information' as const, 'warning' as const, 'error' as const),
});

describe('the two kinds of line', () => {
  test('[SYNC-06] as the documents show them, in UTC', () => {
    const line = { text: 'Starting Sync', component: 'SMS_WSUS_SYNC_MANAGER', at: Date.UTC(2014, 0, 16, 18, 53, 52, 608), thread: 3404, severity: 'error' as const };
    expect(cmtrace(line, 'wsyncmgr')).toBe('<![LOG[Starting Sync]LOG]!><time="18:53:52.608+000" date="01-16-2014" component="SMS_WSUS_SYNC_MANAGER" context="" type="3" thread="3404" file="wsyncmgr">');
    expect(simple(line)).toBe('Starting Sync~  $$<SMS_WSUS_SYNC_MANAGER><Thu Jan 16 18:53:52.608 2014 Coordinated Universal Time><thread=3404 (0xD4C)>');
    expect(writtenDate(Date.UTC(2013, 1, 3, 4, 5, 6, 7))).toBe('Sun Feb 03 04:05:06.007 2013');
  });

  test('[SYNC-06] what is written is read as the same line', async () => {
    await randomized('log lines written and read', fc.property(lines, (line) => void expect(readCmtrace(cmtrace(line, 'wsyncmgr'))).toEqual(line)), 100);
  });

  test('[SYNC-06] a line of another machine is put into UTC by its offset in minutes; other text is no line', () => {
    const read = readCmtrace('<![LOG[x]LOG]!><time="20:59:35.148-600" date="06-05-2015" component="A" context="" type="1" thread="3744" file="updatesmanager.cpp:420">');
    expect(read!.at).toBe(Date.UTC(2015, 5, 5, 20, 59, 35, 148) - 600 * 60_000);
    for (const text of ['', 'Starting Sync', '<![LOG[x]LOG]!>']) expect(readCmtrace(text)).toBeUndefined();
  });
});

describe('logs on disk', () => {
  test('[SYNC-06] lines are seen at once and on disk after the present stretch, in one write', () => {
    const logs = open();
    const write = logs.writer('wsyncmgr.log', 'SYNC', 7);
    write('one');
    write('two', 'warning');
    expect(logs.window(all).lines.map((l) => [l.number, l.text, l.severity])).toEqual([[0, 'one', 'information'], [1, 'two', 'warning']]);
    expect(existsSync(path('wsyncmgr.log'))).toBe(false);
    expect(deferred).toHaveLength(1);
    deferred[0]!();
    expect(readFileSync(path('wsyncmgr.log'), 'utf8').split('\r\n')).toHaveLength(3);
    expect(logs.list()).toEqual([{ name: 'wsyncmgr.log', component: 'SYNC', lines: 2, bytes: statSync(path('wsyncmgr.log')).size, lastAt: START }]);
  });

  test('[SYNC-06] goes on where an earlier run stopped; a torn last line or a text of several lines does no harm', () => {
    const first = open();
    first.writer('wsyncmgr.log', 'SYNC', 7)('one\r\n  and more');
    first.close();
    writeFileSync(path('wsyncmgr.log'), `${readFileSync(path('wsyncmgr.log'), 'utf8')}<![LOG[to`);
    const second = open();
    second.writer('wsyncmgr.log', 'SYNC', 7)('two');
    second.close();
    expect(second.window(all).lines.map((l) => l.text)).toEqual(['one   and more', 'two']);
    expect(open().window(all).lines.map((l) => [l.number, l.text])).toEqual([[0, 'one   and more'], [1, 'two']]);
  });

  test('[SYNC-06] starts again at 2 MB and keeps the full one beside it as .lo_', () => {
    const logs = open();
    const write = logs.writer('wsyncmgr.log', 'SYNC', 7);
    const long = 'x'.repeat(10_000);
    let written = 0;
    while (!existsSync(path('wsyncmgr.lo_'))) write(`${written++} ${long}`);
    logs.close();
    const [old, now] = [statSync(path('wsyncmgr.lo_')).size, statSync(path('wsyncmgr.log')).size];
    expect(old).toBeLessThanOrEqual(ROTATE_BYTES);
    expect(old + now).toBeGreaterThan(ROTATE_BYTES);
    expect(logs.window(all).lines.map((l) => l.number)).toEqual(Array.from({ length: written }, (_, i) => i));
    expect(open().window(all).total).toBe(written);
    for (let i = 0; i < 250; i++) write(`${written++} ${long}`);
    logs.close();
    const kept = logs.window(all).lines;
    expect(kept.length).toBeLessThan(written);
    expect(kept.at(-1)!.number).toBe(written - 1);
    expect(kept.map((l) => Number(l.text.split(' ')[0]))).toEqual(kept.map((l) => l.number));
    expect(statSync(path('wsyncmgr.log')).size).toBeLessThanOrEqual(ROTATE_BYTES);
  });

  test('[SYNC-06] a window is cut from the lines of a severity, and find tells where in them it is', () => {
    const logs = open();
    const write = logs.writer('wsyncmgr.log', 'SYNC', 7);
    for (let i = 0; i < 30; i++) write(i % 3 === 0 ? `Failed ${i}` : `Line ${i}`, i % 3 === 0 ? 'error' : i % 3 === 1 ? 'warning' : 'information');
    const errors = logs.window({ ...all, minimumSeverity: 'error', find: 'fAILED 1', offset: 1, limit: 2 });
    expect(errors).toMatchObject({ total: 10, matches: [4, 5, 6] });
    expect(errors.lines.map((l) => l.text)).toEqual(['Failed 3', 'Failed 6']);
    expect(logs.window({ ...all, minimumSeverity: 'warning' }).total).toBe(20);
    expect(() => logs.window({ ...all, name: 'none.log' })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  test('[SYNC-06] followers get the lines as they reach the disk', async () => {
    const logs = open();
    const write = logs.writer('wsyncmgr.log', 'SYNC', 7);
    const followed = logs.follow('wsyncmgr.log').next();
    write('one');
    write('two');
    deferred.forEach((run) => run());
    expect(((await followed).value as LogLine[]).map((l) => l.text)).toEqual(['one', 'two']);
  });
});
