import { expect, test } from './support/fixtures.ts';

const SERVER = 'CEN01.corp.lab';

test('[SYNC-17] the software update point is removed and installed again through the wizard, and updates wait for the next synchronization', async ({ synchronized: { console } }) => {
  const { page } = console;
  await test.step('the server shows its roles and how WSUS is configured', async () => {
    await console.openSiteSystem(SERVER);
    for (const role of ['ConfigMgr site server', 'ConfigMgr software update point', 'ConfigMgr site system']) await expect(console.row(role)).toBeVisible();
    await expect(console.result.getByRole('region', { name: 'WSUS configuration' })).toContainText('WSUS is configured as the site wants it');
  });
  await test.step('Remove Role says what follows', async () => {
    await console.row('ConfigMgr software update point').click();
    await console.action('Remove Role').click();
    const dialog = console.dialog('Remove Role');
    await expect(dialog).toContainText('The settings are kept');
    await dialog.getByRole('button', { name: 'Remove Role' }).click();
    await expect(dialog).toBeHidden();
    await expect(console.row('ConfigMgr software update point')).toHaveCount(0);
    await expect(console.result).toContainText('no active software update point');
  });
  await test.step('[SYNC-18] without the role synchronization is refused by name', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository');
    await expect(console.result).toContainText('There is no active software update point');
    await expect(console.action('Run Synchronization')).toHaveAttribute('aria-disabled', 'true');
  });
  await test.step('the New Site Role Wizard goes through its pages', async () => {
    await console.openSiteSystem(SERVER);
    await console.action('New Roles…').click();
    const wizard = console.dialog('New Site Role Wizard');
    const shown = ['General', 'System Role Selection', 'Software Update Point', 'Active Settings', 'Synchronization Source', 'Synchronization Schedule', 'Update Classifications', 'Products', 'Languages', 'Summary', 'Progress', 'Confirmation'];
    await expect(wizard.getByRole('list', { name: 'Pages' }).getByRole('listitem')).toHaveText(shown);
    for (const name of shown.slice(0, 9)) {
      await expect(wizard.getByRole('region', { name, exact: true })).toBeVisible();
      await wizard.getByRole('button', { name: 'Next' }).click();
    }
    const checks = wizard.getByRole('list', { name: 'Prerequisites' });
    await expect(checks).toContainText('WSUS 3.0 with Service Pack 1 or later');
    await expect(checks).toContainText('Simulated:');
    await wizard.getByRole('button', { name: 'Next' }).click();
    await expect(wizard).toContainText(`${SERVER} is a software update point now.`);
    await wizard.getByRole('button', { name: 'Close' }).last().click();
    await expect(console.row('ConfigMgr software update point')).toContainText('1/7/2013');
  });
  await test.step('[SYNC-18] updates carried over are inactive until the next synchronization', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
    await expect(console.result).toContainText('These updates are inactive until the next synchronization');
    await console.synchronize();
    await console.go('Update Repository', 'All Updates');
    await expect(console.statusBar).toContainText('5,573 items');
    await expect(console.result).not.toContainText('inactive until');
  });
  await test.step('WCM.log tells how WSUS was configured', async () => {
    await console.go('Tools', 'Logs');
    await console.row('WCM.log').dblclick();
    await expect(console.result).toContainText('Setting new configuration state to 2 (WSUS_CONFIG_SUCCESS)');
  });
  await page.keyboard.press('Escape');
});
