import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import { ConsolePage } from './support/console-page.ts';

const all = ['Computer Management', 'Software Updates', 'Update Repository', 'All Updates'];
const pagesOf = (wizard: Locator) => wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem');

/** Opens the wizard over the first updates of a folder that need no license terms. */
async function deploy(console: ConsolePage, rows: number) {
  await console.go(...all);
  await console.grid.getByRole('row').nth(1).click();
  if (rows > 1) await console.grid.getByRole('row').nth(rows).click({ modifiers: ['Shift'] });
  await console.action('Deploy Software Updates…').click();
  return console.dialog('Deploy Software Updates Wizard');
}

async function chooseCollection(console: ConsolePage, within: Locator, name: string) {
  await within.getByRole('button', { name: 'Browse…' }).click();
  const browse = console.dialog('Browse Collection');
  await browse.getByRole('option', { name: new RegExp(`^${name}`) }).click();
  await browse.getByRole('button', { name: 'OK' }).click();
}

const packagePages = ['Deployment Package', 'Distribution Points', 'Download Location', 'Language Selection'];

/** From Collection to Deployment Package, which is answered with a new one. */
async function newPackage(wizard: Locator, name: string) {
  for (let step = 0; step < 6; step++) await wizard.getByRole('button', { name: 'Next' }).click();
  await nameNewPackage(wizard, name);
}

async function nameNewPackage(wizard: Locator, name: string) {
  await expect(wizard.getByRole('region', { name: 'Deployment Package' })).toBeVisible();
  await wizard.getByRole('radio', { name: 'Create a new deployment package' }).check();
  await wizard.getByLabel('Name').fill(name);
  await wizard.getByLabel('Package source').fill(`\\\\CEN01\\Sources\\${name}`);
}

async function finish(wizard: Locator) {
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('region', { name: 'Confirmation' })).toBeVisible();
}

test('[DEPLOY-02] updates are deployed page by page with the defaults of the product, and shown with all tabs of properties', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Deployment Management');
  await expect(console.result.getByText('There are no deployments yet')).toBeVisible();
  const wizard = await deploy(console, 3);
  await expect(pagesOf(wizard)).toHaveText(
    ['General', 'Deployment Template', 'Collection', 'Display/Time Settings', 'Restart Settings', 'Event Generation', 'Download Settings', 'Create Template', ...packagePages, 'Schedule', 'Summary', 'Progress', 'Confirmation']);
  await expect(wizard.getByLabel('Name')).toHaveValue('Deployment 1');
  await expect(wizard).toContainText('3 software updates will be deployed.');
  await wizard.getByLabel('Name').fill('2013-01 Desktops');
  await wizard.getByLabel('Name').press('Enter');
  await expect(wizard.getByRole('radio', { name: 'Create a new deployment definition' })).toBeChecked();
  await expect(wizard.getByRole('radio', { name: 'Use an existing deployment template' })).toBeDisabled();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('button', { name: 'Next' })).toBeDisabled();
  await chooseCollection(console, wizard, 'All Systems');
  for (let step = 0; step < 5; step++) await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('checkbox', { name: 'Save deployment properties to a template' }).check();
  await wizard.getByLabel('Template name').fill('Desktops');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('button', { name: 'Finish' })).toBeDisabled();
  await nameNewPackage(wizard, 'Desktop Files');
  await expect(wizard.getByRole('combobox', { name: 'Sending priority' })).toHaveValue('medium');
  await page.screenshot({ path: pictures('deploy-wizard-package-light.png') });
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('radio', { name: 'Download software updates from the Internet' })).toBeChecked();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('region', { name: 'Language Selection' })).toContainText('for all languages');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('radio', { name: 'As soon as possible' })).toBeChecked();
  await expect(wizard.getByRole('radio', { name: 'Set a deadline', exact: true })).toBeChecked();
  await expect(wizard.getByLabel('Deadline (UTC)')).toHaveValue(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);
  await page.screenshot({ path: pictures('deploy-wizard-schedule-light.png') });
  const suggested = await wizard.getByLabel('Deadline (UTC)').inputValue();
  await wizard.getByRole('radio', { name: 'Date and time' }).check();
  await wizard.getByLabel('Available (UTC)').fill(suggested);
  await expect(wizard.getByLabel('Deadline (UTC)')).not.toHaveValue(suggested);
  await wizard.getByLabel('Deadline (UTC)').fill(suggested);
  await expect(wizard).toContainText('The deadline is not after the time at which the updates become available.');
  await expect(wizard.getByRole('button', { name: 'Next' })).toBeDisabled();
  await wizard.getByRole('radio', { name: 'As soon as possible' }).check();
  await wizard.getByRole('checkbox', { name: 'Enable Wake On LAN' }).check();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('All Systems, with members of subcollections');
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('Desktop Files (new)');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard).toContainText('3 software updates deployed with 2013-01 Desktops.');
  await expect(wizard).toContainText('The deployment template Desktops was made.');
  await expect(wizard).toContainText('The files of 3 software updates are in the package Desktop Files (CEN00001).');
  await expect(wizard).toContainText('The package Desktop Files is on no distribution point');
  for (const text of ['Deployed', 'Downloaded']) await expect(wizard.getByRole('table', { name: 'Results' }).getByText(text)).toHaveCount(3);
  await page.screenshot({ path: pictures('deploy-wizard-confirmation-light.png') });
  await wizard.getByRole('button', { name: 'Show the Deployment' }).click();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '4');
  await expect(console.result.getByText('Collection: All Systems')).toBeVisible();
  for (const column of ['deployed', 'downloaded']) expect(new Set(await console.column(column))).toEqual(new Set(['Yes']));

  await console.go('Computer Management', 'Software Updates', 'Deployment Management');
  await expect(console.cell(console.row('2013-01 Desktops'), 'id')).toHaveText('1');
  await expect(console.row('2013-01 Desktops')).toContainText('All Systems');
  await console.row('2013-01 Desktops').click();
  await page.screenshot({ path: pictures('deployment-management-light.png') });
  await page.keyboard.press('Alt+Enter');
  const sheet = console.dialog('2013-01 Desktops Properties');
  await expect(sheet.getByRole('tab')).toHaveText(['General', 'Collection', 'Schedule', 'Display/Time Settings', 'Restart Settings', 'Event Generation', 'Download Settings', 'SMS 2003 Settings', 'Security']);
  await sheet.getByRole('tab', { name: 'Schedule' }).click();
  await expect(sheet.getByRole('checkbox', { name: 'Enable Wake On LAN' })).toBeChecked();
  await sheet.getByRole('radio', { name: 'Do not set a deadline: users choose whether they install' }).check();
  await sheet.getByRole('tab', { name: 'SMS 2003 Settings' }).click();
  await sheet.getByRole('button', { name: 'Advanced…' }).click();
  await console.dialog('Advanced SMS 2003 Settings').getByRole('checkbox', { name: 'Hide deployments from SMS 2003 clients' }).check();
  await console.dialog('Advanced SMS 2003 Settings').getByRole('button', { name: 'OK' }).click();
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  await expect(console.cell(console.row('2013-01 Desktops'), 'deadline')).toHaveText('');
});

test('[DEPLOY-02] a deployment is made with a template from an update list, filled by dragging and by keyboard, disabled, deleted and undone', async ({ synchronized: { console } }) => {
  const { page } = console;
  let wizard = await deploy(console, 1);
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await chooseCollection(console, wizard, 'All Systems');
  for (let step = 0; step < 5; step++) await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('checkbox', { name: 'Save deployment properties to a template' }).check();
  await wizard.getByLabel('Template name').fill('Monthly');
  await wizard.getByRole('button', { name: 'Next' }).click();
  // A folder without the files: the deployment stands, and says what its clients lack.
  await nameNewPackage(wizard, 'Files');
  for (let step = 0; step < 2; step++) await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('radio', { name: 'Download software updates from a location on the local network' }).check();
  await wizard.getByLabel('Folder').fill('\\\\CEN01\\Sources\\Files');
  await finish(wizard);
  await expect(wizard).toContainText('1 software update deployed with Deployment 1.');
  await expect(wizard.getByRole('alert')).toContainText('The deployment is made all the same and offers it, but clients cannot install it before a distribution point has the files.');
  await expect(wizard.getByRole('table', { name: 'Results' })).toContainText('Not downloaded.');
  await page.screenshot({ path: pictures('deploy-wizard-not-downloaded-light.png') });
  await wizard.getByRole('button', { name: 'Close' }).first().click();

  await console.grid.getByRole('row').nth(2).click();
  await console.grid.getByRole('row').nth(5).click({ modifiers: ['Shift'] });
  await console.action('Update List…').click();
  const list = console.dialog('Update List Wizard');
  await list.getByLabel('Name').fill('January');
  await finish(list);
  await list.getByRole('button', { name: 'Show the List' }).click();
  await console.node('January').click();
  await console.action('Deploy Software Updates…').click();
  wizard = console.dialog('Deploy Software Updates Wizard');
  await wizard.getByLabel('Name').fill('From a list');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('radio', { name: 'Use an existing deployment template' }).check();
  await expect(pagesOf(wizard)).toHaveText(['General', 'Deployment Template', ...packagePages, 'Schedule', 'Summary', 'Progress', 'Confirmation']);
  await finish(wizard);
  await expect(wizard).toContainText('4 software updates deployed with From a list.');
  await expect(wizard).toContainText('The files of 4 software updates are in the package Files (CEN00001).');
  await wizard.getByRole('button', { name: 'Close' }).first().click();

  await console.node('Deployment Management').locator('.twisty').click();
  await console.go(...all);
  await console.grid.getByRole('row').nth(5).click();
  await console.grid.getByRole('row').nth(7).click({ modifiers: ['Shift'] });
  await console.grid.getByRole('row').nth(6).dragTo(console.node('From a list'));
  const add = console.dialog('Add to Deployment Wizard');
  await expect(pagesOf(add).first()).toHaveText('Summary');
  await add.getByRole('button', { name: 'Next' }).click();
  await expect(add).toContainText('2 software updates deployed with From a list.');
  await expect(add).toContainText('1 was in the deployment already.');
  await add.getByRole('button', { name: 'Close' }).first().click();
  // Its files are there: the pages of the package are not needed.
  await console.grid.getByRole('row').nth(3).dragTo(console.node('Deployment Templates'));
  wizard = console.dialog('Deploy Software Updates Wizard');
  await expect(pagesOf(wizard)).toHaveText(['General', 'Deployment Template', 'Schedule', 'Summary', 'Progress', 'Confirmation']);
  await expect(wizard.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Escape');
  await console.node('Deployment Packages').locator('.twisty').click();
  await console.grid.getByRole('row').nth(8).dragTo(console.node('Files'));
  await expect(console.dialog('Download Updates Wizard').getByRole('combobox', { name: 'Deployment package' })).toHaveValue('CEN00001');
  await page.keyboard.press('Escape');
  await console.action('Add to Deployment…').click();
  await expect(add.getByRole('combobox', { name: 'Deployment' })).toBeVisible();
  await page.keyboard.press('Escape');

  await console.node('From a list').click();
  await console.action('Disable').click();
  await expect(console.result.getByText('The deployment is disabled.')).toBeVisible();
  await console.node('January').click();
  await page.keyboard.press('Delete');
  await expect(console.dialog('Delete Update List')).toContainText('Deployment From a list');
  await page.keyboard.press('Escape');
  await console.node('From a list').click();
  await page.keyboard.press('Delete');
  const warning = console.dialog('Delete Deployment');
  await expect(warning).toContainText('6 software updates in it stay in the repository.');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.node('From a list')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await console.dialog('Undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.node('From a list')).toBeVisible();
});

test('[DEPLOY-13] client agent settings are set on three tabs; while deployments are hidden only mandatory ones can be made', async ({ synchronized: { console } }) => {
  await console.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Client Agents');
  await console.row('Software Updates Client Agent').dblclick();
  const sheet = console.dialog('Software Updates Client Agent Properties');
  await expect(sheet.getByRole('tab')).toHaveText(['General', 'Update Installation', 'Deployment Re-evaluation']);
  await expect(sheet.getByRole('checkbox', { name: 'Enable software updates on clients' })).toBeChecked();
  await expect(sheet.getByLabel('Run every')).toHaveValue('7');
  await sheet.getByRole('tab', { name: 'Update Installation' }).click();
  await expect(sheet.getByRole('checkbox', { name: 'Enforce all mandatory deployments' })).not.toBeChecked();
  await sheet.getByRole('checkbox', { name: 'Hide all deployments from end users' }).check();
  await console.page.screenshot({ path: pictures('client-agent-light.png') });
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  const wizard = await deploy(console, 1);
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await chooseCollection(console, wizard, 'All Systems');
  await newPackage(wizard, 'Files');
  for (let step = 0; step < 4; step++) await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('radio', { name: 'Do not set a deadline: users choose whether they install' })).toBeDisabled();
  await expect(wizard).toContainText('only mandatory deployments can be made');
});

test('[DEPLOY-02] license terms that wait are read before the wizard asks', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Service Packs');
  await console.grid.getByRole('row').nth(1).click();
  await console.action('Deploy Software Updates…').click();
  const terms = console.dialog('Review/Accept License Terms');
  await expect(terms).toBeVisible();
  await terms.getByRole('button', { name: 'Cancel' }).click();
  await expect(console.page.getByRole('status', { name: 'Notices' })).toContainText('Nothing was deployed');
  await console.action('Deploy Software Updates…').click();
  await terms.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(console.dialog('Deploy Software Updates Wizard').getByLabel('Name')).toHaveValue('Deployment 1');
  await console.dialog('Deploy Software Updates Wizard').getByRole('button', { name: 'Cancel' }).click();

  // Everything at once: a warning with its reason, and no wall.
  await console.go(...all);
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Control+a');
  await console.action('Deploy Software Updates…').click();
  await terms.getByRole('button', { name: /^Accept All/ }).click();
  const wizard = console.dialog('Deploy Software Updates Wizard');
  await expect(wizard).toContainText('software updates are many for one deployment.');
  await expect(wizard).toContainText('expired updates cannot be deployed any more');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await chooseCollection(console, wizard, 'All Systems');
  await newPackage(wizard, 'Files');
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  // Thousands of files come while somebody does something else.
  await wizard.getByRole('button', { name: 'Do Not Wait' }).click();
  await expect(wizard).toContainText('left out');
  await expect(wizard).toContainText('software updates are still being downloaded.');
});

test('[DEPLOY-02] who saves a deployment second is told what somebody else changed, and shown it', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  const wizard = await deploy(console, 1);
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await chooseCollection(console, wizard, 'All Systems');
  await newPackage(wizard, 'Files');
  await finish(wizard);
  await wizard.getByRole('button', { name: 'Close' }).first().click();
  await console.go('Computer Management', 'Software Updates', 'Deployment Management');
  const sheet = console.dialog('Deployment 1 Properties');
  const opened = host.app ? host.app.waitForEvent('window') : page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Window', exact: true }).click();
  await page.getByRole('menuitem', { name: 'New Window' }).click();
  const second = new ConsolePage(await opened);
  await second.opened();
  await page.bringToFront();
  await console.row('Deployment 1').click();
  await page.keyboard.press('Alt+Enter');
  await sheet.getByLabel('Name').fill('Mine');
  await second.go('Computer Management', 'Software Updates', 'Deployment Management');
  await second.row('Deployment 1').click();
  await second.action('Disable').click();
  await expect(second.row('Deployment 1')).toContainText('Disabled');
  await second.page.close();
  await sheet.getByRole('button', { name: 'Apply' }).click();
  await expect(sheet.getByRole('button', { name: 'Save Mine Anyway' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Show Current Settings' }).click();
  await expect(sheet.getByLabel('Name')).toHaveValue('Deployment 1');
  await expect(sheet).toContainText('Disabled');
  await sheet.getByLabel('Name').fill('Mine');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('Mine')).toContainText('Disabled');
});
