import { expect, test } from './support/fixtures.ts';

const repository = ['Computer Management', 'Software Updates', 'Update Repository'];

test('[REPO-04] a search folder is made from criteria, opened, explained, changed and found again', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go(...repository, 'Search Folders');
  await expect(console.result.getByText('There are no search folders yet')).toBeVisible();
  await console.action('New Search Folder').click();
  const dialog = console.dialog('Search Folder Criteria');
  const criteria = dialog.getByRole('group', { name: 'Search criteria' });
  const found = dialog.getByRole('status');
  await expect(found).toHaveText(/^[\d,]{5,} software updates match$/);

  // Text is asked for by lines, a pick list by ticks, a span by radio buttons; each shows what it finds.
  for (const name of ['Classification', 'Date Released', 'Expired', 'Severity', 'Superseded', 'Title']) await dialog.getByRole('checkbox', { name, exact: true }).check();
  await expect(criteria).toContainText('and Date Released is within the last 1 month');
  await criteria.getByRole('button', { name: /^Classification:/ }).click();
  await page.getByRole('checkbox', { name: 'Security Updates' }).check();
  await page.getByRole('checkbox', { name: 'Critical Updates' }).check();
  await page.keyboard.press('Escape');
  await expect(criteria).toContainText('Classification is Security Updates or Critical Updates');
  await criteria.getByRole('button', { name: /^Date Released:/ }).click();
  await page.getByRole('radio', { name: 'last 1 year' }).check();
  await page.keyboard.press('Escape');
  await criteria.getByRole('button', { name: /^Severity:/ }).click();
  await page.getByRole('checkbox', { name: 'Critical', exact: true }).check();
  await page.getByRole('checkbox', { name: 'Important' }).check();
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Search folder name').fill('Critical: this year?');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toContainText('A name has none of');
  await expect(dialog).toContainText('Choose a value for Title, or clear its check box.');
  await criteria.getByRole('button', { name: /^Title:/ }).click();
  await page.getByRole('textbox', { name: /Title contains/ }).fill('windows\noffice');
  await page.keyboard.press('Escape');
  await dialog.getByLabel('Search folder name').fill('Critical this year');
  await expect(found).toHaveText(/^[\d,]+ software updates match$/);
  await expect(dialog.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
  await expect(console.node('Critical this year')).toHaveAttribute('aria-selected', 'true');
  await expect(console.result.getByRole('heading', { name: 'Critical this year' })).toBeVisible();
  await expect(console.row(/windows|office/i).first()).toBeVisible();
  const inFolder = await console.result.getByText(/software updates$/).first().innerText();

  // One of it says why it is there, and any other why it is not.
  await console.grid.getByRole('row').nth(2).click();
  await console.action('Why Is It Here…').click();
  const why = console.dialog('Why Is It Here or Not');
  await expect(why.getByRole('status')).toContainText('is in the search folder');
  await expect(why.getByRole('row', { name: /^Superseded is No met No$/ })).toBeVisible();
  await why.getByRole('textbox', { name: 'Look for a software update' }).fill('service pack');
  await why.getByRole('grid').getByRole('row').filter({ hasText: 'Service Pack 3' }).first().click();
  await expect(why.getByRole('status')).toContainText('is not in the search folder');
  await expect(why.getByRole('row', { name: /^Classification is Security Updates or Critical Updates not met/ })).toBeVisible();
  await why.getByRole('button', { name: 'Close' }).first().click();

  // Its properties are the criteria; after a change it holds other updates.
  await console.go(...repository, 'Search Folders', 'Critical this year');
  await console.action('Properties').click();
  await expect(found).toHaveText(new RegExp(`^${inFolder} match`));
  await dialog.getByRole('checkbox', { name: 'Title', exact: true }).uncheck();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog).toBeHidden();
  await expect(console.result.getByText(inFolder, { exact: true })).toHaveCount(0);
  await console.lookFor('vista');
  await expect(console.result.getByText(/software updates? found/)).toBeVisible();
});

test('[REPO-04] folders are made, filled, renamed by F2, moved, and deleted with what is in them after it is named', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go(...repository, 'Search Folders');
  const makeFolder = async (name: string) => {
    await console.action('New Folder').click();
    await console.dialog('New Folder').getByLabel('Name').fill(name);
    await page.keyboard.press('Enter');
    await expect(console.node(name)).toHaveAttribute('aria-selected', 'true');
  };
  await makeFolder('Monthly');
  await makeFolder('Old ones');
  await console.action('New Search Folder').click();
  const dialog = console.dialog('Search Folder Criteria');
  await dialog.getByRole('checkbox', { name: 'Required', exact: true }).check();
  await expect(dialog.getByRole('status')).toHaveText('No software update matches');
  await dialog.getByLabel('Search folder name').fill('Required somewhere');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByText('No software update matches')).toBeVisible();

  await console.node('Required somewhere').click();
  await page.keyboard.press('F2');
  await console.dialog('Rename Required somewhere').getByLabel('Name').fill('Required');
  await page.keyboard.press('Enter');
  await expect(console.node('Required')).toBeVisible();

  await console.node('Old ones').click();
  await console.action('Move…').click();
  await expect(console.dialog('Move Old ones').getByRole('button', { name: 'Move' })).toBeDisabled();
  await console.dialog('Move Old ones').getByRole('radio', { name: 'Search Folders' }).check();
  await console.dialog('Move Old ones').getByRole('button', { name: 'Move' }).click();
  await console.go(...repository, 'Search Folders');
  await expect(console.row('Monthly')).toBeVisible();
  await console.row('Old ones').click();
  await page.keyboard.press('Delete');
  const warning = console.dialog('Delete Folder');
  await expect(warning).toContainText('Required (search folder)');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.row('Old ones')).toHaveCount(0);
  await expect(console.node('Required')).toHaveCount(0);
});

test('[REPO-04] a search folder goes out as XML and comes in again; what is unknown is kept, named and not evaluated', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  const importXml = async (name: string, xml: string) => {
    const chooser = page.waitForEvent('filechooser');
    await console.action('Import…').click();
    await (await chooser).setFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(xml) });
  };
  await console.go(...repository, 'Search Folders');
  await importXml('packages.xml', '<SearchFolderDescription Name="SMS_Package"><SearchFolderDescriptionItems/></SearchFolderDescription>');
  await expect(page.getByText('It searches SMS_Package, not software updates.')).toBeVisible();
  const item = (property: string, value: string) => `<SearchFolderDescriptionItem PropertyName="${property}" UIPropertyName=""><SearchStrings><String>${value}</String></SearchStrings></SearchFolderDescriptionItem>`;
  await importXml('From 2007.xml', `<SearchFolderDescription Name="SMS_SoftwareUpdate"><SearchFolderDescriptionItems>${item('ArticleID', '97')}${item('MaxExecutionTime', '1200')}</SearchFolderDescriptionItems></SearchFolderDescription>`);
  const dialog = console.dialog('Search Folder Criteria');
  await expect(dialog.getByLabel('Search folder name')).toHaveValue('From 2007');
  await expect(dialog).toContainText('from elsewhere, not evaluated');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByText('Not evaluated, since they came from elsewhere: MaxExecutionTime.')).toBeVisible();
  const first = await host.saved(() => console.action('Export…').click());
  expect(first.name).toBe('From 2007.xml');
  expect(first.text).toContain(`<SearchFolderDescriptionItem PropertyName="MaxExecutionTime" UIPropertyName="">`);
  await console.action('Delete').click();
  await console.dialog('Delete Search Folder').getByRole('button', { name: 'Delete' }).click();
  await expect(console.node('From 2007')).toHaveCount(0);
  await importXml(first.name, first.text);
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.node('From 2007')).toHaveAttribute('aria-selected', 'true');
  const second = await host.saved(() => console.action('Export…').click());
  expect(second.text).toBe(first.text);
});

test('[REPO-04] at a child site what came from the parent has a lock and is read-only', async ({ open, synchronizedCopy }) => {
  const { console } = await open({ dataFolder: synchronizedCopy });
  await console.go(...repository, 'Security Updates');
  await console.action('New Search Folder').click();
  const dialog = console.dialog('Search Folder Criteria');
  await expect(dialog.getByRole('checkbox', { name: 'Search all folders under this feature' })).not.toBeChecked();
  await expect(dialog.getByLabel('This folder and below')).toHaveValue(/.+/);
  await dialog.getByLabel('Search folder name').fill('Security');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.node('Security')).toBeVisible();
  await console.go('Site Management');
  await console.action('New Site…').click();
  const site = console.dialog('New Site below CEN');
  await site.getByLabel('Site code').fill('bos');
  await site.getByLabel('Name').fill('Boston');
  await site.getByLabel('Site server').fill('BOS01.corp.lab');
  await site.getByRole('button', { name: 'OK' }).click();
  await console.row('BOS – Boston').dblclick();
  await expect(console.node('Site Database (BOS – Boston)')).toBeVisible();
  await console.go(...repository, 'Search Folders');
  await expect(console.cell(console.row('Security'), 'sourceSite')).toHaveText('CEN');
  await console.row('Security').click();
  await expect(console.action('Rename')).toHaveAttribute('aria-disabled', 'true');
  await expect(console.action('Delete')).toHaveAttribute('aria-disabled', 'true');
  await console.action('Properties').click();
  await expect(dialog).toContainText('made at CEN and is read-only here');
  await expect(dialog.getByRole('button', { name: 'OK' })).toHaveCount(0);
});
