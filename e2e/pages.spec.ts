import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

const pages: Record<string, string[]> = {
  'site-database': ['Site Database (CEN – Central Site)'],
  'component-configuration': ['Site Management', 'CEN – Central Site', 'Site Settings', 'Component Configuration'],
  'site-systems': ['Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems', 'CEN01.corp.lab'],
  'trusted-keys': ['Site Management', 'CEN – Central Site', 'Site Settings', 'Trusted Keys'],
  'software-updates': ['Computer Management', 'Software Updates'],
  'update-repository': ['Computer Management', 'Software Updates', 'Update Repository'],
  'all-updates': ['Computer Management', 'Software Updates', 'Update Repository', 'All Updates'],
  'client-agents': ['Site Management', 'CEN – Central Site', 'Site Settings', 'Client Agents'],
  'update-lists': ['Computer Management', 'Software Updates', 'Update Lists'],
  'deployment-templates': ['Computer Management', 'Software Updates', 'Deployment Templates'],
  'deployment-management': ['Computer Management', 'Software Updates', 'Deployment Management'],
  'deployment-packages': ['Computer Management', 'Software Updates', 'Deployment Packages'],
  'synchronization-status': ['System Status', 'Synchronization Status'],
  'status-messages': ['System Status', 'Status Messages'],
  history: ['System Status', 'History'],
  'security-users': ['Security Rights', 'Users'],
  'security-rights': ['Security Rights', 'Rights'],
  logs: ['Tools', 'Logs'],
  lab: ['Lab'],
};

const DIALOG = '[role="dialog"], [role="alertdialog"]';

/** Serious findings of what can be used now: of an open dialog, or else of the whole console. `rules`: only these. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  // Electron allows no further page in the session, which axe's default mode would open for frames; there are none.
  // The focus guards of a dialog that was closed stay; they pass the focus on and are never stopped at.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-tabster-dummy]').options({ resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
  const { violations } = await (await page.locator(DIALOG).count() > 0 ? axe.include(DIALOG) : axe).analyze();
  return violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(', ')}`);
}

/** A page that is still arriving changes while it is looked at: what is found is looked for once more. */
const serious = async (page: Page, rules?: string[]): Promise<string[]> => ((await findings(page, rules)).length === 0 ? [] : findings(page, rules));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[REPO-01] every page is free of serious accessibility findings, ${colorScheme}`, async ({ open, synchronizedCopy }) => {
    const { console, host } = await open({ dataFolder: synchronizedCopy, colorScheme });
    const found: Record<string, string[]> = {};
    // Colours are all that differs in the dark.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    for (const [name, path] of Object.entries(pages)) {
      await console.go(...path);
      await expect(console.result).toBeVisible();
      const there = await serious(host.page, rules);
      if (there.length > 0) found[name] = there;
    }
    const sheet = await console.openSoftwareUpdatePoint();
    for (const tab of await sheet.getByRole('tab').all()) {
      await tab.click();
      const there = await serious(host.page, rules);
      if (there.length > 0) found[`tab ${await tab.innerText()}`] = there;
    }
    await sheet.getByRole('button', { name: 'Cancel' }).click();
    await console.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems');
    await console.action('New Roles…').click();
    const wizard = console.dialog('New Site Role Wizard');
    await wizard.getByLabel('Name of the site system server').fill('localhost');
    for (let step = 0; step < 10; step++) {
      if (step === 9) await expect(wizard.getByRole('list', { name: 'Prerequisites' })).toBeVisible();
      const there = await serious(host.page, rules);
      if (there.length > 0) found[`wizard page ${step + 1}`] = there;
      if (step < 9) await wizard.getByRole('button', { name: 'Next' }).click();
    }
    expect(found).toEqual({});
  });
}

test('[REPO-06] the Update List Wizard, a list and its sheets, and the undo are free of serious accessibility findings', async ({ open, synchronizedCopy }) => {
  const { console, host } = await open({ dataFolder: synchronizedCopy, colorScheme: 'dark' });
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const there = await serious(host.page);
    if (there.length > 0) found[name] = there;
  };
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.action('Update List…').click();
  const wizard = console.dialog('Update List Wizard');
  await wizard.getByLabel('Name').fill('a/b');
  await look('wizard');
  await wizard.getByLabel('Name').fill('January');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await look('summary');
  await wizard.getByRole('button', { name: 'Next' }).click();
  await expect(wizard.getByRole('table', { name: 'Results' })).toBeVisible();
  await look('confirmation');
  await wizard.getByRole('button', { name: 'Show the List' }).click();
  await expect(console.result.getByRole('heading', { name: 'January' })).toBeVisible();
  await look('list');
  for (const [action, dialog] of [['Properties', 'January Properties'], ['Delete…', 'Delete Update List']] as const) {
    await console.action(action).click();
    await expect(console.dialog(dialog)).toBeVisible();
    await look(dialog);
    await console.page.keyboard.press('Escape');
  }
  await console.go('System Status', 'History');
  await console.row('Made an update list').dblclick();
  await expect(console.dialog('Undo')).toContainText('Will be deleted');
  await look('undo');
  expect(found).toEqual({});
});

test('[DEPLOY-02] the Deploy Software Updates Wizard, a deployment and its sheet are free of serious accessibility findings, in the dark, too', async ({ open, synchronizedCopy }) => {
  const { console, host } = await open({ dataFolder: synchronizedCopy, colorScheme: 'dark' });
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const there = await serious(host.page);
    if (there.length > 0) found[name] = there;
  };
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.action('Deploy Software Updates…').click();
  const wizard = console.dialog('Deploy Software Updates Wizard');
  for (let step = 0; step < 14; step++) {
    const page = await wizard.getByRole('region').getAttribute('aria-label');
    if (page === 'Collection') {
      await wizard.getByRole('button', { name: 'Browse…' }).click();
      await console.dialog('Browse Collection').getByRole('option', { name: /^All Systems/ }).click();
      await look('Browse Collection');
      await console.dialog('Browse Collection').getByRole('button', { name: 'OK' }).click();
    }
    if (page === 'Deployment Package') {
      await wizard.getByLabel('Name').fill('Files');
      await wizard.getByLabel('Package source').fill('\\\\CEN01\\Sources\\Files');
    }
    await look(`wizard page ${page}`);
    if (page === 'Schedule') await host.page.screenshot({ path: pictures('deploy-wizard-schedule-dark.png') });
    await wizard.getByRole('button', { name: 'Next' }).click();
    await expect(wizard.getByRole('region')).not.toHaveAttribute('aria-label', page!);
  }
  await expect(wizard.getByRole('table', { name: 'Results' })).toBeVisible();
  await look('confirmation');
  await host.page.screenshot({ path: pictures('deploy-wizard-confirmation-dark.png') });
  await wizard.getByRole('button', { name: 'Show the Deployment' }).click();
  await look('software updates of a deployment');
  await console.go('Computer Management', 'Software Updates', 'Deployment Management', 'Deployment 1');
  await look('deployment');
  await console.action('Properties').click();
  const sheet = console.dialog('Deployment 1 Properties');
  for (const tab of await sheet.getByRole('tab').all()) {
    await tab.click();
    await look(`tab ${await tab.innerText()}`);
  }
  await console.page.keyboard.press('Escape');
  await console.action('Delete…').click();
  await look('delete');
  expect(found).toEqual({});
});

test('[D§8.6] security rights and what is set of updates are free of serious accessibility findings, in the dark, too', async ({ open, synchronizedCopy }) => {
  const { console, host } = await open({ dataFolder: synchronizedCopy, colorScheme: 'dark' });
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const there = await serious(host.page);
    if (there.length > 0) found[name] = there;
    await host.page.screenshot({ path: pictures(`${name}-dark.png`) });
  };
  await console.go('Security Rights', 'Rights');
  await expect(console.row('CORP\\report.viewer').first()).toBeVisible();
  await look('rights');
  await console.row('CORP\\report.viewer').first().dblclick();
  await expect(console.dialog('Security Rights').getByRole('checkbox', { name: 'Read' })).toBeChecked();
  await look('rights-dialog');
  await console.page.keyboard.press('Escape');
  await console.statusBar.getByRole('button', { name: 'CORP' }).click();
  await expect(console.dialog('Connect As').getByRole('radio').first()).toBeVisible();
  await look('connect-as');
  await console.page.keyboard.press('Escape');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Service Packs');
  await console.grid.getByRole('row').nth(1).click();
  await console.page.keyboard.press('Alt+Enter');
  const sheet = console.page.getByRole('dialog');
  for (const tab of ['Custom Severity', 'Maximum Run Time', 'License Terms', 'Security']) {
    await sheet.getByRole('tab', { name: tab }).click();
    await look(tab);
  }
  expect(found).toEqual({});
});

test('[DEPLOY-04] packages, their sheet and dialogs and the Download Updates Wizard are free of serious accessibility findings, in the dark, too', async ({ open, synchronizedCopy }) => {
  const { console, host } = await open({ dataFolder: synchronizedCopy, colorScheme: 'dark' });
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const findings = await serious(host.page);
    if (findings.length > 0) found[name] = findings;
    await host.page.screenshot({ path: pictures(`${name}-dark.png`) });
  };
  await console.go('Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems');
  await console.action('New Distribution Point…').click();
  const point = console.dialog('New Distribution Point');
  await point.getByLabel('Server').fill('DP01.corp.lab');
  await point.getByRole('checkbox', { name: 'Enable this site system as a protected site system' }).check();
  await expect(point).toContainText('needs a boundary');
  await look('distribution-point');
  await point.getByRole('checkbox', { name: 'Enable this site system as a protected site system' }).uncheck();
  await point.getByRole('button', { name: 'OK' }).click();
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.grid.getByRole('row').nth(1).click();
  await console.action('Download Software Updates…').click();
  const wizard = console.dialog('Download Updates Wizard');
  await wizard.getByLabel('Name').fill('January');
  await wizard.getByLabel('Package source').fill('\\\\CEN01\\Sources\\January');
  for (const name of ['Deployment Package', 'Distribution Points', 'Download Location', 'Language Selection', 'Summary']) {
    await expect(wizard.getByRole('region', { name, exact: true })).toBeVisible();
    await look(`download-${name.toLowerCase().replace(' ', '-')}`);
    if (name === 'Distribution Points') await wizard.getByRole('checkbox', { name: 'DP01.corp.lab' }).check();
    await wizard.getByRole('button', { name: 'Next' }).click();
  }
  await wizard.getByRole('button', { name: 'Show the Package' }).click();
  await expect(console.cell(console.grid.getByRole('row').nth(1), 'state')).toHaveText('Downloaded');
  await look('package-updates');
  for (const part of ['Access Accounts', 'Distribution Points', 'Package Status']) {
    await console.go('Deployment Packages', 'January', part);
    await look(`package-${part.toLowerCase().replace(' ', '-')}`);
  }
  for (const [action, dialog] of [['Manage Distribution Points…', 'Manage Distribution Points: January'], ['New Access Account…', 'New Access Account'], ['Delete…', 'Delete Deployment Package']] as const) {
    await console.action(action).click();
    await expect(console.dialog(dialog)).toBeVisible();
    await look(`package-${action.replace('…', '').toLowerCase().replaceAll(' ', '-')}`);
    await console.page.keyboard.press('Escape');
  }
  await console.go('Deployment Packages');
  await console.row('January').click();
  await console.page.keyboard.press('Alt+Enter');
  const sheet = console.dialog('January Properties');
  await expect(sheet.getByRole('tab')).toHaveCount(5);
  for (const tab of await sheet.getByRole('tab').all()) {
    await tab.click();
    await look(`package-tab-${(await tab.innerText()).toLowerCase().replace(' ', '-')}`);
  }
  expect(found).toEqual({});
});

test('[DEPLOY-14] collections and their sheet are free of serious accessibility findings', async ({ fresh: { console, host } }) => {
  const found: Record<string, string[]> = {};
  for (const path of [['Computer Management', 'Collections'], ['Computer Management', 'Collections', 'All Systems']]) {
    await console.go(...path);
    const there = await serious(host.page);
    if (there.length > 0) found[path.at(-1)!] = there;
  }
  await console.action('New Sub-collection…').click();
  const collection = console.dialog('New Collection below All Systems');
  for (const [tab, add] of [['Membership Rules', 'Add Query Rule'], ['Maintenance Windows', 'Add Window'], ['General', null]] as const) {
    await collection.getByRole('tab', { name: tab }).click();
    if (add !== null) await collection.getByRole('button', { name: add }).click();
    const there = await serious(host.page);
    if (there.length > 0) found[tab] = there;
  }
  expect(found).toEqual({});
});

test('[REPO-04] search folders and their dialogs are free of serious accessibility findings, and made by keyboard alone', async ({ synchronized: { console, host } }) => {
  const { page } = console;
  const found: Record<string, string[]> = {};
  const look = async (name: string) => {
    const there = await serious(host.page);
    if (there.length > 0) found[name] = there;
  };
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Search Folders');
  await look('no search folders');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('New Search Folder');
  await page.keyboard.press('Enter');
  const dialog = console.dialog('Search Folder Criteria');
  await expect(dialog.getByRole('textbox', { name: 'Look for a property' })).toBeFocused();
  await page.keyboard.type('sever');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await dialog.getByRole('button', { name: 'Severity: choose a value' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('checkbox', { name: 'Critical', exact: true })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('[data-old="true"]')).toHaveCount(0);
  await look('an editor');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Severity: Critical' })).toBeFocused();
  await dialog.getByRole('textbox', { name: 'Look for a property' }).fill('');
  for (const name of ['Title', 'Date Released', 'Required', 'Product', 'Expired']) {
    await dialog.getByRole('checkbox', { name, exact: true }).check();
    await dialog.getByRole('button', { name: new RegExp(`^${name}:`) }).click();
    await expect(page.locator('[data-old="true"]')).toHaveCount(0);
    await look(`the editor of ${name}`);
    await page.keyboard.press('Escape');
  }
  await look('the criteria');
  await dialog.getByRole('checkbox', { name: 'Title', exact: true }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Required', exact: true }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Product', exact: true }).uncheck();
  await dialog.getByRole('textbox', { name: /Search folder name/ }).focus();
  await page.keyboard.type('By keyboard');
  await dialog.getByRole('button', { name: 'OK' }).press('Enter');
  await expect(console.result.getByRole('heading', { name: 'By keyboard' })).toBeVisible();
  await look('a search folder');
  await console.action('Why…').click();
  await console.dialog('Why Is It Here or Not').getByRole('grid').getByRole('row').nth(1).click();
  await expect(console.dialog('Why Is It Here or Not').getByRole('status')).toBeVisible();
  await look('why');
  await page.keyboard.press('Escape');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Search Folders');
  await console.row('By keyboard').click();
  await look('search folders');
  await page.keyboard.press('Delete');
  await look('a deletion');
  expect(found).toEqual({});
});

test('[REPO-01] everything is reached by keyboard: panes, tree, menus, go to, help', async ({ synchronized: { console } }) => {
  const { page } = console;
  const focusIn = (locator: string) => page.evaluate((selector) => document.activeElement?.closest(selector) !== null, locator);
  await page.keyboard.press('F6');
  await expect.poll(() => focusIn('[data-pane]')).toBe(true);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('All Upd');
  await page.keyboard.press('Enter');
  await expect(console.statusBar).toContainText('5,573 items');
  await page.keyboard.press('ControlOrMeta+f');
  await page.keyboard.type('KB958644');
  await page.keyboard.press('Enter');
  await expect(console.row('MS08-067').first()).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(console.statusBar).not.toContainText('5,573 items');
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('F1');
  await expect(page.getByRole('complementary', { name: /help/i })).toBeVisible();
});
