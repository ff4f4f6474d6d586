import { expect, test } from './support/fixtures.ts';

test('[REPO-03] the list of all updates sorts, finds, selects and shows details', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await expect(console.statusBar).toContainText('5,573 items');
  await test.step('the first thirteen columns', async () => {
    const headers = await console.grid.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label') ?? cell.textContent!.trim()));
    expect(headers.slice(1)).toEqual(['Bulletin ID', 'Article ID', 'Title', 'Severity', 'Date Released', 'Installed', 'Required', 'Not Required', 'Unknown', '% Compliant', 'Downloaded', 'Deployed']);
  });
  await test.step('sort both ways', async () => {
    await console.header('Title').click();
    await expect(console.header('Title')).toHaveAttribute('aria-sort', 'ascending');
    await expect.poll(() => console.column('title')).toContainEqual(expect.stringMatching(/^Critical Update/));
    await console.header('Title').click();
    await expect(console.header('Title')).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await console.column('title'))[0]).toMatch(/^[T-Z]/);
  });
  await test.step('find in all columns, clear', async () => {
    await console.lookFor('KB958644');
    await expect(console.statusBar).toContainText(/\d+ items/);
    await expect(console.row('MS08-067').first()).toBeVisible();
    for (const title of await console.column('title')) expect(title).toContain('KB958644');
    await console.lookFor('nothing has this text');
    await expect(console.result).toContainText('No item contains nothing has this text in All Columns');
    await console.result.getByRole('button', { name: 'Clear' }).first().click();
    await expect(console.statusBar).toContainText('5,573 items');
  });
  await test.step('select by keyboard and pointer', async () => {
    await console.grid.focus();
    await page.keyboard.press('ControlOrMeta+a');
    await expect(console.statusBar).toContainText('5,573 selected');
    await page.keyboard.press('Home');
    await expect(console.statusBar).toContainText('1 selected');
    await page.keyboard.press('Shift+PageDown');
    await expect(console.statusBar).toContainText(/\d\d selected/);
    await page.keyboard.press('End');
    await expect(console.statusBar).toContainText('1 selected');
  });
  await test.step('type ahead on the sorted column', async () => {
    await page.keyboard.type('office xp s');
    await expect(console.grid.locator('.grid-row[aria-selected="true"]')).toContainText('Office XP Service Pack 3');
  });
});

test('[REPO-03] columns can be added, removed and ordered, and are remembered', async ({ synchronized: { console, host } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.action('Add/Remove Columns…').click();
  const dialog = console.dialog('Add/Remove Columns');
  await dialog.getByRole('option', { name: 'Update ID' }).click();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByRole('option', { name: 'Installed' }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect(console.header('Update ID')).toBeVisible();
  await expect(console.header('Installed')).toHaveCount(0);
  await host.page.reload();
  await console.opened();
  await expect(console.header('Update ID')).toBeVisible();
});

test('[REPO-03] Export List writes every row with the columns shown', async ({ synchronized: { console, host } }) => {
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'Service Packs');
  await expect(console.statusBar).toContainText(/\d+ items/);
  const items = Number(/(\d+) items/.exec(await console.statusBar.innerText())![1]);
  await console.action('Export List…').click();
  const dialog = console.dialog('Export List');
  const { text } = await host.saved(() => dialog.getByRole('button', { name: /Export|Save/ }).click());
  const lines = text.replace(/^\uFEFF/, '').trimEnd().split('\r\n');
  expect(lines).toHaveLength(items + 1);
  expect(lines[0]).toContain('Bulletin ID');
});

test('[REPO-05] Properties opens by double-click, Enter and Alt+Enter', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.lookFor('KB958644');
  const row = console.row('MS08-067').first();
  await row.dblclick();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('MS08-067');
  await sheet.getByRole('tab', { name: 'Content Information' }).click();
  await expect(sheet).toContainText(/\.(exe|cab|msu)/);
  await sheet.getByRole('tab', { name: 'Supersedence Information' }).click();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await row.click();
  await page.keyboard.press('Alt+Enter');
  await expect(sheet).toContainText('MS08-067');
  await page.keyboard.press('Escape');
  await expect(console.grid).toBeVisible();
});

test('[REPO-03] the context menu is the Actions pane', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await console.row(/KB\d+/).first().click({ button: 'right' });
  const menu = page.getByRole('menu');
  const verbs = (await menu.getByRole('menuitem').allInnerTexts()).map((text) => text.split('\n')[0]!.trim());
  const pane = await console.actions.locator('section').nth(1).locator('.action').allInnerTexts();
  for (const verb of pane) expect(verbs).toContain(verb.trim());
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
});
