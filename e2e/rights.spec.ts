import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import type { ConsolePage } from './support/console-page.ts';

/** File ▸ Connect As. */
async function connectAs(console: ConsolePage, user: string) {
  await console.page.getByRole('button', { name: 'File', exact: true }).click();
  await console.page.getByRole('menuitem', { name: 'Connect As…' }).click();
  const dialog = console.dialog('Connect As');
  await expect(dialog).toContainText('not authenticated');
  await dialog.getByRole('radio', { name: user }).check();
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await expect(console.statusBar.getByRole('button', { name: user })).toBeVisible();
}

const why = (right: string, of: string, user = 'CORP\\report.viewer') => `${user} does not have the right ${right} on the class ${of}.`;

test('[D§8.6] who only looks sees every verb, grey with the reason; the console acts as the user that was chosen', async ({ synchronized: { console } }) => {
  await connectAs(console, 'CORP\\report.viewer');
  await console.go('Computer Management', 'Software Updates', 'Update Repository');
  await expect(console.action('Run Synchronization')).toHaveAttribute('aria-disabled', 'true');
  await expect(console.action('Run Synchronization')).toHaveAttribute('title', `Run Synchronization: ${why('Modify', 'Site')}`);
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await expect(console.action('Update List…')).toHaveAttribute('title', `Update List…: ${why('Create', 'Configuration Item')}`);
  await expect(console.action('Review/Accept License Terms…')).toHaveAttribute('aria-disabled', 'true');
  await console.grid.getByRole('row').nth(1).click({ button: 'right' });
  await expect(console.page.getByRole('menuitem', { name: 'Update List…' })).toHaveAttribute('title', why('Create', 'Configuration Item'));
  await console.page.screenshot({ path: pictures('rights-greyed-light.png') });
  await console.page.keyboard.press('Escape');
  await console.action('Properties').click();
  const sheet = console.page.getByRole('dialog').filter({ hasText: 'Properties' });
  await sheet.getByRole('tab', { name: 'Custom Severity' }).click();
  await expect(sheet).toContainText(why('Modify', 'Software Updates'));
  await expect(sheet.getByRole('radio', { name: 'Critical' })).toBeDisabled();
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await connectAs(console, 'CORP\\a.novak');
  await expect(console.action('Update List…')).toHaveAttribute('aria-disabled', 'false');
});

test('[D§8.6] an administrator adds a user, gives a right, takes it back by an undo; who deploys may give nothing', async ({ fresh: { console } }) => {
  await console.go('Security Rights', 'Users');
  await expect(console.row('CORP\\a.novak')).toContainText('it always has every right');
  await console.action('New User…').click();
  const dialog = console.dialog('New User');
  await dialog.getByLabel('User name').fill('novak');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toContainText('Enter the user as DOMAIN\\user.');
  await dialog.getByLabel('User name').fill('CORP\\b.smith');
  await dialog.getByLabel('Class rights').selectOption('As CORP\\report.viewer');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('CORP\\b.smith')).toBeVisible();

  await console.row('CORP\\b.smith').dblclick();
  const rights = console.dialog('Security Rights');
  await rights.getByLabel('Class', { exact: true }).selectOption('Collection');
  await expect(rights.getByRole('checkbox', { name: 'Read' })).toBeChecked();
  await rights.getByRole('checkbox', { name: 'Create' }).check();
  await rights.getByRole('checkbox', { name: 'Modify' }).check();
  await rights.getByRole('button', { name: 'OK' }).click();
  await expect(rights).toBeHidden();
  await console.go('Security Rights', 'Rights');
  await console.lookFor('b.smith');
  await expect(console.row('Collection')).toContainText('Read, Create, Modify');
  await console.page.screenshot({ path: pictures('security-rights-light.png') });

  await console.page.keyboard.press('Control+z');
  const undo = console.dialog('Undo');
  await expect(undo.getByRole('row', { name: 'Collection' })).toContainText('Read, Create, Modify');
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.row('Collection')).not.toContainText('Modify');

  await connectAs(console, 'CORP\\deployment.admin');
  await console.go('Security Rights', 'Users');
  await expect(console.action('New User…')).toHaveAttribute('title', /has neither Administer nor Delegate on the class Site/);
  await console.go('Computer Management', 'Collections');
  await expect(console.action('New Collection…')).toHaveAttribute('title', `New Collection…: ${why('Create', 'Collection', 'CORP\\deployment.admin')}`);
});

test('[D§8.6] the Security tab of a collection lists class and instance rights; a right on it alone opens its verbs', async ({ fresh: { console } }) => {
  await console.go('Computer Management', 'Collections');
  await console.action('New Collection…').click();
  const made = console.dialog('New Collection');
  await made.getByLabel('Name').first().fill('Desktops');
  await made.getByRole('button', { name: 'OK' }).click();
  await expect(made).toBeHidden();
  await console.go('Computer Management', 'Collections');
  await console.row('Desktops').click();
  await console.action('Properties').click();
  const sheet = console.dialog('Desktops Properties');
  await sheet.getByRole('tab', { name: 'Security' }).click();
  await expect(sheet.getByRole('table', { name: 'Class security rights' })).toContainText('CORP\\administrator');
  await sheet.getByRole('button', { name: 'New Instance Rights…' }).click();
  const rights = console.dialog('Security Rights').last();
  await rights.getByLabel('User').selectOption('CORP\\report.viewer');
  await rights.getByRole('checkbox', { name: 'Delete' }).check();
  await expect(rights.getByRole('checkbox', { name: 'Read' })).toBeChecked();
  await rights.getByRole('button', { name: 'OK' }).click();
  await expect(sheet.getByRole('table', { name: 'Instance security rights' })).toContainText('CORP\\report.viewer');
  await console.page.screenshot({ path: pictures('security-tab-light.png') });
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await connectAs(console, 'CORP\\report.viewer');
  await console.go('Computer Management', 'Collections');
  await console.row('Desktops').click();
  await expect(console.action('Delete Collection…')).toHaveAttribute('aria-disabled', 'false');
  await expect(console.action('Update Collection Membership')).toHaveAttribute('aria-disabled', 'true');
});
