import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

test('[SCAN-11] [REPO-02] a lab fleet scans the catalog; every count leads to its computers, and every Unknown says why', async ({ synchronized: { console } }, { project }) => {
  await test.step('the lab makes a fleet of 500 computers', async () => {
    await console.go('Lab');
    const fleet = console.result.getByRole('region', { name: 'Computers', exact: true });
    await expect(fleet.getByLabel('Fleet size')).toHaveValue('500');
    await fleet.getByLabel('Fleet size').fill('200001');
    await expect(fleet).toContainText('A whole number from 0 to 200,000.');
    await fleet.getByLabel('Fleet size').fill('300');
    await fleet.getByRole('button', { name: 'Make the Fleet' }).click();
    await expect(fleet).toContainText('300 computers');
  });
  await test.step('before they scan, all of them are Unknown and the home page says so', async () => {
    await console.go('Computer Management', 'Software Updates');
    await expect(console.result).toContainText('All Systems, 300 computers');
    await expect(console.cell(console.row('Security Update').first(), 'unknown')).toHaveText('300');
    await console.row('Security Update').first().click();
    await expect(console.result.getByRole('region', { name: 'Selected update' })).toContainText('300 not scanned yet');
    await expect(console.result.getByRole('region', { name: 'Scan', exact: true })).toContainText('Scan state unknown');
  });
  await test.step('the clock goes on until they have scanned, and a day more until hardware inventory is in', async () => {
    await console.go('Lab');
    await console.result.getByRole('button', { name: 'Every Computer Has Scanned' }).click();
    await expect(console.result.getByText('On the way to')).toBeVisible();
    await expect(console.result.getByText('On the way to')).toBeHidden();
    for (const day of ['1/8/2013', '1/9/2013']) {
      await console.result.getByRole('button', { name: '+ 1 day' }).click();
      await expect(console.statusBar).toContainText(day);
      await expect(console.result.getByText('On the way to')).toBeHidden();
    }
    await console.go('Computer Management', 'Software Updates');
    await expect(console.cell(console.row('Security Update').first(), 'unknown')).toHaveText('0');
    await expect(console.result.getByRole('region', { name: 'Scan', exact: true })).toContainText('Scan completed');
    await expect(console.statusBar).toContainText('Counts as of');
  });
  await test.step('the picture of the README', async () => {
    await console.row('Security Update').nth(2).click();
    await expect(console.result.getByRole('region', { name: 'Selected update' })).toContainText('compliant');
    if (project.name === 'browser') await console.page.screenshot({ path: pictures('home-light.png') });
  });
  await test.step('filters by classification, month and year', async () => {
    await console.result.getByLabel('Update classification:').selectOption('Security Updates');
    await console.result.getByLabel('Month and year:').selectOption('December');
    await console.result.getByRole('combobox', { name: 'Year', exact: true }).selectOption('2012');
    await expect(console.row('MS12-').first()).toBeVisible();
    await expect(console.row('Malicious Software Removal Tool')).toHaveCount(0);
    await console.result.getByRole('button', { name: 'Reset' }).click();
  });
  await test.step('a count opens the computers behind it', async () => {
    const row = console.row('Security Update').first();
    await row.click();
    const required = await console.cell(row, 'required').innerText();
    await console.action('View Required').click();
    await expect(console.result.getByRole('tab', { name: `Required ${required}` })).toHaveAttribute('aria-selected', 'true');
    await expect(console.statusBar).toContainText(`${required} computer`);
    await console.grid.getByRole('row').nth(1).dblclick();
    await expect(console.result).toContainText('Windows Update Agent');
    await expect(console.result).toContainText('Scan completed');
  });
  await test.step('a computer shows its updates, its inventory and its logs, and can be made to scan', async () => {
    await console.result.getByRole('tab', { name: 'Software Updates' }).click();
    await expect(console.grid.getByRole('row').nth(1)).toBeVisible();
    await console.result.getByRole('tab', { name: 'Resource Explorer' }).click();
    await expect(console.result).toContainText('Win32_WindowsUpdateAgentVersion');
    await console.result.getByRole('tab', { name: 'Logs' }).click();
    await expect(console.result.getByRole('list', { name: 'WUAHandler.log' })).toContainText('Async searching completed.');
    await console.action('Software Updates Scan Cycle').click();
    await expect(console.page.getByText('The scan begins with the next minute of site time.')).toBeVisible();
  });
  await test.step('the same counts stand in the folders of the repository', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
    await console.lookFor('KB2779562');
    await expect(console.cell(console.row('KB2779562').first(), 'unknown')).toHaveText('0');
    await console.row('KB2779562').first().click();
    await expect(console.result.getByRole('region', { name: 'Detail pane' })).toContainText('compliant');
    await console.result.getByLabel('Collection:').selectOption('All Windows 7 Systems');
    await expect(console.result.getByRole('region', { name: 'Detail pane' })).toContainText('All Windows 7 Systems, ');
    await console.result.getByLabel('Collection:').selectOption('All Systems');
    await expect(console.result.getByRole('region', { name: 'Detail pane' })).toContainText('All Systems, 300');
  });
});

test('[SCAN-09] faults of the fleet are set on the Lab page, and their computers say why they are Unknown', async ({ synchronized: { console } }) => {
  await console.go('Lab');
  const faults = console.result.getByRole('region', { name: 'Faults' });
  await faults.getByLabel('Windows Update Agent too old').fill('2000');
  await expect(faults).toContainText('a whole number from 0 to 1,000');
  await faults.getByLabel('Windows Update Agent too old').fill('200');
  await faults.getByRole('button', { name: 'Set the Faults' }).click();
  await expect(faults.getByRole('button', { name: 'Set the Faults' })).toBeDisabled();
  const fleet = console.result.getByRole('region', { name: 'Computers', exact: true });
  await fleet.getByLabel('Fleet size').fill('100');
  await fleet.getByRole('button', { name: 'Make the Fleet' }).click();
  await expect(fleet).toContainText('100 computers');
  await console.result.getByRole('button', { name: '+ 1 day' }).click();
  await expect(console.result.getByText('On the way to')).toBeHidden();
  await console.go('Computer Management', 'Software Updates');
  await console.row('Security Update').first().click();
  await console.result.getByRole('region', { name: 'Selected update' }).getByRole('button', { name: /scan failed/ }).click();
  await expect(console.grid).toContainText('the Windows Update Agent is too old to scan');
});

test('[SCAN-03] a computer is added from the output of systeminfo; what is not understood is named', async ({ synchronized: { console } }) => {
  await console.go('Lab');
  const own = console.result.getByRole('region', { name: 'Your own computers' });
  await own.getByLabel('Or paste the output of systeminfo').fill('hello');
  await own.getByRole('button', { name: 'Add the Computer' }).click();
  await expect(own).toContainText('0 computers and 0 collections added.');
  await own.getByLabel('Files of your computers').setInputFiles([
    { name: 'estate.csv', mimeType: 'text/csv', buffer: Buffer.from('computer,operating_system,collection\nXP-1,Windows XP,Ring 1\nODD-1,Windows 95,Ring 1\n') },
  ]);
  await expect(own).toContainText('1 computer and 1 collection added.');
  await expect(own).toContainText('estate.csv, line 3');
  await console.go('Computer Management', 'Collections', 'Ring 1');
  await expect(console.row('XP-1')).toBeVisible();
});
