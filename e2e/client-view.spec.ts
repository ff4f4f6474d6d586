import { AxeBuilder } from '@axe-core/playwright';
import type { ConsolePage } from './support/console-page.ts';
import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

const SERVER = 'DP01.corp.lab';

/** Deploys the most required security update to All Systems, optional, from a distribution point that gets its files. */
async function deployOptional(console: ConsolePage) {
  await console.installDistributionPoint(SERVER);
  await console.go('Computer Management', 'Software Updates');
  await console.row('Security Update').first().click();
  await console.action('Deploy Software Updates…').click();
  const wizard = console.dialog('Deploy Software Updates Wizard');
  const next = wizard.getByRole('button', { name: 'Next' });
  await wizard.getByLabel('Name').fill('Offered');
  await next.click();
  await next.click();
  await wizard.getByRole('button', { name: 'Browse…' }).click();
  await console.dialog('Browse Collection').getByRole('option', { name: /^All Systems/ }).click();
  await console.dialog('Browse Collection').getByRole('button', { name: 'OK' }).click();
  for (let step = 0; step < 6; step++) await next.click();
  await wizard.getByRole('radio', { name: 'Create a new deployment package' }).check();
  await wizard.getByLabel('Name').fill('Offered Files');
  await wizard.getByLabel('Package source').fill('\\\\CEN01\\Sources\\Offered');
  await next.click();
  await wizard.getByRole('checkbox', { name: SERVER }).check();
  for (let step = 0; step < 3; step++) await next.click();
  await wizard.getByRole('radio', { name: 'Do not set a deadline' }).check();
  await next.click();
  await next.click();
  await expect(wizard.getByRole('region', { name: 'Confirmation' })).toContainText('1 software update deployed with Offered.');
  await wizard.getByRole('button', { name: 'Close' }).first().click();
}

test('[DEPLOY-11] the user of a computer is told of an optional update, installs it, restarts, and finds it installed', async ({ synchronized: { console } }) => {
  await test.step('an optional deployment reaches the computers of the lab', async () => {
    await console.makeFleet(60);
    await deployOptional(console);
    await console.go('Lab');
    for (let hour = 0; hour < 3; hour++) {
      await console.result.getByRole('button', { name: '+ 1 hour' }).click();
      await expect(console.result.getByText('On the way to')).toBeHidden();
    }
  });

  const desktop = console.result.getByRole('region', { name: /^Desktop of / });
  const available = desktop.getByRole('dialog', { name: 'Available Software Updates' });
  const state = available.getByRole('row').nth(1).getByRole('cell').last();
  /** The download that has begun is made to stick, stays so, and is begun anew (DEPLOY-16). */
  const resetTransfer = async () => {
    await console.action('Configuration Manager').click();
    const applet = desktop.getByRole('dialog', { name: 'Configuration Manager Properties' });
    await applet.getByRole('tab', { name: 'Transfers' }).click();
    const job = applet.getByRole('table', { name: 'Transfer queue' }).getByRole('row').nth(1);
    await expect(job).toContainText('Foreground');
    await job.getByRole('button', { name: 'Stick (Lab)' }).click();
    await console.action('Clock + 1 Minute').click();
    await expect(job).toContainText('Stuck: no progress since');
    await console.page.screenshot({ path: pictures('client-view-transfers.png') });
    await applet.getByRole('button', { name: 'Reset Transfer Queue' }).click();
    await expect(job).toContainText('Transferring');
    await console.action('Available Software Updates').click();
    await expect(available).toBeVisible();
  };
  /** Opens the desktop of one of the computers that require it, chooses the update and watches; whether the computer must be restarted differs. */
  const installOn = async (nth: number): Promise<string> => {
    await console.go('Computer Management', 'Software Updates');
    await console.row('Security Update').first().click();
    await console.action('View Required').click();
    await console.grid.getByRole('row').nth(nth).click();
    await console.action('Open Client View').click();
    await expect(desktop.getByRole('status')).toContainText('Software updates are available');
    await expect(desktop.getByRole('group', { name: 'Notification area' }).getByRole('button', { name: 'Software updates' })).toBeVisible();
    await console.page.screenshot({ path: pictures('client-view-balloon.png') });
    await desktop.getByRole('status').getByRole('button', { name: /Click here to choose/ }).click();
    await expect(available).toContainText('Optional');
    await expect(available).toContainText('1 of 1 chosen');
    await available.getByRole('button', { name: 'Install' }).click();
    await expect(state).toContainText('Downloading');
    if (nth === 1) await resetTransfer();
    for (let minute = 0; minute < 20 && /Downloading|Installing|Waiting/.test(await state.innerText()); minute++) {
      const before = await console.statusBar.innerText();
      await console.action('Clock + 1 Minute').click();
      await expect(console.statusBar).not.toHaveText(before);
      await expect(state).not.toContainText('Downloading');
    }
    return state.innerText();
  };
  await test.step('the user of a computer that requires it is told, chooses it, and it is installed', async () => {
    let ended = '';
    for (let nth = 1; nth < 9 && !ended.startsWith('Pending'); nth++) ended = await installOn(nth);
    expect(ended).toBe('Pending system restart');
    await expect(desktop.getByRole('dialog', { name: /^Restart/ })).toContainText('until the computer restarts');
    await console.page.screenshot({ path: pictures('client-view-restart.png') });
  });

  await test.step('they restart the computer, and find it installed', async () => {
    await desktop.getByRole('button', { name: 'Restart Now' }).click();
    await expect(desktop.getByRole('dialog', { name: /^Restart/ })).toBeHidden();
    await expect(available).toContainText('Installed');
    await available.press('Escape');
    await expect(available).toBeHidden();
    await console.action('Clock + 15 Minutes').click();
    await expect(desktop.getByRole('button', { name: 'Software updates', exact: true })).toBeHidden();
  });

  await test.step('the Control Panel shows the cache, which is cleared, and takes a schedule', async () => {
    await console.action('Configuration Manager').click();
    const applet = desktop.getByRole('dialog', { name: 'Configuration Manager Properties' });
    await applet.getByRole('tab', { name: 'Updates' }).click();
    await applet.getByRole('radio', { name: /on a schedule/ }).check();
    await applet.getByLabel('Day').selectOption('Friday');
    await applet.getByRole('button', { name: 'Apply' }).click();
    await expect(applet.getByRole('button', { name: 'Apply' })).toBeDisabled();
    await applet.getByRole('tab', { name: 'Cache' }).click();
    await expect(applet).toContainText('CCM\\Cache');
    await expect(applet.getByRole('table').getByRole('row')).toHaveCount(2);
    await console.page.screenshot({ path: pictures('client-view-cache.png') });
    for (const colorScheme of ['dark', 'light'] as const) {
      await console.page.emulateMedia({ colorScheme });
      await expect(console.page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      if (colorScheme === 'dark') await console.page.screenshot({ path: pictures('client-view-cache-dark.png') });
      const { violations } = await new AxeBuilder({ page: console.page }).setLegacyMode(true).include('main').exclude('[data-tabster-dummy]').options({ resultTypes: ['violations'] }).analyze();
      expect(violations.filter((one) => one.impact === 'serious' || one.impact === 'critical').map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([]);
    }
    await applet.getByRole('button', { name: 'Clear Cache…' }).click();
    await expect(applet).toContainText('What is installed stays installed.');
    await applet.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect(applet).toContainText('The cache is empty');
    await applet.getByRole('tab', { name: 'Actions' }).click();
    await applet.getByRole('button', { name: 'Initiate Action' }).click();
    await expect(console.page.getByText('Software Updates Scan Cycle begins with the next minute of site time.')).toBeVisible();
  });
});
