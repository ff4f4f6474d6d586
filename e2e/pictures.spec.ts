import type { ConsolePage } from './support/console-page.ts';
import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

// Only with PATCHBAY_PICTURES=1: nothing is looked at here that other journeys do not look at.

async function picture(console: ConsolePage, name: string) {
  await console.page.mouse.move(0, 0);
  await console.page.screenshot({ path: pictures(`${name}.png`) });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[REPO-03] the pictures of the README, ${colorScheme}`, async ({ open, synchronizedCopy }, { project }) => {
    const { console } = await open({ dataFolder: synchronizedCopy, colorScheme });
    const folder = project.name === 'browser' ? '' : `${project.name}-`;
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Security Updates', 'Microsoft', 'Windows XP');
    await console.row('MS12-077').first().click();
    await expect(console.result.getByRole('tab', { name: 'Details' })).toBeVisible();
    await expect(console.result).toContainText('CVE-2012-');
    await picture(console, `${folder}console-${colorScheme}`);
    const sheet = await console.openSoftwareUpdatePoint();
    await sheet.getByRole('tab', { name: 'Products' }).click();
    await sheet.getByRole('textbox').first().fill('Windows');
    await expect(sheet.getByRole('treeitem', { name: 'Windows XP', exact: true })).toBeVisible();
    await picture(console, `${folder}products-${colorScheme}`);
    await console.page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    await console.go('Update Repository');
    await console.action('Synchronization').click();
    await expect(console.result).toContainText('Sync time:');
    await picture(console, `${folder}synchronization-${colorScheme}`);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`[REPO-04] the picture of Search Folder Criteria, ${colorScheme}`, async ({ open, synchronizedCopy }, { project }) => {
    const { console } = await open({ dataFolder: synchronizedCopy, colorScheme });
    const { page } = console;
    await console.go('Lab');
    await console.result.getByRole('button', { name: 'Make the Fleet' }).click();
    await expect(console.result).toContainText('500 computers', { timeout: 30_000 });
    await console.result.getByRole('button', { name: '+ 1 day' }).click();
    await expect(console.statusBar).toContainText('1/8/2013');
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Search Folders');
    await console.action('New Search Folder').click();
    const dialog = console.dialog('Search Folder Criteria');
    for (const name of ['Classification', 'Date Released', 'Deployed', 'Expired', 'Required', 'Severity', 'Superseded']) await dialog.getByRole('checkbox', { name, exact: true }).check();
    const criteria = dialog.getByRole('group', { name: 'Search criteria' });
    const edit = async (name: RegExp, ...picks: string[]) => {
      await criteria.getByRole('button', { name }).click();
      for (const pick of picks) await page.locator('.criteria-editor').getByLabel(pick, { exact: true }).check();
    };
    await edit(/^Classification:/, 'Security Updates', 'Critical Updates');
    await page.keyboard.press('Escape');
    await edit(/^Date Released:/, 'last 6 months');
    await page.keyboard.press('Escape');
    await dialog.getByLabel('Search folder name').fill('Required, critical and important, not deployed');
    await expect(dialog.getByRole('grid').getByRole('row').nth(3)).toBeVisible();
    await edit(/^Severity:/, 'Critical', 'Important');
    await expect(page.getByText(/^[\d,]+ software updates match$/)).toBeVisible();
    await expect(page.locator('[data-old="true"]')).toHaveCount(0);
    if (project.name === 'browser') await page.screenshot({ path: pictures(`search-folder-criteria-${colorScheme}.png`) });
  });
}
