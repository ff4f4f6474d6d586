import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import type { ConsolePage } from './support/console-page.ts';

const node = ['Computer Management', 'Software Updates', 'Deployment Templates'];

test('[DEPLOY-01] a deployment template is made page by page, changed, copied, renamed, written to a file, read from one, deleted and undone', async ({ fresh: { console, host } }) => {
  const { page } = console;
  await console.go(...node);
  await console.result.getByRole('button', { name: 'New Deployment Template' }).click();
  const wizard = console.dialog('New Deployment Template Wizard');
  await expect(wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem')).toHaveText(
    ['Template', 'Collection', 'Display/Time Settings', 'Restart Settings', 'Event Generation', 'Download Settings', 'SMS 2003 Settings', 'Summary', 'Progress', 'Confirmation']);
  await expect(wizard.getByRole('button', { name: 'Next' })).toBeDisabled();
  await wizard.getByLabel('Name').fill('2013/01');
  await expect(wizard).toContainText('A name has none of / | \\ : * ? " < >.');
  await wizard.getByLabel('Name').fill('Desktops');
  await wizard.getByLabel('Description').fill('What desktops get each month');
  await wizard.getByLabel('Name').press('Enter');
  await expect(wizard.getByRole('checkbox', { name: 'Include members of subcollections' })).toBeChecked();
  await wizard.getByRole('button', { name: 'Browse…' }).click();
  const browse = console.dialog('Browse Collection');
  await browse.getByLabel('Look for').fill('all sys');
  await browse.getByRole('option', { name: /All Systems/ }).click();
  await browse.getByRole('button', { name: 'OK' }).click();
  await expect(wizard.getByRole('textbox', { name: 'Collection' })).toHaveValue('All Systems');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('radio', { name: 'Allow display notifications on clients' })).toBeChecked();
  await expect(wizard.getByRole('radio', { name: 'UTC', exact: true })).toBeChecked();
  await expect(wizard.getByLabel('Duration', { exact: true })).toHaveValue('2');
  await wizard.getByLabel('Duration', { exact: true }).fill('0');
  await expect(wizard.getByRole('button', { name: 'Next' })).toBeDisabled();
  await wizard.getByLabel('Duration', { exact: true }).fill('10');
  await wizard.getByLabel('Unit of the duration').selectOption('Days');
  await page.screenshot({ path: pictures('deployment-template-wizard-light.png') });
  await wizard.getByRole('button', { name: 'Next' }).click();
  for (const name of ['Servers', 'Workstations', 'Allow system restart outside of maintenance windows']) await expect(wizard.getByRole('checkbox', { name })).not.toBeChecked();
  await wizard.getByRole('checkbox', { name: 'Servers' }).check();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('radio', { name: 'Do not install software updates' }).first()).toBeChecked();
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('Suppressed on servers');
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('10 days');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard).toContainText('Desktops was made.');
  await wizard.getByRole('button', { name: 'Close' }).first().click();

  await console.row('Desktops').dblclick();
  const sheet = console.dialog('Desktops Properties');
  await expect(sheet.getByRole('tab')).toHaveText(['General', 'Collection', 'Display/Time Settings', 'Restart Settings', 'Event Generation', 'Download Settings', 'SMS 2003 Settings', 'Security']);
  await sheet.getByRole('tab', { name: 'Restart Settings' }).click();
  await expect(sheet.getByRole('checkbox', { name: 'Servers' })).toBeChecked();
  await sheet.getByRole('checkbox', { name: 'Workstations' }).check();
  await sheet.getByRole('button', { name: 'Apply' }).click();
  await expect(sheet.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await sheet.getByRole('button', { name: 'OK' }).click();

  await console.action('Copy…').click();
  const copy = console.dialog('Copy Deployment Template');
  await expect(copy.getByLabel('Name')).toHaveValue('Copy of Desktops');
  await copy.getByLabel('Name').fill('Desktops');
  await copy.getByRole('button', { name: 'OK' }).click();
  await expect(copy).toContainText('Another deployment template has this name.');
  await copy.getByLabel('Name').fill('Servers');
  await copy.getByRole('button', { name: 'OK' }).click();
  await console.row('Servers').click();
  await page.keyboard.press('F2');
  await console.dialog('Rename Deployment Template').getByLabel('Name').fill('All servers');
  await page.keyboard.press('Enter');
  await console.row('All servers').click();
  const { name, text } = await host.saved(() => console.action('Export…').click());
  expect(name).toBe('All servers.xml');
  expect(text).toContain('<SuppressWorkstations>Checked</SuppressWorkstations>');
  await importTemplate(console, host.dataFolder, 'Pilot', text.replace('<UTC>true</UTC>', '<UTC>false</UTC>'));
  await expect(console.row('Pilot')).toContainText('Client local time');

  await console.row('Pilot').click();
  await page.keyboard.press('Delete');
  await expect(console.dialog('Delete Deployment Template')).toContainText('Deployments that were made with it keep their settings.');
  await console.dialog('Delete Deployment Template').getByRole('button', { name: 'Delete' }).click();
  await expect(console.row('Pilot')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await console.dialog('Undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.row('Pilot')).toBeVisible();
});

async function importTemplate(console: ConsolePage, folder: string, name: string, text: string) {
  const file = join(folder, `${name}.xml`);
  writeFileSync(file, text);
  const chooser = console.page.waitForEvent('filechooser');
  await console.action('Import…').click();
  await (await chooser).setFiles(file);
  const wizard = console.dialog('New Deployment Template Wizard');
  await expect(wizard.getByLabel('Name')).toHaveValue(name);
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Close' }).first().click();
}
