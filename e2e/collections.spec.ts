import { expect, test } from './support/fixtures.ts';

test('[DEPLOY-14] a collection is made with a rule and a maintenance window, changed, and deleted with those below it', async ({ fresh: { console } }) => {
  await console.go('Computer Management', 'Collections');
  await expect(console.row('All Windows XP Systems')).toContainText('SMS0000');
  await expect(console.cell(console.row('All Systems'), 'updated')).not.toHaveText('Not yet');

  await console.action('New Collection…').click();
  let sheet = console.dialog('New Collection');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toContainText('Enter a name.');
  await sheet.getByLabel('Name').fill('Ring 1');
  await sheet.getByRole('tab', { name: 'Membership Rules' }).click();
  await sheet.getByRole('button', { name: 'Add Query Rule' }).click();
  const rule = sheet.getByRole('region', { name: 'Query rule 1' });
  await rule.getByLabel('Value').fill('Windows 7');
  await rule.getByRole('button', { name: 'Add Comparison' }).click();
  await rule.getByRole('group', { name: 'Comparison 2' }).getByLabel('Attribute').selectOption('Agent Version');
  await rule.getByRole('group', { name: 'Comparison 2' }).getByLabel('Operator').selectOption('is less than');
  await rule.getByRole('group', { name: 'Comparison 2' }).getByLabel('Value').fill('7.x');
  await sheet.getByRole('tab', { name: 'Maintenance Windows' }).click();
  await sheet.getByRole('button', { name: 'Add Window' }).click();
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toContainText('A version is numbers with points');
  await rule.getByRole('group', { name: 'Comparison 2' }).getByLabel('Value').fill('7.6.7600.256');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByRole('heading', { name: 'Ring 1' })).toBeVisible();
  await expect(console.node('Ring 1')).toBeVisible();

  await console.action('New Sub-collection…').click();
  sheet = console.dialog('New Collection below Ring 1');
  await sheet.getByLabel('Name').fill('ring 1');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(sheet).toContainText('Another collection has this name.');
  await sheet.getByLabel('Name').fill('Ring 1a');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByRole('heading', { name: 'Ring 1a' })).toBeVisible();

  await console.go('Computer Management', 'Collections');
  await expect(console.cell(console.row('CEN0000C'), 'windows')).toHaveText('1');
  await console.row('CEN0000C').click();
  await console.action('Properties').click();
  sheet = console.dialog('Ring 1 Properties');
  await sheet.getByLabel('Comment').fill('First ring');
  await sheet.getByRole('tab', { name: 'Maintenance Windows' }).click();
  await expect(sheet.getByLabel('Name')).toHaveValue('Window 1');
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.cell(console.row('CEN0000C'), 'comment')).toHaveText('First ring');
  await console.action('Delete Collection…').click();
  const warning = console.dialog('Delete Collection');
  await expect(warning).toContainText('1 maintenance window');
  await expect(warning).toContainText('Ring 1a: 0 computers');
  await warning.getByRole('button', { name: 'Delete' }).click();
  await expect(console.row('Ring 1')).toHaveCount(0);
});

test('[DEPLOY-14] a collection that the product brings can be looked at, not changed', async ({ fresh: { console } }) => {
  await console.go('Computer Management', 'Collections', 'All Systems');
  await expect(console.action('Delete Collection…')).toHaveAttribute('aria-disabled', 'true');
  await console.action('Properties').click();
  const sheet = console.dialog('All Systems Properties');
  await expect(sheet.getByLabel('Name')).toBeDisabled();
  await sheet.getByRole('tab', { name: 'Membership Rules' }).click();
  await expect(sheet.getByRole('button', { name: 'Add Query Rule' })).toHaveCount(0);
  await sheet.getByRole('button', { name: 'Cancel' }).click();
});

test('[DEPLOY-14] the computers of a fleet come into their collections; direct members are picked by name', async ({ fresh: { console } }) => {
  await console.go('Lab');
  await console.result.getByRole('button', { name: 'Make the Fleet' }).click();
  await console.go('Computer Management', 'Collections');
  await expect(console.cell(console.row('All Systems'), 'members')).toHaveText('500', { timeout: 30_000 });
  await expect(console.cell(console.row('All Windows XP Systems'), 'members')).not.toHaveText('0');

  await console.action('New Collection…').click();
  const sheet = console.dialog('New Collection');
  await sheet.getByLabel('Name').fill('Pilot');
  await sheet.getByRole('tab', { name: 'Membership Rules' }).click();
  await sheet.getByRole('button', { name: 'Add Computers…' }).click();
  const picker = console.dialog('Add Computers');
  await picker.getByLabel('Look for').fill('-00000');
  await expect(picker.getByRole('checkbox')).toHaveCount(9);
  await picker.getByRole('checkbox').nth(0).check();
  await picker.getByRole('checkbox').nth(1).check();
  await picker.getByRole('button', { name: 'Add 2' }).click();
  await expect(sheet.getByRole('listitem')).toHaveCount(2);
  await sheet.getByRole('button', { name: 'OK' }).click();
  await expect(console.result.getByText('2 members')).toBeVisible();
  await expect(console.grid.getByRole('row').filter({ hasText: '-00000' })).toHaveCount(2);
  await console.row('-00000').first().dblclick();
  await expect(console.result.getByRole('heading').first()).toContainText('-00000');
});
