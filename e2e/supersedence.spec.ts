import { expect, test } from './support/fixtures.ts';
import { pictures } from './support/paths.ts';

const tab = 'Supersedence Information';

test('[INSIGHT-04] the supersedence of an update is drawn, leads to each of its updates, and tells what expiring it would do', async ({ synchronized: { console } }, { project }) => {
  const { page } = console;
  await test.step('a fleet has scanned', async () => {
    await console.makeFleet(200);
  });
  const sheet = page.getByRole('dialog', { name: /Properties$/ });
  const graph = sheet.getByRole('group', { name: 'Supersedence graph' });
  const here = graph.locator('[aria-current="true"]');
  await test.step('the tab opens with the update in the middle, newer ones left of it', async () => {
    await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
    await console.lookFor('MS12-052');
    await console.row('Internet Explorer 8 for').first().dblclick();
    await sheet.getByRole('tab', { name: tab }).click();
    await expect(here).toHaveAccessibleName(/^MS12-052 .*Superseded, this update/);
    const newer = graph.getByRole('button', { name: /MS12-063 .*supersedes this update/ });
    await expect(newer).toBeVisible();
    expect((await newer.boundingBox())!.x).toBeLessThan((await here.boundingBox())!.x);
    if (project.name !== 'browser') return;
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await expect(page.locator(':root')).toHaveAttribute('data-theme', scheme);
      await page.screenshot({ path: pictures(`supersedence-${scheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await expect(here).toBeVisible();
    await page.emulateMedia({ forcedColors: 'none' });
  });
  await test.step('arrow keys go from update to update, Enter opens one', async () => {
    await here.focus();
    await page.keyboard.press('ArrowLeft');
    const focused = graph.locator(':focus');
    await expect(focused).toHaveAccessibleName(/supersedes this update/);
    const name = (await focused.getAttribute('aria-label'))!.split(',')[0]!;
    await page.keyboard.press('+');
    await expect(sheet).toContainText('125%');
    await page.keyboard.press('Enter');
    await expect(here).toHaveAccessibleName(new RegExp(`^${name.replace(/[()]/g, '\\$&')}`));
    await expect(sheet.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
  });
  await test.step('the same as a list', async () => {
    await sheet.getByRole('tab', { name: 'List', exact: true }).click();
    await expect(sheet.getByRole('row').filter({ hasText: 'Superseded by it' }).first()).toBeVisible();
    await sheet.getByRole('button', { name: 'Cancel' }).click();
  });
  await test.step('the newest update is the only fix of those that require it, and they are named', async () => {
    await console.lookFor('MS12-063');
    await console.grid.getByRole('columnheader', { name: 'Required', exact: true }).click();
    await expect(console.grid.getByRole('columnheader', { name: 'Required', exact: true })).toHaveAttribute('aria-sort', 'ascending');
    await console.grid.getByRole('columnheader', { name: 'Required', exact: true }).click();
    await expect(console.grid.getByRole('columnheader', { name: 'Required', exact: true })).toHaveAttribute('aria-sort', 'descending');
    const row = console.row('Internet Explorer').first();
    await expect(console.cell(row, 'required')).toHaveText(/^[1-9]\d*$/);
    const required = await console.cell(row, 'required').innerText();
    await row.dblclick();
    await sheet.getByRole('tab', { name: tab }).click();
    await expect(sheet).toContainText(`${required} computers of All Systems lose their only approved fix`);
    await sheet.getByRole('button', { name: `Show the ${required} computers` }).click();
    await expect(sheet).toBeHidden();
    await expect(console.statusBar).toContainText(`${required} computers`);
    await expect(console.result).toContainText('lose their only approved fix');
    await console.result.getByRole('button', { name: 'Show All Required' }).click();
    await expect(console.result).not.toContainText('lose their only approved fix');
  });
});
