import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

const SERVER = 'DP01.corp.lab';

test('[DEPLOY-09] what is deployed with a deadline is installed by it, and the deployment, its computers and the counts say so', async ({ synchronized: { console } }) => {
  const required = await test.step('computers of the lab require an update, and a distribution point can have it', async () => {
    await console.go('Lab');
    const fleet = console.result.getByRole('region', { name: 'Computers', exact: true });
    await fleet.getByLabel('Fleet size').fill('60');
    await fleet.getByRole('button', { name: 'Make the Fleet' }).click();
    await expect(fleet).toContainText('60 computers');
    await console.result.getByRole('button', { name: '+ 1 day' }).click();
    await expect(console.statusBar).toContainText('1/8/2013');
    await expect(console.result.getByText('On the way to')).toBeHidden();
    await console.installDistributionPoint(SERVER);
    await console.go('Computer Management', 'Software Updates');
    await console.grid.getByRole('row').nth(1).click();
    const count = console.cell(console.grid.getByRole('row').nth(1), 'required');
    await expect(count).toHaveText(/^[1-9]\d*$/);
    return Number(await count.innerText());
  });

  await test.step('it is deployed to all systems, from that distribution point', async () => {
    await console.action('Deploy Software Updates…').click();
    const wizard = console.dialog('Deploy Software Updates Wizard');
    const next = wizard.getByRole('button', { name: 'Next' });
    await wizard.getByLabel('Name').fill('January');
    await next.click();
    await next.click();
    await wizard.getByRole('button', { name: 'Browse…' }).click();
    await console.dialog('Browse Collection').getByRole('option', { name: /^All Systems/ }).click();
    await console.dialog('Browse Collection').getByRole('button', { name: 'OK' }).click();
    for (let step = 0; step < 6; step++) await next.click();
    await wizard.getByRole('radio', { name: 'Create a new deployment package' }).check();
    await wizard.getByLabel('Name').fill('January Files');
    await wizard.getByLabel('Package source').fill('\\\\CEN01\\Sources\\January');
    await next.click();
    await wizard.getByRole('checkbox', { name: SERVER }).check();
    for (let step = 0; step < 3; step++) await next.click();
    await wizard.getByLabel('Deadline (UTC)').fill('2013-01-09T12:00');
    await next.click();
    await next.click();
    await expect(wizard.getByRole('region', { name: 'Confirmation' })).toContainText('1 software update deployed with January.');
    await wizard.getByRole('button', { name: 'Close' }).first().click();
  });

  await test.step('before the deadline nobody has told anything', async () => {
    await console.go('Computer Management', 'Software Updates', 'Deployment Management', 'January');
    await expect(console.result.getByRole('region', { name: 'Enforcement states' })).toContainText('60 computers');
  });

  await test.step('three days later it is installed, and the counts have moved', async () => {
    await console.go('Lab');
    for (const day of ['1/9/2013', '1/10/2013', '1/11/2013']) {
      await console.result.getByRole('button', { name: '+ 1 day' }).click();
      await expect(console.statusBar).toContainText(day);
      await expect(console.result.getByText('On the way to')).toBeHidden();
    }
    await console.go('Computer Management', 'Software Updates', 'Deployment Management', 'January');
    const states = console.result.getByRole('region', { name: 'Enforcement states' });
    const installed = states.getByRole('button', { name: /^Successfully installed update/ });
    await expect(installed).toContainText(String(required));
    const overTime = console.result.getByRole('region', { name: 'Enforcement over time' });
    await expect(overTime.getByRole('img', { name: /Now: Compliant 60 computers, In progress 0/ })).toBeVisible();
    await console.page.screenshot({ path: pictures('enforcement-light.png') });
    for (const colorScheme of ['dark', 'light'] as const) {
      await console.page.emulateMedia({ colorScheme });
      await expect(console.page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      if (colorScheme === 'dark') await console.page.screenshot({ path: pictures('enforcement-dark.png') });
    }
    await overTime.getByRole('button', { name: 'Show as Table' }).click();
    await expect(overTime.getByRole('table').getByRole('row').nth(1)).toContainText(String(required));
    await expect(overTime.getByRole('columnheader', { name: 'Enforcement state unknown' })).toBeVisible();
    await console.page.screenshot({ path: pictures('enforcement-table-light.png') });
    await console.go('Computer Management', 'Software Updates', 'Deployment Management');
    await expect(console.cell(console.row('January'), 'computers')).toHaveText('60');
    await expect(console.cell(console.row('January'), 'compliant')).toHaveText('100 %');
    await console.page.screenshot({ path: pictures('deployments-counted-light.png') });
    await console.go('Computer Management', 'Software Updates', 'Deployment Management', 'January');
    await installed.click();
    await expect(console.statusBar).toContainText(`${required} computer`);
    await expect(console.grid.getByRole('row').nth(1)).toContainText('Successfully installed update');
    const name = await console.cell(console.grid.getByRole('row').nth(1), 'name').innerText();
    await console.page.screenshot({ path: pictures('enforcement-computers-light.png') });
    await console.result.getByRole('combobox', { name: 'Enforcement state' }).selectOption({ label: 'All states' });
    await expect(console.statusBar).toContainText('60 computers');
    await console.result.getByLabel('Look for:').fill(name);
    await expect(console.statusBar).toContainText('1 computer');
    await console.grid.getByRole('row').nth(1).dblclick();
    await console.result.getByRole('tab', { name: 'Deployments' }).click();
    await expect(console.result).toContainText('January');
    await expect(console.result).toContainText('Successfully installed update');
    await console.page.screenshot({ path: pictures('computer-deployments-light.png') });
  });
});
