import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSmallSite, START, type SmallSite } from '../../../test/support/small-site.ts';
import { openLogs, type Logs } from '../logs/index.ts';
import { createStatusMessages, listStatusMessages, type StatusMessages } from './index.ts';

let site: SmallSite;
let logs: Logs;
let messages: StatusMessages;
let raised = 0;
beforeEach(() => {
  site = openSmallSite();
  raised = 0;
  logs = openLogs(join(site.folder, 'logs'), site.clock, () => {});
  messages = createStatusMessages({ code: 'CEN', server: 'CEN01', database: site.database, clock: site.clock, raised: () => raised++ });
});
afterEach(() => site.close());

const log = () => logs.writer('wsyncmgr.log', 'SMS_WSUS_SYNC_MANAGER', 3404);
const list = (asked: Partial<Parameters<typeof listStatusMessages>[1]> = {}) => listStatusMessages(site.database, { minimumSeverity: 'Information', component: null, find: '', offset: 0, limit: 100, ...asked });

test('[SYNC-06] a message has its severity, text with its strings, moment and STATMSG line', () => {
  messages.raise(6703, log(), ['UssNotFound', 'Unable to connect']);
  expect(list().rows).toEqual([
    { recordId: 1, messageId: 6703, severity: 'Error', component: 'SMS_WSUS_SYNC_MANAGER', siteCode: 'CEN', system: 'CEN01', at: START, description: 'WSUS Synchronization failed. Message: Unable to connect. Source: UssNotFound.', insertionStrings: ['UssNotFound', 'Unable to connect'] },
  ]);
  const [line] = logs.window({ name: 'wsyncmgr.log', minimumSeverity: 'information', find: '', offset: 0, limit: 10 }).lines;
  expect(line).toMatchObject({ severity: 'error', text: expect.stringMatching(/^STATMSG: ID=6703 SEV=E LEV=M SOURCE="SMS Server" COMP="SMS_WSUS_SYNC_MANAGER" SYS=CEN01 SITE=CEN PID=432 TID=3404 GMTDATE=Mon Jan 07 08:00:00\.000 2013 ISTR0="UssNotFound" ISTR1="Unable to connect" ISTR2="" .*ISTR9="" NUMATTRS=0$/) });
  expect(raised).toBe(1);
});

test('[SYNC-06] the six messages of a synchronization are known, and no other', () => {
  for (const id of [6701, 6702, 6703, 6704, 6705, 6706]) messages.raise(id, log());
  expect(list().rows.map((row) => [row.messageId, row.severity])).toEqual([[6706, 'Information'], [6705, 'Information'], [6704, 'Information'], [6703, 'Error'], [6702, 'Information'], [6701, 'Information']]);
  expect(() => messages.raise(1, log())).toThrow(/no text/);
});

test('[SYNC-06] the list is cut by severity, component and text, newest first', () => {
  for (let i = 0; i < 6; i++) messages.raise(i % 2 === 0 ? 6701 : 6703, log(), [`Source${i}`, '100% of_it']);
  expect(list({ minimumSeverity: 'Error' }).total).toBe(3);
  expect(list({ offset: 1, limit: 2 }).rows.map((row) => row.recordId)).toEqual([5, 4]);
  expect(list({ find: 'source3' }).rows.map((row) => row.recordId)).toEqual([4]);
  expect(list({ find: '6701' }).total).toBe(3);
  expect(list({ find: '100% of_it' }).total).toBe(3);
  expect(list({ find: '1%f' }).total).toBe(0);
  expect(list({ component: 'SMS_WSUS_SYNC_MANAGER' }).total).toBe(6);
  expect(list({ component: 'OTHER' })).toEqual({ total: 0, rows: [], components: ['SMS_WSUS_SYNC_MANAGER'] });
});
