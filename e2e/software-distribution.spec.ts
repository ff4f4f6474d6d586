import { expect, test } from './support/fixtures.ts';

const DOCUMENTED = 'WindowsUpdateAgent30-x86.exe /quiet /norestart /wuforce';

test('[SCAN-09] computers with too old an agent are Unknown until an advertised program repairs it; package, program and advertisement are made by their wizards', async ({ fresh: { console } }) => {
  await console.chooseFewUpdates();
  await console.synchronize();
  await console.go('Lab');
  const faults = console.result.getByRole('region', { name: 'Faults' });
  await faults.getByLabel('Windows Update Agent too old').fill('1000');
  await faults.getByRole('button', { name: 'Set the Faults' }).click();
  await expect(faults.getByRole('button', { name: 'Set the Faults' })).toBeDisabled();
  const fleet = console.result.getByRole('region', { name: 'Computers', exact: true });
  await fleet.getByLabel('Fleet size').fill('20');
  await fleet.getByRole('button', { name: 'Make the Fleet' }).click();
  await expect(fleet).toContainText('20 computers');

  await console.go('Computer Management', 'Collections');
  await console.action('New Collection…').click();
  let sheet = console.dialog('New Collection');
  await sheet.getByLabel('Name').fill('Old agents');
  await sheet.getByRole('tab', { name: 'Membership Rules' }).click();
  await sheet.getByRole('button', { name: 'Add Query Rule' }).click();
  const rule = sheet.getByRole('region', { name: 'Query rule 1' });
  await rule.getByLabel('Attribute').selectOption('Agent Version');
  await rule.getByLabel('Operator').selectOption('is less than');
  await rule.getByLabel('Value').fill('7.2.6001.788');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByRole('heading', { name: 'Old agents' })).toBeVisible();

  await console.go('Computer Management', 'Software Distribution', 'Packages');
  await console.action('New Package…').click();
  let wizard = console.dialog('New Package Wizard');
  await wizard.getByLabel('Name').fill('Windows Update Agent');
  await wizard.getByLabel('Version').fill('7.2.6001.788');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByLabel('This package contains source files').check();
  await wizard.getByLabel('Source directory').fill('\\\\CEN01\\Sources\\WUA');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard).toContainText('\\\\CEN01\\Sources\\WUA');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard).toContainText('was made');
  await wizard.getByRole('button', { name: 'Close' }).first().click();
  await expect(console.row('Windows Update Agent')).toContainText('CEN80001');

  await console.go('Software Distribution', 'Packages', 'Windows Update Agent', 'Programs');
  await console.action('New Program…').click();
  wizard = console.dialog('New Program Wizard');
  await wizard.getByLabel('Name').fill('Repair the agent');
  await wizard.getByLabel('Command line').fill(DOCUMENTED);
  await wizard.getByRole('button', { name: 'Finish' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Close' }).first().click();
  await console.row('Repair the agent').click();
  await console.action('Advertise…').click();
  wizard = console.dialog('New Advertisement Wizard');
  await wizard.getByLabel('Name').fill('Repair old agents');
  await expect(wizard.getByRole('button', { name: 'Next' })).toHaveAttribute('title', 'Choose a collection.');
  await wizard.getByRole('combobox', { name: 'Collection' }).selectOption('Old agents');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByLabel('As soon as possible')).toBeChecked();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Next' }).click();
  await wizard.getByRole('button', { name: 'Close' }).first().click();
  const row = console.row('Repair old agents');
  await expect(console.cell(row, 'targeted')).toHaveText('20');

  const unknown = async () => {
    await console.go('Software Updates', 'Update Repository', 'All Updates');
    return Number(await console.cell(console.grid.getByRole('row').nth(1), 'unknown').innerText());
  };
  expect(await unknown()).toBe(20);
  await console.go('Lab');
  // Those that have tried too often scan again with their schedule of seven days.
  for (let day = 0; day < 8; day++) {
    await console.result.getByRole('button', { name: '+ 1 day' }).click();
    await expect(console.result.getByText('On the way to')).toBeHidden();
  }
  await console.go('Software Distribution', 'Advertisements');
  await expect(console.cell(row, 'received')).toHaveText('20');
  const repaired = Number(await console.cell(row, 'succeeded').innerText());
  expect(repaired).toBeGreaterThan(0);
  await expect.poll(unknown).toBe(20 - repaired);

  await console.go('Software Distribution', 'Packages');
  await console.row('Windows Update Agent').click();
  await console.action('Delete…').click();
  const warning = console.dialog('Delete Package');
  await expect(warning).toContainText('Repair old agents');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.row('Windows Update Agent')).toHaveCount(0);
  await console.page.keyboard.press('Control+z');
  const undo = console.page.getByRole('dialog').or(console.page.getByRole('alertdialog'));
  await undo.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(console.row('Windows Update Agent')).toBeVisible();
  await console.row('Windows Update Agent').click();
  await console.action('Properties').click();
  sheet = console.dialog('Windows Update Agent Properties');
  await sheet.getByLabel('Manufacturer').fill('Microsoft');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.row('Windows Update Agent')).toContainText('Microsoft');
});
