import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

test('[SYNC-11] the lab’s hierarchy is made, a synchronization is followed down to the secondary site, a child shows what SYNC-02 says, a site is removed', async ({ open }) => {
  test.setTimeout(240_000);
  const { console } = await open();
  const { page } = console;
  await console.go('Site Management');
  await expect(console.grid.getByRole('row')).toHaveCount(2);
  await console.action('Add Lab Sites').click();
  await expect(console.row('SEC – Lyon')).toContainText('Secondary site');
  await expect(console.row('PR1 – Chicago')).toContainText('Healthy');
  await expect(console.action('Add Lab Sites')).toHaveAttribute('aria-disabled', 'true');

  // A link that is held keeps its messages, and says which.
  await console.row('PR1 – Chicago').click();
  await console.action('Hold Link').click();
  await expect(console.row('PR1 – Chicago')).toContainText('Held');

  await console.chooseFewUpdates();
  await console.go('System Status', 'Synchronization Status');
  await console.action('Run Synchronization').click();
  await console.dialog('Run Synchronization').getByRole('button', { name: 'Run Synchronization' }).click();
  await console.go('System Status', 'Synchronization Status');
  await expect(console.row('SEC – Lyon')).toContainText('WSUS Synchronization done', { timeout: 120_000 });
  await expect(console.row('PR2 – Hamburg')).toContainText('WSUS Synchronization done');
  await expect(console.row('PR1 – Chicago')).toContainText('Not synchronized yet');
  await console.row('SEC – Lyon').click();
  await expect(page.getByText('Found parent sync notification file PR2.SYN.')).toBeVisible();
  await page.screenshot({ path: pictures('synchronization-status-hierarchy-light.png') });

  await console.go('Site Management');
  await expect(console.row('PR1 – Chicago')).toContainText('Held');
  await console.row('PR1 – Chicago').click();
  await console.action('Link and Backlog').click();
  await expect(page.getByRole('table', { name: 'Backlog' })).toContainText('Synchronize from the parent');
  await page.screenshot({ path: pictures('site-link-light.png') });
  await console.action('Release Link').click();
  await expect(page.getByText('Nothing: every message was acknowledged.')).toBeVisible();

  // Connected to a child, what the central site decides is grey.
  await page.getByRole('button', { name: /Connected to CEN/ }).click();
  await page.getByRole('menuitemradio', { name: 'PR2 – Hamburg' }).click();
  await expect(console.node('Site Database (PR2 – Hamburg)')).toBeVisible();
  await console.go('Computer Management', 'Software Updates', 'Update Repository');
  await expect(console.action('Run Synchronization')).toHaveCount(0);
  const sheet = await console.openSoftwareUpdatePoint('PR2 – Hamburg');
  await expect(sheet.getByRole('tab', { name: 'Sync Schedule' })).toHaveCount(0);
  await sheet.getByRole('tab', { name: 'Sync Settings' }).click();
  await expect(sheet.getByText('This site takes it from its parent CEN.')).toBeVisible();
  await expect(sheet.getByRole('radio', { name: /upstream update server/ }).first()).toBeChecked();
  await expect(sheet.getByRole('radio', { name: /Synchronize from Microsoft Update/ })).toBeDisabled();
  await page.screenshot({ path: pictures('child-site-light.png') });
  await sheet.getByRole('tab', { name: 'Products' }).click();
  await expect(sheet.getByRole('treeitem').first()).toHaveAttribute('aria-disabled', 'true');
  await sheet.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: /Connected to PR2/ }).click();
  await page.getByRole('menuitemradio', { name: 'CEN – Central Site' }).click();
  await console.go('Site Management');
  await console.row('PR1 – Chicago').click();
  await console.action('Remove Site…').click();
  await expect(console.dialog('Remove Site')).toContainText('set aside in the data folder');
  await console.dialog('Remove Site').getByRole('button', { name: 'Remove PR1' }).click();
  await expect(console.row('PR1 – Chicago')).toHaveCount(0);
  await page.screenshot({ path: pictures('site-management-light.png') });
});

test('[SYNC-11] New Site checks what is entered, refuses what cannot be, and makes a child site', async ({ open }) => {
  const { console } = await open();
  await console.go('Site Management');
  await console.action('New Site…').click();
  const dialog = console.dialog('New Site below CEN');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog.getByText('A site code is three capital letters or digits.')).toBeVisible();
  await dialog.getByLabel('Site code').fill('cen');
  await dialog.getByLabel('Name').fill('Boston');
  await dialog.getByLabel('Site server').fill('BOS01.corp.lab');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(dialog.getByText(/The site code CEN is in use/)).toBeVisible();
  await dialog.getByLabel('Site code').fill('bos');
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('BOS – Boston')).toContainText('Primary site');
  await console.row('BOS – Boston').dblclick();
  await expect(console.node('Site Database (BOS – Boston)')).toBeVisible();
  await console.go('Computer Management', 'Software Updates');
  await expect(console.result.getByText('A child site is synchronized by its parent CEN.')).toBeVisible();
});
