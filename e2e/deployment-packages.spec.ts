import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import type { ConsolePage } from './support/console-page.ts';

const SERVER = 'DP01.corp.lab';

/** Selects the first updates of the repository. */
async function selectUpdates(console: ConsolePage, number: number) {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  if (number > 1) await console.grid.getByRole('row').nth(number).click({ modifiers: ['Shift'] });
}

/** Through the wizard, page by page, into a new package. */
async function download(console: ConsolePage, name: string, picture = false) {
  await console.action('Download Software Updates…').click();
  const wizard = console.dialog('Download Updates Wizard');
  const shown = ['Deployment Package', 'Distribution Points', 'Download Location', 'Language Selection', 'Summary', 'Progress', 'Confirmation'];
  await expect(wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem')).toHaveText(shown);
  await wizard.getByRole('radio', { name: 'Create a new deployment package' }).check();
  await wizard.getByLabel('Name').fill(name);
  await wizard.getByLabel('Package source').fill('Sources');
  const next = wizard.getByRole('button', { name: 'Next' });
  await next.click();
  await expect(wizard.getByRole('alert')).toContainText('it is no whole path');
  await wizard.getByLabel('Package source').fill(`\\\\CEN01\\Sources\\${name}`);
  await expect(wizard.getByRole('combobox', { name: 'Sending priority' })).toHaveValue('medium');
  if (picture) await console.page.screenshot({ path: pictures('download-updates-wizard-light.png') });
  await next.click();
  await wizard.getByRole('checkbox', { name: SERVER }).check();
  await next.click();
  await expect(wizard.getByRole('radio', { name: 'Download software updates from the Internet' })).toBeChecked();
  await expect(wizard).toContainText('In this lab the Internet is a server of Patchbay’s own');
  await next.click();
  await expect(wizard.getByRole('region', { name: 'Language Selection' })).toContainText('for all languages');
  await next.click();
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText(`${name} (new)`);
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText(SERVER);
  await next.click();
  await expect(wizard.getByRole('region', { name: 'Confirmation' })).toContainText('being downloaded');
  return wizard;
}

test('[DEPLOY-03] updates are downloaded into a package and copied to a distribution point, and the screens say so', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Deployment Packages');
  await expect(console.result.getByText('There are no deployment packages yet')).toBeVisible();
  await console.installDistributionPoint(SERVER);
  await selectUpdates(console, 5);
  const wizard = await download(console, 'January', true);
  await wizard.getByRole('button', { name: 'Show the Package' }).click();
  await expect(console.result.getByRole('heading', { name: 'Software Updates' })).toBeVisible();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '6');
  for (let n = 1; n <= 5; n++) await expect(console.cell(console.grid.getByRole('row').nth(n), 'state')).toHaveText('Downloaded');
  await console.go('Deployment Packages', 'January', 'Package Status');
  await expect(console.row(SERVER)).toContainText('Installed');
  await expect(console.cell(console.row(SERVER), 'version')).toHaveText('1');
  await console.page.screenshot({ path: pictures('package-status-light.png') });
  await console.go('Computer Management', 'Software Updates', 'Deployment Packages');
  await expect(console.row('January')).toContainText('CEN00001');
  await expect(console.row('January')).toContainText('1 of 1 installed');
  await console.page.screenshot({ path: pictures('deployment-packages-light.png') });
  await console.row('January').click();
  await console.action('Properties').click();
  const sheet = console.dialog('January Properties');
  await expect(sheet.getByRole('tab')).toHaveText(['General', 'Data Source', 'Data Access', 'Distribution Settings', 'Security']);
  await expect(sheet.getByLabel('Package source')).toBeDisabled();
  await sheet.getByLabel('Description').fill('What desktops get');
  await sheet.getByRole('tab', { name: 'Distribution Settings' }).click();
  await sheet.getByRole('combobox', { name: 'Sending priority' }).selectOption('High');
  await console.page.screenshot({ path: pictures('package-properties-light.png') });
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  await expect(console.row('January')).toContainText('What desktops get');
  // The repository knows it too, and the logs tell the story.
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await expect(console.cell(console.grid.getByRole('row').nth(1), 'downloaded')).toHaveText('Yes');
  await console.go('Tools', 'Logs');
  for (const log of ['PatchDownloader.log', 'distmgr.log']) await expect(console.row(log)).toBeVisible();
});

test('[DEPLOY-04] a package is copied, emptied, updated and deleted after its effect is named, and that is undone', async ({ synchronized: { console } }) => {
  await console.installDistributionPoint(SERVER);
  await console.installDistributionPoint('DP02.corp.lab');
  await selectUpdates(console, 3);
  await download(console, 'January').then((wizard) => wizard.getByRole('button', { name: 'Show the Package' }).click());
  await expect(console.cell(console.grid.getByRole('row').nth(3), 'state')).toHaveText('Downloaded');
  await console.go('Deployment Packages', 'January', 'Distribution Points');
  await expect(console.row(SERVER)).toContainText('Installed');
  await console.action('Copy Package…').click();
  const copy = console.dialog('Copy Package: January');
  await copy.getByRole('checkbox', { name: 'DP02.corp.lab' }).check();
  await copy.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('DP02.corp.lab')).toContainText('Installed');

  await console.go('Deployment Packages', 'January', 'Software Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Delete');
  await expect(console.grid).toHaveAttribute('aria-rowcount', '3');
  await console.action('Update Distribution Points').click();
  await console.go('Deployment Packages', 'January', 'Package Status');
  for (const server of [SERVER, 'DP02.corp.lab']) await expect(console.cell(console.row(server), 'version')).toHaveText('2');

  await console.go('Deployment Packages', 'January', 'Access Accounts');
  await console.result.getByRole('button', { name: 'New Access Account…' }).click();
  const account = console.dialog('New Access Account');
  await account.getByLabel('Account').fill('CORP\\Installers');
  await account.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('CORP\\Installers')).toContainText('Read');

  await console.openSiteSystem('DP02.corp.lab');
  await console.row('ConfigMgr distribution point').click();
  await console.action('Remove Role').click();
  const removal = console.dialog('Remove Distribution Point');
  await expect(removal).toContainText('The copies of 1 package on it are deleted.');
  await removal.getByRole('button', { name: 'Delete' }).click();

  await console.go('Computer Management', 'Software Updates', 'Deployment Packages', 'January');
  await console.node('January').press('Delete');
  const warning = console.dialog('Delete Deployment Package');
  await expect(warning).toContainText('The files of 2 software updates are in no other package');
  await expect(warning).toContainText(SERVER);
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.node('January')).toHaveCount(0);
  await console.page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Undo…' }).last().click();
  await console.dialog('Undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.node('January')).toBeVisible();
  await console.go('Deployment Packages', 'January', 'Package Status');
  await expect(console.row(SERVER)).toContainText('Installed');
});
