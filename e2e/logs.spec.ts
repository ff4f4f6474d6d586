import { expect, test } from './support/fixtures.ts';

test('[SYNC-06] wsyncmgr.log is followed live, searched, filtered and exported', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  await console.go('Tools', 'Logs');
  await console.row('wsyncmgr.log').dblclick();
  await expect(console.result).toContainText('Sync time:');
  await test.step('find goes from match to match', async () => {
    await console.result.getByRole('textbox', { name: 'Look for:' }).fill('STATMSG');
    await expect(console.result).toContainText('of 4');
  });
  await test.step('the severity filter leaves what is asked for', async () => {
    await console.result.getByRole('textbox', { name: 'Look for:' }).fill('');
    await console.result.getByRole('combobox').last().selectOption({ index: 2 });
    await expect(console.result).not.toContainText('Synchronizing update');
    await console.result.getByRole('combobox').last().selectOption({ index: 0 });
  });
  await test.step('export in the format of the server components', async () => {
    const { name, text } = await host.saved(async () => {
      await console.actions.getByRole('button', { name: /export/i }).first().click();
      const dialog = page.getByRole('dialog');
      if (await dialog.isVisible()) await dialog.getByRole('button', { name: /export/i }).first().click();
    });
    expect(name).toMatch(/^wsyncmgr.*\.log$/);
    expect(text).toContain('Sync time:');
  });
});

test('[SYNC-06] the status message viewer lists what the synchronization raised', async ({ synchronized: { console } }) => {
  await console.go('System Status', 'Status Messages');
  for (const id of ['6701', '6702', '6704', '6705']) await expect(console.row(id)).toBeVisible();
  await expect(console.row('6702')).toContainText('SMS_WSUS_SYNC_MANAGER');
  await expect(console.row('6702')).toContainText('WSUS Synchronization done.');
});
