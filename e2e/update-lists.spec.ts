import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';
import type { ConsolePage } from './support/console-page.ts';

/** Opens the wizard over what is selected and makes a list of it. */
async function makeList(console: ConsolePage, name: string) {
  await console.action('Update List…').click();
  const wizard = console.dialog('Update List Wizard');
  await wizard.getByRole('radio', { name: 'Create a new update list' }).check();
  await wizard.getByLabel('Name').fill(name);
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('region', { name: 'Confirmation' })).toBeVisible();
  return wizard;
}

test('[REPO-06] an update list is made from selected updates, page by page, and shows them', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Lists');
  await expect(console.result.getByText('There are no update lists yet')).toBeVisible();
  await console.result.getByRole('button', { name: 'Show All Updates' }).click();
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Shift+ArrowDown');
  await console.page.keyboard.press('Shift+ArrowDown');
  await console.action('Update List…').click();
  const wizard = console.dialog('Update List Wizard');
  await expect(wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem')).toHaveText(['Update List', 'Summary', 'Progress', 'Confirmation']);
  await expect(wizard.getByRole('radio', { name: 'Add to an existing update list' })).toBeDisabled();
  await expect(wizard.getByRole('button', { name: 'Next' })).toBeDisabled();
  await wizard.getByLabel('Name').fill('2013/01');
  await expect(wizard).toContainText('A name has none of / | \\ : * ? " < >.');
  await wizard.getByLabel('Name').fill('2013-01 Desktops');
  await wizard.getByLabel('Description').fill('What desktops get in January');
  await wizard.getByLabel('Name').press('Enter');
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('2013-01 Desktops (new)');
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('3 software updates');
  await wizard.getByRole('button', { name: 'Previous' }).click();
  await expect(wizard.getByLabel('Name')).toHaveValue('2013-01 Desktops');
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard).toContainText('3 software updates added to 2013-01 Desktops.');
  await expect(wizard.getByRole('table', { name: 'Results' }).getByText('Added')).toHaveCount(3);
  await console.page.screenshot({ path: pictures('update-list-wizard-light.png') });
  await wizard.getByRole('button', { name: 'Show the List' }).click();
  await expect(console.result.getByRole('heading', { name: '2013-01 Desktops' })).toBeVisible();
  await expect(console.node('2013-01 Desktops')).toBeVisible();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '4');

  await console.action('Properties').click();
  const sheet = console.dialog('2013-01 Desktops Properties');
  await expect(sheet).toContainText('AuthList_');
  await expect(sheet.getByLabel('Name')).toHaveValue('2013-01 Desktops');
  await expect(sheet.getByLabel('Description')).toHaveValue('What desktops get in January');
  await sheet.getByLabel('Name').fill('2013-01 Workstations');
  await sheet.getByRole('button', { name: 'Apply' }).click();
  await expect(sheet.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.node('2013-01 Workstations')).toBeVisible();
});

test('[REPO-06] all updates of a folder go on a list at once; rows are dragged onto it; what was on it is told', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Security Updates');
  await console.node('Security Updates').press('ArrowRight');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Security Updates', 'Microsoft', 'All Updates');
  await expect(console.grid).not.toHaveAttribute('aria-rowcount', '-1');
  const rows = Number(await console.grid.getAttribute('aria-rowcount')) - 1;
  expect(rows).toBeGreaterThan(300);
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Control+a');
  const wizard = await makeList(console, 'Security');
  await expect(wizard).toContainText(`${rows.toLocaleString('en-US')} software updates added to Security.`);
  await wizard.getByRole('button', { name: 'Close' }).first().click();

  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await makeList(console, 'Pilot').then((made) => made.getByRole('button', { name: 'Close' }).first().click());
  await console.grid.getByRole('row').nth(1).click();
  await console.grid.getByRole('row').nth(4).click({ modifiers: ['Shift'] });
  await expect(console.statusBar).toContainText('4 selected');
  await console.node('Update Lists').locator('.twisty').click();
  // Pressing on one of the selected rows drags all of them.
  await console.grid.getByRole('row').nth(2).dragTo(console.node('Pilot'));
  const dropped = console.dialog('Update List Wizard');
  await expect(dropped.getByRole('list', { name: 'Pages' }).getByRole('listitem').first()).toHaveText('Summary');
  await expect(dropped).toContainText('Pilot');
  await dropped.getByRole('button', { name: 'Next' }).click();
  await expect(dropped).toContainText('3 software updates added to Pilot.');
  await expect(dropped).toContainText('1 was on the list already.');
  await dropped.getByRole('button', { name: 'Show the List' }).click();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '5');

  // By keyboard: the verb, the list chosen in the wizard.
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.focus();
  await console.page.keyboard.press('Home');
  await console.page.keyboard.press('Shift+F10');
  await console.page.keyboard.press('Enter');
  const chosen = console.dialog('Update List Wizard');
  await chosen.getByRole('combobox', { name: 'Update list' }).selectOption({ index: 0 });
  await console.page.keyboard.press('Escape');
  await expect(chosen).toBeHidden();
});

test('[REPO-06] updates are taken off a list, a list is deleted after its effect is named, and both are undone', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.grid.getByRole('row').nth(3).click({ modifiers: ['Shift'] });
  await makeList(console, 'January').then((made) => made.getByRole('button', { name: 'Show the List' }).click());
  await expect(console.grid).toHaveAttribute('aria-rowcount', '4');
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Delete');
  await expect(console.grid).toHaveAttribute('aria-rowcount', '3');
  await console.page.getByRole('status', { name: 'Notices' }).getByRole('button', { name: 'Undo…' }).click();
  const undo = console.dialog('Undo');
  await expect(undo.getByRole('row', { name: /^Updates put in/ })).toBeVisible();
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.grid).toHaveAttribute('aria-rowcount', '4');

  await console.node('January').click();
  await console.page.keyboard.press('Delete');
  const warning = console.dialog('Delete Update List');
  await expect(warning).toContainText('3 software updates on it stay in the repository.');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.node('January')).toHaveCount(0);
  await console.page.keyboard.press('Control+z');
  await expect(console.dialog('Undo')).toContainText('Will be there again');
  await console.dialog('Undo').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.node('January')).toBeVisible();
});

test('[REPO-06] at a child site a list of the parent is there with a lock: read, not changed', async ({ fresh: { console } }) => {
  test.setTimeout(240_000);
  const { page } = console;
  await console.chooseFewUpdates();
  await console.synchronize();
  await console.go('Site Management');
  await console.action('Add Lab Sites').click();
  await expect(console.row('PR1 – Chicago')).toContainText('Healthy');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.grid.getByRole('row').nth(4).click({ modifiers: ['Shift'] });
  await makeList(console, 'Service Packs').then((made) => made.getByRole('button', { name: 'Close' }).first().click());

  await page.getByRole('button', { name: /Connected to CEN/ }).click();
  await page.getByRole('menuitemradio', { name: 'PR1 – Chicago' }).click();
  await console.go('Computer Management', 'Software Updates', 'Update Lists');
  await expect(console.row('Service Packs').getByRole('img', { name: 'Read-only, from site CEN' })).toBeVisible();
  await console.row('Service Packs').click();
  await expect(console.action('Delete…')).toHaveAttribute('title', 'Delete…: it came from site CEN and is read-only here.');
  await console.action('Properties').click();
  const sheet = console.dialog('Service Packs Properties');
  await expect(sheet.getByLabel('Name')).toBeDisabled();
  await expect(sheet).toContainText('It came from site CEN');
});

test('[REPO-06] the files of what goes on a list are downloaded with it, through the pages of a package', async ({ synchronized: { console } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.action('Update List…').click();
  const wizard = console.dialog('Update List Wizard');
  await wizard.getByLabel('Name').fill('January');
  await wizard.getByRole('checkbox', { name: 'Download the files associated with the selected software updates' }).check();
  await expect(wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem')).toHaveText(['Update List', 'Deployment Package', 'Distribution Points', 'Download Location', 'Language Selection', 'Summary', 'Progress', 'Confirmation']);
  await expect(wizard.getByLabel('Name')).toHaveValue('January');
  const next = wizard.getByRole('button', { name: 'Next' });
  await next.click();
  await wizard.getByLabel('Name').fill('January Files');
  await wizard.getByLabel('Package source').fill('\\\\CEN01\\Sources\\January');
  await next.click();
  await expect(wizard).toContainText('This site has no distribution point');
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await expect(wizard.getByRole('region', { name: 'Summary' })).toContainText('January Files (new)');
  await next.click();
  await expect(wizard.getByRole('region', { name: 'Confirmation' })).toContainText('1 content is being downloaded into the package.');
  await wizard.getByRole('button', { name: 'Show the List' }).click();
  await expect(console.cell(console.grid.getByRole('row').nth(1), 'downloaded')).toHaveText('Yes');
});
