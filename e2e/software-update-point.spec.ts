import { expect, test } from './support/fixtures.ts';

const tabs = ['General', 'Internet-based', 'Sync Settings', 'Classifications', 'Products', 'Sync Schedule', 'Languages'];

test('[SYNC-01] the property sheet has the seven tabs, keeps Apply grey until changed, checks, and keeps what is saved', async ({ synchronized: { console, host }, open }) => {
  const { page } = console;
  let sheet = await console.openSoftwareUpdatePoint();
  expect(await sheet.getByRole('tab').allInnerTexts()).toEqual(tabs);
  const apply = sheet.getByRole('button', { name: 'Apply' });
  await expect(apply).toBeDisabled();

  await test.step('a wrong value is named at its field and not saved', async () => {
    await sheet.getByLabel('Port number', { exact: true }).fill('8531');
    await expect(apply).toBeEnabled();
    await apply.click();
    await expect(sheet).toContainText('The SSL port must differ from the port.');
    await sheet.getByLabel('Port number', { exact: true }).fill('80');
    await apply.click();
    await expect(apply).toBeDisabled();
  });

  await test.step('[SYNC-01] three sources', async () => {
    await sheet.getByRole('tab', { name: 'Sync Settings' }).click();
    for (const name of ['Synchronize from Microsoft Update', 'Synchronize from an upstream update server', 'Do not synchronize from Microsoft Update or upstream update server']) await expect(sheet.getByRole('radio', { name }).first()).toBeVisible();
    await sheet.getByRole('button', { name: 'Test Connection' }).click();
    await expect(sheet).toContainText('answers with protocol 1.20', { timeout: 30_000 });
  });

  await test.step('[SYNC-07] a ticked family stands for its products; clearing one of them leaves the others', async () => {
    await sheet.getByRole('tab', { name: 'Products' }).click();
    const windows = sheet.getByRole('treeitem', { name: 'Windows', exact: true });
    await expect(windows).toHaveAttribute('aria-checked', 'true');
    if ((await windows.getAttribute('aria-expanded')) === 'false') {
      await windows.focus();
      await page.keyboard.press('ArrowRight');
    }
    await sheet.getByRole('treeitem', { name: 'Windows XP', exact: true }).click();
    await expect(windows).toHaveAttribute('aria-checked', 'mixed');
    await expect(sheet.getByRole('treeitem', { name: 'Windows 7', exact: true })).toHaveAttribute('aria-checked', 'true');
  });

  await test.step('leaving with unsaved changes asks; OK saves', async () => {
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog').filter({ hasText: 'Save the changes before closing?' });
    await expect(question).toBeVisible();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await sheet.getByRole('button', { name: 'OK' }).click();
    await expect(sheet).toBeHidden();
  });

  await test.step('after a restart it is as it was saved', async () => {
    await host.close({ keepData: true });
    const again = await open({ dataFolder: host.dataFolder });
    sheet = await again.console.openSoftwareUpdatePoint();
    await expect(sheet.getByLabel('Port number', { exact: true })).toHaveValue('80');
    await sheet.getByRole('tab', { name: 'Products' }).click();
    await expect(sheet.getByRole('treeitem', { name: 'Windows', exact: true })).toHaveAttribute('aria-checked', 'mixed');
  });
});

test('[INSIGHT-07] ticking a product shows before Apply what it adds and what a client’s scan takes', async ({ synchronized: { console } }) => {
  const sheet = await console.openSoftwareUpdatePoint();
  await sheet.getByRole('tab', { name: 'Products' }).click();
  const cost = sheet.getByRole('region', { name: 'Cost of a client’s scan' });
  await expect(cost).toContainText('The next synchronization brings nothing new.', { timeout: 30_000 });
  await expect(cost).toContainText(/at most \d+ round trips\. The agent gives up after 200/);
  await sheet.getByRole('treeitem', { name: 'SQL', exact: true }).click();
  await expect(cost).toContainText(/This change adds \d+ updates, about [\d.]+ [KM]B of metadata \(estimated\)\./, { timeout: 30_000 });
  await sheet.getByRole('tab', { name: 'Classifications' }).click();
  for (const name of ['Updates', 'Definition Updates', 'Feature Packs', 'Tools']) await sheet.getByRole('treeitem', { name, exact: true }).click();
  await expect(cost).toContainText(/at most \d+ round trips \(now \d+\)/, { timeout: 30_000 });
  await expect(sheet.getByRole('button', { name: 'Apply' })).toBeEnabled();
});

test('[SYNC-03] a schedule is stored, its next run is shown, and it runs by the site’s clock', async ({ synchronized: { console } }) => {
  const sheet = await console.openSoftwareUpdatePoint();
  await sheet.getByRole('tab', { name: 'Sync Schedule' }).click();
  await sheet.getByRole('checkbox', { name: 'Enable synchronization on a schedule' }).check();
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toBeHidden();
  await console.go('System Status', 'Synchronization Status');
  await expect(console.result).toContainText('1/14/2013 8:11:15 AM');
});
