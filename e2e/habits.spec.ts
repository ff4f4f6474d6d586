import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures.ts';

/** Nodes that show a list, with a word that one of its rows shows. */
const lists: [path: string[], word: string][] = [
  [['Site Database (CEN – Central Site)'], 'System Status'],
  [['Site Management'], 'CEN'],
  [['Site Management', 'CEN – Central Site', 'Site Settings'], 'Site Systems'],
  [['Site Management', 'CEN – Central Site', 'Site Settings', 'Component Configuration'], 'Software Update Point'],
  [['Site Management', 'CEN – Central Site', 'Site Settings', 'Site Systems', 'CEN01.corp.lab'], 'component server'],
  [['Computer Management', 'Collections'], 'All Systems'],
  [['Computer Management', 'Collections', 'All Systems'], 'DESKTOP'],
  [['Computer Management', 'Software Updates'], 'KB'],
  [['Computer Management', 'Software Updates', 'Update Repository'], 'Critical Updates'],
  [['Computer Management', 'Software Updates', 'Update Repository', 'All Updates'], 'MS12-063'],
  [['Computer Management', 'Software Updates', 'Update Repository', 'Search Folders'], 'October'],
  [['Computer Management', 'Software Updates', 'Update Lists'], 'January'],
  [['System Status', 'Status Messages'], 'synchron'],
  [['System Status', 'History'], 'fleet'],
  [['Tools', 'Logs'], 'wsyncmgr'],
];

test('[REPO-03] every list has the Find bar, Add/Remove Columns and Export List', async ({ synchronized: { console } }) => {
  const { page } = console;
  for (const [path, word] of lists) {
    await test.step(path.at(-1)!, async () => {
      await console.go(...path);
      await expect(console.result.getByRole('heading', { level: 1 })).toContainText(path.length === 2 && path[1] === 'Software Updates' ? 'Summary' : path.at(-1)!);
      const box = console.result.getByRole('textbox', { name: 'Look for:' });
      await expect(box).toBeVisible();
      await page.keyboard.press('ControlOrMeta+f');
      await expect(box).toBeFocused();
      await box.fill(word);
      await page.keyboard.press('Enter');
      await expect(console.result.getByRole('button', { name: 'Clear' }).first()).toBeEnabled();
      await box.fill('no row has this');
      await page.keyboard.press('Enter');
      await expect(console.statusBar).toContainText(/(^|\D)0 /);
      await console.result.getByRole('button', { name: 'Clear' }).first().click();
      await console.action('Add/Remove Columns…').click();
      await console.dialog('Add/Remove Columns').getByRole('button', { name: 'Cancel' }).click();
      await console.action('Export List…').click();
      const dialog = console.dialog('Export List');
      await expect(dialog).toContainText(/\d rows? with the \d+ columns? shown/);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
    });
  }
});

test('[REPO-03] Export List writes what is shown, of all rows, in the order shown; rows and cells are copied', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository');
  await test.step('all rows as comma-delimited text', async () => {
    await console.header('Software Updates').click();
    await expect(console.header('Software Updates')).toHaveAttribute('aria-sort', 'ascending');
    await console.action('Export List…').click();
    const dialog = console.dialog('Export List');
    await dialog.getByRole('radio', { name: /comma delimited/ }).click();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('Update Repository.csv');
    const lines = (await readFile(await file.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toBe('﻿Name,Software Updates');
    expect(lines).toContain('All Updates,"5,573"');
    expect(lines.length).toBe((await console.column('name')).length + 1);
  });
  await test.step('Ctrl+C copies rows, Ctrl+Shift+C the cell that Left and Right choose', async () => {
    const box = console.result.getByRole('textbox', { name: 'Look for:' });
    const pasted = async () => {
      await box.fill('');
      await box.press('ControlOrMeta+v');
      return box.inputValue();
    };
    await console.cell(console.row('All Updates'), 'name').click();
    await page.keyboard.press('ControlOrMeta+c');
    await expect(page.getByText('1 row copied')).toBeVisible();
    expect(await pasted()).toMatch(/^All Updates[\t ]5,573$/);
    await console.cell(console.row('All Updates'), 'name').click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ControlOrMeta+Shift+c');
    await expect(page.getByText('Cell copied')).toBeVisible();
    expect(await pasted()).toBe('5,573');
    await console.row('All Updates').click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: /^Copy Cell/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('[REPO-03] columns are moved, sized, fitted and hidden with the keyboard, and stay so', async ({ synchronized: { console } }) => {
  const { page } = console;
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  const heading = (name: string) => console.header(name).getByRole('button');
  const order = () => console.grid.getByRole('columnheader').evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset['col']));
  await heading('Article ID').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Move Left/ }).click();
  await expect.poll(order).toEqual(expect.arrayContaining(['icon', 'articleId', 'bulletinId']));
  expect((await order()).slice(0, 3)).toEqual(['icon', 'articleId', 'bulletinId']);
  const width = async () => (await console.header('Article ID').boundingBox())!.width;
  const before = await width();
  await heading('Article ID').focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(width).toBe(before + 8);
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Hide Column' }).click();
  await expect(console.header('Article ID')).toHaveCount(0);
  await console.go('Tools', 'Logs');
  await console.go('Computer Management', 'Software Updates', 'Update Repository', 'All Updates');
  await expect(console.header('Article ID')).toHaveCount(0);
});
