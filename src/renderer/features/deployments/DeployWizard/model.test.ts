import { expect, test } from 'vitest';
import { defaultDeploymentSettings, deploymentDraft, type DeploymentTemplate } from '../../../../contract/index.ts';
import { draftOf, firstAnswers, messageOf, saveAsMessage, toDownload } from './model.ts';

const examined = { name: 'Deployment 1', updates: 3, expired: 0, gone: 0, superseded: 0, deployableToSms2003: false, notDownloaded: [], hideAll: false, now: Date.UTC(2013, 0, 7, 8) };
const { now } = examined;

test('[DEPLOY-02] the wizard begins with the defaults of the product: as soon as possible, a deadline two weeks later, UTC, everything else off', () => {
  const answers = firstAnswers(examined, null);
  expect(draftOf(answers, now)).toEqual({ name: 'Deployment 1', description: '', settings: defaultDeploymentSettings, schedule: { available: null, deadline: '2013-01-21T08:00', wakeOnLan: false, ignoreMaintenanceWindows: false }, sms2003: { hide: false, every: null, maximumMinutes: null } });
  expect(messageOf(answers, now, 'settings.collection')).toBe('Choose a collection.');
  expect(deploymentDraft.safeParse(draftOf({ ...answers, settings: { ...answers.settings, collection: 'SMS00001' } }, now)).success).toBe(true);
});

test('[DEPLOY-02] the suggested deadline follows the available time and the duration until another is set', () => {
  const answers = { ...firstAnswers(examined, null), available: '2013-02-01T10:00' };
  expect(draftOf(answers, now).schedule.deadline).toBe('2013-02-15T10:00');
  expect(draftOf({ ...answers, settings: { ...answers.settings, duration: { every: 1, unit: 'days' } } }, now).schedule.deadline).toBe('2013-02-02T10:00');
  expect(draftOf({ ...answers, deadline: null }, now).schedule.deadline).toBeNull();
  expect(messageOf({ ...answers, deadline: '2013-01-31T10:00' }, now, 'schedule.deadline')).toContain('not after');
});

test('[DEPLOY-02] a template answers what it keeps; a template saved needs a name of its own', () => {
  const template = { name: 'Desktops', settings: { ...defaultDeploymentSettings, collection: 'SMS00001', utc: false } } as DeploymentTemplate;
  expect(draftOf(firstAnswers(examined, template), now).settings).toEqual(template.settings);
  expect(saveAsMessage('', [])).toBe('Enter a name.');
  expect(saveAsMessage(' desktops ', ['Desktops'])).toBe('Another deployment template has this name.');
  expect(saveAsMessage('Servers', ['Desktops'])).toBeUndefined();
});

test('[DEPLOY-02] what is not downloaded yet is downloaded by the wizard; with SMS 2003 clients everything', () => {
  const some = { ...examined, notDownloaded: [2] };
  const answers = firstAnswers(some, null);
  expect(toDownload([1, 2, 3], some, answers)).toEqual([2]);
  expect(toDownload([1, 2, 3], examined, answers)).toEqual([]);
  const sms2003 = { ...answers.settings, sms2003: { ...answers.settings.sms2003, deploy: true } };
  expect(toDownload([1, 2, 3], examined, { ...answers, settings: sms2003 })).toEqual([1, 2, 3]);
});
